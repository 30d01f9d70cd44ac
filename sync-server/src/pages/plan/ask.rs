//! A page that asks before something of a plan is done, and says what happens.

use askama::Template;
use axum::response::Response;
use lykta_core::id::EntityId;
use lykta_core::words::Words;

use super::super::frame::{Frame, show};
use super::super::visitor::Visitor;
use super::super::walks::{Life, life, name};
use crate::error::Error;
use crate::store::planning::Plan;

#[derive(Template)]
#[template(path = "plan_ask.html")]
struct AskPage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    question: Question,
}

/// What is asked.
pub(super) struct Question {
    /// The page above it: `plan` or `codes`.
    pub(super) under: &'static str,
    /// What the window is called.
    pub(super) title: String,
    /// The question itself.
    pub(super) asked: String,
    /// Which group it is about.
    pub(super) about: Option<String>,
    /// What happens, or why nothing can.
    pub(super) points: Vec<String>,
    /// What can be done.
    pub(super) answer: Answer,
}

/// What a page that asks lets one do.
pub(super) enum Answer {
    /// Do it by a POST to `to`; `look` is the button's.
    Do {
        to: String,
        label: String,
        look: &'static str,
    },
    /// Nothing here; a way on.
    Go { to: String, label: String },
}

impl Question {
    /// The numbered points that begin with `key`.
    pub(super) fn points(words: &Words, key: &str, count: usize) -> Vec<String> {
        let numbered = (1..=count).map(|n| words.say(&format!("{key}-{n}")));
        numbered.collect()
    }
}

/// Shows a question of a walk.
pub(super) fn ask(visitor: &Visitor, plan: &Plan, question: Question) -> Result<Response, Error> {
    let words = &*visitor.words;
    show(&AskPage {
        id: plan.walk.target.id,
        name: name(words, &plan.walk),
        life: life(words, &plan.walk, &plan.group_states()),
        frame: visitor.frame(),
        question,
    })
}
