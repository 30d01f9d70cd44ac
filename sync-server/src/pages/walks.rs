//! `GET /walks`: all walks, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use lykta_core::domain::WalkLife;
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::words::Words;

use super::clock::Clock;
use super::frame::{Frame, show};
use super::said::capital;
use super::visitor::SignedIn;
use crate::error::Error;
use crate::state::AppState;
use crate::store::page::{self, WalkRow};

#[derive(Template)]
#[template(path = "walks.html")]
struct WalksPage {
    frame: Frame,
    walks: Vec<WalkLine>,
}

struct WalkLine {
    id: EntityId,
    name: String,
    when: String,
    life: Life,
    figures: String,
}

/// Where a walk is in its life, as a name for looks and in words.
pub(super) struct Life {
    pub(super) name: &'static str,
    pub(super) words: String,
}

/// Shows the list.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
) -> Result<Response, Error> {
    let walks = state.db.read(page::walks).await?;
    let words = &*visitor.words;
    let clock = Clock::new(words, state.config.time_zone);
    show(&WalksPage {
        walks: walks.iter().map(|walk| line(words, clock, walk)).collect(),
        frame: visitor.frame(),
    })
}

fn line(words: &Words, clock: Clock<'_>, walk: &WalkRow) -> WalkLine {
    let state = &walk.state;
    let groups = [("count", walk.groups.len().into())];
    let observations = [("count", walk.observations.into())];
    WalkLine {
        id: state.target.id,
        name: name(words, state),
        when: capital(&clock.span(state.time("planned_start"), state.time("planned_end"))),
        life: life(words, state, &walk.groups),
        figures: [
            words.say_with("page-group_count", groups),
            words.say_with("page-observation_count", observations),
        ]
        .join("\u{a0}· "),
    }
}

/// A walk's name; one without is still told apart by its day.
pub(super) fn name(words: &Words, walk: &EntityState) -> String {
    match walk.text("name") {
        Some(name) if !name.trim().is_empty() => name.to_owned(),
        _ => words.say("page-walk"),
    }
}

/// Where a walk is in its life.
pub(super) fn life(words: &Words, walk: &EntityState, groups: &[EntityState]) -> Life {
    let times = groups.iter();
    let times = times.map(|group| (group.time("started_at"), group.time("ended_at")));
    let times: Vec<_> = times.collect();
    let life = WalkLife::of(&times, walk.time("closed_at"));
    let life = life.or_cancelled(walk.time("cancelled_at"));
    Life {
        name: life.name(),
        words: capital(&words.say(&format!("walk-{life}"))),
    }
}
