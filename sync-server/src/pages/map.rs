//! `GET /walks/{walk}/map.json`: what the map draws. `web/src/data.ts` reads it.

use axum::Json;
use axum::extract::{Path, Query, State};
use geo::{LineString, MultiPolygon, Polygon};
use lykta_core::coverage::{Coverage, CoverageSettings, coverage};
use lykta_core::domain::{Kind, ObservationKind, Spot};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::track::Segment;
use lykta_core::words::Words;
use rusqlite::Connection;
use serde::Serialize;

use super::groups::Groups;
use super::kept::{self, Walked};
use super::track::{KnownGap, Track};
use super::visitor::SignedIn;
use super::walk::{self, Filter};
use crate::error::Error;
use crate::state::AppState;
use crate::store::page::{Item, WalkRecord};
use crate::store::{one, planning};

/// A position's parts of a degree: a centimetre, and no digits beyond it.
const PARTS: f64 = 1e7;

/// Longitude and latitude, as `GeoJSON` has them.
type Position = [f64; 2];

#[derive(Serialize)]
pub(super) struct WalkMap {
    area: Option<Area>,
    routes: Vec<Route>,
    stops: Vec<Stop>,
    tracks: Vec<DrawnTrack>,
    observations: Vec<Marker>,
    coverage: Option<Squares>,
}

#[derive(Serialize)]
struct Area {
    r#type: &'static str,
    coordinates: [Vec<Position>; 1],
}

#[derive(Serialize)]
struct Route {
    group: usize,
    name: String,
    line: Vec<Position>,
}

#[derive(Serialize)]
struct Stop {
    id: EntityId,
    name: String,
    point: Position,
    group: usize,
}

#[derive(Serialize)]
struct DrawnTrack {
    id: EntityId,
    group: usize,
    name: String,
    main: bool,
    segments: Vec<Vec<Position>>,
    gaps: Vec<DrawnGap>,
}

#[derive(Serialize)]
struct DrawnGap {
    reason: String,
    reason_words: String,
    from_point: Option<Position>,
    to_point: Option<Position>,
    from_ms: i64,
    to_ms: Option<i64>,
}

#[derive(Serialize)]
pub(super) struct Marker {
    id: EntityId,
    kind: &'static str,
    point: Option<Position>,
    href: String,
}

#[derive(Serialize)]
struct Squares {
    cell_m: f64,
    share: f64,
    cells: Vec<(f64, f64, u8)>,
}

/// Gives what the map draws; of the observations, those that the list shows.
pub(super) async fn map(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
    Query(filter): Query<Filter>,
) -> Result<Json<WalkMap>, Error> {
    let (of, words) = (state.clone(), visitor.words);
    let read = move |connection: &Connection| {
        let (record, walked) = kept::whole(&of, connection, walk)?;
        let shown = walk::shown(&of, &words, &record, &filter);
        Ok(draw(&words, &record, &walked, &shown))
    };
    Ok(Json(state.db.read(read).await?))
}

/// `GET /walks/{walk}/observations.json`: the map's symbols for another selection.
pub(super) async fn observations(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
    Query(filter): Query<Filter>,
) -> Result<Json<Vec<Marker>>, Error> {
    let (of, words) = (state.clone(), visitor.words);
    let read = move |connection: &Connection| {
        let (record, _) = kept::whole(&of, connection, walk)?;
        let shown = walk::shown(&of, &words, &record, &filter);
        Ok(shown.iter().filter_map(|item| marker(item)).collect())
    };
    Ok(Json(state.db.read(read).await?))
}

/// `GET /walks/{walk}/observations/{id}/map.json`: one observation among what was planned.
pub(super) async fn place(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, id)): Path<(EntityId, EntityId)>,
) -> Result<Json<WalkMap>, Error> {
    let words = visitor.words;
    let read = move |connection: &Connection| {
        let plan = planning::plan(connection, walk)?;
        let item = one::item(connection, walk, id, Kind::Observation)?;
        let states = plan.group_states();
        let groups = Groups::of(&words, &states);
        let planned = plan.groups.iter();
        let planned = planned.flat_map(|plan| plan.stops.iter().map(|stop| (&plan.group, stop)));
        Ok(WalkMap {
            area: plan.area.as_ref().and_then(area),
            routes: states
                .iter()
                .filter_map(|group| route(&groups, group))
                .collect(),
            stops: planned
                .filter_map(|(group, state)| stop(&groups, Some(group.target.id), state))
                .collect(),
            tracks: Vec::new(),
            observations: marker(&item).into_iter().collect(),
            coverage: None,
        })
    };
    Ok(Json(state.db.read(read).await?))
}

