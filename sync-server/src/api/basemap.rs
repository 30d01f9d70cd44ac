//! `GET /v1/walks/{walk}/basemap.pmtiles`: the walk's part of the base map, read in pieces.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::store::log;
use lykta_core::sync::package::BasemapClip;
use rusqlite::Connection;
use tokio::fs::File;

use super::openapi::Refusals;
use super::package::{area_of, check_reads, line, stops_of};
use super::schema;
use crate::api::extract::At;
use crate::basemap::KIND;
use crate::basemap::clip::{Clip, Extent};
use crate::caller::Caller;
use crate::error::Error;
use crate::ranges;
use crate::state::AppState;

/// Gives the tiles around the walk's area and routes, whole or a piece of them.
#[utoipa::path(
    get,
    path = "/v1/walks/{walk}/basemap.pmtiles",
    tag = "sync",
    security(("code" = [])),
    params(
        ("walk" = String, Path, format = Uuid, description = "The walk of the code"),
        ("Range" = Option<String>, Header, description = "One range of bytes"),
        ("If-Range" = Option<String>, Header, description = "The clip that the range is of")
    ),
    responses(
        (
            status = 200,
            description = "PMTiles, version 3",
            body = schema::Bytes,
            content_type = "application/vnd.pmtiles",
            headers(("ETag" = String, description = "The BLAKE3 hash of the whole file"))
        ),
        (status = 206, description = "A piece of it"),
        (status = 304, description = "The caller has it"),
        (status = 416, description = "It ends before"),
        Refusals
    )
)]
pub async fn basemap(
    State(state): State<AppState>,
    caller: Caller,
    At(walk): At<EntityId>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.check_walk(walk)?;
    let now = state.clock.now();
    let read = move |connection: &Connection| {
        check_reads(connection, &caller, now)?;
        extent(connection, walk)
    };
    let extent = state.db.read(read).await?;
    let clip = clip(&state, walk, extent).await.ok_or(Error::NotFound)?;
    let file = File::open(&clip.path).await.map_err(|_| Error::NotFound)?;
    Ok(ranges::answer(file, KIND, &clip.hash.to_string(), &headers).await?)
}

/// What the package says of the clip.
pub(super) async fn told(
    state: &AppState,
    walk: EntityId,
    extent: Option<Extent>,
) -> Option<BasemapClip> {
    let clip = clip(state, walk, extent).await?;
    Some(BasemapClip {
        url: format!("/v1/walks/{walk}/basemap.pmtiles"),
        bytes: clip.bytes,
        hash: clip.hash,
    })
}

/// A walk is shown without a map rather than not at all.
async fn clip(state: &AppState, walk: EntityId, extent: Option<Extent>) -> Option<Clip> {
    let made = state.clips.clip(&state.config.data, walk, extent?).await;
    made.unwrap_or_else(|error| {
        tracing::warn!(%error, "the base map cannot be cut: add it anew");
        None
    })
}

/// The ground of a walk, whichever of its groups asks.
pub(super) fn extent(connection: &Connection, walk: EntityId) -> Result<Option<Extent>, Error> {
    let state = log::state_of(connection, walk)?.ok_or(Error::NotFound)?;
    let mut points = match area_of(connection, &state)? {
        Some(area) => area.polygon,
        None => Vec::new(),
    };
    for row in log::children(connection, walk, Kind::Group)? {
        if let Some(group) = log::state_of(connection, row.id)? {
            points.extend(line(group.value("route")));
        }
        let stops = stops_of(connection, row.id)?;
        points.extend(stops.into_iter().filter_map(|stop| stop.point));
    }
    Ok(Extent::around(points))
}
