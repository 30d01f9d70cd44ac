//! Pages for the office's browsers, made on the server; they are whole without script.

mod address;
mod assets;
mod attempts;
mod basemap;
mod clock;
mod cookie;
mod error;
mod frame;
mod groups;
mod language;
mod map;
mod map_labels;
mod origin;
pub mod password;
mod photo;
mod said;
mod sign_in;
mod track;
mod visitor;
mod walk;
mod walks;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::middleware;
use axum::response::Redirect;
use axum::routing::{get, post};
use lykta_core::words::{Language, Words};
use tokio::sync::Semaphore;

use crate::state::AppState;
use attempts::Attempts;
pub use error::errors_as_pages;

/// Passwords hashed at once: each takes 19 MiB and a processor for a moment.
const HASHED_AT_ONCE: usize = 2;

/// What the pages share.
pub struct Pages {
    swedish: Arc<Words>,
    english: Arc<Words>,
    attempts: Mutex<Attempts>,
    hashing: Semaphore,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            swedish: Arc::new(Words::new(Language::Swedish)),
            english: Arc::new(Words::new(Language::English)),
            attempts: Mutex::default(),
            hashing: Semaphore::new(HASHED_AT_ONCE),
        }
    }
}

impl Pages {
    fn words(&self, language: Language) -> Arc<Words> {
        Arc::clone(match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        })
    }
}

/// Everything that a browser is answered.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(async || Redirect::to("/walks")))
        .route("/sign-in", get(sign_in::page).post(sign_in::sign_in))
        .route("/sign-out", get(to_sign_in).post(sign_in::sign_out))
        .route("/language/{tag}", post(language::choose))
        .route("/walks", get(walks::page))
        .route("/walks/{walk}", get(walk::page))
        .route("/walks/{walk}/map.json", get(map::map))
        .route("/walks/{walk}/photos/{photo}/{size}", get(photo::photo))
        .route("/assets/{name}", get(assets::asset))
        .route("/basemap.pmtiles", get(basemap::basemap))
        .layer(middleware::from_fn(origin::only_from_here))
}

async fn to_sign_in() -> Redirect {
    Redirect::to("/sign-in")
}
