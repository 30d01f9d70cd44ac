//! `/walks/{walk}/groups/{group}`: a group's name, route and stops.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::domain::WalkLife;
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::op::Value;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::super::frame::{Frame, show};
use super::super::groups::Groups;
use super::super::visitor::{SignedIn, Visitor};
use super::super::walks::{Life, life, name};
use super::editor::Editor;
use super::mistakes::{Mistakes, show_again};
use super::sent::Sent;
use super::shape::{self, points_of, read_points, write_points};
use super::walk_form::check_name;
use crate::error::Error;
use crate::plan::{BadPlan, MOST_STOPS, check_route, groups_in};
use crate::state::AppState;
use crate::store::office::{Office, PlannedGroup, PlannedStop};
use crate::store::planning::{self, GroupEdit, GroupPlan, Plan, mark_of};

/// What stands in the fields of a group.
#[derive(Clone, Debug, Default)]
struct GroupForm {
    name: String,
    route: String,
    stops: Vec<StopRow>,
}

/// A stop as the form lists it.
#[derive(Clone, Debug, Default)]
struct StopRow {
    id: String,
    point: String,
    name: String,
    is_removed: bool,
    /// What its field is called.
    label: String,
}

#[derive(Template)]
#[template(path = "plan_group.html")]
struct GroupPage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    title: String,
    group: Option<EntityId>,
    form: GroupForm,
    seen: String,
    changed: bool,
    has_begun: bool,
    editor: Option<Editor>,
    mistakes: Mistakes,
}

impl GroupForm {
    fn of(plan: &GroupPlan) -> Self {
        Self {
            name: plan.group.text("name").unwrap_or_default().to_owned(),
            route: write_points(&points_of(&plan.group, "route")),
            stops: plan.stops.iter().map(StopRow::of).collect(),
        }
    }

    /// A stop is four fields that follow one another; which are removed is told by their ids.
    fn sent(sent: &Sent) -> Self {
        let removed: Vec<&str> = sent.texts("stop_remove").collect();
        let ids = sent.texts("stop_id").zip(sent.texts("stop_point"));
        let rows = ids.zip(sent.texts("stop_name"));
        let rows = rows.map(|((id, point), name)| StopRow {
            id: id.to_owned(),
            point: point.to_owned(),
            name: name.trim().to_owned(),
            is_removed: !id.is_empty() && removed.contains(&id),
            label: String::new(),
        });
        Self {
            name: sent.text("name").trim().to_owned(),
            route: sent.text("route").to_owned(),
            stops: rows.collect(),
        }
    }

    /// What the fields mean.
    fn check(&self, words: &Words, mistakes: &mut Mistakes) -> Option<GroupEdit> {
        check_name(words, "name", &self.name, mistakes);
        let stops = self.stops.iter().filter(|stop| !stop.is_removed);
        let stops: Option<Vec<_>> = stops.zip(1..).map(|(stop, n)| stop.read(n)).collect();
        let too_many = stops.as_ref().is_some_and(|stops| stops.len() > MOST_STOPS);
        let shape = read_points(&self.route).zip(stops);
        let shape = shape.ok_or(BadPlan::NotOnEarth).and_then(|(route, stops)| {
            if too_many {
                return Err(BadPlan::TooManyStops);
            }
            if !route.is_empty() {
                check_route(&route)?;
            }
            Ok((route, stops))
        });
        for stop in &self.stops {
            if !stop.name.is_empty() {
                check_name(words, "stops", &stop.name, mistakes);
            }
        }
        let shape = shape.map_err(|bad| mistakes.add("route", shape::why(words, &bad)));
        let (route, stops) = shape.ok()?;
        let name = self.name.clone();
        Some(GroupEdit { name, route, stops })
    }

    /// Takes a file's way and stops; a stop of the same name stays the stop that it was.
    fn take(&mut self, planned: &PlannedGroup) {
        if self.name.is_empty() {
            self.name.clone_from(&planned.name);
        }
        self.route = write_points(&planned.route);
        let known = std::mem::take(&mut self.stops);
        let same = |name: &str| {
            known
                .iter()
                .find(|row| !name.is_empty() && row.name == name)
        };
        let rows = planned.stops.iter().map(|stop| StopRow {
            id: same(&stop.name).map_or_else(String::new, |row| row.id.clone()),
            point: write_points(&[stop.point]),
            name: stop.name.clone(),
            ..StopRow::default()
        });
        self.stops = rows.collect();
    }
}

impl StopRow {
    fn of(stop: &EntityState) -> Self {
        let point = stop.value("point").and_then(Value::as_point);
        Self {
            id: stop.target.id.to_string(),
            point: point.map_or_else(String::new, |point| write_points(&[point])),
            name: stop.text("name").unwrap_or_default().to_owned(),
            ..Self::default()
        }
    }

    fn read(&self, number: u32) -> Option<(Option<EntityId>, PlannedStop)> {
        let [point] = read_points(&self.point)?[..] else {
            return None;
        };
        let name = self.name.clone();
        Some((
            self.id.parse().ok(),
            PlannedStop {
                number,
                name,
                point,
            },
        ))
    }
}

/// The groups that a form's file tells; none when no file was chosen.
fn file_groups(words: &Words, sent: &Sent, mistakes: &mut Mistakes) -> Option<Vec<PlannedGroup>> {
    let file = sent.file("route_file")?;
    let groups = shape::whole(words, file)
        .and_then(|bytes| groups_in(&file.name, bytes).map_err(|bad| shape::why(words, &bad)));
    groups.map_err(|why| mistakes.add("route_file", why)).ok()
}

