//! What a stopped or killed server left behind of uploads, put in order at start.

use std::collections::HashSet;

use lykta_core::id::EntityId;

use super::finish::finish;
use super::folder;
use super::turns::blocking;
use crate::error::Error;
use crate::state::AppState;
use crate::store::uploads::{self, UploadRow};

/// Removes what expired, syncs and measures what is open, and finishes what is whole.
pub(super) async fn recover(state: &AppState) -> Result<(), Error> {
    remove_expired(state).await?;
    let open = state.db.read(uploads::list_open).await?;
    remove_unknown_parts(state, &open).await?;
    for row in open {
        let (id, length) = (row.id, row.length);
        match recover_one(state, row).await {
            Ok(()) => {}
            // A photo that is refused now would have been refused then; its sender hears of it.
            Err(error @ (Error::BadPhoto(_) | Error::ChecksumMismatch(_))) => {
                tracing::warn!(%error, length, "an upload was refused at start");
                state.photos.turns.forget(id);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn recover_one(state: &AppState, row: UploadRow) -> Result<(), Error> {
    let progress = state.photos.turns.progress(&folder(state), row.id).await?;
    if progress.written() < row.length {
        return Ok(());
    }
    let turn = progress.wait_for_turn().await;
    finish(state, &row, &turn).await
}

async fn remove_expired(state: &AppState) -> Result<(), Error> {
    let now = state.clock.now();
    let remove = state
        .db
        .write(move |tx, _| uploads::remove_expired(tx, now));
    let expired = remove.await?;
    forget(state, expired).await
}

/// Throws away what is here of uploads that are over.
pub(super) async fn forget(state: &AppState, uploads: Vec<EntityId>) -> Result<(), Error> {
    for id in &uploads {
        state.photos.turns.forget(*id);
    }
    let folder = folder(state);
    blocking(move || uploads.into_iter().try_for_each(|id| folder.discard(id))).await
}

async fn remove_unknown_parts(state: &AppState, open: &[UploadRow]) -> Result<(), Error> {
    let known: HashSet<EntityId> = open.iter().map(|row| row.id).collect();
    let parts = folder(state);
    let mut parts = blocking(move || parts.list_parts()).await?;
    parts.retain(|part| !known.contains(part));
    forget(state, parts).await
}
