//! Making everything that can be computed from the log and the journal anew, and comparing.

use lykta_core::id::ContentHash;
use lykta_core::store::log::{self, StoredOp};
use rusqlite::{Connection, Transaction};

use super::writer::Commit;
use super::{acts, files, ingest};
use crate::error::Error;
use crate::keep::JournalEntry;

/// Makes all projections anew; `true` when they are as they were.
pub fn rebuild(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    journal: &[JournalEntry],
) -> Result<bool, Error> {
    let live = digest(tx)?;
    log::rebuild(tx)?;
    tx.execute_batch(
        "DELETE FROM waiting; DELETE FROM decided; DELETE FROM revoked; DELETE FROM erased;",
    )?;
    for stored in ops_where(tx, "op.state = 'received'")? {
        ingest::wait(tx, &stored.read()?, stored.position)?;
    }
    for stored in ops_where(tx, "op.counts = 1")? {
        if let Ok(op) = stored.read() {
            acts::take_down(tx, stored.walk, &op)?;
        }
    }
    acts::replay(tx, commit, journal)?;
    for (walk, hash) in files::all(tx)? {
        files::settle(tx, commit, walk, hash)?;
    }
    Ok(digest(tx)? == live)
}

fn ops_where(connection: &Connection, condition: &str) -> Result<Vec<StoredOp>, Error> {
    let sql = format!(
        "SELECT {} FROM op WHERE {condition} ORDER BY position",
        StoredOp::COLUMNS
    );
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], StoredOp::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A hash of all that is computed: the core's projections, what waits, the acts, files' states.
pub fn digest(connection: &Connection) -> Result<ContentHash, Error> {
    let queries = [
        "SELECT quote(entity) || position FROM waiting ORDER BY entity, position",
        "SELECT subject || quote(id) || quote(walk) || decision FROM decided ORDER BY 1",
        "SELECT subject || quote(id) || quote(walk) FROM revoked ORDER BY 1",
        "SELECT subject || quote(id) || quote(walk) || quote(rule) FROM erased ORDER BY 1",
        "SELECT quote(walk) || quote(hash) || quote(uploader) || state FROM file ORDER BY 1",
    ];
    let mut hasher = blake3::Hasher::new();
    hasher.update(log::digest(connection)?.as_bytes());
    for sql in queries {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            hasher.update(row.get::<_, String>(0)?.as_bytes());
            hasher.update(b"\n");
        }
        hasher.update(b"\0");
    }
    Ok(ContentHash(*hasher.finalize().as_bytes()))
}
