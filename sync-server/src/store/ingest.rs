//! Taking ops in: decided once, stored for ever, answered with a receipt.

use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, OpHash, ReplicaId};
use lykta_core::merge::{Admission, Author, CodeStanding, HeldReason, OpState, admit};
use lykta_core::op::Op;
use lykta_core::store::log::{self, NewOp, StoredOp};
use lykta_core::sync::wire::Receipt;
use rusqlite::{Transaction, params};

use super::files;
use super::writer::Commit;
use crate::error::Error;

/// Takes one op in, or finds that it is here; the receipt says how far it has come.
pub fn ingest(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    author: &Author,
    payload: &[u8],
) -> Result<Receipt, Error> {
    let hash = OpHash::of(payload);
    if let Some(stored) = log::find(tx, hash)? {
        return Ok(receipt_of(&stored));
    }
    let op = Op::read(payload).ok();
    let admission = decide(tx, author, op.as_ref())?;
    let (state, reason) = state_of(admission);
    log::insert(
        tx,
        &NewOp {
            payload,
            op: op.as_ref(),
            hash,
            replica: author.replica,
            role: author.role,
            walk: author.walk,
            group: author.group,
            state,
            reason,
            counts: state == OpState::Visible,
            change: commit.next_change(),
        },
    )?;
    if let Some(op) = &op {
        let position = tx.last_insert_rowid();
        after_decision(tx, commit, author.walk, op, position, admission)?;
    }
    Ok(Receipt {
        hash: hash.short(),
        state,
        reason,
    })
}

/// The receipt of an op that is stored.
pub fn receipt_of(stored: &StoredOp) -> Receipt {
    Receipt {
        hash: stored.hash.short(),
        state: stored.state,
        reason: stored.reason,
    }
}

fn state_of(admission: Admission) -> (OpState, Option<HeldReason>) {
    match admission {
        Admission::Admitted => (OpState::Visible, None),
        Admission::Waiting => (OpState::Received, None),
        Admission::Held(reason) => (OpState::Held, Some(reason)),
    }
}

/// Questions 1 to 10.
fn decide(tx: &Transaction<'_>, author: &Author, op: Option<&Op>) -> Result<Admission, Error> {
    let Some(op) = op else {
        return Ok(Admission::Held(HeldReason::Unreadable));
    };
    if op.replica == author.replica && is_number_taken(tx, op.replica, op.seq)? {
        return Ok(Admission::Held(HeldReason::SameNumberOtherBytes));
    }
    Ok(admit(op, author, |id| log::known(tx, id))?)
}

fn is_number_taken(tx: &Transaction<'_>, replica: ReplicaId, seq: u64) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE replica = ?1 AND seq = ?2)";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement.query_row(params![replica, seq], |row| row.get(0))?)
}

fn after_decision(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    op: &Op,
    position: i64,
    admission: Admission,
) -> Result<(), Error> {
    match admission {
        Admission::Held(_) => Ok(()),
        Admission::Waiting => wait(tx, op, position),
        Admission::Admitted => {
            log::refresh(tx, op.target.id)?;
            if op.target.kind == Kind::Photo.name() {
                files::settle_photo(tx, commit, walk, op.target.id)?;
            }
            match op.creates() {
                Some(_) => release(tx, commit, op.target.id),
                None => Ok(()),
            }
        }
    }
}

/// An op waits for its target, or for the parent that its create names.
fn wait(tx: &Transaction<'_>, op: &Op, position: i64) -> Result<(), Error> {
    let awaited = match op.creates() {
        Some(Some(parent)) => parent.id,
        _ => op.target.id,
    };
    tx.prepare_cached("INSERT OR IGNORE INTO waiting VALUES (?1, ?2)")?
        .execute(params![awaited, position])?;
    Ok(())
}

/// Decides what waited for an entity that is admitted now.
fn release(tx: &Transaction<'_>, commit: &mut Commit, entity: EntityId) -> Result<(), Error> {
    let mut awaited = vec![entity];
    while let Some(entity) = awaited.pop() {
        for stored in take_waiting(tx, entity)? {
            let op = stored.read()?;
            // What was found good when it came is good: only what it waited for is asked.
            let author = author_of(&stored);
            let admission = admit(&op, &author, |id| log::known(tx, id))?;
            let (state, reason) = state_of(admission);
            let counts = state == OpState::Visible;
            let change = commit.next_change();
            log::replace_state(tx, stored.position, state, reason, counts, change)?;
            match admission {
                Admission::Waiting => wait(tx, &op, stored.position)?,
                Admission::Held(_) => {}
                Admission::Admitted => {
                    log::refresh(tx, op.target.id)?;
                    if op.target.kind == Kind::Photo.name() {
                        files::settle_photo(tx, commit, stored.walk, op.target.id)?;
                    }
                    awaited.extend(op.creates().map(|_| op.target.id));
                }
            }
        }
    }
    Ok(())
}

fn author_of(stored: &StoredOp) -> Author {
    Author {
        replica: stored.replica,
        role: stored.role,
        walk: stored.walk,
        group: stored.group,
        standing: CodeStanding::Good,
    }
}

fn take_waiting(tx: &Transaction<'_>, entity: EntityId) -> Result<Vec<StoredOp>, Error> {
    let sql = format!(
        "SELECT {} FROM waiting JOIN op USING (position) WHERE waiting.entity = ?1 \
         AND op.state = 'received' ORDER BY op.position",
        StoredOp::COLUMNS
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([entity], StoredOp::from_row)?;
    let waiting: Vec<StoredOp> = rows.collect::<Result<_, _>>()?;
    tx.prepare_cached("DELETE FROM waiting WHERE entity = ?1")?
        .execute([entity])?;
    Ok(waiting)
}

/// Decides anew what was held because its walk was unknown, once the walk is made again.
pub fn admit_unknown_walk(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
) -> Result<usize, Error> {
    let sql = format!(
        "SELECT {} FROM op WHERE walk = ?1 AND state = 'held' AND reason = 'walk_unknown' \
         ORDER BY position",
        StoredOp::COLUMNS
    );
    let mut statement = tx.prepare(&sql)?;
    let rows = statement.query_map([walk], StoredOp::from_row)?;
    let held: Vec<StoredOp> = rows.collect::<Result<_, _>>()?;
    for stored in &held {
        let op = stored.read()?;
        let author = author_of(stored);
        let admission = admit(&op, &author, |id| log::known(tx, id))?;
        let (state, reason) = state_of(admission);
        let counts = state == OpState::Visible;
        let change = commit.next_change();
        log::replace_state(tx, stored.position, state, reason, counts, change)?;
        after_decision(tx, commit, walk, &op, stored.position, admission)?;
    }
    Ok(held.len())
}
