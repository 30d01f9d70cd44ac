//! `GET /walks/{walk}/map.json`: what the map draws. `web/src/data.ts` reads it.

use axum::Json;
use axum::extract::{Path, State};
use geo::{LineString, MultiPolygon, Polygon};
use lykta_core::coverage::{Coverage, CoverageSettings, coverage};
use lykta_core::domain::{ObservationKind, Spot};
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::track::Segment;
use lykta_core::words::Words;
use rusqlite::Connection;
use serde::Serialize;

use super::groups::Groups;
use super::track::{KnownGap, Track, tracks};
use super::visitor::SignedIn;
use crate::error::Error;
use crate::state::AppState;
use crate::store::page::{self, Item, WalkRecord};

/// A line's points that stray less than about a metre from it are left out, in degrees.
const TOLERANCE_DEG: f64 = 1e-5;

/// Longitude and latitude, as GeoJSON has them.
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
struct Marker {
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

/// Gives what the map draws.
pub(super) async fn map(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
) -> Result<Json<WalkMap>, Error> {
    let words = visitor.words;
    let read = move |connection: &Connection| Ok(draw(&words, &page::record(connection, walk)?));
    Ok(Json(state.db.read(read).await?))
}

fn draw(words: &Words, record: &WalkRecord) -> WalkMap {
    let groups = Groups::of(words, &record.groups);
    let tracks = tracks(&record.tracks);
    WalkMap {
        area: record.area.as_ref().and_then(area),
        routes: record
            .groups
            .iter()
            .filter_map(|group| route(&groups, group))
            .collect(),
        stops: stops(&groups, &record.stops),
        coverage: covered(record, &tracks).map(squares),
        tracks: tracks
            .iter()
            .map(|track| drawn_track(words, &groups, track))
            .collect(),
        observations: record.observations.iter().filter_map(marker).collect(),
    }
}

fn position(place: LatLon) -> Position {
    [place.lon, place.lat]
}

fn line(state: &EntityState, field: &str) -> Vec<LatLon> {
    let points = state.value(field).and_then(Value::as_list);
    let points = points.unwrap_or_default().iter();
    points.filter_map(Value::as_point).collect()
}

/// The outline, closed as GeoJSON wants it.
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
    let stops = stops.into_iter().filter_map(|stop| {
        Some(Stop {
            id: stop.id,
            name: stop.state.text("name").unwrap_or_default().to_owned(),
            point: position(stop.state.value("point")?.as_point()?),
            group: groups.number(stop.group),
        })
    });
    stops.collect()
}

fn drawn_track(words: &Words, groups: &Groups<'_>, track: &Track) -> DrawnTrack {
    let segments = track.segments.iter().map(|segment| {
        let line = segment.simplified(TOLERANCE_DEG);
        line.coords().map(|at| [at.x, at.y]).collect()
    });
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

/// How much of the area the tracks came near; none without an area.
pub(super) fn covered(record: &WalkRecord, tracks: &[Track]) -> Option<Coverage> {
    let outline = line(record.area.as_ref()?, "polygon");
    if outline.len() < 3 {
        return None;
    }
    let ring: LineString<f64> = outline.iter().map(|at| (at.lon, at.lat)).collect();
    let area = MultiPolygon::new(vec![Polygon::new(ring, Vec::new())]);
    let segments = tracks
        .iter()
        .flat_map(|track| track.segments.iter().cloned());
    let segments: Vec<Segment> = segments.collect();
    Some(coverage(&area, &segments, CoverageSettings::default()))
}

fn squares(coverage: Coverage) -> Squares {
    let cells = coverage.cells.iter().map(|cell| {
        let LatLon { lat, lon } = cell.centre;
        (lon, lat, u8::from(cell.is_covered))
    });
    Squares {
        cell_m: coverage.cell_m,
        share: coverage.share,
        cells: cells.collect(),
    }
}
