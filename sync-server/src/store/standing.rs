//! Whether a code still opens the door, question 4 of `docs/sync-protocol.md` §3.

use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::{Code, CodeText};
use lykta_core::merge::{CodeStanding, HeldReason, Subject};
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, params};

use super::replicas;
use crate::error::Error;

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
    if let Some(reason) = revocation(connection, replica, Some(*text), walk)? {
        return barred(reason);
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

/// Whether the office has revoked the replica or its code.
pub(super) fn revocation(
    connection: &Connection,
    replica: ReplicaId,
    code: Option<CodeText>,
    walk: EntityId,
) -> Result<Option<HeldReason>, Error> {
    if is_revoked(connection, &Subject::Replica(replica), walk)? {
        return Ok(Some(HeldReason::ReplicaRevoked));
    }
    let is_code_revoked = match code {
        Some(code) => is_revoked(connection, &Subject::Code(code), walk)?,
        None => false,
    };
    Ok(is_code_revoked.then_some(HeldReason::CodeRevoked))
}

/// The same of a replica and the code that it called with last.
pub(super) fn revocation_of(
    connection: &Connection,
    replica: ReplicaId,
    walk: EntityId,
) -> Result<Option<HeldReason>, Error> {
    let code = replicas::code_of(connection, replica)?;
    revocation(connection, replica, code, walk)
}

/// Whether the office has revoked it.
pub(super) fn is_revoked(
    connection: &Connection,
    subject: &Subject,
    walk: EntityId,
) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM revoked WHERE subject = ?1 AND id = ?2 AND walk = ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(
        statement.query_row(params![subject.name(), subject.id(), walk], |row| {
            row.get(0)
        })?,
    )
}
