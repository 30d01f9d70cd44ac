//! Rows of uploads.

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::error::Error;

/// The most bytes of one photo.
pub(crate) const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// Uploads that one replica may have open.
const MOST_OPEN: u64 = 8;
/// Photos that one replica may send.
const MOST_PHOTOS: u64 = 500;
/// Their bytes, all together.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// When a replica over a limit may try again, in seconds.
const RETRY_AFTER_S: u32 = 3_600;
/// How long an upload may take, in milliseconds: a week.
const KEPT_FOR_MS: i64 = 7 * 24 * 3600 * 1000;

/// An upload.
#[derive(Clone, Debug)]
pub(crate) struct UploadRow {
    pub(crate) id: EntityId,
    pub(crate) replica: ReplicaId,
    pub(crate) walk: EntityId,
    pub(crate) hash: Option<ContentHash>,
    pub(crate) length: u64,
    pub(crate) finished: bool,
    pub(crate) expires_at: Timestamp,
}

const COLUMNS: &str = "id, replica, walk, hash, length, finished, expires_at";

impl UploadRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            replica: row.get(1)?,
            walk: row.get(2)?,
            hash: row.get(3)?,
            length: row.get(4)?,
            finished: row.get(5)?,
            expires_at: Timestamp(row.get(6)?),
        })
    }
}

/// The caller's upload; nobody else's is found, and none that has expired.
pub(crate) fn find(
    connection: &Connection,
    replica: ReplicaId,
    id: EntityId,
    now: Timestamp,
) -> Result<UploadRow, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM upload WHERE id = ?1 AND replica = ?2 AND expires_at > ?3");
    let found = connection
        .prepare_cached(&sql)?
        .query_row(params![id, replica, now.0], UploadRow::from_row)
        .optional()?;
    found.ok_or(Error::NotFound)
}

/// The caller's upload of the same content, finished or under way.
pub(crate) fn find_by_hash(
    connection: &Connection,
    replica: ReplicaId,
    walk: EntityId,
    hash: ContentHash,
    finished: bool,
) -> Result<Option<UploadRow>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM upload \
         WHERE replica = ?1 AND finished = ?2 AND walk = ?3 AND hash = ?4"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_row(params![replica, finished, walk, hash], UploadRow::from_row);
    Ok(found.optional()?)
}

/// All uploads that are not finished.
pub(crate) fn list_open(connection: &Connection) -> Result<Vec<UploadRow>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE finished = 0");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], UploadRow::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many uploads are open.
pub(crate) fn count_open(connection: &Connection) -> Result<u64, Error> {
    let sql = "SELECT count(*) FROM upload WHERE finished = 0";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Whether the caller has sent this content before. Nobody is told of what others sent.
pub(crate) fn is_here(
    connection: &Connection,
    replica: ReplicaId,
    walk: EntityId,
    hash: ContentHash,
) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM file WHERE walk = ?1 AND hash = ?2 AND uploader = ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![walk, hash, replica], |row| row.get(0))?)
}

/// Takes down a new upload; one that is under way is within its replica's limits.
pub(crate) fn insert(tx: &Transaction<'_>, new: UploadRow) -> Result<UploadRow, Error> {
    if !new.finished {
        check_limits(tx, &new)?;
    }
    tx.prepare_cached(
        "INSERT INTO upload (id, replica, walk, hash, length, finished, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        new.id,
        new.replica,
        new.walk,
        new.hash,
        new.length,
        new.finished,
        new.expires_at.0
    ])?;
    Ok(new)
}

fn check_limits(tx: &Transaction<'_>, new: &UploadRow) -> Result<(), Error> {
    let sum = |sql: &str| -> Result<(u64, u64), Error> {
        let mut statement = tx.prepare_cached(sql)?;
        let sum = statement.query_row([new.replica], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(sum?)
    };
    let (open, open_bytes) = sum(
        "SELECT count(*), ifnull(sum(length), 0) FROM upload WHERE replica = ?1 AND finished = 0",
    )?;
    let (sent, sent_bytes) =
        sum("SELECT count(*), ifnull(sum(bytes), 0) FROM file WHERE uploader = ?1")?;
    let detail = if open >= MOST_OPEN {
        "eight uploads are open: finish or delete one of them first"
    } else if sent + open >= MOST_PHOTOS {
        "this phone has sent 500 photos: keep the rest and ask the coordinator"
    } else if sent_bytes + open_bytes + new.length > MOST_BYTES {
        "this phone has sent 2 GiB of photos: keep the rest and ask the coordinator"
    } else {
        return Ok(());
    };
    Err(Error::TooMany {
        detail,
        retry_after_s: RETRY_AFTER_S,
    })
}

/// When an upload begun at `now` expires.
pub(crate) fn expires(now: Timestamp) -> Timestamp {
    now.plus_ms(KEPT_FOR_MS)
}

/// Notes that an upload's photo is received, and which it is.
pub(crate) fn note_finished(
    tx: &Transaction<'_>,
    id: EntityId,
    hash: ContentHash,
) -> Result<(), Error> {
    tx.prepare_cached("UPDATE upload SET finished = 1, hash = ?2 WHERE id = ?1")?
        .execute(params![id, hash])?;
    Ok(())
}

/// Whether an upload that was not given up is finished.
pub(crate) fn is_finished(connection: &Connection, id: EntityId) -> Result<bool, Error> {
    let sql = "SELECT finished FROM upload WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let finished = statement.query_row([id], |row| row.get(0)).optional()?;
    finished.ok_or(Error::NotFound)
}

/// Forgets an upload.
pub(crate) fn remove(tx: &Transaction<'_>, id: EntityId) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM upload WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Forgets what has expired, and tells what that was.
pub(crate) fn remove_expired(tx: &Transaction<'_>, now: Timestamp) -> Result<Vec<EntityId>, Error> {
    let sql = "DELETE FROM upload WHERE expires_at <= ?1 RETURNING id";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([now.0], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MIGRATIONS;
    use lykta_core::seam::SystemIds;
    use lykta_core::store::database;

    const REPLICA: ReplicaId = ReplicaId([1; 16]);

    fn upload(length: u64) -> UploadRow {
        let id = EntityId::random(&SystemIds, Timestamp(1));
        UploadRow {
            id,
            replica: REPLICA,
            walk: id,
            hash: None,
            length,
            finished: false,
            expires_at: Timestamp(9),
        }
    }

    /// What a phone is told that has sent so many photos of so many bytes and begins another.
    fn begins_after(photos: u64, bytes_each: u64) -> Result<UploadRow, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite3");
        let mut connection = database::open(&path, MIGRATIONS).unwrap();
        let tx = connection.transaction().unwrap();
        for n in 0..photos {
            let hash = ContentHash::of(&n.to_le_bytes());
            let sql = "INSERT INTO file VALUES (x'01', ?1, ?2, ?3, 0, 'received', 1)";
            tx.execute(sql, params![hash, REPLICA, bytes_each]).unwrap();
        }
        insert(&tx, upload(1_000))
    }

    #[test]
    fn a_phone_may_send_five_hundred_photos_and_two_gibibytes() {
        assert!(begins_after(499, 1).is_ok());
        let told = begins_after(500, 1).unwrap_err().to_string();
        assert!(told.contains("500 photos"), "{told}");
        let quarter = 512 * 1024 * 1024;
        assert!(begins_after(3, quarter).is_ok());
        let told = begins_after(4, quarter).unwrap_err().to_string();
        assert!(told.contains("2 GiB"), "{told}");
    }
}
