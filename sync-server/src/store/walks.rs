//! The walks of the municipality, as the command line lists them.

use lykta_core::domain::{Kind, WalkLife};
use lykta_core::id::EntityId;
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::Connection;
use serde::Serialize;

use crate::error::Error;

/// A walk that was planned here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlannedBefore {
    /// The walk.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// When it begins.
    pub planned_start: Option<Timestamp>,
    /// When it is planned to end.
    pub planned_end: Option<Timestamp>,
    /// Where it is in its life.
    pub life: WalkLife,
    /// Its groups by id and name, in the order in which they were made.
    pub groups: Vec<(EntityId, String)>,
}

/// All walks, the newest first.
pub fn list_walks(connection: &Connection) -> Result<Vec<PlannedBefore>, Error> {
    let sql =
        "SELECT id FROM entity WHERE kind = 'walk' AND withdrawn = 0 ORDER BY at DESC, id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ids: Vec<EntityId> = ids.collect::<Result<_, _>>()?;
    ids.into_iter()
        .map(|id| find_walk(connection, id))
        .collect()
}

/// One walk.
pub fn find_walk(connection: &Connection, id: EntityId) -> Result<PlannedBefore, Error> {
    let is_walk = log::entity_row(connection, id)?.is_some_and(|row| row.kind == Kind::Walk.name());
    let state = log::state_of(connection, id)?.filter(|_| is_walk);
    let walk = state.ok_or(Error::NotFound)?;
    let mut groups = Vec::new();
    let mut times = Vec::new();
    for row in log::children(connection, id, Kind::Group)? {
        let group = log::state_of(connection, row.id)?.ok_or(Error::NotFound)?;
        times.push((group.time("started_at"), group.time("ended_at")));
        let name = group.text("name").unwrap_or_default();
        groups.push((row.id, name.to_owned()));
    }
    Ok(PlannedBefore {
        id,
        name: walk.text("name").unwrap_or_default().to_owned(),
        planned_start: walk.time("planned_start"),
        planned_end: walk.time("planned_end"),
        life: WalkLife::of(&times, walk.time("closed_at")).or_cancelled(walk.time("cancelled_at")),
        groups,
    })
}
