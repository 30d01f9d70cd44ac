//! `GET /v1/photos/{photo}/{size}`: under the same scope as a pull.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::merge::Known;
use lykta_core::store::log;
use rusqlite::Connection;

use super::copy::{CopySize, copy_for_page, read_if_here};
use super::folder;
use crate::api::extract::At;
use crate::api::openapi::Refusals;
use crate::api::schema::Bytes;
use crate::caller::Caller;
use crate::error::Error;
use crate::state::AppState;
use crate::store::files::shown_file;
use crate::store::standing::{may_read, standing};

/// Gives a photo's file: as it was sent, or drawn anew for a screen or a list.
#[utoipa::path(
    get,
    path = "/v1/photos/{id}/{size}",
    tag = "photos",
    security(("code" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The photo"),
        ("size" = String, Path, description = "original, screen or thumbnail")
    ),
    responses(
        (status = 200, description = "The photo", body = Bytes, content_type = "image/jpeg"),
        Refusals
    )
)]
pub async fn download(
    State(state): State<AppState>,
    caller: Caller,
    At((photo, size)): At<(EntityId, String)>,
) -> Result<Response, Error> {
    let copy = CopySize::from_name(&size);
    if copy.is_none() && size != "original" {
        return Err(Error::NotFound);
    }
    let now = state.clock.now();
    let walk = caller.walk();
    let read = move |connection: &Connection| {
        let code = (&caller.code_text, &caller.code);
        let standing = standing(connection, caller.replica, code.0, code.1, now)?;
        let known = log::known(connection, photo)?.ok_or(Error::NotFound)?;
        if !may_read(standing) || !sees(&caller, &known) {
            return Err(Error::NotFound);
        }
        shown_file(connection, walk, photo)
    };
    let hash = state.db.read(read).await?.ok_or(Error::NotFound)?;
    let jpeg = if let Some(size) = copy {
        copy_for_page(&state, walk, hash, size).await?
    } else {
        let path = folder(&state).photo(walk, hash);
        read_if_here(path).await?.ok_or(Error::NotFound)?
    };
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}

fn sees(caller: &Caller, photo: &Known) -> bool {
    photo.walk == Some(caller.walk())
        && match caller.role() {
            Role::Coordinator => true,
            Role::Leader | Role::NoteTaker => photo.group == caller.group(),
            Role::Photographer | Role::Participant => photo.creator == caller.replica,
        }
}
