//! A coordinator's phone that has pulled a very large walk.

use std::path::Path;

use lykta_core::domain::{PlaceSource, Role, Spot};
use lykta_core::id::{EntityId, ReplicaSecret};
use lykta_core::join::{Code, CodeKey, JoinLink};
use lykta_core::op::OpBuilder;
use lykta_core::phone::{ObservationDraft, Store};
use lykta_core::place::LatLon;
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::sync::wire::{Cursor, LogHead, PROTOCOL, Payload, PulledOp, SyncAnswer};
use lykta_core::time::Timestamp;
use lykta_core::track::simulate::SplitMix64;

use crate::Failure;
use crate::one_walk::observation;

/// The database's file in the phone's folder.
pub(super) const DATABASE: &str = "lykta.sqlite3";
const TOGETHER: usize = 1_000;

/// Fills a phone by answers as a server gives them; returns the walk.
pub(super) fn make(folder: &Path, observations: usize) -> Result<EntityId, Failure> {
    let now = SystemClock.now();
    let (walk, group) = (id(now), id(now));
    let store = Store::open(folder)?.store;
    let replica = store.join(&link(walk, now))?.replica;
    let author = ReplicaSecret::random(&SystemIds).replica();
    let mut chance = SplitMix64::new(8);
    for first in (0..observations).step_by(TOGETHER) {
        let ops = (first..observations.min(first + TOGETHER)).map(|n| {
            let op: OpBuilder = draft(&mut chance).create_op(id(now), ("group", group));
            let at = now.plus_ms(n as i64 - observations as i64);
            pulled(op.seal(author, n as u64 + 1, at).payload, Some(group))
        });
        let answer = answer(now, first, ops.collect());
        let batch = store.next_batch(replica)?;
        store.apply_answer(replica, &batch.request, &answer)?;
    }
    Ok(walk)
}

/// Has a new phone join a walk that nobody serves; returns the walk.
pub(super) fn joins(store: &Store, now: Timestamp) -> Result<EntityId, Failure> {
    Ok(store.join(&link(id(now), now))?.walk)
}

/// The rectangle of the whole town.
pub(super) fn whole_town() -> (LatLon, LatLon) {
    let corner = |lat, lon| LatLon { lat, lon };
    (corner(60.0, 24.8), corner(60.3, 25.2))
}

/// An observation somewhere in a town.
pub(super) fn draft(chance: &mut SplitMix64) -> ObservationDraft {
    ObservationDraft {
        spot: Some(Spot::Place {
            point: place(chance),
            accuracy_m: Some(5.0),
            source: PlaceSource::Gnss,
        }),
        ..observation(chance, None)
    }
}

/// A place in a town of 10 km by 10 km.
pub(super) fn place(chance: &mut SplitMix64) -> LatLon {
    LatLon {
        lat: 60.1 + 0.09 * chance.unit(),
        lon: 24.9 + 0.18 * chance.unit(),
    }
}

fn id(now: Timestamp) -> EntityId {
    EntityId::random(&SystemIds, now)
}

fn link(walk: EntityId, now: Timestamp) -> JoinLink {
    let code = Code {
        walk,
        group: None,
        role: Role::Coordinator,
        planned_end: now,
    };
    JoinLink {
        server: "https://lykta.example".to_owned(),
        code: code.issue(&CodeKey::random(&SystemIds), &SystemIds),
        walk_name: "Kvällsvandring".to_owned(),
        language: "sv".to_owned(),
        form: 1,
    }
}

/// An op as a coordinator is given it.
pub(super) fn pulled(payload: Vec<u8>, group: Option<EntityId>) -> PulledOp {
    PulledOp {
        payload: Payload(payload),
        role: Role::Leader,
        group,
        erased: None,
    }
}

/// An answer with nothing but ops, the first of which is the `first`.
pub(super) fn answer(now: Timestamp, first: usize, ops: Vec<PulledOp>) -> SyncAnswer {
    let position = (first + ops.len()) as u64;
    SyncAnswer {
        protocol: PROTOCOL,
        server_time: now,
        head: LogHead { position, mark: 1 },
        cursor: Cursor { scope: 1, position },
        start_over: false,
        ops,
        receipts: Vec::new(),
        photo_receipts: Vec::new(),
        wanted_photos: Vec::new(),
        retracted: Vec::new(),
        more: false,
        next_sync_after_s: 20,
    }
}
