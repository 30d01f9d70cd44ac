//! tus 1.0 at `/v1/photos`: creation, creation-with-upload, expiration, termination.
//!
//! An offset is told only when the bytes before it are synced to disk.

use std::fs::File;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::photo;
use lykta_core::time::Timestamp;
use rusqlite::Connection;

use super::folder::{PhotoFolder, write_piece};
use super::uploads::{self, UploadRow};
use crate::caller::Caller;
use crate::error::Error;
use crate::state::AppState;
use crate::store::files;

const MAX_BYTES: u64 = 16 * 1024 * 1024;
const PIECE_TYPE: &str = "application/offset+octet-stream";
const TUS: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// What is spoken here.
pub async fn options() -> Response {
    let headers = [
        ("tus-resumable", "1.0.0".to_owned()),
        ("tus-version", "1.0.0".to_owned()),
        (
            "tus-extension",
            "creation,creation-with-upload,expiration,termination".to_owned(),
        ),
        ("tus-max-size", MAX_BYTES.to_string()),
    ];
    let mut answer = StatusCode::NO_CONTENT.into_response();
    for (name, value) in headers {
        if let Ok(value) = value.parse() {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// Begins an upload, or finds the caller's own of the same content.
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let length = number(&headers, &LENGTH)
        .ok_or_else(|| Error::BadRequest("Upload-Length is missing".to_owned()))?;
    if length == 0 || length > MAX_BYTES {
        return Err(Error::TooLarge(
            "a photo has 1 byte to 16 MiB: make it smaller".to_owned(),
        ));
    }
    let hash = hash_of(&headers)?;
    let (row, is_whole) = find_or_begin(&state, &caller, hash, length).await?;
    let mut offset = if is_whole { length } else { 0 };
    if !is_whole {
        offset = folder(&state).length(row.id)?;
        let with_upload = headers.get(header::CONTENT_TYPE);
        if with_upload.is_some_and(|kind| kind.as_bytes() == PIECE_TYPE.as_bytes()) && offset == 0 {
            offset = take_piece(&state, &caller, &row, 0, body).await?;
        }
    }
    let location = format!("/v1/photos/{}", row.id);
    Ok((
        StatusCode::CREATED,
        [
            (header::LOCATION, location),
            (TUS, "1.0.0".to_owned()),
            (OFFSET, offset.to_string()),
            (EXPIRES, http_date(row.expires_at)),
        ],
    )
        .into_response())
}

/// How much of an upload is here.
pub async fn offset(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<EntityId>,
) -> Result<Response, Error> {
    let row = find(&state, &caller, id).await?;
    let offset = folder(&state).length(row.id)?;
    Ok((
        StatusCode::OK,
        [
            (TUS, "1.0.0".to_owned()),
            (OFFSET, offset.to_string()),
            (LENGTH, row.length.to_string()),
            (EXPIRES, http_date(row.expires_at)),
        ],
    )
        .into_response())
}

/// Takes the next piece of an upload.
pub async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<EntityId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind.as_bytes() != PIECE_TYPE.as_bytes()) {
        return Err(Error::UnsupportedType(
            "a piece is sent as application/offset+octet-stream",
        ));
    }
    let row = find(&state, &caller, id).await?;
    let here = folder(&state).length(row.id)?;
    let from = number(&headers, &OFFSET);
    if from != Some(here) {
        return Err(Error::Conflict(format!(
            "the upload goes on at byte {here}: ask for its offset"
        )));
    }
    let offset = take_piece(&state, &caller, &row, here, body).await?;
    Ok((
        StatusCode::NO_CONTENT,
        [
            (TUS, "1.0.0".to_owned()),
            (OFFSET, offset.to_string()),
            (EXPIRES, http_date(row.expires_at)),
        ],
    )
        .into_response())
}

/// Ends an upload that its caller gave up.
pub async fn forget(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<EntityId>,
) -> Result<Response, Error> {
    let row = find(&state, &caller, id).await?;
    drop_upload(&state, row.id).await?;
    Ok((StatusCode::NO_CONTENT, [(TUS, "1.0.0")]).into_response())
}

fn folder(state: &AppState) -> PhotoFolder {
    PhotoFolder::of(&state.config.data)
}

async fn find(state: &AppState, caller: &Caller, id: EntityId) -> Result<UploadRow, Error> {
    let replica = caller.replica;
    let read = move |connection: &Connection| uploads::find(connection, replica, id);
    state.db.read(read).await
}

