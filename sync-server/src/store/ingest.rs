//! Taking ops in: decided once, stored for ever, answered with a receipt.

use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::{Admission, Author, CodeStanding, HeldReason, OpState, Trust, admit};
use lykta_core::op::Op;
use lykta_core::store::log::{self, NewOp, StoredOp};
use lykta_core::sync::wire::Receipt;
use rusqlite::{Transaction, params};

use super::writer::Commit;
use super::{acts, files, replicas, standing};
use crate::error::Error;

/// Takes one op in, or finds that it is here; the receipt says how far it has come.
pub fn ingest(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    author: &Author,
    payload: &[u8],
) -> Result<Receipt, Error> {
    let op = Op::read(payload).ok();
    let hash = op
        .as_ref()
        .map_or_else(|| OpHash::of(payload), |op| op.hash);
    if let Some(stored) = log::find(tx, author.walk, hash)? {
        if !is_anothers_copy(&stored, author, op.as_ref()) {
            return Ok(receipt_of(&stored));
        }
        log::remove(tx, stored.position)?;
    }
    let admission = decide(tx, commit, author, hash, op.as_ref(), i64::MAX)?;
    let (state, reason) = state_of(admission);
    let new = NewOp {
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
    };
    let position = log::insert(tx, &new)?.ok_or_else(|| Error::internal("an op was not stored"))?;
    let stored = new.stored_at(position);
    if let Some(op) = &op {
        let project = || Ok(log::refresh_after(tx, &new, position)?);
        after_decision(tx, commit, &stored, op, admission, project)?;
    }
    if acts::catch_late(tx, commit, &stored, op.as_ref())? {
        return Ok(Receipt {
            hash: hash.short(),
            state: OpState::Erased,
            reason: None,
        });
    }
    Ok(receipt_of(&stored))
}

