//! `/walks/{walk}/area`: an area's name and outline, which all of its walks share.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::place::LatLon;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::super::frame::{Frame, show};
use super::super::visitor::{SignedIn, Visitor};
use super::super::walks::{Life, life, name};
use super::editor::Editor;
use super::mistakes::{Mistakes, show_again};
use super::sent::Sent;
use super::shape::{self, points_of, read_points, write_points};
use super::walk_form::check_name;
use crate::error::Error;
use crate::plan::{BadPlan, area_in, check_outline};
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::planning::{self, Plan, mark_of};

/// What stands in the fields of an area.
#[derive(Clone, Debug, Default)]
pub(super) struct AreaForm {
    pub(super) name: String,
    pub(super) outline: String,
}

impl AreaForm {
    pub(super) fn sent(sent: &Sent) -> Self {
        Self {
            name: sent.text("area_name").trim().to_owned(),
            outline: sent.text("outline").to_owned(),
        }
    }

    fn of(area: &EntityState) -> Self {
        Self {
            name: area.text("name").unwrap_or_default().to_owned(),
            outline: write_points(&points_of(area, "polygon")),
        }
    }

    /// Name and outline; a file goes before what was drawn, and names an area without a name.
    pub(super) fn check(
        &mut self,
        words: &Words,
        sent: &Sent,
        mistakes: &mut Mistakes,
    ) -> Option<(String, Vec<LatLon>)> {
        let outline = self.outline(words, sent);
        check_name(words, "area_name", &self.name, mistakes);
        match outline {
            Ok(outline) => Some((self.name.clone(), outline)),
            Err(why) => {
                mistakes.add("area_file", why);
                None
            }
        }
    }

    /// An area needs no outline: then nothing is said of how much of it was covered.
    fn outline(&mut self, words: &Words, sent: &Sent) -> Result<Vec<LatLon>, String> {
        let why = |bad: BadPlan| shape::why(words, &bad);
        if let Some(file) = sent.file("area_file") {
            let area = area_in(shape::whole(words, file)?).map_err(why)?;
            if self.name.is_empty() {
                self.name = area.name.unwrap_or_default();
            }
            self.outline = write_points(&area.polygon);
            return Ok(area.polygon);
        }
        let outline = read_points(&self.outline).ok_or(BadPlan::NotOnEarth);
        let outline = outline.map_err(why)?;
        if !outline.is_empty() {
            check_outline(&outline).map_err(why)?;
        }
        Ok(outline)
    }
}

#[derive(Template)]
#[template(path = "plan_area.html")]
struct AreaPage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    area: AreaForm,
    seen: String,
    shared: Option<String>,
    changed: bool,
    editor: Option<Editor>,
    mistakes: Mistakes,
}

/// `GET /walks/{walk}/area`.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let area = AreaForm::of(plan.area.as_ref().ok_or(Error::NotFound)?);
    show(&view(&state, &visitor, &plan, area, Mistakes::default()))
}

fn view(
    state: &AppState,
    visitor: &Visitor,
    plan: &Plan,
    area: AreaForm,
    mistakes: Mistakes,
) -> AreaPage {
    let words = &*visitor.words;
    let groups = plan.group_states();
    let id = plan.walk.target.id;
    let editor = Editor::of(state, words, "outline", area.outline.clone());
    let count = [("count", plan.sharing.into())];
    AreaPage {
        id,
        name: name(words, &plan.walk),
        life: life(words, &plan.walk, &groups),
        seen: mark_of(&plan.area),
        shared: (plan.sharing > 1).then(|| words.say_with("plan-area_shared", count)),
        changed: false,
        editor: editor.map(|editor| Editor {
            around: Some(format!("/walks/{id}/map.json")),
            ..editor
        }),
        frame: visitor.frame(),
        area,
        mistakes,
    }
}

/// `POST /walks/{walk}/area`.
pub(super) async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(walk): Path<EntityId>,
    sent: Sent,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| planning::plan(connection, walk);
    let plan = state.db.read(read).await?;
    let visitor = &signed_in.0;
    let mut form = AreaForm::sent(&sent);
    let mut mistakes = Mistakes::default();
    let checked = form.check(&visitor.words, &sent, &mut mistakes);
    let Some((name, outline)) = checked.filter(|_| mistakes.is_empty()) else {
        return show_again(&view(&state, visitor, &plan, form, mistakes));
    };
    let (person, seen) = (signed_in.name().to_owned(), sent.text("seen").to_owned());
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let written = state.db.write(move |tx, commit| {
        let area = planning::plan(tx, walk)?.area.ok_or(Error::NotFound)?;
        if mark_of([&area]) != seen {
            return Ok(false);
        }
        let mut office = Office::as_person(&person, tx, commit, &*ids, now)?;
        office.change_area(walk, &area, &name, &outline)?;
        Ok(true)
    });
    if written.await? {
        return Ok(Redirect::to(&format!("/walks/{walk}/plan?saved")).into_response());
    }
    let mut page = view(&state, visitor, &plan, form, mistakes);
    page.changed = true;
    show_again(&page)
}
