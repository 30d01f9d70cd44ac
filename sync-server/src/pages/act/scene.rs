//! What all pages of acts begin with: the walk, its groups, and how the last act went.

use std::collections::HashSet;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::merge::EntityState;
use lykta_core::store::log::StoredOp;
use lykta_core::words::Words;
use rusqlite::Connection;
use serde::Deserialize;

use crate::error::Error;
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::pages::walks::name;
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::{page, replicas};

/// A walk as these pages need it.
pub(super) struct Scene {
    pub(super) walk: EntityState,
    pub(super) groups: Vec<EntityState>,
    pub(super) phones: HashSet<ReplicaId>,
}

impl Scene {
    pub(super) fn of(connection: &Connection, walk: EntityId) -> Result<Self, Error> {
        let phones = replicas::of_walk(connection, walk)?;
        Ok(Self {
            walk: page::walk(connection, walk)?,
            groups: page::groups(connection, walk)?,
            phones: phones.into_iter().map(|phone| phone.id).collect(),
        })
    }

    pub(super) fn telling<'a>(&self, state: &AppState, words: &'a Words) -> Telling<'a> {
        Telling::of(words, state.config.time_zone, &self.walk, &self.groups)
    }

    pub(super) fn link(&self, words: &Words) -> WalkLink {
        WalkLink {
            id: self.walk.target.id,
            name: name(words, &self.walk),
        }
    }

    /// Who wrote an op: role, group, and the phone when it was one.
    pub(super) fn by(&self, telling: &Telling<'_>, stored: &StoredOp) -> String {
        let role = capital(&telling.words.say(&format!("role-{}", stored.role)));
        let mut by = vec![role];
        if stored.group.is_some() {
            by.push(telling.groups.short(stored.group));
        }
        if self.phones.contains(&stored.replica) {
            by.push(telling.phone(stored.replica));
        }
        by.join(", ")
    }
}

/// The way back to a walk.
pub(super) struct WalkLink {
    pub(super) id: EntityId,
    pub(super) name: String,
}

/// What a page says of itself.
pub(super) struct Message {
    pub(super) tone: &'static str,
    pub(super) words: String,
}

/// How an act went, as the address says it: the name of words, never the words.
#[derive(Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    pub(super) fn message(&self, words: &Words) -> Option<Message> {
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        let key = format!("act-done-{}", self.done);
        let is_known = !self.done.is_empty() && self.done.bytes().all(is_name);
        (is_known && words.knows(&key)).then(|| Message {
            tone: if self.done.starts_with("but_") {
                "wait"
            } else {
                "good"
            },
            words: words.say(&key),
        })
    }
}

/// Back to a page that tells how it went.
pub(super) fn back_to(address: &str, done: &str) -> Response {
    Redirect::to(&format!("{address}?done={done}")).into_response()
}

/// Marks an answer as one to a form that was not understood.
pub(super) fn unprocessed(answer: Result<Response, Error>) -> Result<Response, Error> {
    let mut answer = answer?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

/// Where the page of something is; what has none of its own is on the list of the unsettled.
pub(super) fn home(walk: EntityId, kind: Kind, id: EntityId) -> String {
    match kind {
        Kind::Observation => format!("/walks/{walk}/observations/{id}"),
        Kind::Photo => format!("/walks/{walk}/photos/{id}"),
        _ => format!("/walks/{walk}/unsettled"),
    }
}

/// The kind of this name.
pub(super) fn kind_of(name: &str) -> Result<Kind, Error> {
    Kind::from_name(name).ok_or(Error::NotFound)
}

/// Lets the person who is signed in act, in one transaction.
pub(super) async fn act<T: Send + 'static>(
    state: &AppState,
    signed_in: &SignedIn,
    act: impl FnOnce(&mut Office<'_, '_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let name = signed_in.name().to_owned();
    let write = state
        .db
        .write(move |tx, commit| act(&mut Office::as_person(&name, tx, commit, &*ids, now)?));
    write.await
}
