//! `GET /walks/{walk}/photos/{photo}/{size}`: a browser is given copies alone.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::visitor::SignedIn;
use crate::error::Error;
use crate::photos::{CopySize, copy_for_page};
use crate::state::AppState;
use crate::store::page;

/// Kept by this browser alone, and asked for each time: a photo may be blurred later.
const KEPT: &str = "private, no-cache";

/// Gives a photo's copy. Of two versions at odds neither is given.
pub(super) async fn photo(
    State(state): State<AppState>,
    _signed_in: SignedIn,
    Path((walk, photo, size)): Path<(EntityId, EntityId, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let size_name = size;
    let size = match size_name.as_str() {
        "screen" => CopySize::Screen,
        "thumbnail" => CopySize::Thumbnail,
        _ => return Err(Error::NotFound),
    };
    let read = move |connection: &Connection| page::files_of_photo(connection, walk, photo);
    let files = state.db.read(read).await?;
    let [hash] = files[..] else {
        return Err(Error::NotFound);
    };
    let tag = format!("\"{hash}-{size_name}\"");
    let about = [(header::CACHE_CONTROL, KEPT), (header::ETAG, tag.as_str())];
    let known = headers.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let jpeg = copy_for_page(&state, walk, hash, size).await?;
    let kind = [(header::CONTENT_TYPE, "image/jpeg")];
    Ok((about, kind, jpeg).into_response())
}
