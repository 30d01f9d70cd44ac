//! The JSON of the wire, described: `lykta_core::sync` has the types, and knows no HTTP.
//!
//! A test holds each of these against what is really said.

#![allow(
    dead_code,
    reason = "these types are described, and read only by their test"
)]

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

/// Bytes as they are.
#[derive(Deserialize, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(crate) struct Bytes(String);

/// A position of the server's log and the random mark of the commit there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LogHead {
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    position: u64,
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    mark: u64,
}

/// Where the next pull goes on; opaque.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Cursor {
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    scope: u64,
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    position: u64,
}

/// What the phone still has that the server has not, this request's ops included.
#[derive(Deserialize, ToSchema)]
struct Holding {
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    ops: u64,
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    photos: u64,
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    photo_bytes: u64,
    /// When the oldest of it was recorded but for this request's ops, by the phone's clock, in
    /// milliseconds since 1970.
    since: Option<i64>,
}

/// What a phone asks.
#[derive(Deserialize, ToSchema)]
pub(super) struct SyncRequest {
    /// The version of these messages: 1.
    #[schema(minimum = 1, maximum = 1)]
    protocol: u32,
    /// The phone's wall clock, in milliseconds since 1970.
    now: i64,
    cursor: Option<Cursor>,
    /// The highest head that an answer carried.
    seen_head: Option<LogHead>,
    /// Payloads: JSON as it is, or MessagePack in base64.
    #[schema(required = false, max_items = 1000)]
    ops: Vec<String>,
    #[schema(required = false)]
    holding: Holding,
    /// Send the caller's own ops too.
    #[schema(required = false)]
    want_own: bool,
}

/// What the server answers. Everything in it is durable.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SyncAnswer {
    protocol: u32,
    /// In milliseconds since 1970.
    server_time: i64,
    head: LogHead,
    cursor: Cursor,
    /// The server does not know the caller's `seen_head`: offer everything again.
    start_over: bool,
    ops: Vec<PulledOp>,
    receipts: Vec<Receipt>,
    photo_receipts: Vec<PhotoReceipt>,
    /// Hashes of files that the caller's photos name and the server lacks.
    wanted_photos: Vec<String>,
    /// First halves of hashes of others' ops that a person has held after they were visible.
    retracted: Vec<String>,
    /// There is more: ask again at once.
    more: bool,
    /// Otherwise not before so many seconds.
    next_sync_after_s: u32,
}

/// An op that the caller may see.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PulledOp {
    /// Its payload, or its skeleton once it is erased.
    payload: String,
    role: String,
    #[schema(format = Uuid)]
    group: Option<String>,
    /// The original's hash, when only the skeleton is left.
    erased: Option<String>,
}

/// What the server says of one op of the caller.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Receipt {
    /// The first 16 bytes of the op's BLAKE3, in hexadecimal.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    hash: String,
    /// received, visible, held or erased.
    state: String,
    /// Why it is held.
    reason: Option<String>,
}

/// What the server says of one file of the caller.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PhotoReceipt {
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
    state: String,
}

