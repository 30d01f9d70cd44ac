//! Tracks in a table: how far, how long, and where nobody knows.

use super::Telling;
use crate::pages::track::{KnownGap, Track};

/// A track's row.
pub(super) struct TrackLine {
    pub(super) group: String,
    pub(super) name: String,
    pub(super) is_main: bool,
    pub(super) length: String,
    pub(super) walked: String,
    pub(super) gaps: Vec<String>,
}

/// The walk's tracks by group, main ones first.
pub(super) fn lines(telling: &Telling<'_>, tracks: &[Track]) -> Vec<TrackLine> {
    let mut tracks: Vec<&Track> = tracks.iter().collect();
    tracks.sort_by_key(|track| (telling.groups.number(track.group), !track.main));
    tracks
        .into_iter()
        .map(|track| line(telling, track))
        .collect()
}

fn line(telling: &Telling<'_>, track: &Track) -> TrackLine {
    TrackLine {
        group: telling.groups.short(track.group),
        name: track.name.clone(),
        is_main: track.main,
        length: length(telling, track.figures.length_m),
        walked: walked(telling, track.figures.walked_ms),
        gaps: track
            .gaps
            .iter()
            .map(|gap| gap_line(telling, gap))
            .collect(),
    }
}

fn length(telling: &Telling<'_>, metres: f64) -> String {
    let (key, value) = match metres {
        metres if metres < 1_000.0 => ("page-metres", metres.round()),
        metres => ("page-kilometres", (metres / 100.0).round() / 10.0),
    };
    telling.words.say_with(key, [("length", value.into())])
}

fn walked(telling: &Telling<'_>, ms: i64) -> String {
    let minutes = (ms + 30_000) / 60_000;
    let values = [
        ("hours", (minutes / 60).into()),
        ("minutes", (minutes % 60).into()),
    ];
    let key = match minutes {
        0..60 => "page-minutes",
        _ => "page-hours_and_minutes",
    };
    telling.words.say_with(key, values)
}

fn gap_line(telling: &Telling<'_>, gap: &KnownGap) -> String {
    let from = telling.when(gap.from);
    let reason = gap.words(telling.words);
    match gap.to {
        Some(to) => {
            let to = telling.when(to);
            let values = [
                ("from", from.into()),
                ("to", to.into()),
                ("reason", reason.into()),
            ];
            telling.words.say_with("page-gap_line", values)
        }
        None => {
            let values = [("from", from.into()), ("reason", reason.into())];
            telling.words.say_with("page-gap_line_open", values)
        }
    }
}
