//! Tracks in a table: how far, how long, and where nobody knows.

use super::table::{Cell, Column, Row, Table};
use crate::pages::telling::Telling;
use crate::pages::track::{KnownGap, Track};

/// The walk's tracks by group, main ones first.
pub(super) fn table(telling: &Telling<'_>, tracks: &[Track]) -> Table {
    let mut tracks: Vec<&Track> = tracks.iter().collect();
    tracks.sort_by_key(|track| (telling.groups.number(track.group), !track.main));
    let say = |key| telling.words.say(key);
    Table {
        id: "tracks",
        title: say("page-tracks"),
        columns: vec![
            Column::words(say("page-group")),
            Column::number(say("page-length")),
            Column::number(say("page-walked_time")),
            Column::words(say("page-gaps")),
        ],
        rows: tracks
            .into_iter()
            .map(|track| row(telling, track))
            .collect(),
        empty: say("page-no_tracks"),
        notes: vec![say("page-coverage-explained")],
        ..Table::default()
    }
}

fn row(telling: &Telling<'_>, track: &Track) -> Row {
    let group = telling.groups.short(track.group);
    let gaps = track.gaps.iter().map(|gap| gap_line(telling, gap));
    let gaps: Vec<String> = gaps.collect();
    Row {
        head: match track.name.as_str() {
            "" => group,
            name => format!("{group}, {name}"),
        },
        aside: (!track.main).then(|| telling.words.say("page-spare_track")),
        cells: vec![
            Cell::Number(length(telling, track.figures.length_m)),
            Cell::Number(walked(telling, track.figures.walked_ms)),
            match gaps[..] {
                [] => Cell::Words(telling.words.say("page-no_gaps")),
                _ => Cell::Lines(gaps),
            },
        ],
        ..Row::default()
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
    let mut values = vec![("from", from.into()), ("reason", reason.into())];
    let key = if let Some(to) = gap.to {
        values.push(("to", telling.when(to).into()));
        "page-gap_line"
    } else {
        "page-gap_line_open"
    };
    telling.words.say_with(key, values)
}
