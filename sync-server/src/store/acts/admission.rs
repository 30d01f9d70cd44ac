//! A person's decision in place of the ordinary one.

use lykta_core::id::{EntityId, OpHash, ReplicaId};
use lykta_core::merge::{CodeStanding, Decision, HeldReason, OpState, Subject, Trust};
use lykta_core::op::Op;
use lykta_core::store::log::StoredOp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::family::WalkOps;
use crate::error::Error;
use crate::store::ingest;
use crate::store::writer::Commit;

/// Records a decision.
pub(super) fn take_down(
    tx: &Transaction<'_>,
    walk: EntityId,
    subject: &Subject,
    decision: Decision,
) -> Result<(), Error> {
    let sql =
        "INSERT OR REPLACE INTO decided (subject, id, walk, decision) VALUES (?1, ?2, ?3, ?4)";
    let values = params![subject.name(), subject.id(), walk, decision.name()];
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Acts on a decision: on the op or the replica's ops, and on the families of what they created.
pub(super) fn decide(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    subject: &Subject,
    decision: Decision,
) -> Result<(), Error> {
    let ops = WalkOps::read(tx, walk)?;
    let family = ops.families_of(|stored| is_subject(stored, subject));
    for (stored, op) in ops.iter() {
        let is_named = is_subject(stored, subject);
        let is_family = op.is_some_and(|op| family.contains(&op.target.id));
        match (decision, op) {
            (Decision::Hold, _) if is_named || is_family => hold(tx, commit, stored)?,
            (Decision::Admit, Some(op))
                if is_named || (is_family && stored.reason == Some(HeldReason::ByPerson)) =>
            {
                admit(tx, commit, stored, op)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_subject(stored: &StoredOp, subject: &Subject) -> bool {
    match subject {
        Subject::Op(hash) => stored.hash == *hash,
        Subject::Replica(replica) => stored.replica == *replica,
        Subject::Entity(_) | Subject::Code(_) => false,
    }
}

fn hold(tx: &Transaction<'_>, commit: &mut Commit, stored: &StoredOp) -> Result<(), Error> {
    if matches!(stored.state, OpState::Held | OpState::Erased) {
        return Ok(());
    }
    ingest::hold(tx, commit, stored, HeldReason::ByPerson)
}

fn admit(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    stored: &StoredOp,
    op: &Op,
) -> Result<(), Error> {
    if stored.state != OpState::Held {
        return Ok(());
    }
    ingest::decide_again(tx, commit, stored, op, CodeStanding::Good)
}

/// What a person has decided beforehand that bears on an op.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decided {
    of_op: Option<Decision>,
    of_replica: Option<Decision>,
}

impl Decided {
    /// What is let in.
    pub fn trust(self) -> Trust {
        match (self.of_op, self.of_replica) {
            (Some(Decision::Admit), _) => Trust::Op,
            (None, Some(Decision::Admit)) => Trust::Replica,
            _ => Trust::Ordinary,
        }
    }

    /// Whether the op, or all of its replica, is held.
    pub fn is_held(self) -> bool {
        self.of_op.or(self.of_replica) == Some(Decision::Hold)
    }
}

/// What a person has decided of an op and of the replica that sent it.
pub fn decided_on(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    replica: ReplicaId,
    hash: OpHash,
) -> Result<Decided, Error> {
    if commit.is_quiet(tx, walk)? {
        return Ok(Decided::default());
    }
    Ok(Decided {
        of_op: decision_on(tx, walk, &Subject::Op(hash))?,
        of_replica: decision_on(tx, walk, &Subject::Replica(replica))?,
    })
}

/// What a person has decided of exactly this subject.
pub fn decision_on(
    connection: &Connection,
    walk: EntityId,
    subject: &Subject,
) -> Result<Option<Decision>, Error> {
    let sql = "SELECT decision FROM decided WHERE subject = ?1 AND id = ?2 AND walk = ?3";
    let name: Option<String> = connection
        .prepare_cached(sql)?
        .query_row(params![subject.name(), subject.id(), walk], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(name.as_deref().and_then(Decision::from_name))
}
