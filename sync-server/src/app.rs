//! The router: one list of all routes, and what is done around each of them.

use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, head, post};
use lykta_core::sync::wire::MAX_MESSAGE_BYTES;

use crate::api::{basemap, health, openapi, package, sync};
use crate::error::Error;
use crate::pages;
use crate::photos;
use crate::state::AppState;

/// A body is no larger unless its route says so.
const MAX_BODY_BYTES: usize = MAX_MESSAGE_BYTES + 64 * 1024;

/// Everything that the server answers.
pub fn app(state: AppState) -> Router {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .route("/v1/openapi.json", get(openapi::openapi))
        .route("/v1/sync", post(sync::sync))
        .route("/v1/walks/{walk}/package", get(package::package))
        .route("/v1/walks/{walk}/basemap.pmtiles", get(basemap::basemap))
        .route("/v1/photos/{id}/{size}", get(photos::download))
        .merge(uploads())
        .merge(pages::routes())
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(middleware::from_fn_with_state(
            state.clone(),
            pages::errors_as_pages,
        ))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(secure))
        .layer(middleware::from_fn_with_state(state.clone(), observe))
        .with_state(state)
}

/// Photos on their way here, by tus.
fn uploads() -> Router<AppState> {
    let upload = head(photos::offset)
        .patch(photos::patch)
        .delete(photos::forget)
        .options(photos::options_of_one);
    Router::new()
        .route("/v1/photos", post(photos::create).options(photos::options))
        .route("/v1/photos/{id}", upload)
        .layer(middleware::from_fn(photos::speak_tus))
}

/// Headers that browsers must see on every answer; a page may set a policy of its own.
async fn secure(request: Request, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Logs and counts by the route's pattern: paths, queries and headers may tell of people.
async fn observe(
    State(state): State<AppState>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let status = response.status().as_u16();
    let took = started.elapsed();
    state.metrics.answered(route, status, took);
    tracing::info!(%method, route, status, took_ms = took.as_millis() as u64, "answered");
    response
}
