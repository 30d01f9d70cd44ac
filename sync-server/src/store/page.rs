//! What the pages show of walks, read in a few queries however large a walk is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use lykta_core::domain::Kind;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::merge::{EntityState, Folded, OpState, fold};
use lykta_core::store::log::{self, StoredOp};
use lykta_core::time::Timestamp;
use rusqlite::{Connection, ToSql, params};

use super::replicas::{self, PhoneRow};
use crate::error::Error;

/// Held ops beyond these are counted, not listed.
const MOST_HELD: u32 = 200;

/// An entity with everything that was said of it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: EntityId,
    /// What it was created under.
    pub parent: Option<EntityId>,
    /// Its group.
    pub group: Option<EntityId>,
    /// When it was created, by the creator's clock.
    pub at: Timestamp,
    /// All ops about it, held ones included, as they came.
    pub ops: Vec<StoredOp>,
    /// What the counting ones say together.
    pub state: EntityState,
}

/// What waits of a walk's ops.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// Held ops, newest first, at most [`MOST_HELD`].
    pub held: Vec<StoredOp>,
    /// How many are held.
    pub held_count: u64,
    /// How many wait for something that has not come.
    pub received_count: u64,
}

/// The files of a walk's photos.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The files that each photo names: one, or several at odds.
    pub of_photo: HashMap<EntityId, Vec<ContentHash>>,
    /// The files that are here.
    pub here: HashSet<ContentHash>,
}

/// A walk in the list.
#[derive(Clone, Debug)]
pub struct WalkRow {
    /// The walk.
    pub state: EntityState,
    /// Its groups.
    pub groups: Vec<EntityState>,
    /// How many observations it has, without withdrawn ones.
    pub observations: u64,
}

/// A walk with everything that came of it.
#[derive(Clone, Debug)]
pub struct WalkRecord {
    /// The walk.
    pub walk: EntityState,
    /// The area that it belongs to.
    pub area: Option<EntityState>,
    /// Its groups, in the order in which they were made.
    pub groups: Vec<EntityState>,
    /// Its stops.
    pub stops: Vec<Item>,
    /// Its observations.
    pub observations: Vec<Arc<Item>>,
    /// How many observations were withdrawn.
    pub withdrawn: u64,
    /// Its photos.
    pub photos: Vec<Arc<Item>>,
    /// Their files.
    pub files: Files,
    /// Its tracks.
    pub tracks: Vec<Arc<Item>>,
    /// How many came, by recorder.
    pub attendance: Vec<Item>,
    /// Its phones.
    pub phones: Vec<PhoneRow>,
    /// What nobody is shown.
    pub waiting: Waiting,
}

/// What a walk has most of, as it was at a position of the log.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The newest change of the walk's ops.
    pub position: u64,
    /// Its observations, oldest first.
    pub observations: Vec<Arc<Item>>,
    /// Its photos, oldest first.
    pub photos: Vec<Arc<Item>>,
    /// Its tracks, oldest first.
    pub tracks: Vec<Arc<Item>>,
}

/// More changes than these are not looked at one by one.
const MOST_ONE_BY_ONE: usize = 500;

/// What a walk has most of; what `before` knows and has not changed is not folded again.
pub fn gathered(
    connection: &Connection,
    walk: EntityId,
    before: Option<&Gathered>,
) -> Result<Gathered, Error> {
    let position = position(connection, walk)?;
    let before = before.filter(|before| before.position <= position);
    if let Some(before) = before {
        let changed = changed_after(connection, walk, before.position)?;
        if changed.len() <= MOST_ONE_BY_ONE {
            return brought_forward(connection, walk, (before.clone(), position), changed);
        }
    }
    let all = |kind| {
        let items = items(connection, walk, kind)?.into_iter().map(Arc::new);
        Ok::<_, Error>(items.collect())
    };
    Ok(Gathered {
        position,
        observations: all(Kind::Observation)?,
        photos: all(Kind::Photo)?,
        tracks: all(Kind::Track)?,
    })
}

fn brought_forward(
    connection: &Connection,
    walk: EntityId,
    (mut gathered, position): (Gathered, u64),
    changed: Vec<EntityId>,
) -> Result<Gathered, Error> {
    gathered.position = position;
    for id in changed {
        let kind = log::known(connection, id)?.map(|known| known.kind);
        let items = match kind {
            Some(Kind::Observation) => &mut gathered.observations,
            Some(Kind::Photo) => &mut gathered.photos,
            Some(Kind::Track) => &mut gathered.tracks,
            _ => continue,
        };
        items.retain(|item| item.id != id);
        if let Some(item) = item(connection, walk, id)? {
            let key = (item.at, item.id);
            let at = items.partition_point(|other| (other.at, other.id) < key);
            items.insert(at, Arc::new(item));
        }
    }
    Ok(gathered)
}