fn draw(words: &Words, record: &WalkRecord, walked: &Walked, shown: &[&Item]) -> WalkMap {
    let groups = Groups::of(words, &record.groups);
    WalkMap {
        area: record.area.as_ref().and_then(area),
        routes: record
            .groups
            .iter()
            .filter_map(|group| route(&groups, group))
            .collect(),
        stops: stops(&groups, &record.stops),
        coverage: walked.coverage.as_ref().map(squares),
        tracks: walked
            .tracks
            .iter()
            .map(|track| drawn_track(words, &groups, track))
            .collect(),
        observations: shown.iter().filter_map(|item| marker(item)).collect(),
    }
}

fn position(place: LatLon) -> Position {
    [place.lon, place.lat].map(rounded)
}

fn rounded(degrees: f64) -> f64 {
    (degrees * PARTS).round() / PARTS
}

fn line(state: &EntityState, field: &str) -> Vec<LatLon> {
    let points = state.value(field).and_then(Value::as_list);
    let points = points.unwrap_or_default().iter();
    points.filter_map(Value::as_point).collect()
}

/// The outline, closed as `GeoJSON` wants it.
fn area(area: &EntityState) -> Option<Area> {
    let mut ring: Vec<Position> = line(area, "polygon").into_iter().map(position).collect();
    if ring.len() < 3 {
        return None;
    }
    if ring.first() != ring.last() {
        ring.push(ring[0]);
    }
    Some(Area {
        r#type: "Polygon",
        coordinates: [ring],
    })
}

fn route(groups: &Groups<'_>, group: &EntityState) -> Option<Route> {
    let line: Vec<Position> = line(group, "route").into_iter().map(position).collect();
    let id = Some(group.target.id);
    (line.len() > 1).then(|| Route {
        group: groups.number(id),
        name: groups.whole(id),
        line,
    })
}

fn stops(groups: &Groups<'_>, stops: &[Item]) -> Vec<Stop> {
    let number = |stop: &Item| stop.state.value("number").and_then(Value::as_int);
    let mut stops: Vec<&Item> = stops.iter().collect();
    stops.sort_by_key(|stop| (groups.number(stop.group), number(stop)));
    let stops = stops.into_iter();
    stops
        .filter_map(|item| stop(groups, item.group, &item.state))
        .collect()
}

fn stop(groups: &Groups<'_>, group: Option<EntityId>, stop: &EntityState) -> Option<Stop> {
    Some(Stop {
        id: stop.target.id,
        name: stop.text("name").unwrap_or_default().to_owned(),
        point: position(stop.value("point")?.as_point()?),
        group: groups.number(group),
    })
}

fn drawn_track(words: &Words, groups: &Groups<'_>, track: &Track) -> DrawnTrack {
    let lines = track.lines.iter();
    let segments = lines.map(|line| line.iter().copied().map(position).collect());
    DrawnTrack {
        id: track.id,
        group: groups.number(track.group),
        name: track.name.clone(),
        main: track.main,
        segments: segments.collect(),
        gaps: track.gaps.iter().map(|gap| drawn_gap(words, gap)).collect(),
    }
}

fn drawn_gap(words: &Words, gap: &KnownGap) -> DrawnGap {
    DrawnGap {
        reason: gap.reason.clone(),
        reason_words: gap.words(words),
        from_point: gap.from_point.map(position),
        to_point: gap.to_point.map(position),
        from_ms: gap.from.0,
        to_ms: gap.to.map(|to| to.0),
    }
}

fn marker(item: &Item) -> Option<Marker> {
    let kind = ObservationKind::from_name(item.state.text("kind")?)?;
    let spot = item.state.value("spot").and_then(Spot::from_value);
    Some(Marker {
        id: item.id,
        kind: kind.name(),
        point: spot.and_then(|spot| spot.point()).map(position),
        href: format!("#o-{}", item.id),
    })
}

/// The outline of an area.
pub(super) fn outline(area: &EntityState) -> Vec<LatLon> {
    line(area, "polygon")
}

/// How much of the area the fixes came near; none without an area.
pub(super) fn covered(outline: &[LatLon], segments: &[Segment]) -> Option<Coverage> {
    if outline.len() < 3 {
        return None;
    }
    let ring: LineString<f64> = outline.iter().map(|at| (at.lon, at.lat)).collect();
    let area = MultiPolygon::new(vec![Polygon::new(ring, Vec::new())]);
    Some(coverage(&area, segments, CoverageSettings::default()))
}

fn squares(coverage: &Coverage) -> Squares {
    let cells = coverage.cells.iter().map(|cell| {
        let LatLon { lat, lon } = cell.centre;
        (rounded(lon), rounded(lat), u8::from(cell.is_covered))
    });
    Squares {
        cell_m: coverage.cell_m,
        share: coverage.share,
        cells: cells.collect(),
    }
}