/// Everything about a walk that its phones show before and while they record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Package {
    walk: WalkInfo,
    area: Option<AreaInfo>,
    /// The groups that the caller may see.
    groups: Vec<GroupInfo>,
    /// The version of the form.
    form: u32,
    /// Measures that are open.
    measures: Vec<MeasureInfo>,
    /// The privacy notice by language.
    notice: BTreeMap<String, String>,
    basemap: Option<BasemapInfo>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WalkInfo {
    #[schema(format = Uuid)]
    id: String,
    name: String,
    occasion: String,
    purpose: Option<String>,
    planned_start: Option<i64>,
    planned_end: Option<i64>,
    light: Option<String>,
    closed_at: Option<i64>,
    cancelled_at: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AreaInfo {
    #[schema(format = Uuid)]
    id: String,
    name: String,
    polygon: Vec<LatLon>,
}

/// WGS 84, in degrees.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LatLon {
    lat: f64,
    lon: f64,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GroupInfo {
    #[schema(format = Uuid)]
    id: String,
    name: String,
    route: Vec<LatLon>,
    stops: Vec<StopInfo>,
    /// How many phones had joined it, for those who invite.
    joined: Option<u32>,
    /// The links that the caller may give on.
    invitations: Vec<Invitation>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StopInfo {
    #[schema(format = Uuid)]
    id: String,
    number: u32,
    name: Option<String>,
    point: Option<LatLon>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invitation {
    role: String,
    link: String,
    /// Eight characters that lead to the link where the server's address is known.
    short: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MeasureInfo {
    #[schema(format = Uuid)]
    id: String,
    name: String,
    kind: Option<String>,
    status: String,
    point: Option<LatLon>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BasemapInfo {
    url: String,
    attribution: String,
    /// The walk's part of it.
    clip: Option<BasemapClip>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BasemapClip {
    /// A path on this server.
    url: String,
    #[schema(maximum = 9_007_199_254_740_991_i64)]
    bytes: u64,
    /// BLAKE3 of the whole file.
    hash: String,
}

#[cfg(test)]
mod tests {
    use lykta_core::domain::{MeasureKind, MeasureStatus, Occasion, Role};
    use lykta_core::id::{ContentHash, EntityId, OpHash};
    use lykta_core::merge::{HeldReason, OpState};
    use lykta_core::place::LatLon;
    use lykta_core::seam::SystemIds;
    use lykta_core::sync::package as p;
    use lykta_core::sync::wire as w;
    use lykta_core::time::Timestamp;

    use super::{Package, SyncAnswer, SyncRequest};

    /// Whether what is really said has all that is described and nothing else.
    fn check<T: serde::de::DeserializeOwned>(said: &impl serde::Serialize) {
        let read = serde_json::from_value::<T>(serde_json::to_value(said).unwrap());
        assert_eq!(read.err().map(|error| error.to_string()), None);
    }

    #[test]
    fn sync_is_described_as_it_is_spoken() {
        let id = EntityId::random(&SystemIds, Timestamp(1));
        let head = w::LogHead {
            position: 1,
            mark: 2,
        };
        let cursor = w::Cursor {
            scope: 1,
            position: 2,
        };
        let hash = ContentHash::of(b"x");
        let op_hash = OpHash::of(b"x");
        let request = w::SyncRequest {
            protocol: 1,
            now: Timestamp(1),
            cursor: Some(cursor),
            seen_head: Some(head),
            ops: vec![w::Payload(b"{}".to_vec())],
            holding: w::Holding {
                since: Some(Timestamp(1)),
                ..w::Holding::default()
            },
            want_own: true,
        };
        check::<SyncRequest>(&request);
        let answer = w::SyncAnswer {
            protocol: 1,
            server_time: Timestamp(1),
            head,
            cursor,
            start_over: false,
            ops: vec![w::PulledOp {
                payload: w::Payload(b"{}".to_vec()),
                role: Role::Leader,
                group: Some(id),
                erased: Some(op_hash),
            }],
            receipts: vec![w::Receipt {
                hash: op_hash.short(),
                state: OpState::Held,
                reason: Some(HeldReason::BadValue),
            }],
            photo_receipts: vec![w::PhotoReceipt {
                hash,
                state: OpState::Received,
            }],
            wanted_photos: vec![hash],
            retracted: vec![op_hash.short()],
            more: false,
            next_sync_after_s: 1,
        };
        check::<SyncAnswer>(&answer);
    }

    #[test]
    fn the_package_is_described_as_it_is_given() {
        let id = EntityId::random(&SystemIds, Timestamp(1));
        let (name, point) = ("x".to_owned(), LatLon { lat: 1.0, lon: 2.0 });
        let package = p::Package {
            walk: p::WalkInfo {
                id,
                name: name.clone(),
                occasion: Occasion::SafetyWalk,
                purpose: None,
                planned_start: None,
                planned_end: None,
                light: None,
                closed_at: None,
                cancelled_at: None,
            },
            area: Some(p::AreaInfo {
                id,
                name: name.clone(),
                polygon: vec![point],
            }),
            groups: vec![p::GroupInfo {
                id,
                name: name.clone(),
                route: vec![point],
                stops: vec![p::StopInfo {
                    id,
                    number: 1,
                    name: None,
                    point: Some(point),
                }],
                joined: Some(7),
                invitations: vec![p::Invitation {
                    role: Role::Leader,
                    link: name.clone(),
                    short: Some(name.clone()),
                }],
            }],
            form: 1,
            measures: vec![p::MeasureInfo {
                id,
                name: name.clone(),
                kind: Some(MeasureKind::Direct),
                status: MeasureStatus::Decided,
                point: Some(point),
            }],
            notice: [(name.clone(), name.clone())].into(),
            basemap: Some(p::BasemapInfo {
                url: name.clone(),
                attribution: name.clone(),
                clip: Some(p::BasemapClip {
                    url: name,
                    bytes: 1,
                    hash: ContentHash::of(b"x"),
                }),
            }),
        };
        check::<Package>(&package);
    }
}
