//! The office's acts, as admitted ops make them: `docs/sync-protocol.md` §3.

mod admission;
mod erasure;
mod family;
mod journal;

pub use admission::{decided_on, decision_on};
pub use erasure::{Reached, catch_late, erased_files, is_erased_file, is_erased_replica, reached};
pub use journal::replay;

use lykta_core::id::EntityId;
use lykta_core::merge::{Act, Subject};
use lykta_core::op::Op;
use lykta_core::time::Timestamp;
use rusqlite::{Transaction, params};

use super::writer::Commit;
use crate::error::Error;
use crate::keep::JournalEntry;

/// Does what an admitted act says; other ops do nothing here.
pub fn apply(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    op: &Op,
) -> Result<(), Error> {
    let at = op.at;
    let Some(act) = Act::read(op) else {
        return Ok(());
    };
    commit.note_act(walk);
    take_down(tx, walk, op)?;
    match act {
        Act::Decide(subject, decision) => admission::decide(tx, commit, walk, &subject, decision),
        Act::Erase(subject, rule) => {
            commit.journal(JournalEntry::Erased {
                subject,
                walk,
                rule,
                at,
            });
            erasure::erase(tx, commit, walk, &subject)
        }
        Act::Revoke(subject) => {
            commit.journal(JournalEntry::Revoked { subject, walk, at });
            Ok(())
        }
    }
}

/// Takes down what an act says, without doing it.
pub fn take_down(tx: &Transaction<'_>, walk: EntityId, op: &Op) -> Result<(), Error> {
    match Act::read(op) {
        None => Ok(()),
        Some(Act::Decide(subject, decision)) => admission::take_down(tx, walk, &subject, decision),
        Some(Act::Erase(subject, rule)) => {
            take_down_erasure(tx, walk, &subject, &rule, op.at).map(|_| ())
        }
        Some(Act::Revoke(subject)) => take_down_revocation(tx, walk, &subject, op.at).map(|_| ()),
    }
}

/// `true` when the erasure was not known.
fn take_down_erasure(
    tx: &Transaction<'_>,
    walk: EntityId,
    subject: &Subject,
    rule: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let sql =
        "INSERT OR IGNORE INTO erased (subject, id, walk, rule, at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let values = params![subject.name(), subject.id(), walk, rule, at.0];
    Ok(tx.prepare_cached(sql)?.execute(values)? == 1)
}

fn take_down_revocation(
    tx: &Transaction<'_>,
    walk: EntityId,
    subject: &Subject,
    at: Timestamp,
) -> Result<bool, Error> {
    let sql = "INSERT OR IGNORE INTO revoked (subject, id, walk, at) VALUES (?1, ?2, ?3, ?4)";
    let values = params![subject.name(), subject.id(), walk, at.0];
    Ok(tx.prepare_cached(sql)?.execute(values)? == 1)
}
