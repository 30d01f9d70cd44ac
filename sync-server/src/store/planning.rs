//! A walk's plan as the console reads it and changes it.

use lykta_core::domain::{Kind, Light, Occasion};
use lykta_core::id::EntityId;
use lykta_core::join::CodeKey;
use lykta_core::merge::EntityState;
use lykta_core::op::{OpBuilder, Value, WITHDRAWN};
use lykta_core::place::LatLon;
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::Connection;

use super::office::{LinkFor, Office, PlannedStop, line};
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
    /// Groups that were removed.
    pub removed: Vec<EntityState>,
}

impl Plan {
    /// Its groups without their stops, as what is said of groups takes them.
    pub fn group_states(&self) -> Vec<EntityState> {
        self.groups.iter().map(|plan| plan.group.clone()).collect()
    }
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
        removed: removed_groups(connection, walk.target.id)?,
        groups: groups.collect::<Result<_, _>>()?,
        walk,
    })
}

/// A group of the walk with its stops; not found when the walk has no such group.
pub fn group(connection: &Connection, walk: EntityId, group: EntityId) -> Result<GroupPlan, Error> {
    let group = group_or_removed(connection, walk, group)?;
    if group.group.is_withdrawn() {
        return Err(Error::NotFound);
    }
    Ok(group)
}

/// The same, also for a group that was removed.
pub fn group_or_removed(
    connection: &Connection,
    walk: EntityId,
    group: EntityId,
) -> Result<GroupPlan, Error> {
    let row = log::entity_row(connection, group)?.ok_or(Error::NotFound)?;
    if row.kind != Kind::Group.name() || row.walk != Some(walk) {
        return Err(Error::NotFound);
    }
    let state = log::state_of(connection, group)?.ok_or(Error::NotFound)?;
    with_stops(connection, state)
}

/// The groups of a walk that were removed, in the order in which they were made.
fn removed_groups(connection: &Connection, walk: EntityId) -> Result<Vec<EntityState>, Error> {
    let sql = "SELECT id FROM entity WHERE walk = ?1 AND kind = 'group' AND withdrawn = 1 \
               ORDER BY at, row";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([walk], |row| row.get(0))?;
    let ids: Vec<EntityId> = ids.collect::<Result<_, _>>()?;
    let states = ids.into_iter().map(|id| log::state_of(connection, id));
    let states: Vec<Option<EntityState>> = states.collect::<Result<_, _>>()?;
    Ok(states.into_iter().flatten().collect())
}

