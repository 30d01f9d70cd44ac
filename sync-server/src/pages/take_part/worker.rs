//! What makes the page an app that works offline: the worker that keeps it, and its manifest.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{IntoResponse, Response};
use lykta_core::words::Language;
use serde_json::{Value, json};

use super::super::assets;
use super::super::visitor::Visitor;
use super::start;
use crate::error::Error;
use crate::state::AppState;

/// What the page is made of, offline too.
const KEPT: [&str; 8] = [
    "parts.css",
    "take-part.css",
    "map.css",
    "take-part.js",
    "take-part-map.js",
    "symbols.svg",
    "icon.svg",
    "app-icon.svg",
];
const SCRIPT: &str = "take-part-worker.js";
const MAP_WORKER: &str = "map-worker.js";
/// The worker fetches from this server and nothing else.
const POLICY: &str = "default-src 'none'; connect-src 'self'; script-src 'self'";

/// `GET /join/worker.js`: the script behind the list of what it keeps. Any change of that makes
/// another worker, which browsers then put in the place of the old one.
pub(super) async fn worker(State(state): State<AppState>) -> Result<Response, Error> {
    let script = assets::text(SCRIPT).ok_or(Error::NotFound)?;
    let mut files: Vec<String> = KEPT.iter().map(|name| assets::address(name)).collect();
    files.push(map_worker_address());
    let crest = state.settings().crest.clone();
    files.extend(crest.map(|crest| format!("/crest/{}", crest.0)));
    let pages = Language::ALL.map(|language| format!("/join?l={}", language.tag()));
    let version = version(&state, &script, &files)?;
    let shell = json!({ "files": files, "pages": pages, "version": version });
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("service-worker-allowed"), "/join"),
    ];
    Ok((headers, format!("self.shell = {shell};\n{script}")).into_response())
}

/// `GET /join/map-worker.js`: the map's worker once more, under the scope of the page's own worker.
///
/// Browsers ask a service worker for the script of a worker by that script's address, not by the
/// page's: beside the other assets it would be the network's alone.
pub(super) async fn map_worker(query: RawQuery, headers: HeaderMap) -> Result<Response, Error> {
    assets::asset(Path(MAP_WORKER.to_owned()), query, headers).await
}

/// The address under which it can be kept.
pub(super) fn map_worker_address() -> String {
    assets::address(MAP_WORKER).replace("/assets/", "/join/")
}

/// The pages count as well: they come with the server and its settings.
fn version(state: &AppState, script: &str, files: &[String]) -> Result<String, Error> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(script.as_bytes());
    hasher.update(files.join(" ").as_bytes());
    for language in Language::ALL {
        hasher.update(start::rendered(state, language)?.as_bytes());
    }
    Ok(hasher.finalize().to_hex()[..16].to_owned())
}

/// `GET /join/manifest.webmanifest`, in the page's language.
pub(super) async fn manifest(visitor: Visitor) -> Response {
    let words = &visitor.words;
    let manifest = json!({
        "name": words.say("take_part-app_name"),
        "short_name": words.say("page-title"),
        "description": words.say("take_part-what"),
        "lang": words.language().tag(),
        "id": "/join",
        "start_url": "/join",
        "scope": "/join",
        "display": "standalone",
        "background_color": "#f5f6f3",
        "theme_color": "#0b5563",
        "icons": [
            icon("icon.svg", "any", "any"),
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("app-icon.svg", "any", "maskable"),
            icon("app-icon-192.png", "192x192", "maskable"),
            icon("app-icon-512.png", "512x512", "maskable"),
        ],
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    (kind, Json(manifest)).into_response()
}

/// One of the app's icons; the PNG files are drawn from the SVG by `script/icons`.
fn icon(name: &str, sizes: &str, purpose: &str) -> Value {
    let kind = if sizes == "any" {
        "image/svg+xml"
    } else {
        "image/png"
    };
    json!({ "src": assets::address(name), "sizes": sizes, "type": kind, "purpose": purpose })
}
