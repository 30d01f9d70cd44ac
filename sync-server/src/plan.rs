//! Reading a walk's plan from files: areas and routes as GeoJSON, routes as GPX.

use std::path::{Path, PathBuf};

use geojson::{Feature, GeoJson, GeometryValue, Position};
use lykta_core::place::LatLon;
use lykta_core::track::gpx::{GpxError, GpxLimits, ImportedGpx, read_gpx};

use crate::store::office::{PlannedGroup, PlannedStop};

/// The most points of an outline or a route: one op holds them with room to spare.
pub const MOST_POINTS: usize = 2_000;
/// The most groups of a walk that one file plans.
pub const MOST_GROUPS: usize = 50;
/// The most stops of a group.
pub const MOST_STOPS: usize = 100;
/// What is wider than this is no district that anybody walks, in metres: degrees were mixed up.
pub const WIDEST_M: f64 = 50_000.0;
const METRES_PER_DEGREE: f64 = 111_195.0;

/// Why a file gives no plan.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct NoPlan {
    path: PathBuf,
    why: BadPlan,
}

/// What is wrong with what a file says.
#[derive(Debug, thiserror::Error)]
pub enum BadPlan {
    /// It cannot be read at all.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It is of another format.
    #[error("it is no GeoJSON: {0}")]
    NotGeoJson(String),
    /// It is no GPX that can be used.
    #[error(transparent)]
    Gpx(#[from] GpxError),
    /// It has no area.
    #[error("it holds no polygon: draw the area's outline as one")]
    NoPolygon,
    /// It has no route.
    #[error("it holds no line: draw each group's route as one")]
    NoLine,
    /// It is GPX with nothing but waypoints.
    #[error("it holds neither a route nor a track")]
    NoWay,
    /// A position is none.
    #[error("a position is not on Earth: longitude comes first")]
    NotOnEarth,
    /// It goes too far.
    #[error("it is more than {} km wide: longitude comes first", WIDEST_M / 1_000.0)]
    TooWide,
    /// Too few points to be one.
    #[error("an outline takes three points or more, a route two")]
    TooFewPoints,
    /// Too many points.
    #[error("an outline or a route takes at most {MOST_POINTS} points: simplify it")]
    TooManyPoints,
    /// Too many stops.
    #[error("a group takes at most {MOST_STOPS} stops: leave some out")]
    TooManyStops,
    /// Too many groups.
    #[error("a file plans at most {MOST_GROUPS} groups: divide it")]
    TooManyGroups,
}

/// An area as a file tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedArea {
    /// Its name, when the file gives one.
    pub name: Option<String>,
    /// Its outline.
    pub polygon: Vec<LatLon>,
}

/// The first polygon of a GeoJSON file, with its `name`.
pub fn read_area(path: &Path) -> Result<PlannedArea, NoPlan> {
    let read = || area_in(&std::fs::read(path)?);
    read().map_err(|why| no_plan(path, why))
}

/// The groups whose routes a file tells: GeoJSON, or GPX when its name ends so.
pub fn read_groups(path: &Path) -> Result<Vec<PlannedGroup>, NoPlan> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = || groups_in(&name, &std::fs::read(path)?);
    read().map_err(|why| no_plan(path, why))
}

fn no_plan(path: &Path, why: BadPlan) -> NoPlan {
    NoPlan {
        path: path.to_path_buf(),
        why,
    }
}

/// The first polygon of a GeoJSON text, with its `name`.
pub fn area_in(bytes: &[u8]) -> Result<PlannedArea, BadPlan> {
    let features = features_in(bytes)?;
    let mut polygons = features
        .iter()
        .filter_map(|feature| Some((text(feature, "name"), outer_ring(feature)?)));
    let (name, ring) = polygons.next().ok_or(BadPlan::NoPolygon)?;
    let polygon = points(ring)?;
    check_outline(&polygon)?;
    Ok(PlannedArea { name, polygon })
}

