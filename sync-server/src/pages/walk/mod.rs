//! `GET /walks/{walk}`: all that came of a walk, whole without script.

mod attendance;
mod events;
mod figures;
mod filter;
mod head;
mod held;
mod list;
mod observation;
mod parts;
mod phone;
mod photo;
mod remarks;
mod table;
mod track;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use lykta_core::id::EntityId;
use lykta_core::words::Words;
use rusqlite::Connection;

use super::frame::{Frame, show};
use super::kept::{self, Walked};
use super::telling::Telling;
use super::visitor::SignedIn;
use super::{map, map_labels};
use crate::basemap;
use crate::error::Error;
use crate::state::AppState;
use crate::store::live;
use crate::store::page::{Item, WalkRecord};
use attendance::Attendance;
use figures::FiguresPart;
pub(super) use filter::Filter;
use head::HeadPart;
use held::HeldPart;
use list::{FilterForm, ListPart};
use photo::Photos;
use remarks::RemarksPart;
use table::Table;

#[derive(Template)]
#[template(path = "walk.html")]
struct WalkPage {
    frame: Frame,
    id: EntityId,
    /// Where the walk stood when the page was made.
    standing: String,
    /// What the script says.
    labels: String,
    time_zone: &'static str,
    has_script: bool,
    map: Option<MapPane>,
    form: FilterForm,
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
pub(super) struct MapPane {
    pub(super) basemap: Option<&'static str>,
    pub(super) attribution: String,
}

/// A walk's page, its parts, and what its script asks for.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/walks/{walk}", get(page))
        .route("/walks/{walk}/parts/{part}", get(parts::part))
        .route("/walks/{walk}/events", get(events::events))
        .route("/walks/{walk}/map.json", get(map::map))
        .route("/walks/{walk}/observations.json", get(map::observations))
        .route("/walks/{walk}/observations/{id}/map.json", get(map::place))
}

/// Shows a walk.
async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| {
        let whole = kept::whole(&of, connection, walk)?;
        let standing = live::standing(connection, walk)?.to_string();
        Ok(view(&of, (frame, standing), &whole, &filter))
    };
    show(&state.db.read(read).await?)
}

/// The observations that a filter lets through, in its order.
pub(super) fn shown<'a>(
    state: &AppState,
    words: &Words,
    record: &'a WalkRecord,
    filter: &Filter,
) -> Vec<&'a Item> {
    let telling = Telling::of_record(state, words, record);
    list::selected(&telling, (record, &Photos::of(record)), filter)
}

fn view(
    state: &AppState,
    (frame, standing): (Frame, String),
    (record, walked): &(WalkRecord, Arc<Walked>),
    filter: &Filter,
) -> WalkPage {
    let words = frame.words.clone();
    let telling = Telling::of_record(state, &words, record);
    let photos = Photos::of(record);
    WalkPage {
        id: record.walk.target.id,
        standing,
        labels: map_labels::labels(&words),
        time_zone: state.config.time_zone.name(),
        has_script: state.pages.has_map,
        map: MapPane::of(state),
        form: FilterForm::of(&telling, &frame, filter),
        head: head::part(&telling, &frame, record),
        figures: figures::part(&telling, record, &photos, walked),
        observations: list::part(state, &telling, &frame, (record, &photos), filter),
        held: held::part(&telling, &frame, record),
        tracks: track::table(&telling, &walked.tracks),
        attendance: Attendance::of(&telling, record).table(&telling, record.walk.target.id),
        phones: phone::table(&telling, record),
        remarks: remarks::part(&telling, &frame, record),
        frame,
    }
}

impl MapPane {
    /// None where no map's script is built in.
    pub(super) fn of(state: &AppState) -> Option<Self> {
        let has_basemap = basemap::is_here(&state.config.data);
        state.pages.has_map.then(|| Self {
            basemap: has_basemap.then_some(basemap::ADDRESS),
            attribution: basemap::attribution(&state.config),
        })
    }
}
