//! What a page gives of a photo: a copy drawn anew, never the file that was sent.

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::photo;

use super::folder::PhotoFolder;
use crate::error::Error;
use crate::state::AppState;

/// How large a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopySize {
    /// Fills a screen.
    Screen,
    /// For lists.
    Thumbnail,
}

/// The copy of a photo's file for a page, as JPEG; not found while the file is not here.
pub async fn copy_for_page(
    state: &AppState,
    walk: EntityId,
    hash: ContentHash,
    size: CopySize,
) -> Result<Vec<u8>, Error> {
    let path = PhotoFolder::of(&state.config.data).photo(walk, hash);
    let jpeg = tokio::fs::read(path).await.map_err(|_| Error::NotFound)?;
    let drawing = tokio::task::spawn_blocking(move || photo::prepare(&jpeg, &[])).await;
    let drawn = drawing.map_err(Error::internal)?;
    let drawn = drawn.map_err(|error| Error::Conflict(error.to_string()))?;
    Ok(match size {
        CopySize::Screen => drawn.jpeg,
        CopySize::Thumbnail => drawn.thumbnail_jpeg,
    })
}

/// Whether the copies of a file that is here can be given at once: they are drawn when asked for.
pub fn is_prepared(_state: &AppState, _walk: EntityId, _hash: ContentHash) -> bool {
    true
}
