//! Reading entities: one, a page of a list, the markers of a map.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::ops::{StoredOp, named, ops_of};
use crate::domain::{Kind, ObservationKind};
use crate::id::{EntityId, ReplicaId};
use crate::merge::{EntityState, Folded, Known, fold};
use crate::place::LatLon;
use crate::store::StoreError;
use crate::time::Timestamp;

/// An entity as the projections have it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// Its id.
    pub id: EntityId,
    /// Its kind by name; it may be one that this version does not know.
    pub kind: String,
    /// What it was created under.
    pub parent: Option<EntityId>,
    /// Its walk; none above walks.
    pub walk: Option<EntityId>,
    /// Its group.
    pub group: Option<EntityId>,
    /// Who created it.
    pub creator: ReplicaId,
    /// When it was created, by the creator's clock.
    pub at: Timestamp,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether different values of a field stand side by side.
    pub unsettled: bool,
}

pub(super) const COLUMNS: &str =
    "id, kind, parent, walk, group_id, creator, at, withdrawn, unsettled";

impl EntityRow {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            kind: row.get(1)?,
            parent: row.get(2)?,
            walk: row.get(3)?,
            group: row.get(4)?,
            creator: row.get(5)?,
            at: Timestamp(row.get(6)?),
            withdrawn: row.get(7)?,
            unsettled: row.get(8)?,
        })
    }
}

/// Where a page of a list begins, and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The last item of the page before, newest first; `None` for the first page.
    pub after: Option<(Timestamp, EntityId)>,
    /// At most so many.
    pub limit: u32,
}

impl Page {
    /// The first page.
    pub fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }

    /// Everything at once.
    pub fn all() -> Self {
        Self::first(u32::MAX)
    }
}

/// An observation on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marker {
    /// The observation.
    pub id: EntityId,
    /// Its kind.
    pub kind: ObservationKind,
    /// Where.
    pub point: LatLon,
}

/// The row of an entity.
pub fn entity_row(connection: &Connection, id: EntityId) -> Result<Option<EntityRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entity WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row([id], EntityRow::from_row).optional()?)
}

/// What admission needs to know of an entity.
pub fn known(connection: &Connection, id: EntityId) -> Result<Option<Known>, StoreError> {
    let sql = "SELECT kind, walk, group_id, creator FROM entity WHERE id = ?1";
    let known = connection.prepare_cached(sql)?.query_row([id], |row| {
        let Some(kind) = Kind::from_name(row.get_ref(0)?.as_str()?) else {
            return Ok(None);
        };
        Ok(Some(Known {
            kind,
            walk: row.get(1)?,
            group: row.get(2)?,
            creator: row.get(3)?,
        }))
    });
    Ok(known.optional()?.flatten())
}

/// An entity folded from its ops.
pub fn state_of(connection: &Connection, id: EntityId) -> Result<Option<EntityState>, StoreError> {
    let stored = ops_of(connection, id)?;
    let counting = stored.iter().filter(|op| op.counts);
    let folded: Vec<Folded<'_>> = counting.map(StoredOp::folded).collect::<Result<_, _>>()?;
    Ok(fold(id, &folded))
}

/// The entities of a kind created under `parent`, oldest first, withdrawn ones left out.
///
/// Those of one moment stand in the order in which they came, as the groups of one plan do.
pub fn children(
    connection: &Connection,
    parent: EntityId,
    kind: Kind,
) -> Result<Vec<EntityRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entity WHERE parent = ?1 AND kind = ?2 AND withdrawn = 0 \
         ORDER BY at, row"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![parent, kind.name()], EntityRow::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A page of a walk's entities of one kind, newest first, withdrawn ones left out.
pub fn list(
    connection: &Connection,
    walk: EntityId,
    kind: Kind,
    page: Page,
) -> Result<Vec<EntityRow>, StoreError> {
    let (at, id) = page.after.unzip();
    let sql = format!(
        "SELECT {COLUMNS} FROM entity WHERE walk = ?1 AND kind = ?2 AND withdrawn = 0 \
         AND at <= ?3 AND (?4 IS NULL OR (at, id) < (?3, ?4)) ORDER BY at DESC, id DESC LIMIT ?5"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let newest = at.map_or(i64::MAX, |at| at.0);
    let parameters = params![walk, kind.name(), newest, id, page.limit];
    let rows = statement.query_map(parameters, EntityRow::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The index is named, since left to itself SQLite may read all of a walk.
const IN_VIEW: &str = "FROM entity INDEXED BY entity_place \
     WHERE walk = ?1 AND lat >= ?2 AND lat <= ?3 AND lon >= ?4 AND lon <= ?5 AND withdrawn = 0";

/// The observations of a walk within a rectangle, at most `limit` of them.
pub fn map(
    connection: &Connection,
    walk: EntityId,
    (south_west, north_east): (LatLon, LatLon),
    limit: u32,
) -> Result<Vec<Marker>, StoreError> {
    let sql = format!("SELECT id, observation_kind, lat, lon {IN_VIEW} LIMIT ?6");
    let mut statement = connection.prepare_cached(&sql)?;
    let parameters = params![
        walk,
        south_west.lat,
        north_east.lat,
        south_west.lon,
        north_east.lon,
        limit
    ];
    let rows = statement.query_map(parameters, |row| {
        Ok(Marker {
            id: row.get(0)?,
            kind: named(row, 1, ObservationKind::from_name)?,
            point: LatLon {
                lat: row.get(2)?,
                lon: row.get(3)?,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many observations of a walk lie within a rectangle.
pub fn map_count(
    connection: &Connection,
    walk: EntityId,
    (south_west, north_east): (LatLon, LatLon),
) -> Result<u32, StoreError> {
    let sql = format!("SELECT count(*) {IN_VIEW}");
    let mut statement = connection.prepare_cached(&sql)?;
    let parameters = params![
        walk,
        south_west.lat,
        north_east.lat,
        south_west.lon,
        north_east.lon
    ];
    Ok(statement.query_row(parameters, |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::MIGRATIONS;
    use crate::store::database;

    #[test]
    fn a_map_asks_one_index_and_nothing_behind_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite3");
        let connection = database::open(&path, MIGRATIONS).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN SELECT id, observation_kind, lat, lon {IN_VIEW}");
        let mut plan = connection.prepare(&sql).unwrap();
        let steps = plan.query_map([7, 0, 1, 0, 1], |row| row.get::<_, String>(3));
        let steps: Vec<String> = steps.unwrap().collect::<Result<_, _>>().unwrap();
        let expected = "COVERING INDEX entity_place (walk=? AND lat>? AND lat<?)";
        assert!(steps.len() == 1 && steps[0].contains(expected), "{steps:?}");
    }
}
