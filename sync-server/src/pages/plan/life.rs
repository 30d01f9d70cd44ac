//! `/walks/{walk}/life/{change}`: cancelling a walk and closing its protocol, with their ways
//! back; each asks first, and says what happens.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use rusqlite::Connection;

use super::super::visitor::SignedIn;
use super::ask::{self, Answer, Question};
use crate::error::Error;
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::{page, planning};

/// What can be done to a walk as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Cancel,
    Reinstate,
    Close,
    Reopen,
}

impl Change {
    const ALL: [Self; 4] = [Self::Cancel, Self::Reinstate, Self::Close, Self::Reopen];

    /// Its name in addresses and keys of words.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Cancel => "cancel",
            Self::Reinstate => "reinstate",
            Self::Close => "close",
            Self::Reopen => "reopen",
        }
    }

    fn named(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|change| change.name() == name);
        found.ok_or(Error::NotFound)
    }

    /// What can be done to the walk as it is.
    pub(super) fn possible(walk: &EntityState) -> Vec<Self> {
        let is_cancelled = walk.time("cancelled_at").is_some();
        let is_closed = walk.time("closed_at").is_some();
        vec![
            if is_closed { Self::Reopen } else { Self::Close },
            if is_cancelled {
                Self::Reinstate
            } else {
                Self::Cancel
            },
        ]
    }

    fn apply(self, office: &mut Office<'_, '_>, walk: EntityId) -> Result<(), Error> {
        match self {
            Self::Cancel => office.cancel_walk(walk),
            Self::Reinstate => office.reinstate_walk(walk),
            Self::Close => office.close_walk(walk),
            Self::Reopen => office.reopen_walk(walk),
        }
    }
}

/// How many things each change says of itself.
const POINTS: usize = 3;

/// `GET`: what would happen.
pub(super) async fn ask(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, change)): Path<(EntityId, String)>,
) -> Result<Response, Error> {
    let change = Change::named(&change)?;
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let words = &*visitor.words;
    let key = format!("plan-{}", change.name());
    let is_done = !Change::possible(&plan.walk).contains(&change);
    let (points, answer) = if is_done {
        let (to, label) = (format!("/walks/{walk}/plan"), words.say("plan-back"));
        let done = words.say(&format!("{key}-done"));
        (vec![done], Answer::Go { to, label })
    } else {
        let to = format!("/walks/{walk}/life/{}", change.name());
        let (label, look) = (words.say(&key), "danger");
        let points = Question::points(words, &key, POINTS);
        (points, Answer::Do { to, label, look })
    };
    let question = Question {
        under: "plan",
        title: words.say(&key),
        asked: words.say(&format!("{key}-ask")),
        about: None,
        points,
        answer,
    };
    ask::ask(&visitor, &plan, question)
}

/// `POST`: does it; what was done already is not done again.
pub(super) async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, change)): Path<(EntityId, String)>,
) -> Result<Response, Error> {
    let change = Change::named(&change)?;
    let person = signed_in.name().to_owned();
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        if !Change::possible(&page::walk(tx, walk)?).contains(&change) {
            return Ok(());
        }
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        change.apply(&mut office, walk)
    });
    written.await?;
    Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response())
}
