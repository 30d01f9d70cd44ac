//! The base map on the settings' page: what is there, another one, and none.

use axum::extract::{Multipart, State};
use axum::response::Response;
use lykta_core::words::Words;

use super::{done, refuse};
use crate::basemap::{self, About, BadBasemap};
use crate::error::Error;
use crate::pages::clock::Clock;
use crate::pages::field::{Faults, Field, clean_line};
use crate::pages::upload;
use crate::pages::visitor::Administrator;
use crate::state::AppState;

/// The largest map that is taken: a whole country at street level fits.
const MAX_BYTES: u64 = 4 * 1024 * 1024 * 1024;
const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// What the page shows of the base map.
pub(super) struct Pane {
    /// Size, day and bounds; none without a map.
    pub(super) about: Option<Vec<(String, String)>>,
    pub(super) attribution: Field,
    pub(super) error: Option<String>,
    /// Whether the server was started with another attribution.
    pub(super) is_overruled: bool,
}

impl Pane {
    pub(super) fn of(state: &AppState, words: &Words, faults: &Faults) -> Result<Self, Error> {
        let about = basemap::about(&state.config.data)?;
        let clock = Clock::new(words, state.config.time_zone);
        let attribution = basemap::attribution(&state.config);
        Ok(Self {
            about: about.map(|about| told(words, clock, about)),
            attribution: Field::line(words, "attribution", &attribution)
                .needed()
                .told(faults),
            error: faults.get("basemap").cloned(),
            is_overruled: !state.config.basemap_attribution.is_empty(),
        })
    }
}

fn told(words: &Words, clock: Clock<'_>, about: About) -> Vec<(String, String)> {
    let megabytes = (about.bytes as f64 / MEBIBYTE * 10.0).ceil() / 10.0;
    let size = words.say_with(
        "console-basemap-megabytes",
        [("megabytes", megabytes.into())],
    );
    let mut lines = vec![
        (words.say("console-basemap-size"), size),
        (
            words.say("console-basemap-added"),
            clock.date(about.added_at),
        ),
    ];
    if let Some((south_west, north_east)) = about.bounds {
        let degrees = |value: f64| ((value * 1e3).round() / 1e3).into();
        let values = [
            ("south", degrees(south_west.lat)),
            ("west", degrees(south_west.lon)),
            ("north", degrees(north_east.lat)),
            ("east", degrees(north_east.lon)),
        ];
        let bounds = words.say_with("console-basemap-corners", values);
        lines.push((words.say("console-basemap-bounds"), bounds));
    }
    lines
}

/// `POST /settings/basemap`: another map with whom it must name, or only the latter.
pub(super) async fn put(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    mut form: Multipart,
) -> Result<Response, Error> {
    let Ok(_turn) = state.pages.receiving.try_acquire() else {
        return refuse(&state, &visitor, "basemap", "console-fault-basemap_busy");
    };
    let sent = receive(&state, &mut form).await;
    let wrong = match &sent {
        Ok(sent) => sent.wrong(basemap::is_here(&state.config.data)),
        Err(_) => None,
    };
    if sent.is_err() || wrong.is_some() {
        basemap::forget_received(&state.config.data);
    }
    let sent = sent?;
    if let Some((field, key)) = wrong {
        return refuse(&state, &visitor, field, key);
    }
    let data = state.config.data.clone();
    let take = move || match sent.bytes {
        0 => Ok(basemap::set_attribution(&data, &sent.attribution)?),
        _ => basemap::take_received(&data, &sent.attribution),
    };
    match tokio::task::spawn_blocking(take)
        .await
        .map_err(Error::internal)?
    {
        Ok(()) => Ok(done("basemap")),
        Err(BadBasemap::Io(error)) => Err(error.into()),
        Err(BadBasemap::NotPmtiles) => {
            refuse(&state, &visitor, "basemap", "console-fault-basemap_format")
        }
    }
}

/// What the form carried; the map itself is on disk.
#[derive(Default)]
struct Sent {
    attribution: String,
    bytes: u64,
}

impl Sent {
    /// The first thing that is wrong: the field and what to say of it.
    fn wrong(&self, is_here: bool) -> Option<(&'static str, &'static str)> {
        if self.bytes > MAX_BYTES {
            return Some(("basemap", "console-fault-basemap_large"));
        }
        if self.bytes == 0 && !is_here {
            return Some(("basemap", "console-fault-no_file"));
        }
        let lacks_name = self.attribution.is_empty();
        lacks_name.then_some(("attribution", "console-fault-attribution"))
    }
}

async fn receive(state: &AppState, form: &mut Multipart) -> Result<Sent, Error> {
    let mut sent = Sent::default();
    while let Some(field) = form
        .next_field()
        .await
        .map_err(|error| upload::broken(&error))?
    {
        match field.name() {
            Some("attribution") => sent.attribution = clean_line(&upload::line(field).await?),
            Some("basemap") => {
                let path = basemap::receiving_path(&state.config.data);
                sent.bytes = upload::to_disk(field, &path, MAX_BYTES).await?;
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// `POST /settings/basemap/remove`.
pub(super) async fn remove(
    State(state): State<AppState>,
    Administrator(_): Administrator,
) -> Result<Response, Error> {
    basemap::remove(&state.config.data)?;
    Ok(done("basemap_removed"))
}
