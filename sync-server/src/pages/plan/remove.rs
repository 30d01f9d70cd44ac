//! `/walks/{walk}/groups/{group}/remove`: taking a group out of the plan, and bringing it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::super::frame::{Frame, show};
use super::super::visitor::SignedIn;
use super::super::walks::{Life, life, name};
use super::code::link_for;
use super::codes::SHOWN;
use crate::error::Error;
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::planning;

/// What may happen to a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It can go.
    Remove,
    /// It was removed, and can come back.
    BringBack,
    /// Somebody has used it.
    Keep,
}

impl Step {
    fn of(connection: &Connection, walk: EntityId, group: EntityId) -> Result<Self, Error> {
        let known = planning::group_or_removed(connection, walk, group)?;
        Ok(if known.group.is_withdrawn() {
            Self::BringBack
        } else if planning::is_used(connection, walk, group)? {
            Self::Keep
        } else {
            Self::Remove
        })
    }

    /// The start of its words.
    fn key(self) -> &'static str {
        match self {
            Self::Remove => "plan-remove_group",
            Self::BringBack => "plan-group_back",
            Self::Keep => "plan-group_used",
        }
    }
}

#[derive(Template)]
#[template(path = "plan_remove.html")]
struct RemovePage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    group: EntityId,
    group_name: String,
    key: &'static str,
    is_possible: bool,
    /// What is asked for, so that a second press does not undo the first.
    step: &'static str,
}

/// `GET`: what would happen.
pub(super) async fn ask(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, group)): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| {
        let step = Step::of(connection, walk, group)?;
        let known = planning::group_or_removed(connection, walk, group)?;
        Ok((step, known.group, planning::plan(connection, walk)?))
    };
    let (step, known, plan) = state.db.read(read).await?;
    let words = &*visitor.words;
    let states: Vec<_> = plan.groups.into_iter().map(|plan| plan.group).collect();
    show(&RemovePage {
        id: walk,
        name: name(words, &plan.walk),
        life: life(words, &plan.walk, &states),
        group,
        group_name: known.text("name").unwrap_or_default().to_owned(),
        key: step.key(),
        is_possible: step != Step::Keep,
        step: match step {
            Step::BringBack => "bring-back",
            Step::Remove | Step::Keep => "remove",
        },
        frame: visitor.frame(),
    })
}

/// `POST …/remove`; a group that somebody used meanwhile stays, and the page says so.
pub(super) async fn remove(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, group)): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    let person = signed_in.name().to_owned();
    let (keep, config) = (state.keep.clone(), state.config.clone());
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        if Step::of(tx, walk, group)? != Step::Remove {
            return Ok(false);
        }
        let plan = planning::plan(tx, walk)?;
        let ways = SHOWN.map(|role| link_for(&config.public_url, &plan, group, role));
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        office.remove_group(walk, group, keep.code_key(), &ways)
    });
    let to = if written.await? {
        format!("/walks/{walk}/plan?saved")
    } else {
        format!("/walks/{walk}/groups/{group}/remove")
    };
    Ok(Redirect::to(&to).into_response())
}

/// `POST …/bring-back`.
pub(super) async fn bring_back(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, group)): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    let person = signed_in.name().to_owned();
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        if Step::of(tx, walk, group)? == Step::BringBack {
            Office::as_person(&person, tx, commit, &*ids, now)?.bring_group_back(walk, group)?;
        }
        Ok(())
    });
    written.await?;
    Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response())
}