async fn find_or_begin(
    state: &AppState,
    caller: &Caller,
    hash: Option<ContentHash>,
    length: u64,
) -> Result<(UploadRow, bool), Error> {
    let now = state.clock.now();
    let new = UploadRow {
        id: EntityId::random(&*state.ids, now),
        walk: caller.walk(),
        hash,
        length,
        expires_at: uploads::expires(now),
    };
    let replica = caller.replica;
    let folder = folder(state);
    state
        .db
        .write(move |tx, _| {
            if let Some(hash) = hash {
                if uploads::is_here(tx, replica, new.walk, hash)? {
                    return Ok((new, true));
                }
                if let Some(begun) = uploads::find_by_hash(tx, replica, new.walk, hash)? {
                    return Ok((begun, false));
                }
            }
            folder.begin(new.id)?;
            uploads::insert(tx, replica, &new)?;
            Ok((new, false))
        })
        .await
}

/// Writes what arrives, keeps it when the connection is cut, and finishes a whole upload.
async fn take_piece(
    state: &AppState,
    caller: &Caller,
    row: &UploadRow,
    from: u64,
    body: Body,
) -> Result<u64, Error> {
    let mut file = folder(state).open_at(row.id, from)?;
    let mut offset = from;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        // Cut off: what came is kept, and the next HEAD tells how much that is.
        let Ok(piece) = piece else { break };
        offset += piece.len() as u64;
        if offset > row.length {
            return Err(Error::BadRequest(
                "more bytes than Upload-Length said".to_owned(),
            ));
        }
        write_piece(&mut file, &piece)?;
    }
    sync(file).await?;
    if offset == row.length {
        finish(state, caller, row).await?;
    }
    Ok(offset)
}

async fn sync(file: File) -> Result<(), Error> {
    let synced = tokio::task::spawn_blocking(move || file.sync_all()).await;
    Ok(synced.map_err(Error::internal)??)
}

/// Checks a whole upload, puts it in its place, and takes it down: then it is received.
async fn finish(state: &AppState, caller: &Caller, row: &UploadRow) -> Result<(), Error> {
    let files = folder(state);
    let (id, walk) = (row.id, row.walk);
    let reading = tokio::task::spawn_blocking(move || files.read_part(id)).await;
    let bytes = reading.map_err(Error::internal)??;
    let hash = ContentHash::of(&bytes);
    if row.hash.is_some_and(|expected| expected != hash) {
        drop_upload(state, id).await?;
        return Err(Error::BadRequest(
            "the photo's bytes do not have its hash: send it again".to_owned(),
        ));
    }
    if let Err(error) = photo::inspect(&bytes) {
        drop_upload(state, id).await?;
        return Err(Error::BadRequest(error.to_string()));
    }
    folder(state).finish(id, walk, hash)?;
    let (replica, length, now) = (caller.replica, row.length, state.clock.now());
    state
        .db
        .write(move |tx, commit| {
            files::record_file(tx, commit, walk, hash, replica, length, now)?;
            uploads::remove(tx, id)
        })
        .await
}

async fn drop_upload(state: &AppState, id: EntityId) -> Result<(), Error> {
    folder(state).discard(id)?;
    state.db.write(move |tx, _| uploads::remove(tx, id)).await
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// The content hash that our clients give in `Upload-Metadata`; others may leave it out.
fn hash_of(headers: &HeaderMap) -> Result<Option<ContentHash>, Error> {
    let metadata = headers.get("upload-metadata");
    let metadata = metadata.and_then(|value| value.to_str().ok());
    let mut pairs = metadata.unwrap_or_default().split(',');
    let Some(value) = pairs.find_map(|pair| pair.trim().strip_prefix("hash ")) else {
        return Ok(None);
    };
    let bytes = STANDARD.decode(value.trim()).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let hash = text.and_then(|text| text.parse().ok());
    let bad = || Error::BadRequest("the metadata's hash is no BLAKE3 hash".to_owned());
    Ok(Some(hash.ok_or_else(bad)?))
}

/// RFC 9110 §5.6.7.
fn http_date(moment: Timestamp) -> String {
    let date = moment.to_utc();
    let format = "%a, %d %b %Y %H:%M:%S GMT";
    date.map_or_else(String::new, |date| date.format(format).to_string())
}
