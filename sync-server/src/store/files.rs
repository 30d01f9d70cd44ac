//! Which photos' files are here, and what their senders are told.

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::time::Timestamp;
use rusqlite::{Transaction, params};

use super::writer::Commit;
use crate::error::Error;

/// Takes down that a file is whole, synced, and has the right hash.
pub fn record_file(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    hash: ContentHash,
    uploader: ReplicaId,
    bytes: u64,
    now: Timestamp,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO file (walk, hash, uploader, bytes, received_at, state, change) \
         VALUES (?1, ?2, ?3, ?4, ?5, 'received', ?6) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        walk,
        hash,
        uploader,
        bytes,
        now.0,
        commit.next_change()
    ])?;
    settle(tx, commit, walk, hash)
}

/// A file is visible to its senders once an admitted photo names it.
pub fn settle(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    hash: ContentHash,
) -> Result<(), Error> {
    tx.prepare_cached(
        "UPDATE file SET state = 'visible', change = ?3 \
         WHERE walk = ?1 AND hash = ?2 AND state = 'received' \
         AND EXISTS (SELECT 1 FROM photo_file JOIN entity ON entity.id = photo_file.photo \
                     WHERE photo_file.hash = ?2 AND entity.walk = ?1)",
    )?
    .execute(params![walk, hash, commit.next_change()])?;
    Ok(())
}

/// The same for all files that a photo names.
pub(super) fn settle_photo(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    photo: EntityId,
) -> Result<(), Error> {
    let mut statement = tx.prepare_cached("SELECT hash FROM photo_file WHERE photo = ?1")?;
    let hashes = statement.query_map([photo], |row| row.get(0))?;
    let hashes: Vec<ContentHash> = hashes.collect::<Result<_, _>>()?;
    for hash in hashes {
        settle(tx, commit, walk, hash)?;
    }
    Ok(())
}
