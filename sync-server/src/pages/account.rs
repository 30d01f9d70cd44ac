//! `/account`: one's own password, and where one is signed in.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use lykta_core::words::Words;
use rusqlite::Connection;
use serde::Deserialize;

use super::clock::Clock;
use super::field::{Fault, Faults, Field, listed};
use super::frame::{Frame, show};
use super::people::{hashed, unfit_password};
use super::said::capital;
use super::sign_in;
use super::visitor::{SignedIn, session_cookie, token_hash};
use crate::error::Error;
use crate::state::AppState;
use crate::store::people::{self, Session};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    note: Option<String>,
    faults: Vec<Fault>,
    name: String,
    role: String,
    passwords: Vec<Field>,
    sessions: Vec<SessionLine>,
}

struct SessionLine {
    browser: String,
    since: String,
    is_this: bool,
}

#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    #[serde(rename = "old_password")]
    old: String,
    #[serde(rename = "new_password")]
    new: String,
    #[serde(rename = "same_password")]
    same: String,
}

/// One's own page.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/account", get(page))
        .route("/account/password", post(change))
        .route("/account/sign-out", post(sign_out_everywhere))
}

async fn page(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Query(Done { done }): Query<Done>,
) -> Result<Response, Error> {
    let words = &signed_in.0.words;
    let note = (done == "password").then(|| words.say("console-done-own_password"));
    answer(&state, &signed_in, &headers, &Faults::new(), note).await
}

/// `POST /account/password`: everything else that was signed in with the old one ends.
async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let name = signed_in.name().to_owned();
    let words = &signed_in.0.words;
    let mut faults = typed.faults(words);
    if faults.is_empty() {
        faults = typed.old_faults(&state, words, &name).await?;
    }
    if !faults.is_empty() {
        let mut page = answer(&state, &signed_in, &headers, &faults, None).await?;
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(page);
    }
    let hash = hashed(&state, typed.new).await?;
    let of = name.clone();
    let write = state
        .db
        .write(move |tx, _| people::set_password(tx, &of, &hash)?.told(&of));
    write.await?;
    let cookie = sign_in::session(&state, name, &headers).await?;
    let to = Redirect::to("/account?done=password");
    Ok(([(header::SET_COOKIE, cookie)], to).into_response())
}

impl Typed {
    fn faults(&self, words: &Words) -> Faults {
        let mut faults = Faults::new();
        if let Some(told) = unfit_password(words, &self.new) {
            faults.insert("new_password", told);
        }
        if self.new != self.same {
            faults.insert("same_password", words.say("console-fault-same_password"));
        }
        faults
    }

    /// Whoever finds a browser that is signed in must not guess here either.
    async fn old_faults(
        &self,
        state: &AppState,
        words: &Words,
        name: &str,
    ) -> Result<Faults, Error> {
        if let Err(wait_s) = sign_in::begin_for_name(state, name) {
            let values = [("seconds", wait_s.into())];
            let told = words.say_with("page-sign_in_too_often", values);
            return Ok(Faults::from([("old_password", told)]));
        }
        let old = self.old.clone();
        if sign_in::is_right(state, name.to_owned(), old).await? {
            sign_in::forgive_name(state, name);
            return Ok(Faults::new());
        }
        let told = words.say("console-fault-old_password");
        Ok(Faults::from([("old_password", told)]))
    }
}

/// `POST /account/sign-out`: here and in every other browser.
async fn sign_out_everywhere(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<Response, Error> {
    let name = signed_in.name().to_owned();
    let write = state
        .db
        .write(move |tx, _| people::sign_out_everywhere(tx, &name));
    write.await?;
    let cookie = session_cookie(&state, "", 0);
    let page = sign_in::signed_out(signed_in.0, "console-signed_out_everywhere")?;
    Ok(([(header::SET_COOKIE, cookie)], page).into_response())
}

async fn answer(
    state: &AppState,
    signed_in: &SignedIn,
    headers: &HeaderMap,
    faults: &Faults,
    note: Option<String>,
) -> Result<Response, Error> {
    let SignedIn(visitor) = signed_in;
    let words = &*visitor.words;
    let person = visitor.person.clone();
    let person = person.expect("only somebody who signed in is let through");
    let (of, token) = (person.name.clone(), token_hash(headers).unwrap_or_default());
    let now = state.clock.now();
    let read = move |connection: &Connection| people::sessions(connection, &of, &token, now);
    let sessions = state.db.read(read).await?;
    let clock = Clock::new(words, state.config.time_zone);
    let field = |name, autocomplete| Field::password(words, name, autocomplete).told(faults);
    show(&AccountPage {
        frame: visitor.frame(),
        note,
        faults: listed(words, faults),
        role: words.say(&format!("console-role-{}", person.role.name())),
        name: person.name,
        passwords: vec![
            field("old_password", "current-password"),
            field("new_password", "new-password"),
            field("same_password", "new-password"),
        ],
        sessions: sessions
            .iter()
            .map(|session| line(words, clock, session))
            .collect(),
    })
}

fn line(words: &Words, clock: Clock<'_>, session: &Session) -> SessionLine {
    let browser = match session.browser.as_str() {
        "" => words.say("console-unknown_browser"),
        known => known.to_owned(),
    };
    SessionLine {
        browser,
        since: capital(&clock.span(Some(session.since), None)),
        is_this: session.is_this,
    }
}
