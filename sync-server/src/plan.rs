//! Reading a walk's plan from files: areas and routes as GeoJSON, routes as GPX.

use std::path::{Path, PathBuf};

use geojson::{Feature, GeoJson, GeometryValue, Position};
use lykta_core::place::LatLon;
use lykta_core::track::gpx::{GpxLimits, ImportedGpx, read_gpx};

use crate::store::office::{PlannedGroup, PlannedStop};

/// Why a file gives no plan.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct NoPlan {
    path: PathBuf,
    why: String,
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
    let fails = |why: &str| no_plan(path, why);
    let features = read_features(path)?;
    let (name, ring) = features
        .iter()
        .find_map(|feature| Some((text(feature, "name"), outer_ring(feature)?)))
        .ok_or_else(|| fails("it holds no polygon: draw the area's outline as one"))?;
    Ok(PlannedArea {
        name,
        polygon: points(path, ring)?,
    })
}

/// The groups whose routes a file tells: GeoJSON, or GPX when its name ends so.
pub fn read_groups(path: &Path) -> Result<Vec<PlannedGroup>, NoPlan> {
    let is_gpx = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("gpx"));
    if is_gpx {
        Ok(vec![read_gpx_group(path)?])
    } else {
        read_geojson_groups(path)
    }
}

/// Each line is a group's route, each point with the same `group` a stop on it.
fn read_geojson_groups(path: &Path) -> Result<Vec<PlannedGroup>, NoPlan> {
    let features = read_features(path)?;
    let mut groups = Vec::new();
    for feature in &features {
        if let Some(line) = line_of(feature) {
            groups.push(PlannedGroup {
                id: None,
                name: text(feature, "name").unwrap_or_default(),
                route: points(path, line)?,
                stops: stops_of(path, &features, group_of(feature))?,
            });
        }
    }
    if groups.is_empty() {
        return Err(no_plan(
            path,
            "it holds no line: draw each group's route as one",
        ));
    }
    Ok(groups)
}

fn stops_of(
    path: &Path,
    features: &[Feature],
    group: Option<&serde_json::Value>,
) -> Result<Vec<PlannedStop>, NoPlan> {
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
            point: point(path, coordinates)?,
        });
    }
    Ok(stops)
}

/// A route, or else a track, is the group's way; the waypoints are its stops.
fn read_gpx_group(path: &Path) -> Result<PlannedGroup, NoPlan> {
    let bytes = std::fs::read(path).map_err(|error| no_plan(path, error))?;
    let gpx = read_gpx(&bytes, GpxLimits::default()).map_err(|error| no_plan(path, error))?;
    let (name, route) = gpx_way(&gpx);
    if route.len() < 2 {
        return Err(no_plan(path, "it holds neither a route nor a track"));
    }
    let stops = (1..)
        .zip(&gpx.waypoints)
        .map(|(number, waypoint)| PlannedStop {
            number,
            name: waypoint.name.clone().unwrap_or_default(),
            point: waypoint.point.position,
        });
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    Ok(PlannedGroup {
        id: None,
        name: name.or(gpx.name.clone()).or(stem).unwrap_or_default(),
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

fn read_features(path: &Path) -> Result<Vec<Feature>, NoPlan> {
    let text = std::fs::read_to_string(path).map_err(|error| no_plan(path, error))?;
    let json: GeoJson = text
        .parse()
        .map_err(|error| no_plan(path, format!("it is no GeoJSON: {error}")))?;
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

fn points(path: &Path, positions: &[Position]) -> Result<Vec<LatLon>, NoPlan> {
    let points = positions.iter().map(|position| point(path, position));
    points.collect()
}

/// GeoJSON says longitude first.
fn point(path: &Path, position: &Position) -> Result<LatLon, NoPlan> {
    let wrong = || no_plan(path, "a position is not on Earth: longitude comes first");
    LatLon::new(position[1], position[0]).ok_or_else(wrong)
}

fn no_plan(path: &Path, why: impl std::fmt::Display) -> NoPlan {
    NoPlan {
        path: path.to_path_buf(),
        why: why.to_string(),
    }
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
}
