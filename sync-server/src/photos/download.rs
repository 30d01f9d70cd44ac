//! `GET /v1/photos/{photo}/{size}`: under the same scope as a pull.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::merge::Known;
use lykta_core::photo;
use lykta_core::store::log;
use rusqlite::{Connection, OptionalExtension};

use super::folder::PhotoFolder;
use crate::caller::Caller;
use crate::error::Error;
use crate::state::AppState;
use crate::store::standing::{may_read, standing};

/// Gives a photo's file: as it was sent, or drawn anew for a screen or a list.
pub async fn download(
    State(state): State<AppState>,
    caller: Caller,
    Path((photo, size)): Path<(EntityId, String)>,
) -> Result<Response, Error> {
    let now = state.clock.now();
    let reader = caller.clone();
    let read = move |connection: &Connection| {
        let code = (&reader.code_text, &reader.code);
        let standing = standing(connection, reader.replica, code.0, code.1, now)?;
        let known = log::known(connection, photo)?.ok_or(Error::NotFound)?;
        if !may_read(standing) || !sees(&reader, &known) {
            return Err(Error::NotFound);
        }
        shown_file(connection, photo)
    };
    let hash = state.db.read(read).await?;
    let path = PhotoFolder::of(&state.config.data).photo(caller.walk(), hash);
    let bytes = tokio::fs::read(path).await.map_err(|_| Error::NotFound)?;
    let bytes = at_size(bytes, &size).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

fn sees(caller: &Caller, photo: &Known) -> bool {
    photo.walk == Some(caller.walk())
        && match caller.role() {
            Role::Coordinator => true,
            Role::Leader | Role::NoteTaker => photo.group == caller.group(),
            Role::Photographer | Role::Participant => photo.creator == caller.replica,
        }
}

/// The file that a photo shows. With two versions at odds nobody is given either.
fn shown_file(connection: &Connection, photo: EntityId) -> Result<ContentHash, Error> {
    let sql = "SELECT min(hash) FROM photo_file WHERE photo = ?1 HAVING count(*) = 1";
    let mut statement = connection.prepare_cached(sql)?;
    let hash = statement.query_row([photo], |row| row.get(0)).optional()?;
    hash.ok_or(Error::NotFound)
}

async fn at_size(jpeg: Vec<u8>, size: &str) -> Result<Vec<u8>, Error> {
    let thumbnail = match size {
        "original" => return Ok(jpeg),
        "screen" => false,
        "thumbnail" => true,
        _ => return Err(Error::NotFound),
    };
    let drawing = tokio::task::spawn_blocking(move || photo::prepare(&jpeg, &[])).await;
    let drawn = drawing.map_err(Error::internal)?;
    let drawn = drawn.map_err(|error| Error::Conflict(error.to_string()))?;
    Ok(if thumbnail {
        drawn.thumbnail_jpeg
    } else {
        drawn.jpeg
    })
}