/// Whether somebody else had sent the caller's own op: held, it must not stand in its way.
fn is_anothers_copy(stored: &StoredOp, author: &Author, op: Option<&Op>) -> bool {
    stored.reason == Some(HeldReason::ForeignReplica)
        && op.is_some_and(|op| op.replica == author.replica)
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

/// Questions 1 to 10, and before them what a person has decided.
fn decide(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    author: &Author,
    hash: OpHash,
    op: Option<&Op>,
    position: i64,
) -> Result<Admission, Error> {
    let Some(op) = op else {
        return Ok(Admission::Held(HeldReason::Unreadable));
    };
    let decided = acts::decided_on(tx, commit, author.walk, author.replica, hash)?;
    let trust = decided.trust();
    let is_own = op.replica == author.replica;
    if is_own && trust < Trust::Op && is_number_taken(tx, op, position)? {
        return Ok(Admission::Held(HeldReason::SameNumberOtherBytes));
    }
    if decided.is_held() {
        return Ok(Admission::Held(HeldReason::ByPerson));
    }
    let author = Author { trust, ..*author };
    Ok(admit(op, &author, |id| log::known(tx, id))?)
}

/// Whether an op of the replica that came before `position` has this one's number.
fn is_number_taken(tx: &Transaction<'_>, op: &Op, position: i64) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE replica = ?1 AND seq = ?2 AND position < ?3)";
    let mut statement = tx.prepare_cached(sql)?;
    let values = params![op.replica, op.seq, position];
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// What follows from a decision: projections, files, what had waited, and what an act does.
fn after_decision(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    stored: &StoredOp,
    op: &Op,
    admission: Admission,
    project: impl FnOnce() -> Result<(), Error>,
) -> Result<(), Error> {
    match admission {
        Admission::Held(_) => Ok(()),
        Admission::Waiting => wait(tx, op, stored.position),
        Admission::Admitted => {
            refresh(tx, commit, stored.walk, op, project)?;
            acts::apply(tx, commit, stored.walk, op)?;
            match op.creates() {
                Some(_) => release(tx, commit, op.target.id),
                None => Ok(()),
            }
        }
    }
}

/// Projects the op's target; of a photo, also how far its files have come.
fn refresh(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    op: &Op,
    project: impl FnOnce() -> Result<(), Error>,
) -> Result<(), Error> {
    if op.target.kind != Kind::Photo.name() {
        return project();
    }
    let mut hashes = files::named_by(tx, op.target.id)?;
    project()?;
    hashes.extend(files::named_by(tx, op.target.id)?);
    for hash in hashes {
        files::settle(tx, commit, walk, hash)?;
    }
    Ok(())
}

/// An op waits for its target, or for the parent that its create names.
pub(super) fn wait(tx: &Transaction<'_>, op: &Op, position: i64) -> Result<(), Error> {
    let awaited = match op.creates() {
        Some(Some(parent)) => parent.id,
        _ => op.target.id,
    };
    tx.prepare_cached("INSERT OR IGNORE INTO waiting VALUES (?1, ?2)")?
        .execute(params![awaited, position])?;
    Ok(())
}

/// An op that is held or erased waits for nothing any more.
pub(super) fn stop_waiting(tx: &Transaction<'_>, position: i64) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM waiting WHERE position = ?1")?
        .execute([position])?;
    Ok(())
}

/// Decides what waited for an entity that is admitted now.
fn release(tx: &Transaction<'_>, commit: &mut Commit, entity: EntityId) -> Result<(), Error> {
    if !is_awaited(tx, entity)? {
        return Ok(());
    }
    for stored in take_waiting(tx, entity)? {
        let op = stored.read()?;
        // What was found good when it came is good: only what it waited for is asked.
        decide_again(tx, commit, &stored, &op, CodeStanding::Good)?;
    }
    Ok(())
}

/// Decides anew about an op that is stored.
pub(super) fn decide_again(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    stored: &StoredOp,
    op: &Op,
    standing: CodeStanding,
) -> Result<(), Error> {
    let author = Author {
        replica: stored.replica,
        role: stored.role,
        walk: stored.walk,
        group: stored.group,
        standing,
        trust: Trust::Ordinary,
    };
    let admission = decide(tx, commit, &author, stored.hash, Some(op), stored.position)?;
    let (state, reason) = state_of(admission);
    let counts = state == OpState::Visible;
    let change = commit.next_change();
    log::replace_state(tx, stored.position, state, reason, counts, change)?;
    let project = || Ok(log::refresh(tx, op.target.id)?);
    after_decision(tx, commit, stored, op, admission, project)
}

/// Holds an op that counted or waited.
pub(super) fn hold(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    stored: &StoredOp,
    reason: HeldReason,
) -> Result<(), Error> {
    let change = commit.next_change();
    let held = OpState::Held;
    log::replace_state(tx, stored.position, held, Some(reason), false, change)?;
    stop_waiting(tx, stored.position)?;
    let op = stored.read()?;
    let project = || Ok(log::refresh(tx, op.target.id)?);
    refresh(tx, commit, stored.walk, &op, project)
}

/// Most often nothing waits, and no more is asked.
fn is_awaited(tx: &Transaction<'_>, entity: EntityId) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM waiting WHERE entity = ?1)";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement.query_row([entity], |row| row.get(0))?)
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
        let standing = standing_of_stored(tx, stored)?;
        decide_again(tx, commit, stored, &stored.read()?, standing)?;
    }
    Ok(held.len())
}

/// What came while the walk was unknown is late for nothing, but a revocation holds.
fn standing_of_stored(tx: &Transaction<'_>, stored: &StoredOp) -> Result<CodeStanding, Error> {
    let code = replicas::code_of(tx, stored.replica)?;
    Ok(
        match standing::revocation(tx, stored.replica, code, stored.walk)? {
            Some(reason) => CodeStanding::Barred(reason),
            None => CodeStanding::Good,
        },
    )
}
