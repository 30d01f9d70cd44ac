//! `POST /join/code`: from the short code that is typed to the walk.

use std::sync::PoisonError;

use axum::Json;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::join::{CodeText, JoinLink};
use lykta_core::store::log;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::json;

use super::super::address::Address;
use super::super::attempts::{Attempts, Key};
use super::super::error::wants_page;
use super::super::visitor::Visitor;
use super::begin;
use super::start;
use crate::error::Error;
use crate::state::AppState;
use crate::store::entrance;

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    code: String,
}

/// A page goes on with a cookie; a script is given what a link carries in its fragment.
pub(super) async fn typed(
    State(state): State<AppState>,
    visitor: Visitor,
    Address(address): Address,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    // Counted apart from attempts to sign in.
    let keys = [Key::Address(format!("code from {address}"))];
    let page = wants_page(&headers);
    let begun = attempts(&state).begin(&keys, state.clock.monotonic_ms());
    if let Err(wait_s) = begun {
        let values = [("seconds", wait_s.into())];
        let failure = visitor.words.say_with("take_part-code-too_often", values);
        let status = StatusCode::TOO_MANY_REQUESTS;
        let mut answer = refuse(&state, &visitor, page, &typed.code, failure, status)?;
        let headers = answer.headers_mut();
        headers.insert(header::RETRY_AFTER, wait_s.into());
        return Ok(answer);
    }
    let Some(code) = find(&state, typed.code.clone()).await? else {
        let failure = visitor.words.say("take_part-code-wrong");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return refuse(&state, &visitor, page, &typed.code, failure, status);
    };
    attempts(&state).forgive(&keys);
    if !page {
        let fragment = fragment_of(&state, code).await?;
        return Ok(Json(json!({ "fragment": fragment })).into_response());
    }
    let known = begin::find(&state, &headers).await?;
    if known.is_some_and(|known| known.caller.code_text == code) {
        return Ok(Redirect::to("/join/take-part").into_response());
    }
    let cookie = begin::begin(&state, code).await?;
    Ok((
        [(header::SET_COOKIE, cookie)],
        Redirect::to("/join/take-part"),
    )
        .into_response())
}

fn attempts(state: &AppState) -> std::sync::MutexGuard<'_, Attempts> {
    let attempts = state.pages.attempts.lock();
    attempts.unwrap_or_else(PoisonError::into_inner)
}

async fn find(state: &AppState, typed: String) -> Result<Option<CodeText>, Error> {
    let keep = state.keep.clone();
    let read = move |connection: &Connection| entrance::find(connection, keep.code_key(), &typed);
    state.db.read(read).await
}

fn refuse(
    state: &AppState,
    visitor: &Visitor,
    page: bool,
    typed: &str,
    failure: String,
    status: StatusCode,
) -> Result<Response, Error> {
    if page {
        return start::again(state, visitor, typed, failure, status);
    }
    Ok((status, Json(json!({ "failure": failure }))).into_response())
}

/// What a link carries, so that the script goes on as if it had been opened.
async fn fragment_of(state: &AppState, text: CodeText) -> Result<String, Error> {
    let code = text.verify(state.keep.code_key());
    let code = code.map_err(|_| Error::Forbidden("the code was not made by this server"))?;
    let read = move |connection: &Connection| Ok(log::state_of(connection, code.walk)?);
    let walk = state.db.read(read).await?;
    let name = walk.as_ref().and_then(|walk| walk.text("name"));
    let link = JoinLink {
        server: String::new(),
        code: text,
        walk_name: name.unwrap_or_default().to_owned(),
        language: "sv".to_owned(),
        form: 1,
    };
    let link = link.to_string();
    Ok(link.split_once('#').map_or("", |(_, rest)| rest).to_owned())
}
