//! A walk's plan as the console reads it and changes it.

use lykta_core::domain::{Kind, Light, Occasion};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::op::{OpBuilder, Value, WITHDRAWN};
use lykta_core::place::LatLon;
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::Connection;

use super::office::{Office, PlannedStop, line};
use super::page;
use crate::error::Error;

/// A walk with its area and what is planned of its groups.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The walk.
    pub walk: EntityState,
    /// Its area.
    pub area: Option<EntityState>,
    /// How many walks share the area, this one included.
    pub sharing: u64,
    /// Its groups, in the order in which they were made.
    pub groups: Vec<GroupPlan>,
}

/// A group with its planned stops, in order.
#[derive(Clone, Debug)]
pub struct GroupPlan {
    /// The group.
    pub group: EntityState,
    /// Its planned stops.
    pub stops: Vec<EntityState>,
}

/// An area that walks were planned in before.
#[derive(Clone, Debug)]
pub struct KnownArea {
    /// Its newest plan, under which the next walk belongs.
    pub plan: EntityId,
    /// The area.
    pub area: EntityState,
}

/// What a walk shall say from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkEdit {
    /// Its name.
    pub name: String,
    /// How the municipality listens.
    pub occasion: Occasion,
    /// When it begins.
    pub planned_start: Timestamp,
    /// When it is planned to end.
    pub planned_end: Timestamp,
    /// Its light, when that is known.
    pub light: Option<Light>,
    /// What it is for, when that is said.
    pub purpose: Option<String>,
}

/// What a group's plan shall be from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupEdit {
    /// Its name.
    pub name: String,
    /// Its route.
    pub route: Vec<LatLon>,
    /// Its stops, with the ids of those that are known.
    pub stops: Vec<(Option<EntityId>, PlannedStop)>,
}

/// A walk's plan; not found when it is no walk.
pub fn plan(connection: &Connection, walk: EntityId) -> Result<Plan, Error> {
    let walk = page::walk(connection, walk)?;
    let groups = page::groups(connection, walk.target.id)?;
    let groups = groups
        .into_iter()
        .map(|group| with_stops(connection, group));
    Ok(Plan {
        area: page::area_of(connection, &walk)?,
        sharing: sharing(connection, &walk)?,
        groups: groups.collect::<Result<_, _>>()?,
        walk,
    })
}

/// A group of the walk with its stops; not found when the walk has no such group.
pub fn group(connection: &Connection, walk: EntityId, group: EntityId) -> Result<GroupPlan, Error> {
    let row = log::entity_row(connection, group)?.ok_or(Error::NotFound)?;
    if row.kind != Kind::Group.name() || row.walk != Some(walk) || row.withdrawn {
        return Err(Error::NotFound);
    }
    let state = log::state_of(connection, group)?.ok_or(Error::NotFound)?;
    with_stops(connection, state)
}

fn with_stops(connection: &Connection, group: EntityState) -> Result<GroupPlan, Error> {
    let mut stops = Vec::new();
    for row in log::children(connection, group.target.id, Kind::Stop)? {
        stops.extend(log::state_of(connection, row.id)?.filter(is_planned));
    }
    stops.sort_by_key(|stop| stop.value("number").and_then(Value::as_int));
    Ok(GroupPlan { group, stops })
}

fn is_planned(stop: &EntityState) -> bool {
    stop.value("planned") == Some(&Value::Bool(true))
}

fn sharing(connection: &Connection, walk: &EntityState) -> Result<u64, Error> {
    let Some(plan) = &walk.parent else {
        return Ok(1);
    };
    let sql = "SELECT count(*) FROM entity AS walk \
               JOIN entity AS plan ON plan.id = walk.parent \
               JOIN entity AS own ON own.parent = plan.parent \
               WHERE own.id = ?1 AND walk.kind = 'walk'";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([plan.id], |row| row.get(0))?)
}

/// The areas of earlier walks, the one used last in front.
pub fn areas(connection: &Connection) -> Result<Vec<KnownArea>, Error> {
    let sql = "SELECT area.id, (SELECT plan.id FROM entity AS plan WHERE plan.parent = area.id \
               AND plan.kind = 'plan' ORDER BY plan.at DESC, plan.id LIMIT 1), \
               (SELECT max(walk.at) FROM entity AS walk JOIN entity AS plan \
               ON plan.id = walk.parent WHERE plan.parent = area.id) AS used \
               FROM entity AS area WHERE area.kind = 'area' AND area.withdrawn = 0 \
               ORDER BY used DESC, area.id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(EntityId, Option<EntityId>)> = rows.collect::<Result<_, _>>()?;
    let mut areas = Vec::new();
    for (area, plan) in rows {
        if let (Some(plan), Some(area)) = (plan, log::state_of(connection, area)?) {
            areas.push(KnownArea { plan, area });
        }
    }
    Ok(areas)
}

