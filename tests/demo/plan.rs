//! Planning the evening: an area and three routes, on real streets where there are any.

use std::path::{Path, PathBuf};

use lykta_core::id::EntityId;
use lykta_core::place::LatLon;
use lykta_core::seam::{Clock, IdSource, SystemClock, SystemIds};
use lykta_server::plan::read_groups;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::programs::{self, free_port, say, server};
use crate::{Arguments, Failure};

const NAME: &str = "Kvällsvandring i centrum";
const PURPOSE: &str = "Hur trygga är gatorna i centrum en vinterkväll?";
const ATTRIBUTION: &str = "© OpenStreetMap contributors";
const FILE: &str = "evening.json";
const HOURS_2_MS: i64 = 2 * 3_600_000;
/// Who may sign in to the demo's pages.
pub(crate) const USER: &str = "demo";

/// The evening as it was planned; kept, so that a second run goes on with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Evening {
    pub(crate) port: u16,
    pub(crate) walk: EntityId,
    pub(crate) password: String,
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

impl Evening {
    /// Where the server is.
    pub(crate) fn server(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The evening of the last run, or a new one.
pub(crate) fn evening(arguments: &Arguments, data: &Path) -> Result<Evening, Failure> {
    let path = data.join(FILE);
    let evening = match std::fs::read(&path) {
        Ok(bytes) => again(data, serde_json::from_slice(&bytes)?)?,
        Err(_) => make(arguments, data)?,
    };
    std::fs::write(path, serde_json::to_vec_pretty(&evening)?)?;
    Ok(evening)
}

/// Phones know their server by its address: on another port they need links that say so.
fn again(data: &Path, mut evening: Evening) -> Result<Evening, Failure> {
    say("The walk of the last run goes on: nothing is recorded twice.");
    let port = free_port(evening.port)?;
    if port == evening.port {
        return Ok(evening);
    }
    say(&format!(
        "Port {} is taken: the server is on {port}, and links of the last run no longer lead to it.",
        evening.port
    ));
    evening.port = port;
    let walk = evening.walk.to_string();
    let links = server(data, &evening.server(), &["walk", "links", &walk, "--json"])?;
    take_links(&mut evening, &links)?;
    Ok(evening)
}

fn make(arguments: &Arguments, data: &Path) -> Result<Evening, Failure> {
    forget_unfinished(data)?;
    let port = free_port(arguments.port)?;
    let url = format!("http://127.0.0.1:{port}");
    let (area, routes) = files(arguments, data)?;
    let groups = read_groups(&routes)?;
    let password = password();
    programs::server_told(data, &["user", "add", USER], &password)?;
    if let Some(map) = arguments
        .map
        .as_ref()
        .map(|map| map.join("basemap.pmtiles"))
    {
        let map = map.display().to_string();
        server(
            data,
            &url,
            &["basemap", "add", &map, "--attribution", ATTRIBUTION],
        )?;
    }
    let links = create(data, &url, &area, &routes)?;
    let parties = groups.into_iter().map(|group| PlannedParty {
        name: group.name,
        leader: String::new(),
        route: group.route,
    });
    let mut evening = Evening {
        port,
        walk: serde_json::from_value(links["walk"].clone())?,
        password,
        coordinator: String::new(),
        participant: String::new(),
        groups: parties.collect(),
    };
    take_links(&mut evening, &links)?;
    say(&format!(
        "Planned: {NAME}, with {} groups.",
        evening.groups.len()
    ));
    Ok(evening)
}

/// A first run that was interrupted while it planned left nothing that anybody recorded.
fn forget_unfinished(data: &Path) -> Result<(), Failure> {
    for entry in std::fs::read_dir(data)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("server") || name.starts_with("phone-") || name == "office" {
            std::fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}

fn create(data: &Path, url: &str, area: &Path, routes: &Path) -> Result<Value, Failure> {
    let now = SystemClock.now();
    let (starts, ends) = (now.to_rfc3339(), now.plus_ms(HOURS_2_MS).to_rfc3339());
    let (area, routes) = (area.display().to_string(), routes.display().to_string());
    let arguments = [
        ["--name", NAME],
        ["--purpose", PURPOSE],
        ["--light", "dark"],
        ["--area", &area],
        ["--route", &routes],
        ["--starts", &starts],
        ["--ends", &ends],
    ];
    let arguments = [&["walk", "create", "--json"], arguments.as_flattened()].concat();
    server(data, url, &arguments)
}

fn take_links(evening: &mut Evening, answer: &Value) -> Result<(), Failure> {
    let links = answer["links"].as_array();
    let links = links.ok_or("the server printed no links")?;
    let find = |role: &str, group: Option<&str>| {
        let mut all = links.iter();
        let found = all.find(|one| one["role"] == role && one["group_name"].as_str() == group);
        let link = found.and_then(|one| one["link"].as_str());
        link.map(str::to_owned)
            .ok_or_else(|| format!("the server printed no link for a {role}"))
    };
    evening.coordinator = find("coordinator", None)?;
    for party in &mut evening.groups {
        party.leader = find("leader", Some(&party.name))?;
    }
    let first = evening.groups.first().ok_or("the plan has no group")?;
    evening.participant = find("participant", Some(&first.name))?;
    Ok(())
}

fn password() -> String {
    let mut chance = [0; 8];
    SystemIds.fill(&mut chance);
    let pairs = chance
        .chunks(2)
        .map(|pair| format!("{:02x}{:02x}", pair[0], pair[1]));
    pairs.collect::<Vec<_>>().join("-")
}

/// The map's files, or an area and rounds drawn with a ruler.
fn files(arguments: &Arguments, data: &Path) -> Result<(PathBuf, PathBuf), Failure> {
    if let Some(map) = &arguments.map {
        return Ok((map.join("area.geojson"), map.join("routes.geojson")));
    }
    let (area, routes) = (data.join("area.geojson"), data.join("routes.geojson"));
    let corners = [
        [24.93, 60.165],
        [24.951, 60.165],
        [24.951, 60.175],
        [24.93, 60.175],
        [24.93, 60.165],
    ];
    let square = json!({ "type": "Polygon", "coordinates": [corners] });
    let area_of = feature(&json!({ "name": "Centrum" }), &square);
    std::fs::write(&area, collection(&[area_of]))?;
    let rounds: Vec<Value> = (1..=3).map(round).collect();
    std::fs::write(&routes, collection(&rounds))?;
    Ok((area, routes))
}

fn feature(properties: &Value, geometry: &Value) -> Value {
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}

fn collection(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// A rectangle for each group.
fn round(group: u32) -> Value {
    let south = 60.166 + f64::from(group - 1) * 0.0026;
    let corners = [
        (0.0, 0.0),
        (0.0, 0.018),
        (0.0022, 0.018),
        (0.0022, 0.0),
        (0.0, 0.0),
    ];
    let line = corners.map(|(north, east)| [24.931 + east, south + north]);
    let properties = json!({ "group": group, "name": format!("Grupp {group}") });
    feature(
        &properties,
        &json!({ "type": "LineString", "coordinates": line }),
    )
}
