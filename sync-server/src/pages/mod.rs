//! Pages for the office's browsers, made on the server; they are whole without script.

mod account;
mod act;
mod address;
mod assets;
mod attempts;
mod back;
mod basemap;
mod browser;
mod clock;
mod compress;
mod contrast;
mod cookie;
mod design;
mod error;
mod field;
mod frame;
mod groups;
mod kept;
mod language;
mod map;
mod map_labels;
mod origin;
pub mod password;
mod people;
mod photo;
mod plan;
mod said;
mod settings;
mod sign_in;
mod streams;
mod take_part;
mod telling;
mod track;
mod upload;
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
use kept::Kept;
use streams::Streams;

/// Passwords hashed at once: each takes 19 MiB and a processor for a moment.
const HASHED_AT_ONCE: usize = 2;
/// Forms with photos taken in at once: each may hold tens of megabytes.
const FORMS_AT_ONCE: usize = 4;

/// What the pages share.
pub struct Pages {
    swedish: Arc<Words>,
    english: Arc<Words>,
    attempts: Mutex<Attempts>,
    hashing: Semaphore,
    /// One base map comes in at a time.
    receiving: Semaphore,
    /// Walks that were shown last, folded.
    kept: Kept,
    /// Open pages that are told what is new.
    streams: Streams,
    /// Forms with photos that are in memory.
    forms: Semaphore,
    /// Photos that are being prepared.
    preparing: Semaphore,
    /// Whether the map's script was bundled into this server.
    has_map: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            swedish: Arc::new(Words::new(Language::Swedish)),
            english: Arc::new(Words::new(Language::English)),
            attempts: Mutex::default(),
            hashing: Semaphore::new(HASHED_AT_ONCE),
            receiving: Semaphore::new(1),
            kept: Kept::default(),
            streams: Streams::default(),
            forms: Semaphore::new(FORMS_AT_ONCE),
            preparing: Semaphore::new(1),
            has_map: assets::has_map(),
        }
    }
}

impl Pages {
    /// Ends the streams of news; none is opened afterwards.
    pub(crate) fn end_streams(&self) {
        self.streams.end();
    }

    pub(crate) fn words(&self, language: Language) -> Arc<Words> {
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
        .route("/design", get(design::page))
        .route("/walks", get(walks::page))
        .merge(walk::routes())
        .route("/walks/{walk}/photos/{photo}/{size}", get(photo::photo))
        .merge(act::routes())
        .route("/assets/{name}", get(assets::asset))
        .route("/basemap.pmtiles", get(basemap::basemap))
        .merge(account::routes())
        .merge(people::routes())
        .merge(settings::routes())
        .merge(plan::routes())
        .merge(take_part::routes())
        .layer(middleware::from_fn(origin::only_from_here))
        .layer(compress::layer())
}

async fn to_sign_in() -> Redirect {
    Redirect::to("/sign-in")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use axum::body::{Body, BodyDataStream, to_bytes};
    use axum::http::{Request, StatusCode, header};
    use axum::response::Response;
    use futures_util::StreamExt;
    use lykta_core::domain::Occasion;
    use lykta_core::id::EntityId;
    use lykta_core::op::OpBuilder;
    use lykta_core::seam::{Clock, SystemIds};
    use lykta_core::time::Timestamp;
    use rusqlite::Transaction;
    use tempfile::TempDir;
    use tower::ServiceExt;

    use super::*;
    use crate::app::app;
    use crate::config::{Config, Options};
    use crate::store::Commit;
    use crate::store::office::{Office, PlannedWalk};
    use crate::store::people;

    const PASSWORD: &str = "en lykta om kvällen";

    struct SetClock(AtomicI64);

    impl Clock for SetClock {
        fn now(&self) -> Timestamp {
            Timestamp(self.0.load(Ordering::Relaxed))
        }

        fn monotonic_ms(&self) -> u64 {
            self.0.load(Ordering::Relaxed) as u64
        }
    }

    struct Site {
        state: AppState,
        clock: Arc<SetClock>,
        _folder: TempDir,
    }

    impl Site {
        async fn opens(public_url: &str) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let options = Options {
                data: Some(folder.path().join("data")),
                public_url: Some(public_url.to_owned()),
                ..Options::default()
            };
            let config = Config::from_options(options).unwrap();
            let clock = Arc::new(SetClock(AtomicI64::new(1_792_254_600_000)));
            let state = AppState::open_with(config, clock.clone(), Arc::new(SystemIds)).unwrap();
            let hash = password::hash(PASSWORD).unwrap();
            let eva = people::Person {
                name: "eva".into(),
                role: people::OfficeRole::Coordinator,
            };
            let added = state
                .db
                .write(move |tx, _| people::add(tx, &SystemIds, &eva, &hash, Timestamp(0)));
            added.await.unwrap();
            Self {
                state,
                clock,
                _folder: folder,
            }
        }

        fn later(&self, seconds: i64) {
            self.clock.0.fetch_add(seconds * 1_000, Ordering::Relaxed);
        }

        async fn plans(&self) -> EntityId {
            let planned = PlannedWalk {
                id: None,
                name: "Kvällsvandring".into(),
                occasion: Occasion::SafetyWalk,
                area: ("Gloet".into(), Vec::new()),
                planned_start: self.clock.now(),
                planned_end: self.clock.now(),
                groups: Vec::new(),
            };
            let now = self.clock.now();
            let made = self.state.db.write(move |tx, commit| {
                Office::on_command_line(tx, commit, &SystemIds, now)?.create_walk(&planned)
            });
            made.await.unwrap().0
        }

        async fn gets(&self, path: &str, cookie: &str) -> Response {
            let request = Request::get(path)
                .header(header::ACCEPT, "text/html")
                .header(header::COOKIE, cookie);
            let request = request.body(Body::empty()).unwrap();
            app(self.state.clone()).oneshot(request).await.unwrap()
        }

        async fn signs_in(&self, name: &str, password: &str) -> Response {
            let request = Request::post("/sign-in")
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let typed = format!("name={name}&password={}", password.replace(' ', "+"));
            let request = request.body(Body::from(typed)).unwrap();
            app(self.state.clone()).oneshot(request).await.unwrap()
        }
    }

