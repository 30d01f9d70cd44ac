//! Which photos' files are here, and what their senders are told.

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::merge::OpState;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::acts;
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
    let is_late = acts::is_erased_replica(tx, walk, uploader)? && !is_named(tx, walk, hash)?;
    if is_late || acts::is_erased_file(tx, walk, hash)? {
        return erase(tx, commit, walk, hash);
    }
    settle(tx, commit, walk, hash)
}

/// Whether an admitted photo names a file.
fn is_named(connection: &Connection, walk: EntityId, hash: ContentHash) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM photo_file JOIN entity ON entity.id = photo_file.photo \
               WHERE photo_file.hash = ?1 AND entity.walk = ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![hash, walk], |row| row.get(0))?)
}

/// A file is visible to its senders while an admitted photo names it.
pub fn settle(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    hash: ContentHash,
) -> Result<(), Error> {
    let state = if is_named(tx, walk, hash)? {
        OpState::Visible
    } else {
        OpState::Received
    };
    tx.prepare_cached(
        "UPDATE file SET state = ?3, change = ?4 \
         WHERE walk = ?1 AND hash = ?2 AND state <> ?3 AND state <> 'erased'",
    )?
    .execute(params![walk, hash, state.name(), commit.next_change()])?;
    Ok(())
}

/// Takes a file's content away for good: senders are told, and it leaves the disk.
pub(super) fn erase(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    hash: ContentHash,
) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR IGNORE INTO erased_file (walk, hash) VALUES (?1, ?2)")?
        .execute(params![walk, hash])?;
    tx.prepare_cached(
        "UPDATE file SET state = 'erased', change = ?3 WHERE walk = ?1 AND hash = ?2",
    )?
    .execute(params![walk, hash, commit.next_change()])?;
    commit.remove_file(walk, hash);
    Ok(())
}

/// The files that a photo's admitted ops name.
pub(super) fn named_by(
    connection: &Connection,
    photo: EntityId,
) -> Result<Vec<ContentHash>, Error> {
    let sql = "SELECT hash FROM photo_file WHERE photo = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let hashes = statement.query_map([photo], |row| row.get(0))?;
    Ok(hashes.collect::<Result<_, _>>()?)
}

/// The file that a walk's photo shows. With two versions at odds nobody is given either.
pub(crate) fn shown_file(
    connection: &Connection,
    walk: EntityId,
    photo: EntityId,
) -> Result<Option<ContentHash>, Error> {
    let sql = "SELECT min(hash) FROM photo_file JOIN entity ON entity.id = photo_file.photo \
               WHERE photo = ?1 AND entity.walk = ?2 AND entity.withdrawn = 0 \
               HAVING count(*) = 1";
    let mut statement = connection.prepare_cached(sql)?;
    let hash = statement.query_row(params![photo, walk], |row| row.get(0));
    Ok(hash.optional()?)
}

/// All files of photos that are here, by walk and hash.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(EntityId, ContentHash)>, Error> {
    let mut statement = connection.prepare("SELECT DISTINCT walk, hash FROM file")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