/// `GET /walks/{walk}/groups/new`.
pub(super) async fn new(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let form = GroupForm {
        name: next_name(&visitor.words, &plan),
        ..GroupForm::default()
    };
    show(&view(
        &state,
        &visitor,
        &plan,
        None,
        form,
        Mistakes::default(),
    ))
}

/// `Grupp 3`
fn next_name(words: &Words, plan: &Plan) -> String {
    let number = [("number", (plan.groups.len() + 1).into())];
    words.say_with("page-group_number", number)
}

/// `GET /walks/{walk}/groups/{group}`.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, group)): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    let (plan, group) = read(&state, walk, group).await?;
    let form = GroupForm::of(&group);
    let mistakes = Mistakes::default();
    show(&view(&state, &visitor, &plan, Some(&group), form, mistakes))
}

async fn read(
    state: &AppState,
    walk: EntityId,
    group: EntityId,
) -> Result<(Plan, GroupPlan), Error> {
    let read = move |connection: &Connection| {
        let plan = planning::plan(connection, walk)?;
        Ok((plan, planning::group(connection, walk, group)?))
    };
    state.db.read(read).await
}

fn mark(plan: &GroupPlan) -> String {
    mark_of(std::iter::once(&plan.group).chain(&plan.stops))
}

fn view(
    state: &AppState,
    visitor: &Visitor,
    plan: &Plan,
    group: Option<&GroupPlan>,
    mut form: GroupForm,
    mistakes: Mistakes,
) -> GroupPage {
    let words = &*visitor.words;
    for (stop, number) in form.stops.iter_mut().zip(1..) {
        stop.label = words.say_with("plan-stop_name", [("number", number.into())]);
    }
    let states = plan.group_states();
    let groups = Groups::of(words, &states);
    let (id, group_id) = (plan.walk.target.id, group.map(|plan| plan.group.target.id));
    let life = life(words, &plan.walk, &states);
    let editor = Editor::of(state, words, "route", form.route.clone());
    GroupPage {
        id,
        name: name(words, &plan.walk),
        title: match group_id {
            Some(_) => groups.whole(group_id),
            None => words.say("plan-new_group"),
        },
        group: group_id,
        seen: group.map(mark).unwrap_or_default(),
        changed: false,
        has_begun: group.is_some() && life.name == WalkLife::UnderWay.name(),
        editor: editor.map(|editor| Editor {
            around: Some(format!("/walks/{id}/map.json")),
            group: groups.number(group_id),
            ..editor
        }),
        life,
        frame: visitor.frame(),
        form,
        mistakes,
    }
}

/// `POST /walks/{walk}/groups/new`: one group, or all that a file tells.
pub(super) async fn make(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(walk): Path<EntityId>,
    sent: Sent,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let (visitor, mut mistakes) = (&signed_in.0, Mistakes::default());
    let (words, mut form) = (&*visitor.words, GroupForm::sent(&sent));
    let from_file = file_groups(words, &sent, &mut mistakes);
    let planned = match from_file {
        Some(groups) if groups.len() > 1 => named(words, &plan, groups),
        from_file => {
            if let Some([group]) = from_file.as_deref() {
                form.take(group);
            }
            let edit = form.check(words, &mut mistakes);
            edit.map(planned_group).into_iter().collect()
        }
    };
    if !mistakes.is_empty() {
        return show_again(&view(&state, visitor, &plan, None, form, mistakes));
    }
    let (person, ids, now) = (
        signed_in.name().to_owned(),
        state.ids.clone(),
        state.clock.now(),
    );
    let written = state.db.write(move |tx, commit| {
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        for group in &planned {
            office.create_group(walk, group)?;
        }
        Ok(())
    });
    written.await?;
    Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response())
}

fn planned_group(edit: GroupEdit) -> PlannedGroup {
    PlannedGroup {
        id: None,
        name: edit.name,
        route: edit.route,
        stops: edit.stops.into_iter().map(|(_, stop)| stop).collect(),
    }
}

/// Groups that a file leaves without a name are numbered on.
fn named(words: &Words, plan: &Plan, mut groups: Vec<PlannedGroup>) -> Vec<PlannedGroup> {
    for (group, number) in groups.iter_mut().zip(plan.groups.len() + 1..) {
        if group.name.trim().is_empty() {
            group.name = words.say_with("page-group_number", [("number", number.into())]);
        }
    }
    groups
}

/// `POST /walks/{walk}/groups/{group}`.
pub(super) async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, group)): Path<(EntityId, EntityId)>,
    sent: Sent,
) -> Result<Response, Error> {
    let (plan, known) = read(&state, walk, group).await?;
    let (visitor, mut mistakes) = (&signed_in.0, Mistakes::default());
    let (words, mut form) = (&*visitor.words, GroupForm::sent(&sent));
    match file_groups(words, &sent, &mut mistakes).as_deref() {
        Some([group]) => form.take(group),
        Some(_) => mistakes.add("route_file", words.say("plan-bad-several_groups")),
        None => {}
    }
    let edit = form.check(words, &mut mistakes);
    let Some(edit) = edit.filter(|_| mistakes.is_empty()) else {
        return show_again(&view(&state, visitor, &plan, Some(&known), form, mistakes));
    };
    let (person, seen) = (signed_in.name().to_owned(), sent.text("seen").to_owned());
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        let known = planning::group(tx, walk, group)?;
        if mark(&known) != seen {
            return Ok(false);
        }
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        office.change_group(walk, &known, &edit)?;
        Ok(true)
    });
    if written.await? {
        return Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response());
    }
    let mut page = view(&state, visitor, &plan, Some(&known), form, mistakes);
    page.changed = true;
    show_again(&page)
}
