//! Taking in a photo that came whole, by a form or in a rescue archive, as if it had been uploaded.

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::photo;

use super::folder;
use super::turns::blocking;
use crate::durable::write_durably;
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
    photo::inspect(&jpeg)?;
    let (hash, bytes) = (ContentHash::of(&jpeg), jpeg.len() as u64);
    let path = folder(state).photo(walk, hash);
    blocking(move || write_durably(&path, jpeg.as_slice())).await?;
    let now = state.clock.now();
    let write = state
        .db
        .write(move |tx, commit| files::record_file(tx, commit, walk, hash, replica, bytes, now));
    write.await?;
    state.photos.copies.want(walk, hash);
    Ok(())
}