/// A mark of what is said of some entities now: another one when anybody has changed them since.
pub fn mark_of<'a>(states: impl IntoIterator<Item = &'a EntityState>) -> String {
    let mut hasher = blake3::Hasher::new();
    for state in states {
        hasher.update(state.target.id.as_bytes());
        for (name, field) in &state.fields {
            hasher.update(name.as_bytes());
            for reference in field.references() {
                hasher.update(&reference.0.0);
                hasher.update(&reference.1.to_be_bytes());
            }
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

impl Office<'_, '_> {
    /// Says of a walk what is not said of it yet; several values side by side are settled.
    pub fn change_walk(&mut self, walk: &EntityState, edit: &WalkEdit) -> Result<(), Error> {
        let text = |text: Option<&str>| text.map_or(Value::Null, Value::text);
        let op = OpBuilder::edit("walk", walk.target.id);
        let op = set_new(op, walk, "name", Value::text(edit.name.as_str()));
        let op = set_new(op, walk, "occasion", Value::text(edit.occasion.name()));
        let op = set_new(op, walk, "planned_start", Value::Int(edit.planned_start.0));
        let op = set_new(op, walk, "planned_end", Value::Int(edit.planned_end.0));
        let op = set_new(op, walk, "light", text(edit.light.map(Light::name)));
        let op = set_new(op, walk, "purpose", text(edit.purpose.as_deref()));
        self.replace(walk.target.id, op)
    }

    /// Renames an area or draws it anew, on the way to one of its walks.
    pub fn change_area(
        &mut self,
        walk: EntityId,
        area: &EntityState,
        name: &str,
        polygon: &[LatLon],
    ) -> Result<(), Error> {
        let op = OpBuilder::edit("area", area.target.id);
        let op = set_new(op, area, "name", Value::text(name));
        self.replace(walk, set_new(op, area, "polygon", line(polygon)))
    }

    /// Brings a group's plan to what it shall be: stops that are left out are withdrawn.
    pub fn change_group(
        &mut self,
        walk: EntityId,
        plan: &GroupPlan,
        edit: &GroupEdit,
    ) -> Result<(), Error> {
        let group = &plan.group;
        let op = OpBuilder::edit("group", group.target.id);
        let op = set_new(op, group, "name", Value::text(edit.name.as_str()));
        self.replace(walk, set_new(op, group, "route", line(&edit.route)))?;
        for (id, stop) in &edit.stops {
            let known = plan.stops.iter().find(|known| Some(known.target.id) == *id);
            match known {
                Some(known) => self.change_stop(walk, known, stop)?,
                None => self.create_stop(walk, group.target.id, stop)?,
            }
        }
        let is_kept = |stop: &EntityId| edit.stops.iter().any(|(id, _)| id.as_ref() == Some(stop));
        let ids = plan.stops.iter().map(|stop| stop.target.id);
        for gone in ids.filter(|stop| !is_kept(stop)) {
            let op = OpBuilder::edit("stop", gone);
            self.replace(walk, op.set(WITHDRAWN, true))?;
        }
        Ok(())
    }

    fn change_stop(
        &mut self,
        walk: EntityId,
        known: &EntityState,
        stop: &PlannedStop,
    ) -> Result<(), Error> {
        let op = OpBuilder::edit("stop", known.target.id);
        let op = set_new(op, known, "number", Value::Int(i64::from(stop.number)));
        let op = set_new(op, known, "name", Value::text(stop.name.as_str()));
        self.replace(walk, set_new(op, known, "point", Value::point(stop.point)))
    }
}

/// Sets a field that does not say this yet, or says something else beside it.
fn set_new(op: OpBuilder, state: &EntityState, field: &str, value: Value) -> OpBuilder {
    let said = state.fields.get(field);
    let is_same = match said {
        Some(said) => *said.shown() == value && said.also_said().next().is_none(),
        None => value == Value::Null,
    };
    if is_same { op } else { op.set(field, value) }
}
