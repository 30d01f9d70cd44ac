//! `GET /join`: what a join link opens. All that the link says is in its fragment, which the
//! server never sees; the page is the same for everybody.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lykta_core::words::{Language, Words};

use super::super::frame::{Frame, show};
use super::super::visitor::Visitor;
use super::begin;
use super::form::Form;
use super::labels;
use super::submitted::Submitted;
use super::worker;
use crate::basemap;
use crate::error::Error;
use crate::notice;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    frame: Frame,
    form: Form,
    labels: String,
    notice: String,
    typed: String,
    failure: Option<String>,
    note: Option<String>,
    /// Whether this browser takes part without script.
    takes_part: bool,
    attribution: String,
    map_worker: String,
    has_script: bool,
}

/// Shows the page, in the language that `?l=` names when the worker keeps both.
pub(super) async fn page(
    State(state): State<AppState>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let takes_part = begin::find(&state, &headers).await?.is_some();
    let tag = query.as_deref().and_then(|query| query.strip_prefix("l="));
    let words = match tag {
        Some(tag) => state.words(Language::from_tag(tag)),
        None => visitor.words,
    };
    let language = words.language().tag();
    let page = JoinPage {
        takes_part,
        ..empty(&state, Frame::new(words, None, state.settings()))
    };
    let about = [(header::CONTENT_LANGUAGE, language)];
    Ok((about, show(&page)?).into_response())
}

/// The page with what was typed and why it is not taken.
pub(super) fn again(
    state: &AppState,
    visitor: &Visitor,
    typed: &str,
    failure: String,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut answer = show(&JoinPage {
        typed: typed.chars().take(40).collect(),
        failure: Some(failure),
        ..empty(
            state,
            Frame::new(visitor.words.clone(), None, state.settings()),
        )
    })?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// The page after somebody has left.
pub(super) fn left(state: &AppState, words: Arc<Words>) -> Result<Response, Error> {
    let note = words.say("take_part-left-server");
    show(&JoinPage {
        note: Some(note),
        ..empty(state, Frame::new(words, None, state.settings()))
    })
}

/// The page as everybody is shown it in this language.
pub(super) fn rendered(state: &AppState, language: Language) -> Result<String, Error> {
    let frame = Frame::new(state.words(language), None, state.settings());
    empty(state, frame).render().map_err(Error::internal)
}

fn empty(state: &AppState, frame: Frame) -> JoinPage {
    let words = &*frame.words;
    JoinPage {
        form: Form::with(words, String::new(), &Submitted::default()),
        labels: labels::labels(words, state.config.time_zone),
        notice: notice::text(&state.settings(), words),
        typed: String::new(),
        failure: None,
        note: None,
        takes_part: false,
        map_worker: worker::map_worker_address(),
        attribution: basemap::attribution(&state.config),
        has_script: state.pages.has_map,
        frame,
    }
}
