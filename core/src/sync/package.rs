//! The package: one snapshot of a walk for its phones, `GET /v1/walks/{walk}/package`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Light, MeasureKind, MeasureStatus, Occasion, Role};
use crate::id::{ContentHash, EntityId};
use crate::place::LatLon;
use crate::time::Timestamp;

/// Everything about a walk that its phones show before and while they record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Package {
    /// The walk.
    pub walk: WalkInfo,
    /// The district.
    #[serde(default)]
    pub area: Option<AreaInfo>,
    /// The groups that the caller may see.
    #[serde(default)]
    pub groups: Vec<GroupInfo>,
    /// The version of the form.
    pub form: u32,
    /// Measures that are open, to be checked on the way.
    #[serde(default)]
    pub measures: Vec<MeasureInfo>,
    /// The privacy notice by language.
    #[serde(default)]
    pub notice: BTreeMap<String, String>,
    /// Where the base map is.
    #[serde(default)]
    pub basemap: Option<BasemapInfo>,
}

impl Package {
    /// What a phone knows of a walk before its package has come: what the link said.
    pub fn unknown(walk: EntityId, name: &str) -> Self {
        Self {
            walk: WalkInfo {
                id: walk,
                name: name.to_owned(),
                occasion: Occasion::SafetyWalk,
                purpose: None,
                planned_start: None,
                planned_end: None,
                light: None,
                closed_at: None,
                cancelled_at: None,
            },
            area: None,
            groups: Vec::new(),
            form: 1,
            measures: Vec::new(),
            notice: BTreeMap::new(),
            basemap: None,
        }
    }
}

/// A walk as its package tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WalkInfo {
    /// The walk.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// How the municipality listens.
    pub occasion: Occasion,
    /// What it is for.
    #[serde(default)]
    pub purpose: Option<String>,
    /// When it begins.
    #[serde(default)]
    pub planned_start: Option<Timestamp>,
    /// When it is planned to end.
    #[serde(default)]
    pub planned_end: Option<Timestamp>,
    /// Its light.
    #[serde(default)]
    pub light: Option<Light>,
    /// When its protocol was closed.
    #[serde(default)]
    pub closed_at: Option<Timestamp>,
    /// When it was cancelled. What is recorded all the same counts as ever.
    #[serde(default)]
    pub cancelled_at: Option<Timestamp>,
}

/// An area as a package tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaInfo {
    /// The area.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Its outline, first point repeated or not; empty when it is not known.
    #[serde(default)]
    pub polygon: Vec<LatLon>,
}

/// A group as a package tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupInfo {
    /// The group.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Its planned route.
    #[serde(default)]
    pub route: Vec<LatLon>,
    /// Its planned stops, in order.
    #[serde(default)]
    pub stops: Vec<StopInfo>,
    /// How many phones had joined it, for those who invite.
    #[serde(default)]
    pub joined: Option<u32>,
    /// The links that the caller may give on.
    #[serde(default)]
    pub invitations: Vec<Invitation>,
}

/// A planned stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StopInfo {
    /// The stop.
    pub id: EntityId,
    /// Its number on the route.
    pub number: u32,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Where it is.
    #[serde(default)]
    pub point: Option<LatLon>,
}

/// A link that may be given on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    /// For this role.
    pub role: Role,
    /// The whole join link.
    pub link: String,
    /// The short code that leads to it where the server's address is known.
    #[serde(default)]
    pub short: Option<String>,
}

/// A measure that a walk can check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureInfo {
    /// The measure.
    pub id: EntityId,
    /// What is to be done.
    pub name: String,
    /// How soon it can be done.
    #[serde(default)]
    pub kind: Option<MeasureKind>,
    /// How far it has come.
    pub status: MeasureStatus,
    /// Where.
    #[serde(default)]
    pub point: Option<LatLon>,
}

/// The base map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BasemapInfo {
    /// Where all of it is, for browsers that read what they show.
    pub url: String,
    /// Whom to thank on the map.
    pub attribution: String,
    /// The walk's part of it; none where the map has nothing of the walk, and from older servers.
    #[serde(default)]
    pub clip: Option<BasemapClip>,
}

/// A walk's part of the base map: PMTiles of the tiles around its area and routes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasemapClip {
    /// Where it is, on the same server.
    pub url: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash: another one stands for another map.
    pub hash: ContentHash,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_that_know_no_clips_are_understood() {
        let told = r#"{"url": "https://lykta.example/basemap.pmtiles", "attribution": "©"}"#;
        let basemap: BasemapInfo = serde_json::from_str(told).unwrap();
        assert_eq!(basemap.clip, None);
    }
}
