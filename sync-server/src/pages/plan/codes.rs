//! `/walks/{walk}/codes`: every group's ways in, and putting new ones in their place.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::super::clock::Clock;
use super::super::frame::{Frame, show};
use super::super::groups::Groups;
use super::super::visitor::SignedIn;
use super::super::walks::{Life, life, name};
use super::ask::{self, Answer, Question};
use super::code::link_for;
use crate::error::Error;
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::planning;

/// Who has a code of their own on these pages.
pub(super) const SHOWN: [Role; 2] = [Role::Participant, Role::Leader];

#[derive(Template)]
#[template(path = "plan_codes.html")]
struct CodesPage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    until: String,
    groups: Vec<(EntityId, String)>,
}

/// `GET /walks/{walk}/codes`.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let words = &*visitor.words;
    let states = plan.group_states();
    let groups = Groups::of(words, &states);
    let clock = Clock::new(words, state.config.time_zone);
    let ends = plan.walk.time("planned_end");
    let until = ends.map(|end| end.plus_ms(lykta_core::domain::ADMITTED_FOR_MS));
    let until = until.map_or_else(|| words.say("page-unknown"), |at| clock.date(at));
    let ids = states.iter().map(|group| group.target.id);
    show(&CodesPage {
        id: walk,
        name: name(words, &plan.walk),
        life: life(words, &plan.walk, &states),
        until: words.say_with("plan-codes-until", [("date", until.into())]),
        groups: ids.map(|id| (id, groups.whole(Some(id)))).collect(),
        frame: visitor.frame(),
    })
}

fn role_named(name: &str) -> Result<Role, Error> {
    let role = Role::from_name(name).filter(|role| SHOWN.contains(role));
    role.ok_or(Error::NotFound)
}

/// `GET …/renew/{role}`: what would happen.
pub(super) async fn ask(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, group, role)): Path<(EntityId, EntityId, String)>,
) -> Result<Response, Error> {
    let role = role_named(&role)?;
    let read = move |connection: &Connection| {
        planning::group(connection, walk, group)?;
        planning::plan(connection, walk)
    };
    let plan = state.db.read(read).await?;
    let words = &*visitor.words;
    let states = plan.group_states();
    let question = Question {
        under: "codes",
        title: words.say("plan-renew"),
        asked: words.say(&format!("plan-renew_{role}-ask")),
        about: Some(Groups::of(words, &states).whole(Some(group))),
        points: Question::points(words, "plan-renew", 4),
        answer: Answer::Do {
            to: format!("/walks/{walk}/groups/{group}/renew/{role}"),
            label: words.say("plan-renew"),
            look: "danger",
        },
    };
    ask::ask(&visitor, &plan, question)
}

/// `POST …/renew/{role}`: a new code, and the end of all that were shown before.
pub(super) async fn renew(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, group, role)): Path<(EntityId, EntityId, String)>,
) -> Result<Response, Error> {
    let role = role_named(&role)?;
    let person = signed_in.name().to_owned();
    let (keep, config) = (state.keep.clone(), state.config.clone());
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        let plan = planning::plan(tx, walk)?;
        planning::group(tx, walk, group)?;
        let of = link_for(&config.public_url, &plan, group, role);
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        office.renew_entrance(keep.code_key(), &of)
    });
    written.await?;
    let page = match role {
        Role::Leader => "print/leader",
        _ => "print",
    };
    Ok(Redirect::to(&format!("/walks/{walk}/groups/{group}/{page}")).into_response())
}
