//! Whether a code still opens the door, question 4 of `docs/sync-protocol.md` §3.

use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::{Code, CodeText};
use lykta_core::merge::{CodeStanding, HeldReason};
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, params};

use crate::error::Error;
use crate::keep::Subject;

/// The standing of a caller's code and replica at `now`.
pub fn standing(
    connection: &Connection,
    replica: ReplicaId,
    text: &CodeText,
    code: &Code,
    now: Timestamp,
) -> Result<CodeStanding, Error> {
    let walk = code.walk;
    let barred = |reason| Ok(CodeStanding::Barred(reason));
    if is_revoked(connection, Subject::Replica, replica.as_bytes(), walk)? {
        return barred(HeldReason::ReplicaRevoked);
    }
    if is_revoked(connection, Subject::Code, text.as_bytes(), walk)? {
        return barred(HeldReason::CodeRevoked);
    }
    if !is_walk(connection, walk)? {
        return barred(HeldReason::WalkUnknown);
    }
    if is_closed(connection, walk)? {
        return barred(HeldReason::WalkClosed);
    }
    if now > code.admitted_until() {
        return barred(HeldReason::CodeExpired);
    }
    Ok(CodeStanding::Good)
}

/// Whether a caller with this standing may read: closing a protocol takes nothing from readers.
pub fn may_read(standing: CodeStanding) -> bool {
    matches!(
        standing,
        CodeStanding::Good | CodeStanding::Barred(HeldReason::WalkClosed)
    )
}

/// Whether the walk was made here.
pub fn is_walk(connection: &Connection, walk: EntityId) -> Result<bool, Error> {
    let known = log::known(connection, walk)?;
    Ok(known.is_some_and(|known| known.kind == Kind::Walk))
}

fn is_closed(connection: &Connection, walk: EntityId) -> Result<bool, Error> {
    let state = log::state_of(connection, walk)?;
    Ok(state.is_some_and(|state| state.time("closed_at").is_some()))
}

fn is_revoked(
    connection: &Connection,
    subject: Subject,
    id: &[u8],
    walk: EntityId,
) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM revoked WHERE subject = ?1 AND id = ?2 AND walk = ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![subject.name(), id, walk], |row| row.get(0))?)
}