/// The groups whose routes a file of this name tells.
pub fn groups_in(name: &str, bytes: &[u8]) -> Result<Vec<PlannedGroup>, BadPlan> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let groups = if extension.eq_ignore_ascii_case("gpx") {
        vec![gpx_group(stem, bytes)?]
    } else {
        geojson_groups(&features_in(bytes)?)?
    };
    for group in &groups {
        check_route(&group.route)?;
        if group.stops.len() > MOST_STOPS {
            return Err(BadPlan::TooManyStops);
        }
    }
    Ok(groups)
}

/// Whether this can be the outline of an area.
pub fn check_outline(outline: &[LatLon]) -> Result<(), BadPlan> {
    let corners = match outline {
        [first, .., last] if first == last => outline.len() - 1,
        _ => outline.len(),
    };
    check_line(outline, corners >= 3)
}

/// Whether this can be a route.
pub fn check_route(route: &[LatLon]) -> Result<(), BadPlan> {
    check_line(route, route.len() >= 2)
}

fn check_line(line: &[LatLon], is_enough: bool) -> Result<(), BadPlan> {
    if !is_enough {
        return Err(BadPlan::TooFewPoints);
    }
    if line.len() > MOST_POINTS {
        return Err(BadPlan::TooManyPoints);
    }
    let middle = line[0].lat.to_radians().cos();
    let north = METRES_PER_DEGREE * extent(line.iter().map(|at| at.lat));
    let east = METRES_PER_DEGREE * middle * extent(line.iter().map(|at| at.lon));
    if north.max(east) > WIDEST_M {
        return Err(BadPlan::TooWide);
    }
    Ok(())
}

fn extent(values: impl Iterator<Item = f64> + Clone) -> f64 {
    values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
}

/// Each line is a group's route, each point with the same `group` a stop on it.
fn geojson_groups(features: &[Feature]) -> Result<Vec<PlannedGroup>, BadPlan> {
    let lines = features.iter().filter(|feature| line_of(feature).is_some());
    if lines.count() > MOST_GROUPS {
        return Err(BadPlan::TooManyGroups);
    }
    let mut groups = Vec::new();
    for feature in features {
        if let Some(line) = line_of(feature) {
            groups.push(PlannedGroup {
                id: None,
                name: text(feature, "name").unwrap_or_default(),
                route: points(line)?,
                stops: stops_of(features, group_of(feature))?,
            });
        }
    }
    if groups.is_empty() {
        return Err(BadPlan::NoLine);
    }
    Ok(groups)
}

fn stops_of(
    features: &[Feature],
    group: Option<&serde_json::Value>,
) -> Result<Vec<PlannedStop>, BadPlan> {
    let mut stops = Vec::new();
    for feature in features {
        let Some(GeometryValue::Point { coordinates }) = geometry(feature) else {
            continue;
        };
        // A point of no group is a meeting place or a landmark, but no stop.
        if group.is_none() || group_of(feature) != group {
            continue;
        }
        stops.push(PlannedStop {
            number: number_of(feature).unwrap_or(stops.len() as u32 + 1),
            name: text(feature, "name").unwrap_or_default(),
            point: point(coordinates)?,
        });
    }
    Ok(stops)
}

/// A route, or else a track, is the group's way; the waypoints are its stops.
fn gpx_group(stem: &str, bytes: &[u8]) -> Result<PlannedGroup, BadPlan> {
    let gpx = read_gpx(bytes, GpxLimits::default())?;
    let (name, route) = gpx_way(&gpx);
    if route.len() < 2 {
        return Err(BadPlan::NoWay);
    }
    let stops = (1..)
        .zip(&gpx.waypoints)
        .map(|(number, waypoint)| PlannedStop {
            number,
            name: waypoint.name.clone().unwrap_or_default(),
            point: waypoint.point.position,
        });
    Ok(PlannedGroup {
        id: None,
        name: name.or(gpx.name.clone()).unwrap_or_else(|| stem.to_owned()),
        route: thin(route),
        stops: stops.collect(),
    })
}

