//! Projections: what screens and maps read without folding.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::ops::{NewOp, StoredOp, ops_of, others_of, others_say};
use super::projected::{Projected, is_kind};
use super::read::known;
use crate::domain::Kind;
use crate::id::{ContentHash, EntityId};
use crate::merge::{EntityState, FieldState, Folded, OpState, fold, is_unsettled};
use crate::op::{Op, PARENT, Value, WITHDRAWN};
use crate::store::StoreError;

/// Brings the projections of one entity up to its ops.
pub fn refresh(tx: &Transaction<'_>, entity: EntityId) -> Result<(), StoreError> {
    let mut counting = ops_of(tx, entity)?;
    counting.retain(|op| op.counts);
    let folded = counting.iter().map(StoredOp::folded);
    let folded: Vec<Folded<'_>> = folded.collect::<Result<_, _>>()?;
    match fold(entity, &folded) {
        Some(state) => write(tx, &state, origin(&state, &counting)),
        None => remove(tx, entity),
    }
}

/// The same after an op was added at `position`, which is not read again.
pub fn refresh_after(
    tx: &Transaction<'_>,
    added: &NewOp<'_>,
    position: i64,
) -> Result<(), StoreError> {
    let Some(op) = added.op.filter(|_| added.counts) else {
        return Ok(());
    };
    if is_settled_apart(tx, added, op, position)? {
        return Ok(());
    }
    let entity = op.target.id;
    let others = others_of(tx, entity, position)?;
    let mut folded = vec![Folded {
        op: Cow::Borrowed(op),
        erased: added.state == OpState::Erased,
    }];
    for other in &others {
        folded.push(other.folded()?);
    }
    let own = (added.walk, added.group);
    match fold(entity, &folded) {
        // The usual case: it is all that is known of its target.
        Some(state) if others.is_empty() => write_new(tx, &state, own),
        Some(state) if state.created_by == added.hash => write(tx, &state, own),
        Some(state) => write(tx, &state, origin(&state, &others)),
        None => Ok(()),
    }
}

/// Fields that the row of an entity shows by themselves. Of all others it only says whether
/// different values stand side by side.
const SHOWN: [&str; 5] = [PARENT, WITHDRAWN, "kind", "spot", "file"];

/// Projects an op of fields that no row shows, where what is said of these fields is enough;
/// `false` where it is not.
///
/// Most ops after an entity's first are such: what was said of its other fields is not read.
fn is_settled_apart(
    tx: &Transaction<'_>,
    added: &NewOp<'_>,
    op: &Op,
    position: i64,
) -> Result<bool, StoreError> {
    if op.fields.keys().any(|name| SHOWN.contains(&name.as_str())) {
        return Ok(false);
    }
    let entity = op.target.id;
    let mut said = others_say(tx, entity, position, |name| op.fields.contains_key(name))?;
    said.push(Folded {
        op: Cow::Borrowed(op),
        erased: added.state == OpState::Erased,
    });
    if op.fields.keys().any(|name| is_unsettled(name, &said)) {
        tx.prepare_cached("UPDATE entity SET unsettled = 1 WHERE id = ?1 AND unsettled = 0")?
            .execute([entity])?;
        return Ok(true);
    }
    // It may have settled what stood side by side, and something else may still do so.
    let mut was = tx.prepare_cached("SELECT unsettled FROM entity WHERE id = ?1")?;
    let was_unsettled = was.query_row([entity], |row| row.get(0)).optional()?;
    Ok(was_unsettled != Some(true))
}

/// Where whoever created an entity belongs: walk and group.
type Origin = (EntityId, Option<EntityId>);

fn origin(state: &EntityState, ops: &[StoredOp]) -> Origin {
    let create = ops.iter().find(|op| op.hash == state.created_by);
    let create = create.expect("an entity is folded from the op that creates it");
    (create.walk, create.group)
}

fn remove(tx: &Transaction<'_>, entity: EntityId) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM photo_file WHERE photo = ?1")?
        .execute([entity])?;
    tx.prepare_cached("DELETE FROM entity WHERE id = ?1")?
        .execute([entity])?;
    Ok(())
}

/// Writes what has changed of an entity.
fn write(tx: &Transaction<'_>, state: &EntityState, origin: Origin) -> Result<(), StoreError> {
    let Some((row, before)) = Projected::read(tx, state.target.id)? else {
        return write_new(tx, state, origin);
    };
    let now = Projected::of(state, belongs_to(tx, state, origin)?);
    if now.indexed() != before.indexed() {
        now.move_to(tx, row)?;
    } else if now != before {
        now.update(tx, row)?;
    }
    write_photo_files(tx, state)
}

/// Writes an entity of which nothing was projected yet.
fn write_new(tx: &Transaction<'_>, state: &EntityState, origin: Origin) -> Result<(), StoreError> {
    let now = Projected::of(state, belongs_to(tx, state, origin)?);
    now.insert(tx)?;
    write_photo_files(tx, state)
}

/// The walk and group of an entity: its parent's, or as the create's writer belonged.
fn belongs_to(
    tx: &Transaction<'_>,
    state: &EntityState,
    (walk, group): Origin,
) -> Result<(Option<EntityId>, Option<EntityId>), StoreError> {
    let id = state.target.id;
    match Kind::from_name(&state.target.kind) {
        Some(Kind::Area | Kind::Plan | Kind::Measure) => return Ok((None, None)),
        Some(Kind::Walk) => return Ok((Some(id), None)),
        Some(Kind::Group) => return Ok((Some(walk), Some(id))),
        _ => {}
    }
    let parent = match &state.parent {
        Some(parent) => known(tx, parent.id)?,
        None => None,
    };
    Ok(match parent {
        Some(parent) if parent.walk.is_some() => (parent.walk, parent.group),
        _ => (Some(walk), group),
    })
}

