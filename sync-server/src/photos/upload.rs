//! tus 1.0 at `/v1/photos`: creation, creation-with-upload, checksum, expiration, termination.
//!
//! An offset is told only when the bytes before it are synced to disk, and the full one only
//! when the photo is received.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lykta_core::id::EntityId;
use rusqlite::{Connection, Transaction};

use super::finish::{drop_upload, finish};
use super::folder::PhotoFolder;
use super::receive::{Piece, read_to_the_end, take_piece};
use super::tus::{self, Checksum, EXPIRES, LENGTH, NewUpload, OFFSET, http_date};
use super::{folder, recover};
use crate::api::extract::At;
use crate::api::openapi::Refusals;
use crate::api::schema::Bytes;
use crate::caller::Caller;
use crate::error::Error;
use crate::state::AppState;
use crate::store::Commit;
use crate::store::uploads::{self, UploadRow};

/// Begins an upload, or finds the caller's own of the same content.
#[utoipa::path(
    post,
    path = "/v1/photos",
    tag = "photos",
    security(("code" = [])),
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, minimum = 1, maximum = 16_777_216, description = "Bytes of the photo"),
        ("Upload-Metadata" = Option<String>, Header, description = "`hash`: BLAKE3 in hexadecimal; others are passed over"),
        ("Upload-Checksum" = Option<String>, Header, description = "Of the bytes that come along")
    ),
    request_body(
        content((Bytes = "application/offset+octet-stream")),
        description = "The photo's first bytes, when some come along"
    ),
    responses(
        (
            status = 201,
            description = "Begun, or begun before, or received before",
            headers(("Tus-Resumable" = String, description = "1.0.0"), ("Location" = String, description = "Where the upload goes on"), ("Upload-Offset" = String, description = "Bytes that are synced to disk"), ("Upload-Expires" = String, description = "When an unfinished upload goes"))
        ),
        Refusals
    )
)]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    match begin(&state, &caller, &headers).await {
        Ok((row, checksum)) => {
            let is_piece = tus::is_piece(&headers);
            let piece = Piece {
                from: 0,
                checksum,
                body,
            };
            let offset = first_offset(&state, &row, is_piece, piece).await?;
            let location = (header::LOCATION, format!("/v1/photos/{}", row.id));
            Ok((StatusCode::CREATED, [location], told(&row, offset)).into_response())
        }
        Err(refused) => refuse(refused, body).await,
    }
}

/// How much of an upload is here.
#[utoipa::path(
    head,
    path = "/v1/photos/{id}",
    tag = "photos",
    security(("code" = [])),
    params(("id" = String, Path, format = Uuid, description = "The upload"), ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses(
        (
            status = 200,
            description = "How much is here; all of it once the photo is received",
            headers(("Tus-Resumable" = String, description = "1.0.0"), ("Upload-Offset" = String, description = "Bytes that are synced to disk"), ("Upload-Length" = String, description = "Bytes of the photo"), ("Upload-Expires" = String, description = "When an unfinished upload goes"))
        ),
        Refusals
    )
)]
pub async fn offset(
    State(state): State<AppState>,
    caller: Caller,
    At(id): At<EntityId>,
) -> Result<Response, Error> {
    let row = find(&state, &caller, id).await?;
    let offset = offset_of(&state, &row).await?;
    let length = [(LENGTH, row.length.to_string())];
    Ok((StatusCode::OK, length, told(&row, offset)).into_response())
}

