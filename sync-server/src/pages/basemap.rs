//! `GET /basemap.pmtiles`: public map data, read in pieces.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use tokio::fs::File;

use crate::basemap;
use crate::error::Error;
use crate::ranges;
use crate::state::AppState;

const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Gives the base map or a piece of it, to anybody.
pub(super) async fn basemap(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = File::open(basemap::path(&state.config.data)).await;
    let file = file.map_err(|_| Error::NotFound)?;
    let version = basemap::version(&file.metadata().await?);
    let mut answer = ranges::answer(file, basemap::KIND, &version, &headers).await?;
    answer.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    Ok(answer)
}
