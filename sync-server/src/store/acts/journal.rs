//! Doing again what the journal has and a restored database has not.

use rusqlite::Transaction;

use super::{erasure, take_down_erasure, take_down_revocation};
use crate::error::Error;
use crate::keep::JournalEntry;
use crate::store::writer::Commit;

/// Does all entries that are not known here; returns how many there were.
pub fn replay(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    entries: &[JournalEntry],
) -> Result<usize, Error> {
    let mut replayed = 0;
    for entry in entries {
        replayed += usize::from(replay_one(tx, commit, entry)?);
    }
    Ok(replayed)
}

fn replay_one(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    entry: &JournalEntry,
) -> Result<bool, Error> {
    match entry {
        JournalEntry::Erased {
            subject,
            walk,
            rule,
            at,
        } => {
            let is_new = take_down_erasure(tx, *walk, subject, rule, *at)?;
            if is_new {
                erasure::erase(tx, commit, *walk, subject)?;
            }
            Ok(is_new)
        }
        JournalEntry::Revoked { subject, walk, at } => {
            take_down_revocation(tx, *walk, subject, *at)
        }
    }
}
