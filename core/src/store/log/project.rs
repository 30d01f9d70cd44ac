//! Projections: what screens and maps read without folding.

use std::collections::HashSet;

use rusqlite::{Connection, Transaction, params};

use super::ops::{StoredOp, ops_of};
use super::read::known;
use crate::domain::{Kind, Spot};
use crate::id::{ContentHash, EntityId};
use crate::merge::{EntityState, FieldState, Folded, fold};
use crate::op::Value;
use crate::place::LatLon;
use crate::store::StoreError;

/// Brings the projections of one entity up to its ops.
pub fn refresh(tx: &Transaction<'_>, entity: EntityId) -> Result<(), StoreError> {
    let stored = ops_of(tx, entity)?;
    let counting: Vec<&StoredOp> = stored.iter().filter(|op| op.counts).collect();
    let folded: Vec<Folded> = counting
        .iter()
        .map(|stored| stored.folded())
        .collect::<Result<_, _>>()?;
    let state = fold(entity, &folded);
    let is_create = |state: &EntityState, op: &&StoredOp| op.hash == state.created_by;
    match state {
        Some(state) => match counting.into_iter().find(|op| is_create(&state, op)) {
            Some(create) => write(tx, &state, create),
            None => remove(tx, entity),
        },
        None => remove(tx, entity),
    }
}

fn remove(tx: &Transaction<'_>, entity: EntityId) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM spot WHERE row = (SELECT row FROM entity WHERE id = ?1)")?
        .execute([entity])?;
    tx.prepare_cached("DELETE FROM photo_file WHERE photo = ?1")?
        .execute([entity])?;
    tx.prepare_cached("DELETE FROM entity WHERE id = ?1")?
        .execute([entity])?;
    Ok(())
}

fn write(tx: &Transaction<'_>, state: &EntityState, create: &StoredOp) -> Result<(), StoreError> {
    let id = state.target.id;
    let (walk, group) = belongs_to(tx, state, create)?;
    let point = marker_point(state);
    let row: i64 = tx
        .prepare_cached(
            "INSERT INTO entity (id, kind, parent, walk, group_id, creator, at, withdrawn, \
             unsettled, observation_kind, lat, lon) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
             ON CONFLICT (id) DO UPDATE SET kind = ?2, parent = ?3, walk = ?4, group_id = ?5, \
             creator = ?6, at = ?7, withdrawn = ?8, unsettled = ?9, observation_kind = ?10, \
             lat = ?11, lon = ?12 RETURNING row",
        )?
        .query_row(
            params![
                id,
                state.target.kind,
                state.parent.as_ref().map(|parent| parent.id),
                walk,
                group,
                state.creator,
                state.created_at.0,
                state.is_withdrawn(),
                state.unsettled().next().is_some(),
                is_kind(state, Kind::Observation).then(|| state.text("kind")),
                point.map(|point| point.lat),
                point.map(|point| point.lon),
            ],
            |row| row.get(0),
        )?;
    write_spot(tx, row, point)?;
    if is_kind(state, Kind::Photo) {
        write_photo_files(tx, state)?;
    }
    Ok(())
}

fn is_kind(state: &EntityState, kind: Kind) -> bool {
    state.target.kind == kind.name()
}

fn marker_point(state: &EntityState) -> Option<LatLon> {
    if !is_kind(state, Kind::Observation) {
        return None;
    }
    Spot::from_value(state.value("spot")?)?.point()
}

/// The walk and group of an entity: its parent's, or as the create's writer belonged.
fn belongs_to(
    tx: &Transaction<'_>,
    state: &EntityState,
    create: &StoredOp,
) -> Result<(Option<EntityId>, Option<EntityId>), StoreError> {
    let id = state.target.id;
    match Kind::from_name(&state.target.kind) {
        Some(Kind::Area | Kind::Plan | Kind::Measure) => return Ok((None, None)),
        Some(Kind::Walk) => return Ok((Some(id), None)),
        Some(Kind::Group) => return Ok((Some(create.walk), Some(id))),
        _ => {}
    }
    let parent = match &state.parent {
        Some(parent) => known(tx, parent.id)?,
        None => None,
    };
    Ok(match parent {
        Some(parent) if parent.walk.is_some() => (parent.walk, parent.group),
        _ => (Some(create.walk), create.group),
    })
}

fn write_spot(tx: &Transaction<'_>, row: i64, point: Option<LatLon>) -> Result<(), StoreError> {
    match point {
        Some(LatLon { lat, lon }) => tx
            .prepare_cached("INSERT OR REPLACE INTO spot VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![row, lat, lon])?,
        None => tx
            .prepare_cached("DELETE FROM spot WHERE row = ?1")?
            .execute([row])?,
    };
    Ok(())
}

fn write_photo_files(tx: &Transaction<'_>, state: &EntityState) -> Result<(), StoreError> {
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
    tx.execute_batch("DELETE FROM spot; DELETE FROM photo_file; DELETE FROM entity;")?;
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
        "SELECT quote(entity.id) || min_lat || min_lon FROM spot \
         JOIN entity USING (row) ORDER BY entity.id",
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
