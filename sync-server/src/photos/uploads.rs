//! Rows of uploads under way.

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::error::Error;

/// Uploads that one replica may have open.
const MOST_OPEN: u64 = 8;
/// Photos that one replica may send.
const MOST_PHOTOS: u64 = 500;
/// When a replica over a limit may try again, in seconds.
const RETRY_AFTER_S: u32 = 3_600;
/// How long an upload waits for its next piece, in milliseconds: a week.
const KEPT_FOR_MS: i64 = 7 * 24 * 3600 * 1000;

/// An upload under way.
#[derive(Clone, Debug)]
pub(super) struct UploadRow {
    pub(super) id: EntityId,
    pub(super) walk: EntityId,
    pub(super) hash: Option<ContentHash>,
    pub(super) length: u64,
    pub(super) expires_at: Timestamp,
}

const COLUMNS: &str = "id, walk, hash, length, expires_at";

impl UploadRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            walk: row.get(1)?,
            hash: row.get(2)?,
            length: row.get(3)?,
            expires_at: Timestamp(row.get(4)?),
        })
    }
}

/// The caller's upload; nobody else's is found.
pub(super) fn find(
    connection: &Connection,
    replica: ReplicaId,
    id: EntityId,
) -> Result<UploadRow, Error> {
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE id = ?1 AND replica = ?2");
    let found = connection
        .prepare_cached(&sql)?
        .query_row(params![id, replica], UploadRow::from_row)
        .optional()?;
    found.ok_or(Error::NotFound)
}

/// The caller's upload of the same content that is under way.
pub(super) fn find_by_hash(
    connection: &Connection,
    replica: ReplicaId,
    walk: EntityId,
    hash: ContentHash,
) -> Result<Option<UploadRow>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM upload WHERE replica = ?1 AND walk = ?2 AND hash = ?3");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_row(params![replica, walk, hash], UploadRow::from_row);
    Ok(found.optional()?)
}

/// Whether the caller has sent this content before. Nobody is told of what others sent.
pub(super) fn is_here(
    connection: &Connection,
    replica: ReplicaId,
    walk: EntityId,
    hash: ContentHash,
) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM file WHERE walk = ?1 AND hash = ?2 AND uploader = ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![walk, hash, replica], |row| row.get(0))?)
}

/// Begins an upload, within the caller's limits.
pub(super) fn insert(
    tx: &Transaction<'_>,
    replica: ReplicaId,
    new: &UploadRow,
) -> Result<(), Error> {
    let count = |sql: &str| -> Result<u64, Error> {
        Ok(tx
            .prepare_cached(sql)?
            .query_row([replica], |row| row.get(0))?)
    };
    let too_many = |detail| {
        Err(Error::TooMany {
            detail,
            retry_after_s: RETRY_AFTER_S,
        })
    };
    if count("SELECT count(*) FROM upload WHERE replica = ?1")? >= MOST_OPEN {
        return too_many("eight uploads are open: finish one of them first");
    }
    if count("SELECT count(*) FROM file WHERE uploader = ?1")? >= MOST_PHOTOS {
        return too_many("this phone has sent 500 photos: keep the rest and ask the coordinator");
    }
    tx.prepare_cached(
        "INSERT INTO upload (id, replica, walk, hash, length, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        new.id,
        replica,
        new.walk,
        new.hash,
        new.length,
        new.expires_at.0
    ])?;
    Ok(())
}

/// When an upload begun or continued at `now` expires.
pub(super) fn expires(now: Timestamp) -> Timestamp {
    now.plus_ms(KEPT_FOR_MS)
}

/// Forgets an upload.
pub(super) fn remove(tx: &Transaction<'_>, id: EntityId) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM upload WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
