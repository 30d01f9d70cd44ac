//! Taking part from a browser without script: the replica that writes for it is kept here.
//!
//! What it says goes through the same admission as a phone's ops; its secret is not stored.

use lykta_core::id::{EntityId, ReplicaId, ReplicaSecret};
use lykta_core::join::CodeText;
use lykta_core::merge::Author;
use lykta_core::op::OpBuilder;
use lykta_core::store::log::StoredOp;
use lykta_core::sync::wire::Holding;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::writer::Commit;
use super::{ingest, replicas, standing};
use crate::caller::Caller;
use crate::error::Error;

/// The same as by tus.
const MOST_PHOTOS: u64 = 500;
const RETRY_AFTER_S: u32 = 3_600;

/// A browser that takes part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TakingPart {
    /// With which code.
    pub code: CodeText,
    /// Whether the privacy notice was read in it.
    pub has_read: bool,
}

/// The secret of the replica that writes for whoever has this token.
pub fn secret_of(token: &[u8]) -> ReplicaSecret {
    let secret = blake3::derive_key("lykta: replica of a browser without script", token);
    ReplicaSecret::from_slice(&secret).expect("a derived key has 32 bytes")
}

/// Takes down that a browser takes part; the token itself is stored nowhere.
pub fn begin(
    tx: &Transaction<'_>,
    token_hash: &[u8],
    code: &CodeText,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.execute("DELETE FROM taking_part WHERE expires_at <= ?1", [now.0])?;
    tx.execute(
        "INSERT INTO taking_part (token_hash, code, expires_at) VALUES (?1, ?2, ?3)",
        params![token_hash, code.as_bytes(), expires_at.0],
    )?;
    Ok(())
}

/// Who takes part with this token at `now`.
pub fn find(
    connection: &Connection,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<TakingPart>, Error> {
    let sql = "SELECT code, read_at IS NOT NULL FROM taking_part \
               WHERE token_hash = ?1 AND expires_at > ?2";
    let found: Option<(Vec<u8>, bool)> = connection
        .prepare_cached(sql)?
        .query_row(params![token_hash, now.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(found.and_then(|(code, has_read)| {
        let code = CodeText::from_slice(&code)?;
        Some(TakingPart { code, has_read })
    }))
}

/// Takes down that the notice was read; true for the first time.
pub fn note_read(tx: &Transaction<'_>, token_hash: &[u8], now: Timestamp) -> Result<bool, Error> {
    let sql = "UPDATE taking_part SET read_at = ?2 WHERE token_hash = ?1 AND read_at IS NULL";
    Ok(tx.execute(sql, params![token_hash, now.0])? == 1)
}

/// Forgets a browser; what it said stays.
pub fn leave(tx: &Transaction<'_>, token_hash: &[u8]) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM taking_part WHERE token_hash = ?1",
        [token_hash],
    )?;
    Ok(())
}

/// Forgets all browsers.
///
/// After a restore: phones may hold ops of their replicas with numbers that are free here.
pub fn forget_all(tx: &Transaction<'_>) -> Result<(), Error> {
    tx.execute("DELETE FROM taking_part", [])?;
    Ok(())
}

/// Writes ops under the browser's replica, with the rules and the standing of its code.
pub fn write(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    by: &Caller,
    ops: Vec<OpBuilder>,
    now: Timestamp,
) -> Result<(), Error> {
    let ops: Vec<OpBuilder> = ops.into_iter().flat_map(OpBuilder::in_pieces).collect();
    replicas::note_call(tx, by, ops.len(), Holding::default(), (now, now))?;
    let standing = standing::standing(tx, by.replica, &by.code_text, &by.code, now)?;
    let author = Author::by_code(by.replica, &by.code, standing);
    let sql = "SELECT ifnull(max(seq), 0) + 1 FROM op WHERE replica = ?1";
    let next: u64 = tx
        .prepare_cached(sql)?
        .query_row([by.replica], |row| row.get(0))?;
    for (seq, op) in (next..).zip(ops) {
        let sealed = op.seal(by.replica, seq, now);
        ingest::ingest(tx, commit, &author, &sealed.payload)?;
    }
    Ok(())
}

/// Whether the replica has said anything of this: then it was sent before.
pub fn has_said(
    connection: &Connection,
    replica: ReplicaId,
    target: EntityId,
) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE target = ?1 AND replica = ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![target, replica], |row| row.get(0))?)
}

/// Refuses more photos than a phone may send.
pub fn check_photos(connection: &Connection, replica: ReplicaId, more: usize) -> Result<(), Error> {
    let sql = "SELECT count(*) FROM file WHERE uploader = ?1";
    let sent: u64 = connection
        .prepare_cached(sql)?
        .query_row([replica], |row| row.get(0))?;
    if more > 0 && sent + more as u64 > MOST_PHOTOS {
        return Err(Error::TooMany {
            detail: "this browser has sent 500 photos: keep the rest and ask the coordinator",
            retry_after_s: RETRY_AFTER_S,
        });
    }
    Ok(())
}

/// Everything that the replica wrote, as it was written.
pub fn ops_by(connection: &Connection, replica: ReplicaId) -> Result<Vec<StoredOp>, Error> {
    let sql = format!(
        "SELECT {} FROM op WHERE replica = ?1 ORDER BY seq, position",
        StoredOp::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let ops = statement.query_map([replica], StoredOp::from_row)?;
    Ok(ops.collect::<Result<_, _>>()?)
}
