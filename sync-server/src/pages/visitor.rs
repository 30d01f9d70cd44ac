//! Who looks at a page, in which language.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::error::wants_page;
use super::frame::Frame;
use super::{back, cookie, language};
use crate::error::Error;
use crate::state::AppState;
use crate::store::people::{self, OfficeRole, Person};
use crate::store::settings::Settings;

const COOKIE: &str = "lykta";
const TOKEN_BYTES: usize = 32;

/// How long somebody stays signed in: a working day with its evening.
pub(super) const SIGNED_IN_S: i64 = 14 * 3600;

/// Somebody before a page, signed in or not.
pub(super) struct Visitor {
    /// What to say, in their language.
    pub(super) words: Arc<Words>,
    /// Who signed in.
    pub(super) person: Option<Person>,
    /// Whether the browser has a session that is over.
    pub(super) was_signed_in: bool,
    /// What the municipality has set.
    pub(super) settings: Arc<Settings>,
}

impl Visitor {
    /// What every page has around it.
    pub(super) fn frame(&self) -> Frame {
        Frame::new(
            Arc::clone(&self.words),
            self.person.clone(),
            Arc::clone(&self.settings),
        )
    }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let token = token_hash(&parts.headers);
        let person = match token {
            Some(hash) => {
                let now = state.clock.now();
                let read = move |connection: &Connection| people::signed_in(connection, &hash, now);
                state.db.read(read).await?
            }
            None => None,
        };
        Ok(Self {
            words: state.words(language::of(&parts.headers)),
            settings: state.settings(),
            was_signed_in: token.is_some() && person.is_none(),
            person,
        })
    }
}

/// Somebody who is signed in. Others are led to the sign-in page, or told no.
pub(super) struct SignedIn(pub(super) Visitor);

impl SignedIn {
    /// Under which name.
    pub(super) fn name(&self) -> &str {
        let person = self.0.person.as_ref();
        &person
            .expect("only somebody who signed in is let through")
            .name
    }
}

/// An administrator who is signed in; a coordinator is told no.
pub(super) struct Administrator(pub(super) Visitor);

impl FromRequestParts<AppState> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let SignedIn(visitor) = SignedIn::from_request_parts(parts, state).await?;
        let role = visitor.person.as_ref().map(|person| person.role);
        if role == Some(OfficeRole::Administrator) {
            return Ok(Self(visitor));
        }
        Err(Error::Forbidden("an administrator may do this").into_response())
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, state).await;
        let visitor = visitor.map_err(IntoResponse::into_response)?;
        match visitor.person {
            Some(_) => Ok(Self(visitor)),
            None if wants_page(&parts.headers) => Err(to_sign_in(parts)),
            None => Err(Error::Forbidden("sign in first").into_response()),
        }
    }
}

/// What was asked for is shown after signing in; what was sent is not sent again.
fn to_sign_in(parts: &Parts) -> Response {
    let asked = parts.uri.path_and_query().map(PathAndQuery::as_str);
    let asked = asked.filter(|_| parts.method == Method::GET);
    Redirect::to(&back::sign_in_for(asked)).into_response()
}

/// A new token, and the hash that is stored of it.
pub(super) fn new_token(state: &AppState) -> (String, [u8; 32]) {
    let mut token = [0; TOKEN_BYTES];
    state.ids.fill(&mut token);
    (URL_SAFE_NO_PAD.encode(token), hash_of(&token))
}

/// The hash of the token that the browser sent.
pub(super) fn token_hash(headers: &HeaderMap) -> Option<[u8; 32]> {
    let token = URL_SAFE_NO_PAD
        .decode(cookie::read(headers, COOKIE)?)
        .ok()?;
    (token.len() == TOKEN_BYTES).then(|| hash_of(&token))
}

fn hash_of(token: &[u8]) -> [u8; 32] {
    *blake3::hash(token).as_bytes()
}

/// The cookie that keeps a token; 0 seconds takes it away.
pub(super) fn session_cookie(state: &AppState, token: &str, lasts_s: i64) -> String {
    cookie::write(COOKIE, token, lasts_s, state.config.is_secure())
}
