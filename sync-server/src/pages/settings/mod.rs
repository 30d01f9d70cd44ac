//! `/settings`: who the municipality is, what it tells, what it keeps, and its map.

mod basemap;
mod crest;
mod form;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use lykta_core::words::Language;
use serde::Deserialize;

use super::field::{Fault, Faults, Field, listed};
use super::frame::{Frame, show};
use super::visitor::{Administrator, Visitor};
use crate::error::Error;
use crate::notice;
use crate::state::AppState;
use crate::store::settings;
use form::Typed;

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    note: Option<String>,
    faults: Vec<Fault>,
    municipality: Field,
    contact: Vec<Field>,
    notices: Vec<Field>,
    /// Whether readers are shown our own notice, and what it says in each language.
    standard_notices: Vec<(&'static str, String)>,
    shows_standard: bool,
    retention: Vec<Field>,
    english: bool,
    crest_error: Option<String>,
    basemap: basemap::Pane,
}

/// What was done just before, for a word on the page.
#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

/// The settings' pages, and the crest that everybody is shown.
pub(super) fn routes() -> Router<AppState> {
    let crest = post(crest::put).layer(DefaultBodyLimit::max(crest::MAX_BODY_BYTES));
    // How much of a map is kept is counted while it comes in.
    let basemap = post(basemap::put).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/settings", get(page).post(save))
        .route("/settings/crest", crest)
        .route("/settings/crest/remove", post(crest::remove))
        .route("/settings/basemap", basemap)
        .route("/settings/basemap/remove", post(basemap::remove))
        .route("/crest/{hash}", get(crest::crest))
}

async fn page(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Query(Done { done }): Query<Done>,
) -> Result<Response, Error> {
    let key = format!("console-done-{done}");
    let note = visitor.words.knows(&key).then(|| visitor.words.say(&key));
    let typed = Typed::of(&visitor.settings);
    answer(&state, &visitor, &typed, &Faults::new(), note)
}

async fn save(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let typed = typed.clean();
    let changed = match typed.check(&visitor.words) {
        Ok(changed) => changed,
        Err(faults) => return answer(&state, &visitor, &typed, &faults, None),
    };
    state.set(move |tx| settings::write(tx, &changed)).await?;
    Ok(done("saved"))
}

fn done(what: &str) -> Response {
    Redirect::to(&format!("/settings?done={what}")).into_response()
}

/// The page as it is with one thing that is wrong.
fn refuse(
    state: &AppState,
    visitor: &Visitor,
    field: &'static str,
    key: &str,
) -> Result<Response, Error> {
    let faults = Faults::from([(field, visitor.words.say(key))]);
    let typed = Typed::of(&visitor.settings);
    answer(state, visitor, &typed, &faults, None)
}

fn answer(
    state: &AppState,
    visitor: &Visitor,
    typed: &Typed,
    faults: &Faults,
    note: Option<String>,
) -> Result<Response, Error> {
    let words = &*visitor.words;
    let line = |name, value| Field::line(words, name, value).told(faults);
    let lines = |name, value| Field::lines(words, name, value).told(faults);
    let standard = Language::ALL.map(|language| {
        let said = notice::standard(&visitor.settings, &state.pages.words(language));
        (language.tag(), said)
    });
    let mut page = show(&SettingsPage {
        frame: visitor.frame(),
        note,
        faults: listed(words, faults),
        municipality: line("municipality", &typed.municipality).needed(),
        contact: vec![
            lines("contact_text", &typed.contact_text),
            line("contact_email", &typed.contact_email).of_kind("email"),
            line("contact_phone", &typed.contact_phone).of_kind("tel"),
            line("contact_web", &typed.contact_web).of_kind("url"),
        ],
        notices: vec![
            lines("notice_sv", &typed.notice_sv),
            lines("notice_en", &typed.notice_en),
        ],
        shows_standard: visitor.settings.own_notice.swedish.is_empty(),
        standard_notices: standard.into(),
        retention: vec![
            line("retention_days", &typed.retention_days).of_kind("number"),
            line("retention_decision", &typed.retention_decision),
        ],
        english: typed.offers_english(),
        crest_error: faults.get("crest").cloned(),
        basemap: basemap::Pane::of(state, words, faults)?,
    })?;
    if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}