/// Whether a phone has joined a group, or anything was recorded in it.
pub fn is_used(connection: &Connection, walk: EntityId, group: EntityId) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM replica WHERE walk = ?1 AND group_id = ?2) \
               OR EXISTS (SELECT 1 FROM entity WHERE walk = ?1 AND group_id = ?2 \
               AND kind NOT IN ('group', 'stop'))";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([walk, group], |row| row.get(0))?)
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

    /// Takes a group that nobody has used out of the walk, and ends its codes; `ways` are its ways
    /// in. Returns whether it did: one that is used stays, and one that is gone is not removed twice.
    pub fn remove_group(
        &mut self,
        walk: EntityId,
        group: EntityId,
        key: &CodeKey,
        ways: &[LinkFor<'_>],
    ) -> Result<bool, Error> {
        let known = group_or_removed(self.connection(), walk, group)?.group;
        if known.is_withdrawn() || is_used(self.connection(), walk, group)? {
            return Ok(false);
        }
        for way in ways {
            self.renew_entrance(key, way)?;
        }
        self.replace(walk, OpBuilder::edit("group", group).set(WITHDRAWN, true))?;
        Ok(true)
    }

    /// Brings a removed group back; its codes are new ones. One that is here stays as it is.
    pub fn bring_group_back(&mut self, walk: EntityId, group: EntityId) -> Result<(), Error> {
        let known = group_or_removed(self.connection(), walk, group)?.group;
        if !known.is_withdrawn() {
            return Ok(());
        }
        self.replace(walk, OpBuilder::edit("group", group).set(WITHDRAWN, false))
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

#[cfg(test)]
mod tests {
    use lykta_core::domain::Role;
    use lykta_core::id::ReplicaSecret;
    use lykta_core::merge::{CodeStanding, HeldReason};
    use lykta_core::seam::SystemIds;
    use rusqlite::Transaction;

    use super::*;
    use crate::store::office::{PlannedGroup, PlannedWalk};
    use crate::store::people::{self, OfficeRole, Person};
    use crate::store::writer::Commit;
    use crate::store::{Db, entrance, standing};

    const NOW: Timestamp = Timestamp(1_792_254_600_000);

    /// Does something as a person whom it adds, in a database of its own.
    async fn as_persons<T: Send + 'static>(
        act: impl FnOnce(&Transaction<'_>, &mut Commit) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let folder = tempfile::tempdir().unwrap();
        let keep = crate::keep::Keep::open(&folder.path().join("keep"), &SystemIds).unwrap();
        let ids = std::sync::Arc::new(SystemIds);
        let db = Db::open(&folder.path().join("data"), keep.journal(), ids).unwrap();
        let done = db.write(move |tx, commit| {
            for name in ["eva", "ali"] {
                let role = OfficeRole::Coordinator;
                let name = name.to_owned();
                people::add(tx, &SystemIds, &Person { name, role }, "", NOW)?;
            }
            act(tx, commit)
        });
        let done = done.await.unwrap();
        db.close().await;
        done
    }

    fn office<'a, 'b>(
        name: &str,
        tx: &'a Transaction<'b>,
        commit: &'a mut Commit,
        at: i64,
    ) -> Office<'a, 'b> {
        Office::as_person(name, tx, commit, &SystemIds, NOW.plus_ms(at)).unwrap()
    }

    fn planned() -> PlannedWalk {
        let point = |lat| LatLon { lat, lon: 24.94 };
        let stop = |number, lat| PlannedStop {
            number,
            name: format!("Stopp {number}"),
            point: point(lat),
        };
        PlannedWalk {
            id: None,
            name: "Kvällsvandring".into(),
            occasion: Occasion::SafetyWalk,
            area: ("Gloet".into(), Vec::new()),
            planned_start: NOW,
            planned_end: NOW.plus_ms(7_200_000),
            groups: vec![PlannedGroup {
                id: None,
                name: "Norra delen".into(),
                route: vec![point(60.17), point(60.18)],
                stops: vec![stop(1, 60.17), stop(2, 60.18)],
            }],
        }
    }

    fn way(walk: EntityId, group: EntityId) -> LinkFor<'static> {
        LinkFor {
            server: "https://lykta.example",
            walk,
            walk_name: "Kvällsvandring",
            planned_end: NOW.plus_ms(7_200_000),
            group: Some(group),
            role: Role::Participant,
        }
    }

    fn edit(name: &str) -> WalkEdit {
        WalkEdit {
            name: name.to_owned(),
            occasion: Occasion::SafetyWalk,
            planned_start: NOW,
            planned_end: NOW.plus_ms(7_200_000),
            light: None,
            purpose: None,
        }
    }

    #[tokio::test]
    async fn what_another_person_wrote_is_replaced_and_the_rest_is_not_said_again() {
        as_persons(|tx, commit| {
            let (walk, _) = office("eva", tx, commit, 0).create_walk(&planned())?;
            let known = page::walk(tx, walk)?;
            office("ali", tx, commit, 1).change_walk(&known, &edit("Ett annat namn"))?;
            let changed = page::walk(tx, walk)?;
            assert_eq!(changed.text("name"), Some("Ett annat namn"));
            assert_eq!(changed.unsettled().count(), 0);
            assert_ne!(mark_of([&known]), mark_of([&changed]));
            let ops = log::ops_of(tx, walk)?.len();
            office("eva", tx, commit, 2).change_walk(&changed, &edit("Ett annat namn"))?;
            assert_eq!(log::ops_of(tx, walk)?.len(), ops);
            office("eva", tx, commit, 3).close_walk(walk)?;
            office("ali", tx, commit, 4).reopen_walk(walk)?;
            assert_eq!(page::walk(tx, walk)?.unsettled().count(), 0);
            Ok(())
        })
        .await;
    }

    #[tokio::test]
    async fn a_stop_that_is_left_out_is_withdrawn_and_the_others_stay_the_same() {
        as_persons(|tx, commit| {
            let (walk, groups) = office("eva", tx, commit, 0).create_walk(&planned())?;
            let known = group(tx, walk, groups[0])?;
            let kept = known.stops[1].target.id;
            let stop = PlannedStop {
                number: 1,
                name: "Bron".into(),
                point: LatLon {
                    lat: 60.18,
                    lon: 24.94,
                },
            };
            let edit = GroupEdit {
                name: "Norra delen".into(),
                route: Vec::new(),
                stops: vec![(Some(kept), stop)],
            };
            office("ali", tx, commit, 1).change_group(walk, &known, &edit)?;
            let changed = group(tx, walk, groups[0])?;
            let ids: Vec<_> = changed.stops.iter().map(|stop| stop.target.id).collect();
            assert_eq!(ids, [kept]);
            assert_eq!(changed.stops[0].text("name"), Some("Bron"));
            Ok(())
        })
        .await;
    }

    #[tokio::test]
    async fn a_group_that_nobody_used_goes_and_comes_back_and_one_that_is_used_stays() {
        as_persons(|tx, commit| {
            let key = CodeKey::random(&SystemIds);
            let (walk, groups) = office("eva", tx, commit, 0).create_walk(&planned())?;
            let way = way(walk, groups[0]);
            let shown = entrance::open(tx, &key, &way)?;
            assert!(office("ali", tx, commit, 1).remove_group(walk, groups[0], &key, &[way])?);
            assert!(plan(tx, walk)?.groups.is_empty());
            assert!(group(tx, walk, groups[0]).is_err());
            let removed = removed_groups(tx, walk)?;
            assert_eq!(removed[0].target.id, groups[0]);
            let replica = ReplicaSecret::random(&SystemIds).replica();
            let code = shown.link.code.verify(&key).unwrap();
            let stands = standing::standing(tx, replica, &shown.link.code, &code, NOW)?;
            assert_eq!(stands, CodeStanding::Barred(HeldReason::CodeRevoked));
            office("eva", tx, commit, 2).bring_group_back(walk, groups[0])?;
            assert_eq!(group(tx, walk, groups[0])?.stops.len(), 2);
            assert!(removed_groups(tx, walk)?.is_empty());
            tx.execute(
                "INSERT INTO replica VALUES (?1, ?2, NULL, 'participant', ?3, 0, 0, 0, 0, 0, 0, 0, NULL)",
                rusqlite::params![replica, walk, groups[0]],
            )?;
            assert!(!office("ali", tx, commit, 3).remove_group(walk, groups[0], &key, &[way])?);
            assert_eq!(plan(tx, walk)?.groups.len(), 1);
            Ok(())
        })
        .await;
    }

    #[tokio::test]
    async fn the_next_walk_in_an_area_belongs_to_its_plan() {
        as_persons(|tx, commit| {
            let (first, _) = office("eva", tx, commit, 0).create_walk(&planned())?;
            let known = areas(tx)?;
            let (next, _) =
                office("ali", tx, commit, 1).create_walk_again(known[0].plan, &planned())?;
            assert_eq!(areas(tx)?.len(), 1);
            let (first, next) = (plan(tx, first)?, plan(tx, next)?);
            assert_eq!(first.walk.parent, next.walk.parent);
            assert_eq!(next.sharing, 2);
            office("ali", tx, commit, 2).change_area(
                next.walk.target.id,
                next.area.as_ref().unwrap(),
                "Gloets torg",
                &[],
            )?;
            let area = plan(tx, first.walk.target.id)?.area.unwrap();
            assert_eq!(area.text("name"), Some("Gloets torg"));
            Ok(())
        })
        .await;
    }

    #[tokio::test]
    async fn a_new_code_ends_all_earlier_ones_and_cancelling_ends_none() {
        as_persons(|tx, commit| {
            let key = CodeKey::random(&SystemIds);
            let (walk, groups) = office("eva", tx, commit, 0).create_walk(&planned())?;
            let of = way(walk, groups[0]);
            let moved = LinkFor {
                planned_end: NOW.plus_ms(9_000_000),
                ..of
            };
            let first = entrance::open(tx, &key, &of)?;
            let second = entrance::open(tx, &key, &moved)?;
            office("eva", tx, commit, 1).cancel_walk(walk)?;
            let replica = ReplicaSecret::random(&SystemIds).replica();
            let stands = |made: &entrance::Entrance| {
                let code = made.link.code.verify(&key).unwrap();
                standing::standing(tx, replica, &made.link.code, &code, NOW)
            };
            assert_eq!(stands(&first)?, CodeStanding::Good);
            let third = office("eva", tx, commit, 2).renew_entrance(&key, &moved)?;
            let revoked = CodeStanding::Barred(HeldReason::CodeRevoked);
            assert_eq!(stands(&first)?, revoked);
            assert_eq!(stands(&second)?, revoked);
            assert_eq!(stands(&third)?, CodeStanding::Good);
            office("eva", tx, commit, 3).renew_entrance(&key, &moved)?;
            let acts = log::children(tx, walk, Kind::Revocation)?;
            assert_eq!(acts.len(), 3);
            Ok(())
        })
        .await;
    }
}