    fn cookie_of(answer: &Response) -> String {
        let made = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        made.split(';').next().unwrap().to_owned()
    }

    async fn text(answer: Response) -> String {
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn a_session_ends_by_itself() {
        let site = Site::opens("https://lykta.example").await;
        let answer = site.signs_in("eva", PASSWORD).await;
        let made = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(made.ends_with("; Secure"), "{made}");
        let cookie = cookie_of(&answer);
        site.later(visitor::SIGNED_IN_S - 1);
        assert_eq!(site.gets("/walks", &cookie).await.status(), StatusCode::OK);
        site.later(1);
        let answer = site.gets("/walks", &cookie).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }

    #[tokio::test]
    async fn whoever_waited_may_try_again() {
        let site = Site::opens("http://lykta.example").await;
        for _ in 0..8 {
            let answer = site.signs_in("eva", "fel").await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        }
        let refused = site.signs_in("eva", PASSWORD).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "900");
        site.later(900);
        let answer = site.signs_in("eva", PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }

    impl Site {
        /// Somebody of the office writes an op about a walk.
        async fn writes(&self, walk: EntityId, op: OpBuilder) {
            let now = self.clock.now();
            let write = move |tx: &Transaction<'_>, commit: &mut Commit| {
                Office::on_command_line(tx, commit, &SystemIds, now)?.act(walk, op)
            };
            self.state.db.write(write).await.unwrap();
        }

        async fn observes(&self, walk: EntityId, words: &str) -> EntityId {
            self.later(1);
            let id = EntityId::random(&SystemIds, self.clock.now());
            let op = OpBuilder::create("observation", id, Some(("walk", walk)));
            self.writes(walk, op.set("kind", "unsafe").set("words", words))
                .await;
            id
        }
    }

    fn place_in(page: &str, words: &str) -> usize {
        page.find(words)
            .unwrap_or_else(|| panic!("{words} is not shown"))
    }