fn gpx_way(gpx: &ImportedGpx) -> (Option<String>, Vec<LatLon>) {
    if let Some(route) = gpx.routes.first() {
        let points = route.points.iter().map(|point| point.position);
        return (route.name.clone(), points.collect());
    }
    let Some(track) = gpx.tracks.first() else {
        return (None, Vec::new());
    };
    let points = track.segments.iter().flatten();
    (
        track.name.clone(),
        points.map(|point| point.position).collect(),
    )
}

/// A route is for orientation: a track of one position a second holds far more than it needs.
fn thin(route: Vec<LatLon>) -> Vec<LatLon> {
    const ENOUGH: usize = 1_000;
    let step = route.len().div_ceil(ENOUGH).max(1);
    let last = route.last().copied();
    let mut thinned: Vec<LatLon> = route.into_iter().step_by(step).collect();
    if let (Some(last), true) = (last, thinned.last().copied() != last) {
        thinned.push(last);
    }
    thinned
}

fn features_in(bytes: &[u8]) -> Result<Vec<Feature>, BadPlan> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| BadPlan::NotGeoJson(error.to_string()))?;
    let json: GeoJson = text
        .trim_start_matches('\u{feff}')
        .parse()
        .map_err(|error: geojson::Error| BadPlan::NotGeoJson(error.to_string()))?;
    Ok(match json {
        GeoJson::Geometry(geometry) => vec![geometry.into()],
        GeoJson::Feature(feature) => vec![feature],
        GeoJson::FeatureCollection(all) => all.features,
    })
}

fn geometry(feature: &Feature) -> Option<&GeometryValue> {
    feature.geometry.as_ref().map(|geometry| &geometry.value)
}

fn outer_ring(feature: &Feature) -> Option<&Vec<Position>> {
    match geometry(feature)? {
        GeometryValue::Polygon { coordinates } => coordinates.first(),
        GeometryValue::MultiPolygon { coordinates } => coordinates.first()?.first(),
        _ => None,
    }
}

fn line_of(feature: &Feature) -> Option<&Vec<Position>> {
    match geometry(feature)? {
        GeometryValue::LineString { coordinates } => Some(coordinates),
        _ => None,
    }
}

fn text(feature: &Feature, name: &str) -> Option<String> {
    let value = feature.property(name)?.as_str()?;
    (!value.is_empty()).then(|| value.to_owned())
}

fn group_of(feature: &Feature) -> Option<&serde_json::Value> {
    feature.property("group").filter(|group| !group.is_null())
}

fn number_of(feature: &Feature) -> Option<u32> {
    u32::try_from(feature.property("number")?.as_u64()?).ok()
}

fn points(positions: &[Position]) -> Result<Vec<LatLon>, BadPlan> {
    if positions.len() > MOST_POINTS {
        return Err(BadPlan::TooManyPoints);
    }
    positions.iter().map(point).collect()
}

