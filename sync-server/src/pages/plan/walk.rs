//! `/walks/{walk}/plan`: what is planned of a walk, to be read and changed.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::super::clock::Clock;
use super::super::frame::{Frame, show};
use super::super::groups::Groups;
use super::super::said;
use super::super::visitor::{SignedIn, Visitor};
use super::super::walks::{Life, life, name};
use super::life::Change;
use super::mistakes::{Mistakes, show_again};
use super::sent::Sent;
use super::shape::points_of;
use super::walk_form::WalkForm;
use crate::error::Error;
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::planning::{self, GroupPlan, Plan, mark_of};

#[derive(Template)]
#[template(path = "plan_walk.html")]
struct PlanPage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    form: WalkForm,
    seen: String,
    saved: bool,
    changed: bool,
    /// What is said of a field beside what is shown.
    unsettled: Vec<(String, String)>,
    area: Option<AreaLine>,
    groups: Vec<GroupLine>,
    /// Groups that were removed, and may come back.
    removed: Vec<(EntityId, String)>,
    changes: Vec<Change>,
    mistakes: Mistakes,
}

struct AreaLine {
    name: String,
    about: String,
}

struct GroupLine {
    id: EntityId,
    name: String,
    about: String,
}

/// `GET /walks/{walk}/plan`.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let form = WalkForm::of(&plan.walk, state.config.time_zone);
    let mut page = view(&state, &visitor, &plan, form, Mistakes::default());
    page.saved = query.as_deref() == Some("saved");
    show(&page)
}

fn view(
    state: &AppState,
    visitor: &Visitor,
    plan: &Plan,
    form: WalkForm,
    mistakes: Mistakes,
) -> PlanPage {
    let words = &*visitor.words;
    let clock = Clock::new(words, state.config.time_zone);
    let states = plan.group_states();
    let groups = Groups::of(words, &states);
    PlanPage {
        id: plan.walk.target.id,
        name: name(words, &plan.walk),
        life: life(words, &plan.walk, &states),
        seen: mark_of([&plan.walk]),
        saved: false,
        changed: false,
        unsettled: unsettled(words, clock, &plan.walk),
        area: plan.area.as_ref().map(|area| area_line(words, area)),
        groups: plan
            .groups
            .iter()
            .map(|plan| group_line(words, &groups, plan))
            .collect(),
        removed: plan.removed.iter().map(removed_line).collect(),
        changes: Change::possible(&plan.walk),
        frame: visitor.frame(),
        form,
        mistakes,
    }
}

/// Values that others wrote without sight of each other, for whoever saves the form to know.
fn unsettled(words: &Words, clock: Clock<'_>, walk: &EntityState) -> Vec<(String, String)> {
    let said = |field: &str, value| match field {
        "planned_start" | "planned_end" => walk_time(clock, value),
        _ => said::value(words, field, value),
    };
    let fields = walk.unsettled();
    let all = fields.flat_map(|(name, field)| {
        let others = field.also_said();
        others.map(move |head| (said::field(words, name), said(name, &head.value)))
    });
    all.collect()
}

fn walk_time(clock: Clock<'_>, value: &lykta_core::op::Value) -> String {
    let at = value.as_int().map(lykta_core::time::Timestamp);
    clock.span(at, None)
}

fn area_line(words: &Words, area: &EntityState) -> AreaLine {
    let points = points_of(area, "polygon").len();
    let name = area.text("name").filter(|name| !name.is_empty());
    AreaLine {
        name: name.map_or_else(|| words.say("plan-area_without_name"), str::to_owned),
        about: match points {
            0 => words.say("plan-no_outline"),
            _ => words.say("plan-has_outline"),
        },
    }
}

fn group_line(words: &Words, groups: &Groups<'_>, plan: &GroupPlan) -> GroupLine {
    let count = |key: &str, count: usize| words.say_with(key, [("count", count.into())]);
    let route = match points_of(&plan.group, "route").len() {
        0 => words.say("plan-no_route"),
        _ => words.say("plan-has_route"),
    };
    GroupLine {
        id: plan.group.target.id,
        name: groups.whole(Some(plan.group.target.id)),
        about: format!("{route} · {}", count("plan-stop_count", plan.stops.len())),
    }
}

fn removed_line(group: &EntityState) -> (EntityId, String) {
    let name = group.text("name").unwrap_or_default().to_owned();
    (group.target.id, name)
}

/// `POST /walks/{walk}/plan`.
pub(super) async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(walk): Path<EntityId>,
    sent: Sent,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let visitor = &signed_in.0;
    let (form, mut mistakes) = (WalkForm::sent(&sent), Mistakes::default());
    let zone = state.config.time_zone;
    let edit = form.check(&visitor.words, zone, Some(&plan.walk), &mut mistakes);
    let Some(edit) = edit.filter(|_| mistakes.is_empty()) else {
        return show_again(&view(&state, visitor, &plan, form, mistakes));
    };
    let (person, seen) = (signed_in.name().to_owned(), sent.text("seen").to_owned());
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        let known = planning::plan(tx, walk)?.walk;
        if mark_of([&known]) != seen {
            return Ok(false);
        }
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        office.change_walk(&known, &edit)?;
        Ok(true)
    });
    if written.await? {
        return Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response());
    }
    let mut page = view(&state, visitor, &plan, form, mistakes);
    page.changed = true;
    show_again(&page)
}
