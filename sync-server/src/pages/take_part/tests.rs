//! Taking part without script, over the router.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use lykta_core::domain::{Kind, Occasion, Role};
use lykta_core::id::EntityId;
use lykta_core::join::CodeText;
use lykta_core::merge::{Act, Subject};
use lykta_core::seam::{Clock, SystemIds};
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::Connection;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::app::app;
use crate::config::{Config, Options};
use crate::error::Error;
use crate::state::AppState;
use crate::store::entrance;
use crate::store::office::{LinkFor, Office, PlannedGroup, PlannedWalk};

const BOUNDARY: &str = "one-form";
const HOUR_S: i64 = 3_600;

struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }

    fn monotonic_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed) as u64
    }
}

/// A server with a walk of one group under way.
struct Site {
    state: AppState,
    clock: Arc<SetClock>,
    walk: EntityId,
    short: String,
    code: CodeText,
    folder: TempDir,
}

impl Site {
    async fn opens() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            data: Some(folder.path().join("data")),
            public_url: Some("https://lykta.example".to_owned()),
            ..Options::default()
        };
        let config = Config::from_options(options).unwrap();
        let clock = Arc::new(SetClock(AtomicI64::new(1_792_254_600_000)));
        let state = AppState::open_with(config, clock.clone(), Arc::new(SystemIds)).unwrap();
        let (walk, group) = plan(&state).await;
        let key = state.keep.clone();
        let planned_end = clock.now().plus_ms(2 * HOUR_S * 1_000);
        let opened = state.db.write(move |tx, _| {
            let of = LinkFor {
                server: "https://lykta.example",
                walk,
                walk_name: "Kvällsvandring",
                planned_end,
                group: Some(group),
                role: Role::Participant,
            };
            entrance::open(tx, key.code_key(), &of)
        });
        let opened = opened.await.unwrap();
        Self {
            state,
            clock,
            walk,
            short: opened.short,
            code: opened.link.code,
            folder,
        }
    }

    async fn sends(&self, request: Request<Body>) -> Response {
        app(self.state.clone()).oneshot(request).await.unwrap()
    }

    async fn gets(&self, path: &str, cookie: &str) -> Response {
        let request = Request::get(path)
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie);
        self.sends(request.body(Body::empty()).unwrap()).await
    }

    async fn posts(&self, path: &str, cookie: &str, typed: &str) -> Response {
        let kind = "application/x-www-form-urlencoded";
        self.posts_as(path, cookie, kind, typed.as_bytes().to_vec())
            .await
    }

    async fn posts_as(&self, path: &str, cookie: &str, kind: &str, body: Vec<u8>) -> Response {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, kind);
        self.sends(request.body(Body::from(body)).unwrap()).await
    }

    /// Types the code and reads the notice; returns the cookie.
    async fn takes_part(&self) -> String {
        let answer = self
            .posts("/join/code", "", &format!("code={}", self.short))
            .await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = cookie_of(&answer);
        let answer = self.posts("/join/take-part/read", &cookie, "").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        cookie
    }

    async fn records(&self, cookie: &str, fields: &[(&str, &str)], photos: &[Vec<u8>]) -> Response {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let body = multipart(fields, photos);
        self.posts_as("/join/take-part", cookie, &kind, body).await
    }

    async fn observations(&self) -> Vec<log::EntityRow> {
        let walk = self.walk;
        let read = move |connection: &Connection| {
            let all = log::Page::all();
            Ok(log::list(connection, walk, Kind::Observation, all)?)
        };
        self.state.db.read(read).await.unwrap()
    }

    async fn decides(&self, act: Act) {
        let (walk, now) = (self.walk, self.clock.now());
        let write = self.state.db.write(move |tx, commit| {
            Office::on_command_line(tx, commit, &SystemIds, now)?.decide(walk, &act)
        });
        write.await.unwrap();
    }
}

async fn plan(state: &AppState) -> (EntityId, EntityId) {
    let now = state.clock.now();
    let planned = PlannedWalk {
        id: None,
        name: "Kvällsvandring".into(),
        occasion: Occasion::SafetyWalk,
        area: ("Gloet".into(), Vec::new()),
        planned_start: now,
        planned_end: now.plus_ms(2 * HOUR_S * 1_000),
        groups: vec![PlannedGroup::default()],
    };
    let made = state.db.write(move |tx, commit| {
        let made = Office::on_command_line(tx, commit, &SystemIds, now)?.create_walk(&planned)?;
        Ok::<_, Error>((made.0, made.1[0]))
    });
    made.await.unwrap()
}

