//! `GET /walks/{walk}/events`: tells an open page which of its parts have changed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use lykta_core::id::EntityId;
use lykta_core::words::Words;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::parts::Part;
use crate::error::Error;
use crate::pages::streams::Place;
use crate::pages::visitor::{SignedIn, token_hash};
use crate::state::AppState;
use crate::store::live::{self, Standing};
use crate::store::{page, people};

/// A page is told no more often than this, however many phones sync.
const APART: Duration = Duration::from_secs(1);
/// A page that hears nothing for longer knows that the connection is lost. Then too another
/// process's commits are seen, as those of the command line.
const BEAT: Duration = Duration::from_secs(10);

/// Where the walk stood when the page was made.
#[derive(Deserialize)]
pub(super) struct Since {
    since: Option<String>,
}

/// What is told of a change.
#[derive(Serialize)]
struct News {
    standing: String,
    parts: Vec<&'static str>,
    /// New observations in words, when there are any.
    said: Option<String>,
}

/// Opens a stream of news.
pub(super) async fn events(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
    Query(Since { since }): Query<Since>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    state
        .db
        .read(move |connection| page::walk(connection, walk).map(drop))
        .await?;
    let session = token_hash(&headers).ok_or(Error::Forbidden("sign in first"))?;
    let watching = Watching {
        place: state.pages.streams.open(session)?,
        commits: state.db.commits(),
        words: visitor.words,
        walk,
        // Without a standing all that the page has is of unknown age.
        stood: since
            .and_then(|since| since.parse().ok())
            .unwrap_or_default(),
        looked_at: None,
        state,
    };
    let events = stream::unfold(watching, |mut watching| async {
        let event = watching.next().await?;
        Some((Ok::<_, Infallible>(event), watching))
    });
    // A proxy that gathers answers before it passes them on would keep the news.
    let passed_on = [
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((passed_on, Sse::new(events)).into_response())
}

/// One page's stream.
struct Watching {
    state: AppState,
    place: Place,
    commits: watch::Receiver<u64>,
    words: Arc<Words>,
    walk: EntityId,
    stood: Standing,
    looked_at: Option<Instant>,
}

/// What a look at the walk found.
struct Look {
    is_signed_in: bool,
    now: Standing,
    changed: live::Changed,
}

impl Watching {
    /// The next event; none when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        if let Some(looked_at) = self.looked_at {
            self.wait(looked_at).await?;
        }
        self.looked_at = Some(Instant::now());
        self.commits.mark_unchanged();
        let look = self.look().await.ok()?;
        if !look.is_signed_in {
            return None;
        }
        let before = std::mem::replace(&mut self.stood, look.now);
        if before == look.now {
            return Some(Event::default().event("beat").data("."));
        }
        let told = self.news(before, &look);
        Event::default().event("changed").json_data(told).ok()
    }

    /// Waits for a commit, but never shorter than [`APART`] nor longer than [`BEAT`].
    async fn wait(&mut self, looked_at: Instant) -> Option<()> {
        tokio::select! {
            () = self.place.ended() => return None,
            committed = timeout_at(looked_at + BEAT, self.commits.changed()) => {
                // The writer is gone when the server stops.
                if let Ok(Err(_)) = committed {
                    return None;
                }
            }
        }
        tokio::select! {
            () = self.place.ended() => None,
            () = sleep_until(looked_at + APART) => Some(()),
        }
    }

    async fn look(&self) -> Result<Look, Error> {
        let (walk, before) = (self.walk, self.stood);
        let (session, clock) = (self.place.session, self.state.clock.now());
        let read = move |connection: &Connection| {
            let now = live::standing(connection, walk)?;
            Ok(Look {
                is_signed_in: people::signed_in(connection, &session, clock)?.is_some(),
                changed: live::changed(connection, walk, before, now)?,
                now,
            })
        };
        self.state.db.read(read).await
    }

    fn news(&self, before: Standing, look: &Look) -> News {
        let new = look.now.observations.saturating_sub(before.observations);
        let count = [("count", new.into())];
        News {
            standing: look.now.to_string(),
            parts: Part::touched_by(&look.changed),
            said: (new > 0).then(|| self.words.say_with("page-new_observations", count)),
        }
    }
}
