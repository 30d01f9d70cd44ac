//! `/walks/new`: making a walk, in a new area or in that of an earlier one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use lykta_core::place::LatLon;
use lykta_core::words::Words;

use super::super::frame::{Frame, show};
use super::super::visitor::{SignedIn, Visitor};
use super::area::AreaForm;
use super::editor::Editor;
use super::mistakes::{Mistakes, show_again};
use super::sent::Sent;
use super::walk_form::WalkForm;
use crate::error::Error;
use crate::state::AppState;
use crate::store::office::{Office, PlannedWalk};
use crate::store::planning::{self, KnownArea, WalkEdit};

#[derive(Template)]
#[template(path = "plan_new.html")]
struct NewPage {
    frame: Frame,
    form: WalkForm,
    area: AreaForm,
    /// The plan whose area is chosen; empty for a new one.
    chosen: String,
    areas: Vec<AreaChoice>,
    editor: Option<Editor>,
    mistakes: Mistakes,
}

/// An area that can be chosen again.
struct AreaChoice {
    plan: EntityId,
    name: String,
}

/// Where a new walk goes.
enum Where {
    Again(EntityId),
    New(String, Vec<LatLon>),
}

/// `GET /walks/new`.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
) -> Result<Response, Error> {
    let areas = state.db.read(planning::areas).await?;
    let form = WalkForm {
        occasion: "safety_walk".to_owned(),
        ..WalkForm::default()
    };
    let chosen = areas.first().map(|area| area.plan.to_string());
    let chosen = chosen.unwrap_or_default();
    let area = AreaForm::default();
    show(&view(
        &state,
        &visitor,
        form,
        area,
        chosen,
        &areas,
        Mistakes::default(),
    ))
}

fn view(
    state: &AppState,
    visitor: &Visitor,
    form: WalkForm,
    area: AreaForm,
    chosen: String,
    areas: &[KnownArea],
    mistakes: Mistakes,
) -> NewPage {
    let words = &*visitor.words;
    NewPage {
        editor: Editor::of(state, words, "outline", area.outline.clone()),
        frame: visitor.frame(),
        form,
        area,
        chosen,
        areas: areas.iter().map(|area| choice(words, area)).collect(),
        mistakes,
    }
}

fn choice(words: &Words, known: &KnownArea) -> AreaChoice {
    let name = known.area.text("name").filter(|name| !name.is_empty());
    AreaChoice {
        plan: known.plan,
        name: name.map_or_else(|| words.say("plan-area_without_name"), str::to_owned),
    }
}

/// `POST /walks/new`.
pub(super) async fn make(
    State(state): State<AppState>,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Error> {
    let areas = state.db.read(planning::areas).await?;
    let words = &*signed_in.0.words;
    let (form, mut area) = (WalkForm::sent(&sent), AreaForm::sent(&sent));
    let chosen = sent.text("plan").to_owned();
    let mut mistakes = Mistakes::default();
    let edit = form.check(words, state.config.time_zone, None, &mut mistakes);
    let place = place(words, &chosen, &areas, &mut area, &sent, &mut mistakes);
    match (edit, place) {
        (Some(edit), Some(place)) if mistakes.is_empty() => {
            let walk = create(&state, signed_in.name().to_owned(), edit, place).await?;
            Ok(Redirect::to(&format!("/walks/{walk}/plan")).into_response())
        }
        _ => {
            let visitor = &signed_in.0;
            show_again(&view(&state, visitor, form, area, chosen, &areas, mistakes))
        }
    }
}

fn place(
    words: &Words,
    chosen: &str,
    areas: &[KnownArea],
    area: &mut AreaForm,
    sent: &Sent,
    mistakes: &mut Mistakes,
) -> Option<Where> {
    if chosen.is_empty() {
        let (name, outline) = area.check(words, sent, mistakes)?;
        return Some(Where::New(name, outline));
    }
    let known = areas.iter().find(|area| area.plan.to_string() == chosen);
    if known.is_none() {
        mistakes.add("plan", words.say("plan-wrong-choice"));
    }
    known.map(|area| Where::Again(area.plan))
}

async fn create(
    state: &AppState,
    name: String,
    edit: WalkEdit,
    place: Where,
) -> Result<EntityId, Error> {
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let made = state.db.write(move |tx, commit| {
        let mut office = Office::as_person(&name, tx, commit, &*ids, now)?;
        let planned = |area| PlannedWalk {
            id: None,
            name: edit.name.clone(),
            occasion: edit.occasion,
            area,
            planned_start: edit.planned_start,
            planned_end: edit.planned_end,
            groups: Vec::new(),
        };
        let (walk, _) = match place {
            Where::Again(plan) => office.create_walk_again(plan, &planned(Default::default()))?,
            Where::New(name, outline) => office.create_walk(&planned((name, outline)))?,
        };
        office.describe_walk(walk, edit.purpose.as_deref(), edit.light)?;
        Ok(walk)
    });
    made.await
}
