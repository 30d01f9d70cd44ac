//! Rows of the log.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::domain::Role;
use crate::id::{EntityId, OpHash, ReplicaId};
use crate::merge::{Folded, HeldReason, OpState};
use crate::op::Op;
use crate::store::StoreError;
use crate::time::Timestamp;

/// An op to be put into the log.
#[derive(Debug)]
pub struct NewOp<'a> {
    /// The original bytes, or the skeleton when it is erased already.
    pub payload: &'a [u8],
    /// The same, read; `None` when they cannot be read.
    pub op: Option<&'a Op>,
    /// The hash of the original bytes.
    pub hash: OpHash,
    /// Who sent it.
    pub replica: ReplicaId,
    /// The sender's role.
    pub role: Role,
    /// The sender's walk.
    pub walk: EntityId,
    /// The group that it belongs to.
    pub group: Option<EntityId>,
    /// How far it has come.
    pub state: OpState,
    /// Why it is held.
    pub reason: Option<HeldReason>,
    /// Whether it takes part in the fold.
    pub counts: bool,
    /// The position of this change; 0 on a phone.
    pub change: u64,
}

impl NewOp<'_> {
    /// The row that it is, at its place in the log.
    pub fn stored_at(&self, position: i64) -> StoredOp {
        StoredOp {
            position,
            hash: self.hash,
            replica: self.replica,
            seq: self.op.map_or(0, |op| op.seq),
            at: self.op.map_or(Timestamp(0), |op| op.at),
            target: self.op.map(|op| op.target.id),
            payload: self.payload.to_vec(),
            role: self.role,
            walk: self.walk,
            group: self.group,
            state: self.state,
            reason: self.reason,
            counts: self.counts,
            change: self.change,
        }
    }
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredOp {
    /// Its place in this log.
    pub position: i64,
    /// The hash of the original bytes.
    pub hash: OpHash,
    /// Who wrote it.
    pub replica: ReplicaId,
    /// Its number; 0 when it cannot be read.
    pub seq: u64,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// What it is about; `None` when it cannot be read.
    pub target: Option<EntityId>,
    /// The bytes, or the skeleton.
    pub payload: Vec<u8>,
    /// The writer's role.
    pub role: Role,
    /// The writer's walk.
    pub walk: EntityId,
    /// The group that it belongs to.
    pub group: Option<EntityId>,
    /// How far it has come.
    pub state: OpState,
    /// Why it is held.
    pub reason: Option<HeldReason>,
    /// Whether it takes part in the fold.
    pub counts: bool,
    /// When its state last changed.
    pub change: u64,
}

pub(crate) const COLUMNS: &str = "op.position, op.hash, op.replica, op.seq, op.at, op.target, \
     op.payload, op.role, op.walk, op.group_id, op.state, op.reason, op.counts, op.change";

impl StoredOp {
    /// The columns that [`StoredOp::from_row`] reads, of a table or alias called `op`.
    pub const COLUMNS: &str = COLUMNS;

    /// Reads a row of [`StoredOp::COLUMNS`].
    pub fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            position: row.get(0)?,
            hash: row.get(1)?,
            replica: row.get(2)?,
            seq: row.get(3)?,
            at: Timestamp(row.get(4)?),
            target: row.get(5)?,
            payload: row.get(6)?,
            role: named(row, 7, Role::from_name)?,
            walk: row.get(8)?,
            group: row.get(9)?,
            state: named(row, 10, OpState::from_name)?,
            reason: row
                .get_ref(11)?
                .as_str_or_null()?
                .and_then(HeldReason::from_name),
            counts: row.get(12)?,
            change: row.get(13)?,
        })
    }

    /// The op, or what is left of it.
    pub fn read(&self) -> Result<Op, StoreError> {
        Ok(Op::read_as(&self.payload, self.hash)?)
    }

    /// The op as it takes part in the fold.
    pub fn folded(&self) -> Result<Folded<'static>, StoreError> {
        Ok(Folded {
            op: Cow::Owned(self.read()?),
            erased: self.state == OpState::Erased,
        })
    }
}