fn write_photo_files(tx: &Transaction<'_>, state: &EntityState) -> Result<(), StoreError> {
    if !is_kind(state, Kind::Photo) {
        return Ok(());
    }
    let photo = state.target.id;
    tx.prepare_cached("DELETE FROM photo_file WHERE photo = ?1")?
        .execute([photo])?;
    let heads = state.fields.get("file").map(FieldState::heads);
    let values = heads.unwrap_or_default().iter().map(|head| &head.value);
    for hash in values.filter_map(file_hash) {
        tx.prepare_cached("INSERT OR IGNORE INTO photo_file VALUES (?1, ?2)")?
            .execute(params![photo, hash])?;
    }
    Ok(())
}

fn file_hash(value: &Value) -> Option<ContentHash> {
    ContentHash::from_slice(&value.entry("hash")?.to_bytes()?)
}

/// Makes all projections anew from the log.
pub fn rebuild(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute_batch("DELETE FROM photo_file; DELETE FROM entity;")?;
    let mut targets = tx.prepare(
        "SELECT target FROM op WHERE target IS NOT NULL GROUP BY target ORDER BY min(position)",
    )?;
    let targets: Vec<EntityId> = targets
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut done = HashSet::new();
    for target in targets {
        refresh_below_parent(tx, target, &mut done)?;
    }
    Ok(())
}

/// Parents first: what came before its parent belongs where that belongs all the same.
fn refresh_below_parent(
    tx: &Transaction<'_>,
    target: EntityId,
    done: &mut HashSet<EntityId>,
) -> Result<(), StoreError> {
    if !done.insert(target) {
        return Ok(());
    }
    for stored in ops_of(tx, target)?.iter().filter(|op| op.counts) {
        if let Some(Some(parent)) = stored.read()?.creates() {
            refresh_below_parent(tx, parent.id, done)?;
        }
    }
    refresh(tx, target)
}

/// A hash of all projections that does not depend on the order in which they were written.
pub fn digest(connection: &Connection) -> Result<ContentHash, StoreError> {
    let queries = [
        "SELECT quote(id) || kind || quote(parent) || quote(walk) || quote(group_id) \
         || quote(creator) || at || withdrawn || unsettled || quote(observation_kind) \
         || quote(lat) || quote(lon) FROM entity ORDER BY id",
        "SELECT quote(photo) || quote(hash) FROM photo_file ORDER BY photo, hash",
    ];
    let mut hasher = blake3::Hasher::new();
    for sql in queries {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            hasher.update(row.get_ref(0)?.as_bytes().unwrap_or_default());
            hasher.update(b"\n");
        }
        hasher.update(b"\0");
    }
    Ok(ContentHash(*hasher.finalize().as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::domain::{PlaceSource, Role, Spot};
    use crate::id::ReplicaId;
    use crate::op::{OpBuilder, Sealed};
    use crate::phone::MIGRATIONS;
    use crate::place::LatLon;
    use crate::store::{database, log};
    use crate::time::Timestamp;

    fn entity() -> EntityId {
        EntityId(uuid::Uuid::from_u128(9))
    }

    fn value_of(field: &str, n: u8) -> Value {
        match field {
            WITHDRAWN => Value::Bool(n == 0),
            "kind" => Value::text(["safe", "unsafe"][usize::from(n % 2)]),
            "spot" => Value::from(Spot::Place {
                point: LatLon {
                    lat: f64::from(n),
                    lon: 18.0,
                },
                accuracy_m: None,
                source: PlaceSource::Map,
            }),
            _ => Value::Int(n.into()),
        }
    }

    /// A creation and edits by several, of which some settle what stood side by side, in any order.
    fn histories() -> impl Strategy<Value = Vec<Sealed>> {
        let fields = ["words", "words", "feeling", "kind", "spot", WITHDRAWN];
        let step = (
            1u8..4,
            0..fields.len(),
            0u8..3,
            any::<Index>(),
            any::<bool>(),
        );
        let steps = proptest::collection::vec(step, 0..10);
        let ops = steps.prop_map(move |steps| {
            let create = OpBuilder::create("observation", entity(), None)
                .set("kind", "unsafe")
                .set("words", "mörkt");
            let mut ops = vec![create.seal(ReplicaId([1; 16]), 1, Timestamp(0))];
            for (seq, (by, field, n, over, settles)) in (2..).zip(steps) {
                let over = over.get(&ops).op.reference();
                let over = if settles { vec![over] } else { Vec::new() };
                let field = fields[field];
                let op = OpBuilder::edit("observation", entity());
                let op = op.replace(field, value_of(field, n), over);
                ops.push(op.seal(ReplicaId([by; 16]), seq, Timestamp(i64::from(n))));
            }
            ops
        });
        ops.prop_shuffle()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn after_each_op_the_projections_are_those_of_a_rebuild(ops in histories()) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("x.sqlite3");
            let mut connection = database::open(&path, MIGRATIONS).unwrap();
            let tx = connection.transaction().unwrap();
            for Sealed { op, payload } in &ops {
                let new = NewOp {
                    payload,
                    op: Some(op),
                    hash: op.hash,
                    replica: op.replica,
                    role: Role::Leader,
                    walk: EntityId(uuid::Uuid::from_u128(1)),
                    group: None,
                    state: OpState::Visible,
                    reason: None,
                    counts: true,
                    change: 1,
                };
                let position = log::insert(&tx, &new).unwrap().unwrap();
                refresh_after(&tx, &new, position).unwrap();
                let live = digest(&tx).unwrap();
                rebuild(&tx).unwrap();
                prop_assert_eq!(digest(&tx).unwrap(), live);
            }
        }
    }
}
