//! A track as pages show it: its way, and its gaps with their reasons.

use lykta_core::id::EntityId;
use lykta_core::place::LatLon;
use lykta_core::time::Timestamp;
use lykta_core::track::{
    Fix, Segment, TrackFigures, TrackItem, items_of, track_figures, usable_segments,
};
use lykta_core::words::Words;

use crate::store::page::Item;

/// A track with all that is told of it.
pub(super) struct Track {
    pub(super) id: EntityId,
    pub(super) group: Option<EntityId>,
    pub(super) name: String,
    /// Chosen by the leader, else the group's longest.
    pub(super) main: bool,
    pub(super) segments: Vec<Segment>,
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
        match words.knows(&key) {
            true => words.say(&key),
            // Of a newer app: its own name says more than nothing.
            false => self.reason.clone(),
        }
    }
}

/// A walk's tracks.
pub(super) fn tracks(items: &[Item]) -> Vec<Track> {
    let mut tracks: Vec<Track> = items.iter().map(track).collect();
    for index in 0..tracks.len() {
        let group = tracks[index].group;
        let of_group = tracks.iter().filter(|track| track.group == group);
        let (chosen, longest) = of_group.fold((false, 0.0_f64), |(chosen, longest), track| {
            (chosen || track.main, longest.max(track.figures.length_m))
        });
        let length_m = tracks[index].figures.length_m;
        tracks[index].main |= !chosen && length_m >= longest;
    }
    tracks
}

fn track(item: &Item) -> Track {
    let items = items_of(&item.state);
    Track {
        id: item.id,
        group: item.group,
        name: item.state.text("name").unwrap_or_default().to_owned(),
        main: item.state.value("main").and_then(|main| main.as_bool()) == Some(true),
        segments: usable_segments(&items),
        figures: track_figures(&items),
        gaps: gaps(&items),
    }
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
