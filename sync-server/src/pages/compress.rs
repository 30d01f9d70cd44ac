//! What is answered smaller: words, never photos, tiles or streams.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;

const WORTH_IT: [&str; 5] = [
    "text/html",
    "text/css",
    "text/javascript",
    "application/json",
    "image/svg+xml",
];

/// Compresses what is worth it for browsers that ask for it.
pub(super) fn layer() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().compress_when(is_worth_it)
}

fn is_worth_it(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    WORTH_IT.iter().any(|worth_it| kind.starts_with(worth_it))
}
