//! Taking in what a rescue archive holds, as if its phone had synced.

use lykta_core::id::{EntityId, OpHash, ReplicaId};
use lykta_core::join::{Code, CodeText};
use lykta_core::merge::{Author, OpState};
use lykta_core::op::Op;
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::Transaction;

use super::standing::standing;
use super::writer::Commit;
use super::{ingest, replicas};
use crate::caller::Caller;
use crate::error::Error;

/// How far the ops of an archive have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Ops that count.
    pub visible: usize,
    /// Ops that wait for another.
    pub received: usize,
    /// Ops that wait for a person.
    pub held: usize,
    /// Ops that were erased.
    pub erased: usize,
}

/// Takes a replica's ops in, by the code in the archive. Again, it changes nothing.
pub fn import_ops(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    (replica, code_text, code): (ReplicaId, CodeText, Code),
    mut payloads: Vec<Vec<u8>>,
    now: Timestamp,
) -> Result<Imported, Error> {
    let caller = Caller {
        replica,
        code_text,
        code,
    };
    replicas::refuse_another(tx, &caller)?;
    let standing = standing(tx, replica, &caller.code_text, &caller.code, now)?;
    let author = Author::by_code(replica, &caller.code, standing);
    replicas::note_archive(tx, &caller, now)?;
    // In the order of recording, so that nothing waits for what comes later.
    payloads.sort_by_cached_key(|payload| Op::read(payload).map_or(u64::MAX, |op| op.seq));
    for payload in &payloads {
        ingest::ingest(tx, commit, &author, payload)?;
    }
    count(tx, author.walk, &payloads)
}

fn count(tx: &Transaction<'_>, walk: EntityId, payloads: &[Vec<u8>]) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    for payload in payloads {
        match log::find(tx, walk, OpHash::of(payload))?.map(|stored| stored.state) {
            Some(OpState::Visible) => imported.visible += 1,
            Some(OpState::Held) => imported.held += 1,
            Some(OpState::Erased) => imported.erased += 1,
            Some(OpState::Received | OpState::OnPhone) | None => imported.received += 1,
        }
    }
    Ok(imported)
}
