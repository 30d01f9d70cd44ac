//! Erasure: values go, skeletons stay, files leave the disk.

use std::collections::HashSet;

use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::merge::{OpState, Subject};
use lykta_core::op::Op;
use lykta_core::store::log::{self, StoredOp};
use rusqlite::{Connection, Transaction, params};

use super::family::WalkOps;
use crate::error::Error;
use crate::store::writer::Commit;
use crate::store::{files, ingest};

/// Takes the values of a subject away, as far as it is here.
pub(super) fn erase(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    subject: &Subject,
) -> Result<(), Error> {
    let ops = WalkOps::read(tx, walk)?;
    let mut targets = HashSet::new();
    let mut hashes = uploaded_by(tx, walk, subject)?;
    for (stored, op) in meant(&ops, subject) {
        log::erase(tx, stored, commit.next_change())?;
        ingest::stop_waiting(tx, stored.position)?;
        commit.note_erasure();
        hashes.extend(op.and_then(file_of));
        targets.extend(stored.target);
    }
    for target in targets {
        log::refresh(tx, target)?;
    }
    drop_unnamed(tx, commit, walk, hashes)
}

/// The ops that an erasure of `subject` takes the values of.
fn meant<'a>(
    ops: &'a WalkOps,
    subject: &'a Subject,
) -> impl Iterator<Item = (&'a StoredOp, Option<&'a Op>)> {
    let family = match subject {
        Subject::Entity(id) => ops.family([*id]),
        _ => HashSet::new(),
    };
    ops.iter().filter(move |(stored, _)| {
        let is_meant = match subject {
            Subject::Op(hash) => stored.hash == *hash,
            Subject::Replica(replica) => stored.replica == *replica,
            Subject::Entity(_) => stored.target.is_some_and(|id| family.contains(&id)),
            Subject::Code(_) => false,
        };
        is_meant && stored.state != OpState::Erased
    })
}

/// What an erasure would take away now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Ops that would lose their values.
    pub ops: u64,
    /// Of those, how many wait for a person or for something else.
    pub unseen: u64,
    /// Observations, tracks and other things that they made.
    pub things: u64,
    /// Of those, photos.
    pub photos: u64,
}

/// Counts what an erasure of `subject` would take away.
pub fn reached(
    connection: &Connection,
    walk: EntityId,
    subject: &Subject,
) -> Result<Reached, Error> {
    let ops = WalkOps::read(connection, walk)?;
    let mut reached = Reached::default();
    for (stored, op) in meant(&ops, subject) {
        let creates = op.filter(|op| op.creates().is_some());
        reached.ops += 1;
        reached.unseen += u64::from(!stored.counts);
        reached.things += u64::from(creates.is_some());
        reached.photos += u64::from(creates.is_some_and(|op| op.target.kind == "photo"));
    }
    Ok(reached)
}

/// Erases an op that came after its erasure; with a create goes what had waited for it.
///
/// Returns whether it was erased.
pub fn catch_late(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    stored: &StoredOp,
    op: Option<&Op>,
) -> Result<bool, Error> {
    let walk = stored.walk;
    if commit.is_quiet(tx, walk)? {
        return Ok(false);
    }
    let by_itself = is_erased(tx, walk, &Subject::Op(stored.hash))?
        || is_erased(tx, walk, &Subject::Replica(stored.replica))?;
    let below = match op {
        Some(op) => is_below_erased(tx, walk, op)?,
        None => false,
    };
    let created = op.filter(|op| below && op.creates().is_some());
    if let Some(op) = created
        && WalkOps::read(tx, walk)?.decides(op)
    {
        erase(tx, commit, walk, &Subject::Entity(op.target.id))?;
    } else if below || by_itself {
        erase(tx, commit, walk, &Subject::Op(stored.hash))?;
    }
    Ok(below || by_itself)
}

fn is_erased(connection: &Connection, walk: EntityId, subject: &Subject) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM erased WHERE subject = ?1 AND id = ?2 AND walk = ?3)";
    let values = params![subject.name(), subject.id(), walk];
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(values, |row| row.get(0))?)
}

fn is_below_erased(connection: &Connection, walk: EntityId, op: &Op) -> Result<bool, Error> {
    let mut seen = HashSet::new();
    let mut next = Some(op.target.id);
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        if is_erased(connection, walk, &Subject::Entity(id))? {
            return Ok(true);
        }
        next = parent_of(connection, walk, id)?;
    }
    Ok(false)
}

/// The parent that an entity was given: by the admitted create, else by the walk's first.
fn parent_of(
    connection: &Connection,
    walk: EntityId,
    id: EntityId,
) -> Result<Option<EntityId>, Error> {
    if let Some(row) = log::entity_row(connection, id)? {
        return Ok(row.parent);
    }
    for stored in log::ops_of(connection, id)? {
        if stored.walk == walk
            && let Ok(op) = stored.read()
            && let Some(Some(parent)) = op.creates()
        {
            return Ok(Some(parent.id));
        }
    }
    Ok(None)
}

fn file_of(op: &Op) -> Option<ContentHash> {
    ContentHash::from_slice(&op.value("file")?.entry("hash")?.to_bytes()?)
}

fn uploaded_by(
    connection: &Connection,
    walk: EntityId,
    subject: &Subject,
) -> Result<HashSet<ContentHash>, Error> {
    let Subject::Replica(replica) = subject else {
        return Ok(HashSet::new());
    };
    let sql = "SELECT hash FROM file WHERE walk = ?1 AND uploader = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![walk, replica], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Files go when no op that is left names them, be it held or waiting.
fn drop_unnamed(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    walk: EntityId,
    hashes: HashSet<ContentHash>,
) -> Result<(), Error> {
    if hashes.is_empty() {
        return Ok(());
    }
    let ops = WalkOps::read(tx, walk)?;
    let standing = ops
        .iter()
        .filter(|(stored, _)| stored.state != OpState::Erased);
    let named: HashSet<ContentHash> = standing.filter_map(|(_, op)| file_of(op?)).collect();
    for hash in hashes {
        if named.contains(&hash) {
            // Perhaps only by a photo that is held: then it is seen no longer.
            files::settle(tx, commit, walk, hash)?;
        } else {
            files::erase(tx, commit, walk, hash)?;
        }
    }
    Ok(())
}

/// Whether all of a replica was erased in a walk.
pub fn is_erased_replica(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<bool, Error> {
    is_erased(connection, walk, &Subject::Replica(replica))
}

/// Whether a file's content was erased in a walk.
pub fn is_erased_file(
    connection: &Connection,
    walk: EntityId,
    hash: ContentHash,
) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM erased_file WHERE walk = ?1 AND hash = ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![walk, hash], |row| row.get(0))?)
}

/// All files that were erased, so that none of them is on the disk.
pub fn erased_files(connection: &Connection) -> Result<Vec<(EntityId, ContentHash)>, Error> {
    let mut statement = connection.prepare("SELECT walk, hash FROM erased_file")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
