//! The end of an upload: checked, put in its place, and taken down. Then it is received.

use std::io;

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::photo::{self, PhotoError};
use rusqlite::Connection;

use super::folder;
use super::folder::PhotoFolder;
use super::turns::{Turn, blocking};
use crate::error::Error;
use crate::state::AppState;
use crate::store::files;
use crate::store::uploads::{self, UploadRow};

/// Finishes a whole upload.
///
/// Each step may be done again: after a crash anywhere on the way the upload's row and its file
/// are still here, and the next question for its offset, or the next start, ends it.
pub(super) async fn finish(state: &AppState, row: &UploadRow, _turn: &Turn) -> Result<(), Error> {
    if is_finished(state, row).await? {
        return Ok(());
    }
    let permit = state.photos.finishing.acquire().await;
    let _permit = permit.map_err(|_| Error::Unavailable)?;
    let hash = match place(folder(state), row.clone()).await? {
        Ok(hash) => hash,
        Err(refused) => {
            drop_upload(state, row.id).await?;
            return Err(refused);
        }
    };
    take_down(state, row, hash).await?;
    let (folder, id) = (folder(state), row.id);
    blocking(move || folder.discard(id)).await?;
    state.metrics.count("lykta_photos_received_total", 1);
    let bytes = row.length;
    state
        .metrics
        .count("lykta_photo_bytes_received_total", bytes);
    state.photos.copies.want(row.walk, hash);
    Ok(())
}

/// Ends an upload and throws away what came of it.
pub(super) async fn drop_upload(state: &AppState, id: EntityId) -> Result<(), Error> {
    state.db.write(move |tx, _| uploads::remove(tx, id)).await?;
    let folder = folder(state);
    blocking(move || folder.discard(id)).await?;
    state.photos.turns.forget(id);
    Ok(())
}

async fn is_finished(state: &AppState, row: &UploadRow) -> Result<bool, Error> {
    let id = row.id;
    let read = move |connection: &Connection| uploads::is_finished(connection, id);
    state.db.read(read).await
}

type Placed = Result<ContentHash, Error>;

async fn place(folder: PhotoFolder, row: UploadRow) -> Result<Placed, Error> {
    blocking(move || {
        let hash = folder.hash_part(row.id)?;
        if row.hash.is_some_and(|expected| expected != hash) {
            return Ok(Err(Error::ChecksumMismatch(
                "the photo's bytes do not have its hash and were thrown away: send it again",
            )));
        }
        if let Err(refused) = inspect_part(&folder, row.id)? {
            return Ok(Err(refused.into()));
        }
        folder.place(row.id, row.walk, hash)?;
        Ok(Ok(hash))
    })
    .await
}

/// A JPEG says of what size it is near its beginning, most often.
const NEAR_BEGINNING: u64 = 64 * 1024;

fn inspect_part(folder: &PhotoFolder, upload: EntityId) -> io::Result<Result<(), PhotoError>> {
    let mut seen = photo::inspect(&folder.read_part(upload, NEAR_BEGINNING)?);
    if seen == Err(PhotoError::Broken) {
        seen = photo::inspect(&folder.read_part(upload, u64::MAX)?);
    }
    Ok(seen.map(|_| ()))
}

async fn take_down(state: &AppState, row: &UploadRow, hash: ContentHash) -> Result<(), Error> {
    let row = row.clone();
    let now = state.clock.now();
    let write = state.db.write(move |tx, commit| {
        files::record_file(tx, commit, row.walk, hash, row.replica, row.length, now)?;
        uploads::note_finished(tx, row.id, hash)
    });
    write.await
}

impl From<PhotoError> for Error {
    fn from(error: PhotoError) -> Self {
        Self::BadPhoto(error)
    }
}
