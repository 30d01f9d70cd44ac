//! `GET /walks/{walk}`: all that came of a walk, whole without script.

mod attendance;
mod held;
mod observation;
mod phone;
mod photo;
mod track;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use lykta_core::domain::Light;
use lykta_core::id::EntityId;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::frame::{Frame, show};
use super::said::capital;
use super::telling::Telling;
use super::track::tracks;
use super::visitor::SignedIn;
use super::walks::{Life, life, name};
use super::{map, map_labels};
use crate::basemap;
use crate::error::Error;
use crate::state::AppState;
use crate::store::page::{self, WalkRecord};
use attendance::AttendanceTable;
use held::HeldLine;
use observation::ObservationCard;
use phone::PhoneLine;
use photo::Shown;
use track::TrackLine;

#[derive(Template)]
#[template(path = "walk.html")]
struct WalkPage {
    frame: Frame,
    id: EntityId,
    name: String,
    life: Life,
    about: Vec<String>,
    purpose: Option<String>,
    figures: Vec<Figure>,
    map: Option<MapPane>,
    observations: Vec<ObservationCard>,
    withdrawn: Option<String>,
    held: Vec<HeldLine>,
    held_more: Option<String>,
    waiting: Option<String>,
    tracks: Vec<TrackLine>,
    attendance: Option<AttendanceTable>,
    phones: Vec<PhoneLine>,
    remarks: Vec<(String, String)>,
}

/// A number with what it counts.
struct Figure {
    number: String,
    what: String,
    link: Option<&'static str>,
}

/// What the map's script needs to know.
struct MapPane {
    labels: String,
    basemap: Option<&'static str>,
    attribution: String,
    time_zone: &'static str,
}

/// Shows a walk.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
) -> Result<Response, Error> {
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| {
        let record = page::record(connection, walk)?;
        Ok(view(&of, frame, &record))
    };
    show(&state.db.read(read).await?)
}

fn view(state: &AppState, frame: Frame, record: &WalkRecord) -> WalkPage {
    let words = frame.words.clone();
    let telling = Telling::of(&words, state.config.time_zone, &record.walk, &record.groups);
    let walk = record.walk.target.id;
    let is_prepared = |hash| crate::photos::is_prepared(state, walk, hash);
    let shown = Shown::of(&telling, record, &is_prepared);
    let tracks = tracks(&record.tracks);
    let covered = map::covered(record, &tracks).map(|coverage| coverage.share);
    let attendance = attendance::table(&telling, record);
    let waiting = record.waiting.received_count;
    let unlisted = record.waiting.held_count - record.waiting.held.len() as u64;
    WalkPage {
        id: walk,
        name: name(&words, &record.walk),
        life: life(&words, &record.walk, &record.groups),
        about: about(&telling, record),
        purpose: record.walk.text("purpose").map(str::to_owned),
        figures: figures(&telling, record, &shown, attendance.as_ref(), covered),
        map: state.pages.has_map.then(|| map_pane(state, &words)),
        observations: observation::cards(&telling, record, &shown),
        withdrawn: (record.withdrawn > 0)
            .then(|| telling.count("page-withdrawn_count", record.withdrawn)),
        held: held::lines(&telling, record),
        held_more: (unlisted > 0).then(|| telling.count("page-held_more", unlisted)),
        waiting: (waiting > 0).then(|| telling.count("page-waiting_count", waiting)),
        tracks: track::lines(&telling, &tracks),
        attendance,
        phones: phone::lines(&telling, record),
        remarks: remarks(&telling, record),
        frame,
    }
}

/// Area, time, light and weather: what the walk's head says, and what the groups add.
fn about(telling: &Telling<'_>, record: &WalkRecord) -> Vec<String> {
    let words = telling.words;
    let mut about = Vec::new();
    let area = record.area.as_ref().and_then(|area| area.text("name"));
    let walk = &record.walk;
    let area = area.filter(|area| !area.is_empty() && Some(*area) != walk.text("name"));
    about.extend(area.map(str::to_owned));
    let span = telling
        .clock
        .span(walk.time("planned_start"), walk.time("planned_end"));
    about.push(capital(&span));
    let heads = || std::iter::once(walk).chain(&record.groups);
    let lights = heads().filter_map(|head| Light::from_name(head.text("light")?));
    let lights = lights.map(|light| capital(&words.say(&format!("light-{light}"))));
    let weather = heads().filter_map(|head| head.text("weather").map(str::to_owned));
    for said in lights.chain(weather) {
        if !about.contains(&said) {
            about.push(said);
        }
    }
    about
}

fn figures(
    telling: &Telling<'_>,
    record: &WalkRecord,
    shown: &Shown,
    attendance: Option<&AttendanceTable>,
    covered: Option<f64>,
) -> Vec<Figure> {
    let figure = |number: u64, key: &str| Figure {
        number: number.to_string(),
        what: telling.count(key, number),
        link: None,
    };
    let mut figures = vec![
        figure(record.observations.len() as u64, "page-figure_observations"),
        figure(shown.count, "page-figure_photos"),
    ];
    if shown.on_phones > 0 {
        figures.push(figure(shown.on_phones, "page-figure_photos_on_phones"));
    }
    if let Some(share) = covered {
        let percent = (share * 100.0).round() as u64;
        figures.push(Figure {
            number: telling
                .words
                .say_with("page-percent", [("percent", percent.into())]),
            what: telling.words.say("page-figure_coverage"),
            link: None,
        });
    }
    if let Some(table) = attendance {
        let mut came = figure(table.total, "page-figure_people");
        let groups = telling.groups.count() as u64;
        came.what = format!("{} {}", came.what, telling.count("page-in_groups", groups));
        figures.push(came);
    }
    let mut held = figure(record.waiting.held_count, "page-figure_held");
    held.link = (record.waiting.held_count > 0).then_some("#held");
    figures.push(held);
    figures
}

fn map_pane(state: &AppState, words: &Words) -> MapPane {
    let has_basemap = basemap::is_here(&state.config.data);
    MapPane {
        labels: map_labels::labels(words),
        basemap: has_basemap.then_some(basemap::ADDRESS),
        attribution: basemap::attribution(&state.config),
        time_zone: state.config.time_zone.name(),
    }
}

/// What the groups wrote of the walk itself.
fn remarks(telling: &Telling<'_>, record: &WalkRecord) -> Vec<(String, String)> {
    let remarks = record.groups.iter().filter_map(|group| {
        let remarks = group.text("remarks").filter(|text| !text.is_empty())?;
        let group = telling.groups.whole(Some(group.target.id));
        Some((group, remarks.to_owned()))
    });
    remarks.collect()
}
