//! One entity with all that was said of it, and the office's acts about it.

use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, OpHash, ReplicaId};
use lykta_core::join::CodeText;
use lykta_core::merge::{Act, Decision, HeldReason, Subject};
use lykta_core::op::Value;
use lykta_core::store::log::{self, StoredOp};
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::page::Item;
use super::replicas::{self, PhoneRow};
use super::standing;
use crate::error::Error;

/// An act of the office, with who did it when and why.
#[derive(Clone, Debug)]
pub struct PastAct {
    /// Its op.
    pub op: StoredOp,
    /// What it did.
    pub act: Act,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// An erasure that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The rule or decision by which it was done.
    pub rule: String,
    /// When.
    pub at: Timestamp,
}

/// What the office has decided of a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Whether the phone, its code, or neither is revoked.
    pub revoked: Option<HeldReason>,
    /// Whether all that it sends is admitted or held.
    pub decision: Option<Decision>,
}

/// One entity of a walk, also a withdrawn one; not found when it is none of this kind.
pub fn item(
    connection: &Connection,
    walk: EntityId,
    id: EntityId,
    kind: Kind,
) -> Result<Item, Error> {
    let row = log::entity_row(connection, id)?.ok_or(Error::NotFound)?;
    if row.walk != Some(walk) || row.kind != kind.name() {
        return Err(Error::NotFound);
    }
    Ok(Item {
        id,
        parent: row.parent,
        group: row.group,
        at: row.at,
        ops: log::ops_of(connection, id)?,
        state: log::state_of(connection, id)?.ok_or(Error::NotFound)?,
    })
}

/// The photos of an observation, withdrawn ones included, as they came.
pub fn photos_of(
    connection: &Connection,
    walk: EntityId,
    of: EntityId,
) -> Result<Vec<Item>, Error> {
    let sql = "SELECT id FROM entity WHERE parent = ?1 AND kind = 'photo' ORDER BY at, row";
    ids(connection, sql, of)?
        .into_iter()
        .map(|id| item(connection, walk, id, Kind::Photo))
        .collect()
}

/// The withdrawn observations of a walk, oldest first.
pub fn withdrawn(connection: &Connection, walk: EntityId) -> Result<Vec<Item>, Error> {
    let sql = "SELECT id FROM entity WHERE walk = ?1 AND kind = 'observation' AND withdrawn = 1 \
               ORDER BY at, row";
    ids(connection, sql, walk)?
        .into_iter()
        .map(|id| item(connection, walk, id, Kind::Observation))
        .collect()
}

/// Everything of a walk of which different values of a field stand side by side.
pub fn unsettled(connection: &Connection, walk: EntityId) -> Result<Vec<(Kind, Item)>, Error> {
    let sql = "SELECT id FROM entity WHERE walk = ?1 AND unsettled = 1 AND withdrawn = 0 \
               ORDER BY at, row";
    let mut items = Vec::new();
    for id in ids(connection, sql, walk)? {
        if let Some(known) = log::known(connection, id)? {
            items.push((known.kind, item(connection, walk, id, known.kind)?));
        }
    }
    Ok(items)
}

fn ids(connection: &Connection, sql: &str, of: EntityId) -> Result<Vec<EntityId>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([of], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The op of a walk with this hash.
pub fn op(connection: &Connection, walk: EntityId, hash: OpHash) -> Result<StoredOp, Error> {
    log::find(connection, walk, hash)?.ok_or(Error::NotFound)
}

/// All acts of the office on a walk, as they were done.
pub fn acts(connection: &Connection, walk: EntityId) -> Result<Vec<PastAct>, Error> {
    let sql = format!(
        "SELECT {} FROM entity JOIN op ON op.target = entity.id WHERE entity.walk = ?1 \
         AND entity.kind IN ('admission', 'erasure', 'revocation') AND op.counts = 1 \
         ORDER BY op.position",
        StoredOp::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([walk], StoredOp::from_row)?;
    let stored: Vec<StoredOp> = rows.collect::<Result<_, _>>()?;
    let acts = stored.into_iter().filter_map(|stored| {
        let op = stored.read().ok()?;
        let reason = op.value("reason").and_then(Value::as_text);
        Some(PastAct {
            act: Act::read(&op)?,
            reason: reason.map(str::to_owned),
            op: stored,
        })
    });
    Ok(acts.collect())
}

/// The erasure of exactly this subject, also one that only the journal knew of.
pub fn erasure(
    connection: &Connection,
    walk: EntityId,
    subject: &Subject,
) -> Result<Option<Erasure>, Error> {
    let sql = "SELECT rule, at FROM erased WHERE subject = ?1 AND id = ?2 AND walk = ?3";
    let found = connection.prepare_cached(sql)?.query_row(
        params![subject.name(), subject.id(), walk],
        |row| {
            Ok(Erasure {
                rule: row.get(0)?,
                at: Timestamp(row.get(1)?),
            })
        },
    );
    Ok(found.optional()?)
}

/// A phone of a walk as it was last heard.
pub fn phone(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<PhoneRow, Error> {
    let phones = replicas::of_walk(connection, walk)?;
    let phone = phones.into_iter().find(|phone| phone.id == replica);
    phone.ok_or(Error::NotFound)
}

/// The code that a phone called with last, and how many phones of the walk did.
pub fn code_of(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<Option<(CodeText, u64)>, Error> {
    let Some(code) = replicas::code_of(connection, replica)? else {
        return Ok(None);
    };
    let sql = "SELECT count(*) FROM replica WHERE walk = ?1 AND code = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let phones = statement.query_row(params![walk, code.as_bytes()], |row| row.get(0))?;
    Ok(Some((code, phones)))
}

/// How many ops of a replica a walk has, and how many of them are held.
pub fn sent(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<(u64, u64), Error> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE state = 'held') FROM op \
               WHERE replica = ?1 AND walk = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let counted = statement.query_row(params![replica, walk], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(counted?)
}

/// What is decided of a phone.
pub fn decided(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<Decided, Error> {
    Ok(Decided {
        revoked: standing::revocation_of(connection, replica, walk)?,
        decision: super::acts::decision_on(connection, walk, &Subject::Replica(replica))?,
    })
}
