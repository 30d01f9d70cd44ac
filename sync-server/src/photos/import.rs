//! Taking in a photo that came in a rescue archive, as if it had been uploaded.

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::photo;

use super::folder::PhotoFolder;
use crate::error::Error;
use crate::state::AppState;
use crate::store::files;

/// Checks a whole photo, puts it in its place, and takes it down. Again, it changes nothing.
pub async fn import(
    state: &AppState,
    replica: ReplicaId,
    walk: EntityId,
    jpeg: Vec<u8>,
) -> Result<(), Error> {
    if let Err(error) = photo::inspect(&jpeg) {
        return Err(Error::BadRequest(error.to_string()));
    }
    let folder = PhotoFolder::of(&state.config.data);
    let now = state.clock.now();
    let upload = EntityId::random(&*state.ids, now);
    let (hash, bytes) = (ContentHash::of(&jpeg), jpeg.len() as u64);
    let placed = tokio::task::spawn_blocking(move || folder.place(upload, walk, hash, &jpeg));
    placed.await.map_err(Error::internal)??;
    let write = state
        .db
        .write(move |tx, commit| files::record_file(tx, commit, walk, hash, replica, bytes, now));
    write.await
}
