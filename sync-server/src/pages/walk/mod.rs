//! `GET /walks/{walk}`: all that came of a walk, whole without script.

mod attendance;
mod figures;
mod head;
mod held;
mod list;
mod observation;
mod phone;
mod photo;
mod remarks;
mod table;
mod telling;
mod track;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use lykta_core::id::EntityId;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::frame::{Frame, show};
use super::track::tracks;
use super::visitor::SignedIn;
use super::{map, map_labels};
use crate::basemap;
use crate::error::Error;
use crate::state::AppState;
use crate::store::page::{self, WalkRecord};
use attendance::Attendance;
use figures::FiguresPart;
use head::HeadPart;
use held::HeldPart;
use list::ListPart;
use photo::Photos;
use remarks::RemarksPart;
use table::Table;
use telling::Telling;

#[derive(Template)]
#[template(path = "walk.html")]
struct WalkPage {
    frame: Frame,
    id: EntityId,
    map: Option<MapPane>,
    head: HeadPart,
    figures: FiguresPart,
    observations: ListPart,
    held: HeldPart,
    tracks: Table,
    attendance: Table,
    phones: Table,
    remarks: RemarksPart,
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
    let telling = Telling::of(state, &words, record);
    let photos = Photos::of(record);
    let tracks = tracks(&record.tracks);
    let covered = map::covered(record, &tracks).map(|coverage| coverage.share);
    WalkPage {
        id: record.walk.target.id,
        map: state.pages.has_map.then(|| map_pane(state, &words)),
        head: head::part(&telling, &frame, record),
        figures: figures::part(&telling, record, &photos, covered),
        observations: list::part(state, &telling, &frame, (record, &photos)),
        held: held::part(&telling, &frame, record),
        tracks: track::table(&telling, &tracks),
        attendance: Attendance::of(&telling, record).table(&telling),
        phones: phone::table(&telling, record),
        remarks: remarks::part(&telling, &frame, record),
        frame,
    }
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
