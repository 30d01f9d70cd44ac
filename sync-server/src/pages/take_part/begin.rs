//! Who takes part without script: the cookie, and the replica that follows from it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lykta_core::join::CodeText;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::super::frame::Frame;
use super::super::{cookie, language};
use crate::caller::Caller;
use crate::error::Error;
use crate::state::AppState;
use crate::store::taking_part;

const COOKIE: &str = "lykta_part";
const TOKEN_BYTES: usize = 32;
/// No cookie lasts longer: browsers forget it after 400 days whatever is asked.
const LONGEST_S: i64 = 400 * 24 * 3600;

/// Somebody who takes part without script. Others are led to where the code is typed.
pub(super) struct TakesPart {
    pub(super) words: Arc<Words>,
    /// As whom their ops are written.
    pub(super) caller: Caller,
    pub(super) token_hash: [u8; 32],
    /// Whether they have read the notice.
    pub(super) has_read: bool,
}

impl TakesPart {
    pub(super) fn frame(&self, state: &AppState) -> Frame {
        Frame::new(Arc::clone(&self.words), None, state.settings())
    }
}

impl FromRequestParts<AppState> for TakesPart {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let found = find(state, &parts.headers).await;
        match found.map_err(IntoResponse::into_response)? {
            Some(found) => Ok(found),
            None => Err(Redirect::to("/join").into_response()),
        }
    }
}

/// Who takes part, if the cookie is one of ours and has not expired.
pub(super) async fn find(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<Option<TakesPart>, Error> {
    let Some(token) = token(headers) else {
        return Ok(None);
    };
    let token_hash = hash_of(&token);
    let now = state.clock.now();
    let read = move |connection: &Connection| taking_part::find(connection, &token_hash, now);
    let Some(known) = state.db.read(read).await? else {
        return Ok(None);
    };
    let code = known.code.verify(state.keep.code_key());
    Ok(code.ok().map(|code| TakesPart {
        words: state.words(language::of(headers)),
        caller: Caller {
            replica: taking_part::secret_of(&token).replica(),
            code_text: known.code,
            code,
        },
        token_hash,
        has_read: known.has_read,
    }))
}

/// Begins to take part with a genuine code; gives the cookie that remembers it.
pub(super) async fn begin(state: &AppState, text: CodeText) -> Result<String, Error> {
    let code = text.verify(state.keep.code_key());
    let code = code.map_err(|_| Error::Forbidden("the code was not made by this server"))?;
    let mut token = [0; TOKEN_BYTES];
    state.ids.fill(&mut token);
    let (token_hash, now) = (hash_of(&token), state.clock.now());
    let left_s = code.admitted_until().ms_since(now) / 1_000;
    let lasts_s = left_s.clamp(24 * 3600, LONGEST_S);
    let expires_at = now.plus_ms(lasts_s * 1_000);
    let write = state
        .db
        .write(move |tx, _| taking_part::begin(tx, &token_hash, &text, now, expires_at));
    write.await?;
    Ok(written(state, &URL_SAFE_NO_PAD.encode(token), lasts_s))
}

/// The cookie that takes the cookie away.
pub(super) fn no_cookie(state: &AppState) -> String {
    written(state, "", 0)
}

fn written(state: &AppState, token: &str, lasts_s: i64) -> String {
    cookie::write(COOKIE, token, lasts_s, state.config.is_secure())
}

fn token(headers: &HeaderMap) -> Option<Vec<u8>> {
    let token = URL_SAFE_NO_PAD
        .decode(cookie::read(headers, COOKIE)?)
        .ok()?;
    (token.len() == TOKEN_BYTES).then_some(token)
}

fn hash_of(token: &[u8]) -> [u8; 32] {
    *blake3::hash(token).as_bytes()
}
