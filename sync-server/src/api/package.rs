//! `GET /v1/walks/{walk}/package`: one snapshot of a walk for its phones.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lykta_core::domain::{Kind, Light, MeasureKind, MeasureStatus, Occasion, Role};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::store::log;
use lykta_core::sync::package::{
    AreaInfo, BasemapInfo, GroupInfo, Invitation, MeasureInfo, Package, StopInfo, WalkInfo,
};
use lykta_core::time::Timestamp;
use rusqlite::{Connection, Transaction};

use super::basemap::{extent, told};
use super::openapi::Refusals;
use super::schema;
use crate::api::extract::At;
use crate::basemap;
use crate::caller::Caller;
use crate::error::Error;
use crate::notice;
use crate::state::AppState;
use crate::store::Commit;
use crate::store::entrance::{self, Entrance};
use crate::store::office::LinkFor;
use crate::store::replicas;
use crate::store::standing::{may_read, standing};

/// Answers the walk's package, or 304 when the caller has it.
#[utoipa::path(
    get,
    path = "/v1/walks/{walk}/package",
    tag = "sync",
    security(("code" = [])),
    params(
        ("walk" = String, Path, format = Uuid, description = "The walk of the code"),
        ("If-None-Match" = Option<String>, Header, description = "The package that the caller has")
    ),
    responses(
        (
            status = 200,
            description = "The package",
            body = schema::Package,
            headers(("ETag" = String, description = "Of the whole package"))
        ),
        (status = 304, description = "The caller has it"),
        Refusals
    )
)]
pub async fn package(
    State(state): State<AppState>,
    caller: Caller,
    At(walk): At<EntityId>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.check_walk(walk)?;
    let now = state.clock.now();
    let reader = caller.clone();
    let mut basemap = basemap(&state);
    let has_basemap = basemap.is_some();
    let read = move |connection: &Connection| {
        let package = read(connection, &reader, now)?;
        let extent = has_basemap.then(|| extent(connection, walk)).transpose()?;
        Ok((package, extent.flatten()))
    };
    let (mut package, extent) = state.db.read(read).await?;
    if let Some(basemap) = &mut basemap {
        basemap.clip = told(&state, walk, extent).await;
    }
    package.basemap = basemap;
    package.notice = notice::by_language(&state);
    invite(&mut package, &state, &caller).await?;
    let tag = tag_of(&package);
    let known = headers.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    Ok(([(header::ETAG, tag)], Json(package)).into_response())
}

fn tag_of(package: &Package) -> String {
    let json = serde_json::to_vec(package).expect("a package has only plain data");
    format!("\"{}\"", &blake3::hash(&json).to_hex()[..32])
}

fn basemap(state: &AppState) -> Option<BasemapInfo> {
    basemap::is_here(&state.config.data).then(|| BasemapInfo {
        url: format!("{}{}", state.config.public_url, basemap::ADDRESS),
        attribution: basemap::attribution(&state.config),
        clip: None,
    })
}

/// Lets those on who may read the walk of their code.
pub(super) fn check_reads(
    connection: &Connection,
    caller: &Caller,
    now: Timestamp,
) -> Result<(), Error> {
    let standing = standing(
        connection,
        caller.replica,
        &caller.code_text,
        &caller.code,
        now,
    )?;
    if !may_read(standing) {
        return Err(Error::Forbidden(
            "the code no longer opens this walk: what you recorded is still taken",
        ));
    }
    Ok(())
}

fn read(connection: &Connection, caller: &Caller, now: Timestamp) -> Result<Package, Error> {
    check_reads(connection, caller, now)?;
    let id = caller.walk();
    let walk = log::state_of(connection, id)?.ok_or(Error::NotFound)?;
    Ok(Package {
        walk: walk_info(&walk),
        area: area_of(connection, &walk)?,
        groups: groups_of(connection, caller)?,
        form: 1,
        measures: open_measures(connection, &walk)?,
        notice: std::collections::BTreeMap::new(),
        basemap: None,
    })
}

fn walk_info(walk: &EntityState) -> WalkInfo {
    let text = |field| walk.text(field).map(str::to_owned);
    WalkInfo {
        id: walk.target.id,
        name: text("name").unwrap_or_default(),
        occasion: walk
            .text("occasion")
            .and_then(Occasion::from_name)
            .unwrap_or(Occasion::SafetyWalk),
        purpose: text("purpose"),
        planned_start: walk.time("planned_start"),
        planned_end: walk.time("planned_end"),
        light: walk.text("light").and_then(Light::from_name),
        closed_at: walk.time("closed_at"),
        cancelled_at: walk.time("cancelled_at"),
    }
}

pub(super) fn area_of(
    connection: &Connection,
    walk: &EntityState,
) -> Result<Option<AreaInfo>, Error> {
    let Some(plan) = walk.parent.as_ref() else {
        return Ok(None);
    };
    let plan = log::entity_row(connection, plan.id)?;
    let Some(area) = plan.and_then(|plan| plan.parent) else {
        return Ok(None);
    };
    let state = log::state_of(connection, area)?;
    Ok(state.map(|state| AreaInfo {
        id: area,
        name: state.text("name").unwrap_or_default().to_owned(),
        polygon: line(state.value("polygon")),
    }))
}