/// GeoJSON says longitude first.
fn point(position: &Position) -> Result<LatLon, BadPlan> {
    let [lon, lat, ..] = position.as_slice() else {
        return Err(BadPlan::NotOnEarth);
    };
    LatLon::new(*lat, *lon).ok_or(BadPlan::NotOnEarth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    const ROUTES: &str = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"role": "meeting_place", "name": "Torget"},
         "geometry": {"type": "Point", "coordinates": [24.94, 60.17]}},
        {"type": "Feature", "properties": {"group": 1, "name": "Norra delen"},
         "geometry": {"type": "LineString", "coordinates": [[24.94, 60.17], [24.95, 60.18]]}},
        {"type": "Feature", "properties": {"group": 2, "number": 4, "name": "Bron"},
         "geometry": {"type": "Point", "coordinates": [24.96, 60.16]}},
        {"type": "Feature", "properties": {"group": 2, "name": "Södra delen"},
         "geometry": {"type": "LineString", "coordinates": [[24.94, 60.17], [24.95, 60.16]]}}
    ]}"#;

    #[test]
    fn each_line_is_a_group_and_its_points_are_stops() {
        let (_folder, path) = file("routes.geojson", ROUTES);
        let groups = read_groups(&path).unwrap();
        let names: Vec<_> = groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names, ["Norra delen", "Södra delen"]);
        assert!(groups[0].stops.is_empty());
        assert_eq!(groups[1].stops.len(), 1);
        assert_eq!(groups[1].stops[0].number, 4);
        assert_eq!(
            groups[1].stops[0].point,
            LatLon {
                lat: 60.16,
                lon: 24.96
            }
        );
    }

    #[test]
    fn a_gpx_file_is_a_group_with_its_waypoints_as_stops() {
        let gpx = r#"<gpx version="1.1"><wpt lat="60.1" lon="24.9"><name>Bron</name></wpt>
            <rte><name>Hamnen</name><rtept lat="60.1" lon="24.9"/><rtept lat="60.2" lon="24.8"/>
            </rte></gpx>"#;
        let (_folder, path) = file("walk.GPX", gpx);
        let groups = read_groups(&path).unwrap();
        assert_eq!(groups[0].name, "Hamnen");
        assert_eq!(groups[0].route.len(), 2);
        assert_eq!(groups[0].stops[0].name, "Bron");
    }

    #[test]
    fn the_area_is_the_first_polygon_with_its_name() {
        let text = r#"{"type": "Feature", "properties": {"name": "Centrum"}, "geometry":
            {"type": "Polygon", "coordinates": [[[24.9, 60.1], [25.0, 60.1], [25.0, 60.2], [24.9, 60.1]]]}}"#;
        let (_folder, path) = file("area.geojson", text);
        let area = read_area(&path).unwrap();
        assert_eq!(area.name.as_deref(), Some("Centrum"));
        assert_eq!(area.polygon.len(), 4);
        let (_folder, path) = file("routes.geojson", ROUTES);
        let refused = read_area(&path).unwrap_err().to_string();
        assert!(
            refused.ends_with("draw the area's outline as one"),
            "{refused}"
        );
    }

    #[test]
    fn what_cannot_be_used_says_why() {
        let turned = r#"{"type": "LineString", "coordinates": [[60.17, 24.94], [60.18, 124.95]]}"#;
        for (name, text, why) in [
            ("a.geojson", turned, "longitude comes first"),
            ("b.geojson", "<gpx/>", "no GeoJSON"),
            ("c.gpx", ROUTES, "not GPX"),
        ] {
            let (_folder, path) = file(name, text);
            let refused = read_groups(&path).unwrap_err().to_string();
            assert!(refused.contains(why), "{refused}");
        }
    }

    #[test]
    fn what_no_walk_can_use_is_one_clear_error() {
        let outline = |ring: &str| format!(r#"{{"type": "Polygon", "coordinates": [[{ring}]]}}"#);
        let many = vec!["[24.9, 60.1]"; MOST_POINTS + 1].join(",");
        let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
        let deep = String::from_utf8(deep).unwrap();
        for (text, why) in [
            (
                outline("[24.9, 60.1], [24.9, 60.2], [24.9, 60.1]"),
                "three points",
            ),
            (
                outline("[1e300, 60.1], [24.9, 60.2], [24.9, 60.1], [3, 4]"),
                "on Earth",
            ),
            (
                outline("[1e999, 60.1], [24.9, 60.2], [24.9, 60.1], [3, 4]"),
                "GeoJSON",
            ),
            (
                outline("[24.9], [24.9, 60.2], [24.9, 60.1], [3, 4]"),
                "on Earth",
            ),
            (
                outline("[-170, -80], [170, -80], [170, 80], [-170, 80]"),
                "km wide",
            ),
            (outline(&many), "2000 points"),
            (outline(&deep), "GeoJSON"),
            (
                r#"{"type": "FeatureCollection", "features": []}"#.to_owned(),
                "polygon",
            ),
        ] {
            let refused = area_in(text.as_bytes()).unwrap_err().to_string();
            assert!(refused.contains(why), "{why}: {refused}");
        }
        let bomb =
            r#"<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><gpx><wpt>&b;</wpt></gpx>"#;
        let refused = groups_in("bomb.gpx", bomb.as_bytes()).unwrap_err();
        assert!(matches!(refused, BadPlan::Gpx(GpxError::DocumentType)));
    }
}