/// Takes the next piece of an upload.
#[utoipa::path(
    patch,
    path = "/v1/photos/{id}",
    tag = "photos",
    security(("code" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, maximum = 16_777_216, description = "Where the piece begins"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha1` or `blake3`, and the piece's hash in base64")
    ),
    request_body(content((Bytes = "application/offset+octet-stream"))),
    responses(
        (status = 204, description = "Synced to disk", headers(("Tus-Resumable" = String, description = "1.0.0"), ("Upload-Offset" = String, description = "Bytes that are synced to disk"), ("Upload-Expires" = String, description = "When an unfinished upload goes"))),
        Refusals
    )
)]
pub async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    At(id): At<EntityId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    match next_piece(&state, &caller, id, &headers).await {
        Ok((row, from, _)) if row.finished && from == row.length => {
            Ok((StatusCode::NO_CONTENT, told(&row, from)).into_response())
        }
        Ok((row, from, checksum)) => {
            let piece = Piece {
                from,
                checksum,
                body,
            };
            let offset = take_piece(&state, &row, piece).await?;
            Ok((StatusCode::NO_CONTENT, told(&row, offset)).into_response())
        }
        Err(refused) => refuse(refused, body).await,
    }
}

/// Ends an upload that its caller gave up. What is received stays.
#[utoipa::path(
    delete,
    path = "/v1/photos/{id}",
    tag = "photos",
    security(("code" = [])),
    params(("id" = String, Path, format = Uuid, description = "The upload"), ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses(
        (status = 204, description = "Ended", headers(("Tus-Resumable" = String, description = "1.0.0"))),
        Refusals
    )
)]
pub async fn forget(
    State(state): State<AppState>,
    caller: Caller,
    At(id): At<EntityId>,
) -> Result<StatusCode, Error> {
    let row = find(&state, &caller, id).await?;
    let progress = state.photos.turns.progress(&folder(&state), row.id).await?;
    let _turn = progress.wait_for_turn().await;
    drop_upload(&state, row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

type Told = [(HeaderName, String); 2];

fn told(row: &UploadRow, offset: u64) -> Told {
    [
        (OFFSET, offset.to_string()),
        (EXPIRES, http_date(row.expires_at)),
    ]
}

async fn refuse<T>(refused: Error, body: Body) -> Result<T, Error> {
    read_to_the_end(body.into_data_stream()).await;
    Err(refused)
}

async fn find(state: &AppState, caller: &Caller, id: EntityId) -> Result<UploadRow, Error> {
    let (replica, now) = (caller.replica, state.clock.now());
    let read = move |connection: &Connection| uploads::find(connection, replica, id, now);
    state.db.read(read).await
}

async fn begin(
    state: &AppState,
    caller: &Caller,
    headers: &HeaderMap,
) -> Result<(UploadRow, Option<Checksum>), Error> {
    let NewUpload {
        length,
        hash,
        checksum,
    } = NewUpload::of(headers)?;
    let now = state.clock.now();
    let new = UploadRow {
        id: EntityId::random(&*state.ids, now),
        replica: caller.replica,
        walk: caller.walk(),
        hash,
        length,
        finished: false,
        expires_at: uploads::expires(now),
    };
    let folder = folder(state);
    let begin = move |tx: &Transaction<'_>, _: &mut Commit| {
        let expired = uploads::remove_expired(tx, now)?;
        Ok((find_or_insert(tx, &folder, new)?, expired))
    };
    let (row, expired) = state.db.write(begin).await?;
    recover::forget(state, expired).await?;
    Ok((row, checksum))
}

fn find_or_insert(
    tx: &Transaction<'_>,
    folder: &PhotoFolder,
    new: UploadRow,
) -> Result<UploadRow, Error> {
    let (replica, walk) = (new.replica, new.walk);
    let Some(hash) = new.hash else {
        return uploads::insert(tx, new);
    };
    // A restored database may know of a photo that the restored folder lacks.
    let finished = uploads::is_here(tx, replica, walk, hash)? && folder.photo(walk, hash).is_file();
    match uploads::find_by_hash(tx, replica, walk, hash, finished)? {
        Some(known) if known.length == new.length => Ok(known),
        _ => uploads::insert(tx, UploadRow { finished, ..new }),
    }
}

/// The offset after creation: of what was here, or of what came along with it.
async fn first_offset(
    state: &AppState,
    row: &UploadRow,
    is_piece: bool,
    piece: Piece,
) -> Result<u64, Error> {
    let here = offset_of(state, row).await?;
    if here > 0 || !is_piece {
        read_to_the_end(piece.body.into_data_stream()).await;
        return Ok(here);
    }
    take_piece(state, row, piece).await
}

/// The offset that may be told. An upload that is whole is finished first.
async fn offset_of(state: &AppState, row: &UploadRow) -> Result<u64, Error> {
    if row.finished {
        return Ok(row.length);
    }
    let progress = state.photos.turns.progress(&folder(state), row.id).await?;
    if progress.written() < row.length {
        return progress.durable().await;
    }
    let turn = progress.wait_for_turn().await;
    if progress.written() < row.length {
        return progress.durable().await;
    }
    finish(state, row, &turn).await?;
    Ok(row.length)
}

async fn next_piece(
    state: &AppState,
    caller: &Caller,
    id: EntityId,
    headers: &HeaderMap,
) -> Result<(UploadRow, u64, Option<Checksum>), Error> {
    if !tus::is_piece(headers) {
        return Err(Error::UnsupportedType(
            "a piece is sent as application/offset+octet-stream",
        ));
    }
    let missing = || Error::BadRequest("Upload-Offset is missing: ask for it by HEAD".to_owned());
    let from = tus::number(headers, &OFFSET)?.ok_or_else(missing)?;
    let checksum = Checksum::from_headers(headers)?;
    let row = find(state, caller, id).await?;
    if row.finished && from != row.length {
        return Err(Error::Conflict(
            "the photo is received as a whole".to_owned(),
        ));
    }
    let coming = tus::number(headers, &header::CONTENT_LENGTH)?.unwrap_or(0);
    if from.saturating_add(coming) > row.length {
        return Err(Error::TooLarge(format!(
            "the upload has {} bytes by its Upload-Length: send no more",
            row.length
        )));
    }
    Ok((row, from, checksum))
}