/// Reads a stable name from a column.
pub(crate) fn named<T>(
    row: &Row<'_>,
    index: usize,
    from_name: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let name = row.get_ref(index)?.as_str()?;
    from_name(name).ok_or_else(|| {
        let kind = rusqlite::types::Type::Text;
        let error = format!("unknown name {name}").into();
        rusqlite::Error::FromSqlConversionFailure(index, kind, error)
    })
}

/// Adds an op; returns its position, or none when the log has it already.
/// [`super::refresh_after`] its target afterwards.
pub fn insert(tx: &Transaction<'_>, new: &NewOp<'_>) -> Result<Option<i64>, StoreError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO op (hash, replica, seq, at, target, payload, role, walk, group_id, \
         state, reason, counts, change) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) \
         ON CONFLICT (walk, hash) DO NOTHING",
    )?;
    let added = statement.execute(params![
        new.hash,
        new.replica,
        new.op.map_or(0, |op| op.seq),
        new.op.map_or(0, |op| op.at.0),
        new.op.map(|op| op.target.id),
        new.payload,
        new.role.name(),
        new.walk,
        new.group,
        new.state.name(),
        new.reason.map(HeldReason::name),
        new.counts,
        new.change,
    ])?;
    Ok((added == 1).then(|| tx.last_insert_rowid()))
}

/// The op of a walk with this hash.
pub fn find(
    connection: &Connection,
    walk: EntityId,
    hash: OpHash,
) -> Result<Option<StoredOp>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM op WHERE walk = ?1 AND hash = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement
        .query_row(params![walk, hash], StoredOp::from_row)
        .optional()?)
}

/// All ops about an entity, held ones included, as they came.
pub fn ops_of(connection: &Connection, entity: EntityId) -> Result<Vec<StoredOp>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM op WHERE target = ?1 ORDER BY position");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([entity], StoredOp::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The ops about an entity that count, but for the one at `position`.
pub(super) fn others_of(
    connection: &Connection,
    entity: EntityId,
    position: i64,
) -> Result<Vec<StoredOp>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM op WHERE target = ?1 AND position <> ?2 AND counts = 1");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![entity, position], StoredOp::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the ops about an entity that count say of some fields, but for the one at `position`.
pub(super) fn others_say(
    connection: &Connection,
    entity: EntityId,
    position: i64,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Folded<'static>>, StoreError> {
    let sql = "SELECT payload, hash, state = 'erased' FROM op \
               WHERE target = ?1 AND position <> ?2 AND counts = 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![entity, position])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        let payload = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        said.push(Folded {
            op: Cow::Owned(Op::read_part(payload, row.get(1)?, &wanted)?),
            erased: row.get(2)?,
        });
    }
    Ok(said)
}

/// Records a new decision about an op. [`super::refresh`] its target afterwards.
pub fn replace_state(
    tx: &Transaction<'_>,
    position: i64,
    state: OpState,
    reason: Option<HeldReason>,
    counts: bool,
    change: u64,
) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "UPDATE op SET state = ?2, reason = ?3, counts = ?4, change = ?5 WHERE position = ?1",
    )?;
    let reason = reason.map(HeldReason::name);
    statement.execute(params![position, state.name(), reason, counts, change])?;
    Ok(())
}

/// Takes a row out of the log, of an op that gave neither values nor references.
pub fn remove(tx: &Transaction<'_>, position: i64) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM op WHERE position = ?1")?
        .execute([position])?;
    Ok(())
}

/// Takes an op's values away for ever, and leaves its place. [`super::refresh`] its target afterwards.
pub fn erase(tx: &Transaction<'_>, stored: &StoredOp, change: u64) -> Result<(), StoreError> {
    if stored.state == OpState::Erased {
        return Ok(());
    }
    // What cannot be read has no skeleton: nothing of it is kept but its hash.
    let skeleton = stored.read().map(|op| op.skeleton()).unwrap_or_default();
    tx.prepare_cached(
        "UPDATE op SET payload = ?2, state = 'erased', reason = NULL, change = ?3 \
         WHERE position = ?1",
    )?
    .execute(params![stored.position, skeleton, change])?;
    Ok(())
}
