//! Whether the server lives, whether it can do its work, and how much it does.

use axum::extract::State;

use super::openapi::Refusals;
use crate::error::Error;
use crate::state::AppState;
use crate::store::stored;

/// `GET /healthz`: the process answers.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "server",
    responses((status = 200, description = "It lives", body = String, content_type = "text/plain"))
)]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: a write becomes durable.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "server",
    responses(
        (status = 200, description = "It can write", body = String, content_type = "text/plain"),
        Refusals
    )
)]
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, Error> {
    state.db.touch().await?;
    Ok("ready\n")
}

/// `GET /metrics`: Prometheus' text format.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "server",
    responses(
        (status = 200, description = "Counts and times", body = String, content_type = "text/plain"),
        Refusals
    )
)]
pub async fn metrics(State(state): State<AppState>) -> Result<String, Error> {
    let stored = state.db.read(stored::count).await?;
    state.metrics.set("lykta_ops_waiting", stored.waiting);
    for (reason, count) in stored.held {
        state
            .metrics
            .set_of("lykta_ops_held", ("reason", reason), count);
    }
    state.metrics.set("lykta_uploads_open", stored.uploads_open);
    let drawing = state.photos.copies_waiting() as u64;
    state.metrics.set("lykta_photo_copies_waiting", drawing);
    let bytes = std::fs::metadata(state.db.path())?.len();
    state.metrics.set("lykta_database_bytes", bytes);
    Ok(state.metrics.render())
}