    #[tokio::test]
    async fn what_is_kept_of_a_walk_is_brought_forward_by_each_change() {
        let site = Site::opens("http://lykta.example").await;
        let cookie = cookie_of(&site.signs_in("eva", PASSWORD).await);
        let walk = site.plans().await;
        let look = async || text(site.gets(&format!("/walks/{walk}"), &cookie).await).await;
        let first = site.observes(walk, "den första").await;
        assert!(look().await.contains("den första"));
        let second = site.observes(walk, "den andra").await;
        let page = look().await;
        assert!(place_in(&page, "den första") < place_in(&page, "den andra"));
        let edit = OpBuilder::edit("observation", first).set("words", "den ändrade");
        site.writes(walk, edit).await;
        let page = look().await;
        assert!(place_in(&page, "den ändrade") < place_in(&page, "den andra"));
        let withdraw = OpBuilder::edit("observation", second).set("withdrawn", true);
        site.writes(walk, withdraw).await;
        assert!(!look().await.contains("den andra"));
        // The same from the log alone.
        let brought_forward = look().await;
        let mut fresh = site.state.clone();
        fresh.pages = Arc::default();
        let fresh = Site {
            state: fresh,
            clock: site.clock.clone(),
            _folder: tempfile::tempdir().unwrap(),
        };
        let folded_anew = text(fresh.gets(&format!("/walks/{walk}"), &cookie).await).await;
        assert_eq!(brought_forward, folded_anew);
    }

    /// The next event of a stream, as it is sent.
    async fn event(events: &mut BodyDataStream) -> Option<String> {
        let bytes = events.next().await?.unwrap();
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn an_open_page_is_told_what_changed_and_where() {
        let site = Site::opens("http://lykta.example").await;
        let cookie = cookie_of(&site.signs_in("eva", PASSWORD).await);
        let walk = site.plans().await;
        let page = text(site.gets(&format!("/walks/{walk}"), &cookie).await).await;
        let (_, rest) = page.split_once("data-standing=\"").unwrap();
        let (standing, _) = rest.split_once('"').unwrap();
        let path = format!("/walks/{walk}/events?since={standing}");
        let mut body = site
            .gets(&path, &cookie)
            .await
            .into_body()
            .into_data_stream();
        assert!(event(&mut body).await.unwrap().starts_with("event: beat"));
        site.observes(walk, "nytt").await;
        site.observes(walk, "och mer").await;
        let told = event(&mut body).await.unwrap();
        assert!(told.starts_with("event: changed"), "{told}");
        assert!(told.contains("2 nya iakttagelser"), "both at once: {told}");
        assert!(
            told.contains(r#"["figures","observations","held","map"]"#),
            "{told}"
        );
        // Another walk's news are none of this page's.
        let other = site.plans().await;
        site.observes(other, "annorstädes").await;
        assert!(event(&mut body).await.unwrap().starts_with("event: beat"));
    }

    #[tokio::test]
    async fn a_stream_ends_with_its_session_and_with_the_server() {
        let site = Site::opens("http://lykta.example").await;
        let cookie = cookie_of(&site.signs_in("eva", PASSWORD).await);
        let walk = site.plans().await;
        let path = format!("/walks/{walk}/events");
        let mut ends_with_session = site
            .gets(&path, &cookie)
            .await
            .into_body()
            .into_data_stream();
        assert!(event(&mut ends_with_session).await.is_some());
        site.later(visitor::SIGNED_IN_S);
        site.observes(walk, "för sent").await;
        assert_eq!(event(&mut ends_with_session).await, None);
        let cookie = cookie_of(&site.signs_in("eva", PASSWORD).await);
        let mut ends_with_server = site
            .gets(&path, &cookie)
            .await
            .into_body()
            .into_data_stream();
        assert!(event(&mut ends_with_server).await.is_some());
        site.state.pages.end_streams();
        assert_eq!(event(&mut ends_with_server).await, None);
        let refused = site.gets(&path, &cookie).await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[tokio::test]
    async fn without_the_bundle_a_page_has_no_map_and_the_same_list() {
        let mut site = Site::opens("http://lykta.example").await;
        let cookie = cookie_of(&site.signs_in("eva", PASSWORD).await);
        let path = format!("/walks/{}", site.plans().await);
        for has_map in [true, false] {
            site.state.pages = Arc::new(Pages {
                has_map,
                ..Pages::default()
            });
            let page = text(site.gets(&path, &cookie).await).await;
            assert_eq!(page.contains("id=\"map\""), has_map);
            assert_eq!(page.contains("<script"), has_map);
            assert!(page.contains("Inga iakttagelser har kommit in än."));
            assert!(page.contains("Inget väntar."));
        }
    }
}