fn multipart(fields: &[(&str, &str)], photos: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    for photo in photos {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"IMG.jpg\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        );
        body.extend(part.into_bytes());
        body.extend(photo);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// A JPEG with a position in its EXIF.
fn photo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let mut jpeg = Cursor::new(Vec::new());
    picture
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let jpeg = jpeg.into_inner();
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0SECRETPLACE";
    let mut marker = vec![0xff, 0xe1];
    marker.extend((exif.len() as u16 + 2).to_be_bytes());
    marker.extend(exif);
    [&jpeg[..2], &marker, &jpeg[2..]].concat()
}

fn cookie_of(answer: &Response) -> String {
    let made = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    made.split(';').next().unwrap().to_owned()
}

async fn text(answer: Response) -> String {
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

fn form_id(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn files_below(folder: &std::path::Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(std::fs::read(path).unwrap());
        }
    }
    found
}

#[tokio::test]
async fn a_short_code_leads_to_a_form_whose_ops_are_admitted_like_a_phones() {
    let site = Site::opens().await;
    let answer = site
        .posts("/join/code", "", &format!("code={}", site.short))
        .await;
    let made = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(made.contains("HttpOnly; SameSite=Lax; Secure"), "{made}");
    let cookie = cookie_of(&answer);
    let page = text(site.gets("/join/take-part", &cookie).await).await;
    assert!(page.contains("allmän handling") && !page.contains("name=\"kind\""));
    // Before the notice is read nothing is recorded.
    let fields = [
        ("id", "00000000-0000-7000-8000-000000000001"),
        ("kind", "unsafe"),
    ];
    site.records(&cookie, &fields, &[]).await;
    assert!(site.observations().await.is_empty());

    site.posts("/join/take-part/read", &cookie, "").await;
    let page = text(site.gets("/join/take-part", &cookie).await).await;
    let id = form_id(&page);
    let fields = [
        ("id", id.as_str()),
        ("kind", "unsafe"),
        ("category", "lighting"),
        ("category", "isolation"),
        ("feeling", "1"),
        ("situation", "hem från sista bussen"),
        ("words", "<script>mörkt</script>"),
    ];
    // Sent twice, as by a reload, it is recorded once.
    for _ in 0..2 {
        let answer = site.records(&cookie, &fields, &[photo()]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }
    let [row] = &site.observations().await[..] else {
        panic!("recorded once")
    };
    assert_eq!(row.id.to_string(), id);
    let page = text(site.gets("/join/take-part", &cookie).await).await;
    assert!(page.contains("data-state=\"visible\""));
    assert!(page.contains("&#60;script&#62;mörkt") && page.contains("hem från sista bussen"));
    assert!(page.contains("Ett foto"));
    assert_ne!(form_id(&page), id);

    site.posts("/join/take-part/withdraw", &cookie, &format!("id={id}"))
        .await;
    let page = text(site.gets("/join/take-part", &cookie).await).await;
    assert!(!page.contains("data-state=\"visible\""));
    let answer = site.posts("/join/leave", &cookie, "").await;
    assert!(
        answer.headers()[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    let answer = site.gets("/join/take-part", &cookie).await;
    assert_eq!(answer.headers()[header::LOCATION], "/join");
}

#[tokio::test]
async fn a_photo_is_drawn_anew_before_it_is_kept() {
    let site = Site::opens().await;
    let cookie = site.takes_part().await;
    let fields = [
        ("id", "00000000-0000-7000-8000-000000000001"),
        ("kind", "safe"),
    ];
    let answer = site.records(&cookie, &fields, &[photo()]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    site.state.close().await;
    let photos = files_below(&site.folder.path().join("data/photos"));
    assert!(!photos.is_empty());
    for kept in photos {
        let has = |part: &[u8]| kept.windows(part.len()).any(|window| window == part);
        assert!(!has(b"Exif") && !has(b"SECRETPLACE"));
    }
}

type Fields<'a> = &'a [(&'a str, &'a str)];

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_nothing_typed_is_lost() {
    let site = Site::opens().await;
    let cookie = site.takes_part().await;
    let id = ("id", "00000000-0000-7000-8000-000000000001");
    let long = "å".repeat(10_001);
    let broken = vec![b"GIF89a".to_vec()];
    let many = vec![photo(); 4];
    let cases: [(Fields<'_>, &[Vec<u8>], &str); 4] = [
        (&[id, ("words", "det jag skrev")], &[], "Välj först"),
        (
            &[
                id,
                ("kind", "safe"),
                ("words", "det jag skrev"),
                ("suggestion", &long),
            ],
            &[],
            "Texten är för lång",
        ),
        (
            &[id, ("kind", "safe"), ("words", "det jag skrev")],
            &broken,
            "Fotot kan inte läsas",
        ),
        (
            &[id, ("kind", "safe"), ("words", "det jag skrev")],
            &many,
            "högst tre foton",
        ),
    ];
    for (fields, photos, said) in cases {
        let answer = site.records(&cookie, fields, photos).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        let page = text(answer).await;
        assert!(
            page.contains(said) && page.contains("det jag skrev"),
            "{said}"
        );
        assert_eq!(form_id(&page), id.1);
    }
    assert!(site.observations().await.is_empty());
}

#[tokio::test]
async fn what_comes_after_the_code_was_revoked_is_kept_and_told_to_be_held() {
    let site = Site::opens().await;
    let cookie = site.takes_part().await;
    site.decides(Act::Revoke(Subject::Code(site.code))).await;
    let fields = [
        ("id", "00000000-0000-7000-8000-000000000001"),
        ("kind", "unsafe"),
    ];
    // Held, it is still the same form that came before.
    for _ in 0..2 {
        site.records(&cookie, &fields, &[]).await;
    }
    assert!(site.observations().await.is_empty());
    let page = text(site.gets("/join/take-part", &cookie).await).await;
    assert_eq!(page.matches("data-state=\"held\"").count(), 1);
    assert!(page.contains("efter att koden hade dragits in"));
}

#[tokio::test]
async fn codes_are_not_found_by_guessing_and_whoever_guesses_waits() {
    let site = Site::opens().await;
    for _ in 0..24 {
        let answer = site.posts("/join/code", "", "code=0000-0000").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.headers().contains_key(header::SET_COOKIE));
    }
    let typed = format!("code={}", site.short);
    let answer = site.posts("/join/code", "", &typed).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers()[header::RETRY_AFTER], "900");
    site.clock.0.fetch_add(900_000, Ordering::Relaxed);
    let answer = site.posts("/join/code", "", &typed).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_cookie_lasts_as_long_as_its_code_admits() {
    let site = Site::opens().await;
    let cookie = site.takes_part().await;
    let until_s = 30 * 24 * HOUR_S + 2 * HOUR_S;
    site.clock
        .0
        .fetch_add((until_s - 60) * 1_000, Ordering::Relaxed);
    let answer = site.gets("/join/take-part", &cookie).await;
    assert_eq!(answer.status(), StatusCode::OK);
    site.clock.0.fetch_add(120_000, Ordering::Relaxed);
    let answer = site.gets("/join/take-part", &cookie).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    for forged in ["lykta_part=", "lykta_part=AAAA", "lykta_part=åäö"] {
        let answer = site.gets("/join/take-part", forged).await;
        assert_eq!(answer.headers()[header::LOCATION], "/join", "{forged}");
    }
}

#[tokio::test]
async fn nobody_withdraws_what_another_recorded() {
    let site = Site::opens().await;
    let id = "00000000-0000-7000-8000-000000000001";
    let cookie = site.takes_part().await;
    site.records(&cookie, &[("id", id), ("kind", "safe")], &[])
        .await;
    let other = site.takes_part().await;
    let answer = site
        .posts("/join/take-part/withdraw", &other, &format!("id={id}"))
        .await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    // The same id by another replica is a second create: kept, held, and not in its way.
    site.records(&other, &[("id", id), ("kind", "unsafe")], &[])
        .await;
    let page = text(site.gets("/join/take-part", &other).await).await;
    assert!(page.contains("data-state=\"held\""));
    assert_eq!(site.observations().await.len(), 1);
}

#[tokio::test]
async fn the_worker_may_only_fetch_from_here_and_the_manifest_speaks_the_pages_language() {
    let site = Site::opens().await;
    let manifest = text(
        site.gets("/join/manifest.webmanifest", "lykta_language=en")
            .await,
    )
    .await;
    assert!(manifest.contains("\"lang\":\"en\"") && manifest.contains("\"scope\":\"/join\""));
    let answer = site.gets("/join/worker.js", "").await;
    // Without the bundle there is no worker, and the page is whole without it.
    if answer.status() == StatusCode::OK {
        assert_eq!(answer.headers()["service-worker-allowed"], "/join");
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str();
        assert!(
            policy
                .unwrap()
                .starts_with("default-src 'none'; connect-src 'self'")
        );
    }
}
