//! `/walks/{walk}/groups/{group}/remove`: taking a group out of the plan, and bringing it back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::super::visitor::SignedIn;
use super::ask::{self, Answer, Question};
use super::code::link_for;
use super::codes::SHOWN;
use crate::error::Error;
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::planning;

/// `GET`: what would happen.
pub(super) async fn ask(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, group)): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| {
        let known = planning::group_or_removed(connection, walk, group)?.group;
        let is_used = planning::is_used(connection, walk, group)?;
        Ok((known, is_used, planning::plan(connection, walk)?))
    };
    let (known, is_used, plan) = state.db.read(read).await?;
    let words = &*visitor.words;
    let at = format!("/walks/{walk}/groups/{group}");
    let doing = |key: &'static str, step: &str, look| {
        let to = format!("{at}/{step}");
        let label = words.say(key);
        (key, Answer::Do { to, label, look })
    };
    let (key, answer) = if known.is_withdrawn() {
        doing("plan-group_back", "bring-back", "primary")
    } else if is_used {
        let key = "plan-group_used";
        let (to, label) = (at.clone(), words.say(key));
        (key, Answer::Go { to, label })
    } else {
        doing("plan-remove_group", "remove", "danger")
    };
    let question = Question {
        under: "plan",
        title: words.say(key),
        asked: words.say(&format!("{key}-ask")),
        about: Some(known.text("name").unwrap_or_default().to_owned()),
        points: Question::points(words, key, 2),
        answer,
    };
    ask::ask(&visitor, &plan, question)
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
        Office::as_person(&person, tx, commit, &*ids, now)?.bring_group_back(walk, group)
    });
    written.await?;
    Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response())
}
