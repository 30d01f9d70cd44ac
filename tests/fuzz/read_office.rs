//! The same for what only the server reads.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use lykta_server::photos::NewUpload;
use lykta_server::plan::{area_in, groups_in};

/// A file with areas or routes.
pub(crate) fn plan(bytes: &[u8]) {
    let _ = area_in(bytes);
    let _ = groups_in("plan.geojson", bytes);
    let _ = groups_in("plan.gpx", bytes);
}

/// The headers of an upload, a line each.
pub(crate) fn tus(bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n');
    let headers = lines.filter_map(|line| {
        let at = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (&line[..at], &line[at + 1..]);
        let name = HeaderName::from_bytes(name.trim_ascii()).ok()?;
        Some((name, HeaderValue::from_bytes(value.trim_ascii()).ok()?))
    });
    let _ = NewUpload::of(&headers.collect::<HeaderMap>());
}
