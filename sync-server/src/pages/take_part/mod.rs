//! Taking part from a browser: with script its own queue, without script a form.

mod begin;
mod code;
mod form;
mod labels;
mod mine;
mod record;
mod start;
mod submitted;
mod worker;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// What is too large is read to its end all the same, so that the browser shows why.
const MAX_FORM_BYTES: usize = 128 * 1024 * 1024;

/// What somebody who takes part is answered.
pub(super) fn routes() -> Router<AppState> {
    let record = post(record::record).layer(DefaultBodyLimit::max(MAX_FORM_BYTES));
    Router::new()
        .route("/join", get(start::page))
        .route("/join/code", post(code::typed))
        .route("/join/manifest.webmanifest", get(worker::manifest))
        .route("/join/worker.js", get(worker::worker))
        .route("/join/map-worker.js", get(worker::map_worker))
        .route("/join/take-part", get(record::page).merge(record))
        .route("/join/take-part/read", post(record::read))
        .route("/join/take-part/withdraw", post(record::withdraw))
        .route("/join/leave", post(record::leave))
}

#[cfg(test)]
mod tests;