/// What the area's plan still has to do; the walk checks it on its way.
fn open_measures(connection: &Connection, walk: &EntityState) -> Result<Vec<MeasureInfo>, Error> {
    let Some(plan) = walk.parent.as_ref() else {
        return Ok(Vec::new());
    };
    let mut measures = Vec::new();
    for row in log::children(connection, plan.id, Kind::Measure)? {
        let state = log::state_of(connection, row.id)?;
        measures.extend(state.as_ref().and_then(measure_info));
    }
    Ok(measures)
}

fn measure_info(measure: &EntityState) -> Option<MeasureInfo> {
    let status = measure.text("status").and_then(MeasureStatus::from_name);
    let status = status.unwrap_or(MeasureStatus::Proposed);
    let is_open = !matches!(status, MeasureStatus::Verified | MeasureStatus::Declined);
    is_open.then(|| MeasureInfo {
        id: measure.target.id,
        name: measure.text("name").unwrap_or_default().to_owned(),
        kind: measure.text("kind").and_then(MeasureKind::from_name),
        status,
        point: measure.value("point").and_then(Value::as_point),
    })
}

pub(super) fn line(value: Option<&Value>) -> Vec<LatLon> {
    let points = value.and_then(Value::as_list).unwrap_or_default();
    points.iter().filter_map(Value::as_point).collect()
}

fn groups_of(connection: &Connection, caller: &Caller) -> Result<Vec<GroupInfo>, Error> {
    let mut groups = Vec::new();
    for row in log::children(connection, caller.walk(), Kind::Group)? {
        if caller.group().is_some_and(|group| group != row.id) {
            continue;
        }
        let Some(state) = log::state_of(connection, row.id)? else {
            continue;
        };
        groups.push(GroupInfo {
            id: row.id,
            name: state.text("name").unwrap_or_default().to_owned(),
            route: line(state.value("route")),
            stops: stops_of(connection, row.id)?,
            joined: joined(connection, caller, row.id)?,
            invitations: Vec::new(),
        });
    }
    Ok(groups)
}

/// How many phones are in a group, for those who invite: others' packages stay as they are when
/// somebody joins.
fn joined(connection: &Connection, caller: &Caller, group: EntityId) -> Result<Option<u32>, Error> {
    if caller.role().may_invite().is_empty() {
        return Ok(None);
    }
    Ok(Some(replicas::count_in_group(
        connection,
        caller.walk(),
        group,
    )?))
}

pub(super) fn stops_of(connection: &Connection, group: EntityId) -> Result<Vec<StopInfo>, Error> {
    let mut stops = Vec::new();
    for row in log::children(connection, group, Kind::Stop)? {
        let Some(state) = log::state_of(connection, row.id)? else {
            continue;
        };
        if state.value("planned") != Some(&Value::Bool(true)) {
            continue;
        }
        let number = state.value("number").and_then(Value::as_int);
        stops.push(StopInfo {
            id: row.id,
            number: number.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
            name: state.text("name").map(str::to_owned),
            point: state.value("point").and_then(Value::as_point),
        });
    }
    stops.sort_by_key(|stop| stop.number);
    Ok(stops)
}

/// The ways into a walk that somebody may give on.
#[derive(Clone)]
struct Ways {
    server: String,
    walk: EntityId,
    walk_name: String,
    planned_end: Timestamp,
    to: Vec<(EntityId, Role)>,
}

impl Ways {
    fn of(package: &Package, state: &AppState, caller: &Caller) -> Self {
        let roles = caller.role().may_invite().iter().copied();
        let in_group: Vec<Role> = roles.filter(|role| *role != Role::Coordinator).collect();
        let groups = package.groups.iter();
        let to = groups.flat_map(|group| in_group.iter().map(|role| (group.id, *role)));
        Self {
            server: state.config.public_url.clone(),
            walk: caller.walk(),
            walk_name: package.walk.name.clone(),
            planned_end: package.walk.planned_end.unwrap_or(caller.code.planned_end),
            to: to.collect(),
        }
    }

    fn each<T>(
        &self,
        mut entrance: impl FnMut(&LinkFor<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let links = self.to.iter().map(|(group, role)| LinkFor {
            server: &self.server,
            walk: self.walk,
            walk_name: &self.walk_name,
            planned_end: self.planned_end,
            group: Some(*group),
            role: *role,
        });
        links.map(|of| entrance(&of)).collect()
    }
}

/// Puts in the ways into the walk that the caller may give on, the same as the console shows.
async fn invite(package: &mut Package, state: &AppState, caller: &Caller) -> Result<(), Error> {
    let ways = Ways::of(package, state, caller);
    if ways.to.is_empty() {
        return Ok(());
    }
    for ((group, role), entrance) in ways.to.clone().into_iter().zip(open(ways, state).await?) {
        let mut groups = package.groups.iter_mut();
        if let Some(group) = groups.find(|of| of.id == group) {
            group.invitations.push(Invitation {
                role,
                link: entrance.link.to_string(),
                short: Some(entrance.short),
            });
        }
    }
    Ok(())
}

/// The entrances to them; only what was never opened before is written down.
async fn open(ways: Ways, state: &AppState) -> Result<Vec<Entrance>, Error> {
    let (known, keep) = (ways.clone(), state.keep.clone());
    let read = move |connection: &Connection| {
        known.each(|of| entrance::known(connection, keep.code_key(), of))
    };
    let known: Option<Vec<_>> = state.db.read(read).await?.into_iter().collect();
    if let Some(known) = known {
        return Ok(known);
    }
    let keep = state.keep.clone();
    let write = move |tx: &Transaction<'_>, _: &mut Commit| {
        ways.each(|of| entrance::open(tx, keep.code_key(), of))
    };
    state.db.write(write).await
}
