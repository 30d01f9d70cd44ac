//! A track as pages show it: its way, and its gaps with their reasons.

use std::sync::Arc;

use lykta_core::id::EntityId;
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::time::Timestamp;
use lykta_core::track::{
    Fix, Segment, TrackFigures, TrackItem, items_of, track_figures, usable_segments,
};
use lykta_core::words::Words;

use crate::store::page::Item;

/// A line's points that stray less than about a metre from it are left out, in degrees.
const TOLERANCE_DEG: f64 = 1e-5;

/// A track with all that is told of it.
pub(super) struct Track {
    pub(super) id: EntityId,
    pub(super) group: Option<EntityId>,
    pub(super) name: String,
    /// Chosen by the leader, else the group's longest.
    pub(super) main: bool,
    /// Its lines as they are drawn, a few hundred points of several thousand fixes.
    pub(super) lines: Vec<Vec<LatLon>>,
    pub(super) figures: TrackFigures,
    pub(super) gaps: Vec<KnownGap>,
}

/// A gap with its known ends.
pub(super) struct KnownGap {
    pub(super) reason: String,
    pub(super) from: Timestamp,
    /// None when nothing was recorded after it.
    pub(super) to: Option<Timestamp>,
    pub(super) from_point: Option<LatLon>,
    pub(super) to_point: Option<LatLon>,
}

impl KnownGap {
    /// The reason as a sentence.
    pub(super) fn words(&self, words: &Words) -> String {
        let key = format!("gap-{}", self.reason);
        if words.knows(&key) {
            return words.say(&key);
        }
        // Of a newer app: its own name says more than nothing.
        self.reason.clone()
    }
}

/// A walk's tracks, and beside them every fix that can be used.
pub(super) fn tracks(items: &[Arc<Item>]) -> (Vec<Track>, Vec<Segment>) {
    let (mut tracks, mut segments) = (Vec::new(), Vec::new());
    for item in items {
        let (track, walked) = track(item);
        tracks.push(track);
        segments.extend(walked);
    }
    for index in 0..tracks.len() {
        let group = tracks[index].group;
        let of_group = tracks.iter().filter(|track| track.group == group);
        let (chosen, longest) = of_group.fold((false, 0.0_f64), |(chosen, longest), track| {
            (chosen || track.main, longest.max(track.figures.length_m))
        });
        let length_m = tracks[index].figures.length_m;
        tracks[index].main |= !chosen && length_m >= longest;
    }
    (tracks, segments)
}

fn track(item: &Item) -> (Track, Vec<Segment>) {
    let items = items_of(&item.state);
    let segments = usable_segments(&items);
    let track = Track {
        id: item.id,
        group: item.group,
        name: item.state.text("name").unwrap_or_default().to_owned(),
        main: item.state.value("main").and_then(Value::as_bool) == Some(true),
        lines: segments.iter().map(drawn).collect(),
        figures: track_figures(&items),
        gaps: gaps(&items),
    };
    (track, segments)
}

fn drawn(segment: &Segment) -> Vec<LatLon> {
    let line = segment.simplified(TOLERANCE_DEG);
    let points = line.coords().map(|at| LatLon {
        lat: at.y,
        lon: at.x,
    });
    points.collect()
}

fn gaps(items: &[TrackItem]) -> Vec<KnownGap> {
    let gaps = items.iter().enumerate().filter_map(|(index, item)| {
        let TrackItem::Gap(gap) = item else {
            return None;
        };
        let after = items[index..].iter().find_map(fix);
        Some(KnownGap {
            reason: gap.reason.name().to_owned(),
            from: gap.from,
            to: gap.to.or(after.map(|fix| fix.at)),
            from_point: items[..index].iter().rev().find_map(fix).map(place),
            to_point: after.map(place),
        })
    });
    gaps.collect()
}

fn fix(item: &TrackItem) -> Option<&Fix> {
    match item {
        TrackItem::Fix(fix) => Some(fix),
        TrackItem::Gap(_) => None,
    }
}

fn place(fix: &Fix) -> LatLon {
    fix.position.to_lat_lon()
}