/// The newest change of a walk's ops.
pub fn position(connection: &Connection, walk: EntityId) -> Result<u64, Error> {
    let sql = "SELECT ifnull(max(change), 0) FROM op WHERE walk = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([walk], |row| row.get(0))?)
}

/// What the walk's ops say something else of since a position.
fn changed_after(
    connection: &Connection,
    walk: EntityId,
    position: u64,
) -> Result<Vec<EntityId>, Error> {
    let sql = "SELECT DISTINCT target FROM op WHERE walk = ?1 AND change > ?2 \
               AND target IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let changed = statement.query_map(params![walk, position], |row| row.get(0))?;
    Ok(changed.collect::<Result<_, _>>()?)
}

/// Everything of a walk; not found when it is no walk.
pub fn record(connection: &Connection, id: EntityId) -> Result<WalkRecord, Error> {
    record_with(connection, id, &gathered(connection, id, None)?)
}

/// The same with what was gathered in the same transaction.
pub fn record_with(
    connection: &Connection,
    id: EntityId,
    gathered: &Gathered,
) -> Result<WalkRecord, Error> {
    let walk = walk(connection, id)?;
    let items = |kind| items(connection, id, kind);
    Ok(WalkRecord {
        area: area_of(connection, &walk)?,
        groups: groups(connection, id)?,
        stops: items(Kind::Stop)?,
        observations: gathered.observations.clone(),
        withdrawn: count(connection, id, Kind::Observation, true)?,
        photos: gathered.photos.clone(),
        files: files(connection, id)?,
        tracks: gathered.tracks.clone(),
        attendance: items(Kind::Attendance)?,
        phones: replicas::of_walk(connection, id)?,
        waiting: waiting(connection, id)?,
        walk,
    })
}

/// All walks, by planned start, newest first.
pub fn walks(connection: &Connection) -> Result<Vec<WalkRow>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM entity WHERE kind = 'walk' AND withdrawn = 0")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ids: Vec<EntityId> = ids.collect::<Result<_, _>>()?;
    let mut walks = Vec::new();
    for id in ids {
        if let Some(state) = log::state_of(connection, id)? {
            walks.push(WalkRow {
                state,
                groups: groups(connection, id)?,
                observations: count(connection, id, Kind::Observation, false)?,
            });
        }
    }
    walks.sort_by_key(|walk| {
        let start = walk.state.time("planned_start");
        std::cmp::Reverse((start.unwrap_or(walk.state.created_at), walk.state.target.id))
    });
    Ok(walks)
}

/// A walk as it was planned and as it goes; not found when it is no walk.
pub fn walk(connection: &Connection, id: EntityId) -> Result<EntityState, Error> {
    let known = log::known(connection, id)?;
    let state = match known {
        Some(known) if known.kind == Kind::Walk => log::state_of(connection, id)?,
        _ => None,
    };
    state
        .filter(|state| !state.is_withdrawn())
        .ok_or(Error::NotFound)
}

/// The area that a walk's plan belongs to.
pub fn area_of(connection: &Connection, walk: &EntityState) -> Result<Option<EntityState>, Error> {
    let Some(plan) = walk.parent.as_ref() else {
        return Ok(None);
    };
    let plan = log::entity_row(connection, plan.id)?;
    let Some(area) = plan.and_then(|plan| plan.parent) else {
        return Ok(None);
    };
    Ok(log::state_of(connection, area)?)
}

/// A walk's groups in the order in which they were made.
pub fn groups(connection: &Connection, walk: EntityId) -> Result<Vec<EntityState>, Error> {
    let groups = log::children(connection, walk, Kind::Group)?.into_iter();
    let states = groups.map(|row| log::state_of(connection, row.id));
    let states: Vec<Option<EntityState>> = states.collect::<Result<_, _>>()?;
    Ok(states.into_iter().flatten().collect())
}

/// How many entities of a kind a walk has, those that are withdrawn or those that are not.
pub fn count(
    connection: &Connection,
    walk: EntityId,
    kind: Kind,
    withdrawn: bool,
) -> Result<u64, Error> {
    let sql = "SELECT count(*) FROM entity WHERE walk = ?1 AND kind = ?2 AND withdrawn = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![walk, kind.name(), withdrawn], |row| row.get(0))?)
}

/// A walk's entities of one kind, oldest first, withdrawn ones left out.
pub fn items(connection: &Connection, walk: EntityId, kind: Kind) -> Result<Vec<Item>, Error> {
    items_where(connection, "entity.kind = ?2", params![walk, kind.name()])
}

