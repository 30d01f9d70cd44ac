//! Planning the evening: an area and three routes, on real streets where there are any.

use std::path::Path;

use geojson::{Feature, FeatureCollection, GeometryValue, Position};
use lykta_core::domain::{Occasion, Role};
use lykta_core::id::EntityId;
use lykta_core::place::LatLon;
use lykta_server::config::Config;
use lykta_server::state::AppState;
use lykta_server::store::office::{LinkFor, Office, PlannedGroup, PlannedStop, PlannedWalk};
use serde::{Deserialize, Serialize};

use crate::{Arguments, Failure, programs};

const NAME: &str = "Kvällsvandring i centrum";
const FILE: &str = "evening.json";
const HOURS_2_MS: i64 = 2 * 3_600_000;

/// The evening as it was planned; kept, so that a second run goes on with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Evening {
    pub(crate) server: String,
    pub(crate) port: u16,
    pub(crate) walk: EntityId,
    pub(crate) coordinator: String,
    pub(crate) participant: String,
    pub(crate) groups: Vec<PlannedParty>,
}

/// A group with what its leader needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PlannedParty {
    pub(crate) name: String,
    pub(crate) leader: String,
    pub(crate) route: Vec<LatLon>,
}

/// The evening of the last run, or a new one.
pub(crate) async fn evening(arguments: &Arguments) -> Result<Evening, Failure> {
    let path = arguments.data.join(FILE);
    if let Ok(text) = std::fs::read_to_string(&path) {
        programs::say("The walk of the last run goes on: nothing is recorded twice.");
        return Ok(serde_json::from_str(&text)?);
    }
    std::fs::create_dir_all(&arguments.data)?;
    let port = programs::free_port(arguments.port)?;
    let evening = make(arguments, port).await?;
    std::fs::write(path, serde_json::to_vec_pretty(&evening)?)?;
    Ok(evening)
}

async fn make(arguments: &Arguments, port: u16) -> Result<Evening, Failure> {
    let server = format!("http://127.0.0.1:{port}");
    let mut config = Config::of_folder(arguments.data.join("server"));
    config.public_url.clone_from(&server);
    let state = AppState::open(config)?;
    let planned = planned(arguments, &state)?;
    let (parties, planned_end) = (planned.groups.clone(), planned.planned_end);
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let made = state.db.write(move |tx, commit| {
        Office::on_command_line(tx, commit, &*ids, now)?.create_walk(&planned)
    });
    let (walk, groups) = made.await?;
    let link = |group, role| {
        LinkFor {
            server: &server,
            walk,
            walk_name: NAME,
            planned_end,
            group,
            role,
        }
        .issue(state.keep.code_key(), &*state.ids)
        .to_string()
    };
    let with_links = groups.iter().zip(parties).map(|(id, party)| PlannedParty {
        name: party.name,
        leader: link(Some(*id), Role::Leader),
        route: party.route,
    });
    let evening = Evening {
        port,
        walk,
        coordinator: link(None, Role::Coordinator),
        participant: link(groups.first().copied(), Role::Participant),
        groups: with_links.collect(),
        server: server.clone(),
    };
    state.db.close().await;
    programs::say(&format!(
        "Planned: {NAME}, with {} groups.",
        evening.groups.len()
    ));
    Ok(evening)
}

fn planned(arguments: &Arguments, state: &AppState) -> Result<PlannedWalk, Failure> {
    let now = state.clock.now();
    let (area, groups) = match &arguments.map {
        Some(map) => (area_of(map)?, groups_of(map)?),
        None => (square(), (1..=3).map(round).collect()),
    };
    Ok(PlannedWalk {
        id: None,
        name: NAME.to_owned(),
        occasion: Occasion::SafetyWalk,
        area,
        planned_start: now,
        planned_end: now.plus_ms(HOURS_2_MS),
        groups,
    })
}

fn features(path: &Path) -> Result<Vec<Feature>, Failure> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.parse::<FeatureCollection>()?.features)
}

fn text(feature: &Feature, name: &str) -> String {
    let value = feature.property(name).and_then(|value| value.as_str());
    value.unwrap_or_default().to_owned()
}

fn number(feature: &Feature, name: &str) -> u64 {
    let value = feature.property(name).and_then(serde_json::Value::as_u64);
    value.unwrap_or(0)
}

fn points<'a>(line: impl IntoIterator<Item = &'a Position>) -> Vec<LatLon> {
    let points = line.into_iter();
    points.filter_map(|at| LatLon::new(at[1], at[0])).collect()
}

fn area_of(map: &Path) -> Result<(String, Vec<LatLon>), Failure> {
    let features = features(&map.join("area.geojson"))?;
    let found = features
        .iter()
        .find_map(|feature| match &feature.geometry.as_ref()?.value {
            GeometryValue::Polygon { coordinates } => {
                Some((text(feature, "name"), points(coordinates.first()?)))
            }
            _ => None,
        });
    found.ok_or_else(|| "area.geojson holds no polygon".into())
}

fn groups_of(map: &Path) -> Result<Vec<PlannedGroup>, Failure> {
    let features = features(&map.join("routes.geojson"))?;
    let mut groups = Vec::new();
    for feature in features.iter().filter(|f| text(f, "role") == "route") {
        let Some(GeometryValue::LineString { coordinates }) =
            feature.geometry.as_ref().map(|geometry| &geometry.value)
        else {
            continue;
        };
        let group = number(feature, "group");
        groups.push(PlannedGroup {
            id: None,
            name: text(feature, "name"),
            route: points(coordinates),
            stops: stops_of(&features, group),
        });
    }
    if groups.is_empty() {
        return Err("routes.geojson holds no route".into());
    }
    Ok(groups)
}

fn stops_of(features: &[Feature], group: u64) -> Vec<PlannedStop> {
    let stops = features
        .iter()
        .filter(|f| text(f, "role") == "stop" && number(f, "group") == group);
    let stops = stops.filter_map(|feature| {
        let GeometryValue::Point { coordinates } = &feature.geometry.as_ref()?.value else {
            return None;
        };
        Some(PlannedStop {
            number: u32::try_from(number(feature, "number")).ok()?,
            name: text(feature, "name"),
            point: points([coordinates]).pop()?,
        })
    });
    stops.collect()
}

fn square() -> (String, Vec<LatLon>) {
    let corners = [
        (60.166, 24.93),
        (60.174, 24.93),
        (60.174, 24.95),
        (60.166, 24.95),
    ];
    let corners = corners.map(|(lat, lon)| LatLon { lat, lon });
    ("Centrum".to_owned(), corners.to_vec())
}

/// A round without a map: a rectangle for each group.
fn round(group: u32) -> PlannedGroup {
    let south = 60.166 + f64::from(group - 1) * 0.0026;
    let corners = [
        (0.0, 0.0),
        (0.0, 0.018),
        (0.0022, 0.018),
        (0.0022, 0.0),
        (0.0, 0.0),
    ];
    let route = corners.map(|(north, east)| LatLon {
        lat: south + north,
        lon: 24.931 + east,
    });
    PlannedGroup {
        id: None,
        name: format!("Grupp {group}"),
        route: route.to_vec(),
        stops: Vec::new(),
    }
}
