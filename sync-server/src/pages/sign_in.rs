//! Signing in and out.

use std::sync::PoisonError;

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use serde::Deserialize;

use super::address::Address;
use super::attempts::Key;
use super::frame::{Frame, show};
use super::visitor::{SIGNED_IN_S, Visitor, new_token, session_cookie, token_hash};
use super::{back, browser, password};
use crate::error::Error;
use crate::state::AppState;
use crate::store::people;

/// What is typed is cut here before it is kept in memory.
const LONGEST_NAME: usize = 200;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    name: String,
    failure: Option<String>,
    note: Option<String>,
    to: String,
}

impl SignInPage {
    /// The form's address says where one was led from, so that a change of language keeps it.
    fn action(&self) -> String {
        back::sign_in_for(Some(&self.to))
    }
}

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    password: String,
    #[serde(default)]
    to: String,
}

/// What was asked for before signing in.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    to: String,
}

/// `GET /sign-in`.
pub(super) async fn page(visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response, Error> {
    if visitor.person.is_some() {
        return Ok(Redirect::to(back::after_sign_in(&asked.to)).into_response());
    }
    let note = visitor.was_signed_in;
    show(&SignInPage {
        note: note.then(|| visitor.words.say("page-session_ended")),
        failure: None,
        name: String::new(),
        to: back::local(&asked.to).unwrap_or_default().to_owned(),
        frame: visitor.frame(),
    })
}

/// `POST /sign-in`.
pub(super) async fn sign_in(
    State(state): State<AppState>,
    visitor: Visitor,
    Address(address): Address,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let name: String = typed.name.trim().chars().take(LONGEST_NAME).collect();
    let keys = [Key::Name(name.to_lowercase()), Key::Address(address)];
    let again = Again { name, to: typed.to };
    if let Err(wait_s) = begin(&state, &keys) {
        return too_often(&visitor, again, wait_s);
    }
    if !is_right(&state, again.name.clone(), typed.password).await? {
        return wrong(&visitor, again);
    }
    attempts(&state).forgive(&keys);
    let cookie = session(&state, again.name, &headers).await?;
    let to = Redirect::to(back::after_sign_in(&again.to));
    Ok(([(header::SET_COOKIE, cookie)], to).into_response())
}

/// Begins a session and returns the cookie that keeps it.
pub(super) async fn session(
    state: &AppState,
    name: String,
    headers: &HeaderMap,
) -> Result<String, Error> {
    let (token, hash) = new_token(state);
    let now = state.clock.now();
    let expires_at = now.plus_ms(SIGNED_IN_S * 1_000);
    let browser = browser::of(headers);
    let write = state
        .db
        .write(move |tx, _| people::sign_in(tx, &name, &hash, &browser, now, expires_at));
    write.await?;
    Ok(session_cookie(state, &token, SIGNED_IN_S))
}

/// What stays in the form when signing in failed.
struct Again {
    name: String,
    to: String,
}

/// Counts an attempt to give a name's password, or tells after how many seconds one may try.
pub(super) fn begin_for_name(state: &AppState, name: &str) -> Result<(), u32> {
    begin(state, &[Key::Name(name.to_lowercase())])
}

/// The password was right: earlier attempts count no longer.
pub(super) fn forgive_name(state: &AppState, name: &str) {
    attempts(state).forgive(&[Key::Name(name.to_lowercase())]);
}

fn attempts(state: &AppState) -> std::sync::MutexGuard<'_, super::attempts::Attempts> {
    let attempts = state.pages.attempts.lock();
    attempts.unwrap_or_else(PoisonError::into_inner)
}

fn begin(state: &AppState, keys: &[Key]) -> Result<(), u32> {
    attempts(state).begin(keys, state.clock.monotonic_ms())
}

/// Whether this is the person's password.
pub(super) async fn is_right(
    state: &AppState,
    name: String,
    password: String,
) -> Result<bool, Error> {
    let read = move |connection: &Connection| people::password_hash(connection, &name);
    let stored = state.db.read(read).await?;
    let _turn = state.pages.hashing.acquire().await;
    let checking = move || password::is_right(&password, stored.as_deref());
    let checked = tokio::task::spawn_blocking(checking).await;
    checked.map_err(Error::internal)?
}

fn wrong(visitor: &Visitor, typed: Again) -> Result<Response, Error> {
    let failure = visitor.words.say("page-sign_in_failed");
    again(visitor, typed, failure, StatusCode::FORBIDDEN)
}

fn too_often(visitor: &Visitor, typed: Again, wait_s: u32) -> Result<Response, Error> {
    let values = [("seconds", wait_s.into())];
    let failure = visitor.words.say_with("page-sign_in_too_often", values);
    let mut answer = again(visitor, typed, failure, StatusCode::TOO_MANY_REQUESTS)?;
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, wait_s.into());
    Ok(answer)
}

fn again(
    visitor: &Visitor,
    typed: Again,
    failure: String,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut answer = show(&SignInPage {
        frame: visitor.frame(),
        to: back::local(&typed.to).unwrap_or_default().to_owned(),
        name: typed.name,
        failure: Some(failure),
        note: None,
    })?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// `POST /sign-out`.
pub(super) async fn sign_out(
    State(state): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if let Some(hash) = token_hash(&headers) {
        let write = state.db.write(move |tx, _| people::sign_out(tx, &hash));
        write.await?;
    }
    let cookie = session_cookie(&state, "", 0);
    let page = signed_out(visitor, "page-signed_out")?;
    Ok(([(header::SET_COOKIE, cookie)], page).into_response())
}

/// The sign-in page with a word on what is over.
pub(super) fn signed_out(visitor: Visitor, key: &str) -> Result<Response, Error> {
    show(&SignInPage {
        note: Some(visitor.words.say(key)),
        failure: None,
        name: String::new(),
        to: String::new(),
        frame: Frame::new(visitor.words, None, visitor.settings),
    })
}