/// One of a walk's entities; none when it is withdrawn or not here.
fn item(connection: &Connection, walk: EntityId, id: EntityId) -> Result<Option<Item>, Error> {
    let items = items_where(connection, "entity.id = ?2", params![walk, id])?;
    Ok(items.into_iter().next())
}

fn items_where(
    connection: &Connection,
    which: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Item>, Error> {
    let sql = format!(
        "SELECT {}, entity.id, entity.parent, entity.group_id, entity.at FROM entity \
         JOIN op ON op.target = entity.id \
         WHERE entity.walk = ?1 AND {which} AND entity.withdrawn = 0 \
         ORDER BY entity.at, entity.id, op.position",
        StoredOp::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(values)?;
    let mut gathered: Vec<Rows> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: EntityId = row.get(14)?;
        if gathered.last().is_none_or(|last| last.id != id) {
            gathered.push(Rows {
                id,
                parent: row.get(15)?,
                group: row.get(16)?,
                at: Timestamp(row.get(17)?),
                ops: Vec::new(),
            });
        }
        if let Some(last) = gathered.last_mut() {
            last.ops.push(StoredOp::from_row(row)?);
        }
    }
    let items = gathered.into_iter().map(Rows::fold);
    let items: Vec<Option<Item>> = items.collect::<Result<_, _>>()?;
    Ok(items.into_iter().flatten().collect())
}

/// An entity's row and ops before they are folded.
struct Rows {
    id: EntityId,
    parent: Option<EntityId>,
    group: Option<EntityId>,
    at: Timestamp,
    ops: Vec<StoredOp>,
}

impl Rows {
    fn fold(self) -> Result<Option<Item>, Error> {
        let counting = self.ops.iter().filter(|op| op.counts);
        let folded: Vec<Folded<'_>> = counting.map(StoredOp::folded).collect::<Result<_, _>>()?;
        Ok(fold(self.id, &folded).map(|state| Item {
            id: self.id,
            parent: self.parent,
            group: self.group,
            at: self.at,
            ops: self.ops,
            state,
        }))
    }
}

/// Which files a walk's photos name, and which of them are here.
pub fn files(connection: &Connection, walk: EntityId) -> Result<Files, Error> {
    let sql = "SELECT photo_file.photo, photo_file.hash, \
               EXISTS (SELECT 1 FROM file WHERE file.walk = ?1 AND file.hash = photo_file.hash) \
               FROM entity JOIN photo_file ON photo_file.photo = entity.id \
               WHERE entity.walk = ?1 AND entity.kind = 'photo' ORDER BY photo_file.hash";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([walk])?;
    let mut files = Files::default();
    while let Some(row) = rows.next()? {
        let (photo, hash): (EntityId, ContentHash) = (row.get(0)?, row.get(1)?);
        files.of_photo.entry(photo).or_default().push(hash);
        if row.get(2)? {
            files.here.insert(hash);
        }
    }
    Ok(files)
}

/// The files that one photo of the walk names; not found when the walk has no such photo.
pub fn files_of_photo(
    connection: &Connection,
    walk: EntityId,
    photo: EntityId,
) -> Result<Vec<ContentHash>, Error> {
    if !is_shown(connection, walk, photo)? {
        return Err(Error::NotFound);
    }
    super::files::named_by(connection, photo)
}

/// Whether neither the photo nor what it belongs to was withdrawn.
fn is_shown(connection: &Connection, walk: EntityId, photo: EntityId) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM entity AS photo \
               LEFT JOIN entity AS above ON above.id = photo.parent \
               WHERE photo.id = ?1 AND photo.walk = ?2 AND photo.kind = 'photo' \
               AND photo.withdrawn = 0 AND ifnull(above.withdrawn, 0) = 0)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![photo, walk], |row| row.get(0))?)
}

/// The walk's ops that nobody is shown: held ones, and those that wait for something.
pub fn waiting(connection: &Connection, walk: EntityId) -> Result<Waiting, Error> {
    let sql = format!(
        "SELECT {} FROM op WHERE walk = ?1 AND state = 'held' ORDER BY change DESC LIMIT ?2",
        StoredOp::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let held = statement.query_map(params![walk, MOST_HELD], StoredOp::from_row)?;
    let held = held.collect::<Result<_, _>>()?;
    let count = |state: OpState| {
        let sql = "SELECT count(*) FROM op WHERE walk = ?1 AND state = ?2";
        let mut statement = connection.prepare_cached(sql)?;
        statement.query_row(params![walk, state.name()], |row| row.get(0))
    };
    Ok(Waiting {
        held,
        held_count: count(OpState::Held)?,
        received_count: count(OpState::Received)?,
    })
}
