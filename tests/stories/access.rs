//! Who may do what: every role and every code against every route, walked through whole.
//!
//! A new route needs a row below. Browsers' routes tell what the office's roles are answered;
//! whoever has only a code is nobody there, and whoever has only a session is nobody to `/v1`.

use std::collections::BTreeSet;
use std::path::Path;

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::merge::{Act, Subject};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, Transport};
use lykta_core::sync::wire::{Encoding, Holding, PROTOCOL, SyncRequest};
use lykta_core::time::Timestamp;
use lykta_server::store::people::{self, OfficeRole, Person};
use lykta_server::store::settings;
use lykta_tests::{Caller, Evening, Phone, Server};

const DAY_MS: i64 = 24 * 3_600_000;
/// Somebody whom administrators change.
const SUBSTITUTE: &str = "vikarien";
const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/// Who is answered with which status.
#[derive(Clone, Copy)]
enum Open {
    /// Everybody, signed in or not.
    ToAll(u16),
    /// Nobody, and who is signed in.
    WhenSignedOut(u16, u16),
    /// Everybody of the office; others are led to the sign-in page.
    ToOffice(u16),
    /// Administrators; coordinators are told no, others are led to the sign-in page.
    ToAdministrators(u16),
    /// Codes, in the order of [`CODES`]; others are asked who they are.
    ToCodes([u16; 9]),
}
use Open::{ToAdministrators, ToAll, ToCodes, ToOffice, WhenSignedOut};

/// A code of each kind for the walk in question. The first is of the group whose photo it is.
const CODES: [&str; 9] = [
    "leader",
    "leader of another group",
    "note_taker",
    "photographer",
    "participant",
    "coordinator's link",
    "expired coordinator's link",
    "revoked coordinator's link",
    "coordinator's link of another walk",
];

const TABLE: &[(&str, &str, Open)] = &[
    ("GET", "/healthz", ToAll(200)),
    ("GET", "/readyz", ToAll(200)),
    ("GET", "/metrics", ToAll(200)),
    ("GET", "/v1/openapi.json", ToAll(200)),
    // What was recorded is taken from every genuine code; `reads.rs` tells what comes back.
    ("POST", "/v1/sync", ToCodes([200; 9])),
    (
        "GET",
        "/v1/walks/{walk}/package",
        ToCodes([200, 200, 200, 200, 200, 200, 403, 403, 403]),
    ),
    (
        "GET",
        "/v1/walks/{walk}/basemap.pmtiles",
        ToCodes([200, 200, 200, 200, 200, 200, 403, 403, 403]),
    ),
    (
        "GET",
        "/v1/photos/{photo}/{size}",
        ToCodes([200, 404, 200, 404, 404, 200, 404, 404, 404]),
    ),
    ("POST", "/v1/photos", ToCodes([201; 9])),
    // An upload is its own phone's alone.
    (
        "HEAD",
        "/v1/photos/{upload}",
        ToCodes([200, 404, 404, 404, 404, 404, 404, 404, 404]),
    ),
    (
        "PATCH",
        "/v1/photos/{upload}",
        // Its bytes are let in, and are no photo.
        ToCodes([422, 404, 404, 404, 404, 404, 404, 404, 404]),
    ),
    (
        "DELETE",
        "/v1/photos/{upload}",
        ToCodes([204, 404, 404, 404, 404, 404, 404, 404, 404]),
    ),
    ("GET", "/", ToAll(303)),
    ("GET", "/sign-in", WhenSignedOut(200, 303)),
    ("POST", "/sign-in", ToAll(422)),
    ("GET", "/sign-out", ToAll(303)),
    ("POST", "/sign-out", ToAll(200)),
    ("POST", "/language/{tag}", ToAll(303)),
    ("GET", "/assets/{name}", ToAll(200)),
    ("GET", "/basemap.pmtiles", ToAll(200)),
    ("GET", "/crest/{hash}", ToAll(200)),
    ("GET", "/design", ToOffice(200)),
    ("GET", "/walks", ToOffice(200)),
    ("GET", "/walks/{walk}", ToOffice(200)),
    ("GET", "/walks/{walk}/map.json", ToOffice(200)),
    ("GET", "/walks/{walk}/photos/{photo}/{size}", ToOffice(200)),
    ("GET", "/walks/{walk}/observations.json", ToOffice(200)),
    ("GET", "/walks/{walk}/parts/{part}", ToOffice(200)),
    ("GET", "/walks/{walk}/events", ToOffice(200)),
    ("GET", "/walks/new", ToOffice(200)),
    ("POST", "/walks/new", ToOffice(400)),
    ("GET", "/walks/{walk}/plan", ToOffice(200)),
    ("POST", "/walks/{walk}/plan", ToOffice(400)),
    ("GET", "/walks/{walk}/area", ToOffice(200)),
    ("POST", "/walks/{walk}/area", ToOffice(400)),
    ("GET", "/walks/{walk}/groups/new", ToOffice(200)),
    ("POST", "/walks/{walk}/groups/new", ToOffice(400)),
    ("GET", "/walks/{walk}/groups/{group}", ToOffice(200)),
    ("POST", "/walks/{walk}/groups/{group}", ToOffice(400)),
    ("GET", "/walks/{walk}/groups/{group}/remove", ToOffice(200)),
    ("POST", "/walks/{walk}/groups/{group}/remove", ToOffice(303)),
    (
        "POST",
        "/walks/{walk}/groups/{group}/bring-back",
        ToOffice(303),
    ),
    ("GET", "/walks/{walk}/codes", ToOffice(200)),
    ("GET", "/walks/{walk}/groups/{group}/print", ToOffice(200)),
    (
        "GET",
        "/walks/{walk}/groups/{group}/print/leader",
        ToOffice(200),
    ),
    ("GET", "/walks/{walk}/groups/{group}/screen", ToOffice(200)),
    (
        "GET",
        "/walks/{walk}/groups/{group}/renew/{role}",
        ToOffice(200),
    ),
    (
        "POST",
        "/walks/{walk}/groups/{group}/renew/{role}",
        ToOffice(303),
    ),
    ("GET", "/walks/{walk}/life/{change}", ToOffice(200)),
    ("POST", "/walks/{walk}/life/{change}", ToOffice(303)),
    ("GET", "/walks/{walk}/observations/{id}", ToOffice(200)),
    (
        "GET",
        "/walks/{walk}/observations/{id}/map.json",
        ToOffice(200),
    ),
    ("GET", "/walks/{walk}/withdrawn", ToOffice(200)),
    ("GET", "/walks/{walk}/change/{kind}/{id}", ToOffice(200)),
    ("POST", "/walks/{walk}/change/{kind}/{id}", ToOffice(303)),
    ("GET", "/walks/{walk}/unsettled", ToOffice(200)),
    (
        "GET",
        "/walks/{walk}/settle/{kind}/{id}/{*field}",
        ToOffice(200),
    ),
    (
        "POST",
        "/walks/{walk}/settle/{kind}/{id}/{*field}",
        ToOffice(422),
    ),
    (
        "GET",
        "/walks/{walk}/counts/{group}/{category}",
        ToOffice(404),
    ),
    (
        "POST",
        "/walks/{walk}/counts/{group}/{category}",
        ToOffice(404),
    ),
    (
        "GET",
        "/walks/{walk}/remove/{kind}/{id}/{*field}",
        ToOffice(200),
    ),
    (
        "POST",
        "/walks/{walk}/remove/{kind}/{id}/{*field}",
        ToOffice(422),
    ),
    ("GET", "/walks/{walk}/erase/{subject}/{id}", ToOffice(200)),
    ("POST", "/walks/{walk}/erase/{subject}/{id}", ToOffice(422)),
    ("GET", "/walks/{walk}/held", ToOffice(200)),
    // Nothing is held here.
    ("GET", "/walks/{walk}/held/{op}", ToOffice(404)),
    ("POST", "/walks/{walk}/held/{op}", ToOffice(404)),
    ("GET", "/walks/{walk}/held/{op}/correct", ToOffice(404)),
    ("POST", "/walks/{walk}/held/{op}/correct", ToOffice(404)),
    ("GET", "/walks/{walk}/phones/{replica}", ToOffice(200)),
    ("POST", "/walks/{walk}/phones/{replica}", ToOffice(400)),
    (
        "GET",
        "/walks/{walk}/phones/{replica}/revoke",
        ToOffice(200),
    ),
    (
        "POST",
        "/walks/{walk}/phones/{replica}/revoke",
        ToOffice(422),
    ),
    ("GET", "/walks/{walk}/photos/{photo}", ToOffice(200)),
    ("POST", "/walks/{walk}/photos/{photo}", ToOffice(422)),
    (
        "GET",
        "/walks/{walk}/photos/{photo}/versions/{version}",
        ToOffice(404),
    ),
    ("POST", "/walks/{walk}/withdraw/{kind}/{id}", ToOffice(303)),
    // Whoever takes part without script has a cookie of their own; others are led to the start.
    ("GET", "/join", ToAll(200)),
    ("POST", "/join/code", ToAll(422)),
    ("GET", "/join/manifest.webmanifest", ToAll(200)),
    ("GET", "/join/worker.js", ToAll(200)),
    ("GET", "/join/map-worker.js", ToAll(200)),
    ("GET", "/join/take-part", ToAll(303)),
    ("POST", "/join/take-part", ToAll(303)),
    ("POST", "/join/take-part/read", ToAll(303)),
    ("POST", "/join/take-part/withdraw", ToAll(303)),
    ("POST", "/join/leave", ToAll(303)),
    ("GET", "/account", ToOffice(200)),
    ("POST", "/account/password", ToOffice(422)),
    ("POST", "/account/sign-out", ToOffice(200)),
    ("GET", "/people", ToAdministrators(200)),
    ("GET", "/people/new", ToAdministrators(200)),
    ("POST", "/people/new", ToAdministrators(422)),
    ("GET", "/people/{person}", ToAdministrators(200)),
    ("POST", "/people/{person}/role", ToAdministrators(422)),
    ("POST", "/people/{person}/password", ToAdministrators(200)),
    ("GET", "/people/{person}/remove", ToAdministrators(200)),
    ("POST", "/people/{person}/remove", ToAdministrators(303)),
    ("GET", "/settings", ToAdministrators(200)),
    ("POST", "/settings", ToAdministrators(422)),
    ("POST", "/settings/crest", ToAdministrators(400)),
    ("POST", "/settings/crest/remove", ToAdministrators(303)),
    ("POST", "/settings/basemap", ToAdministrators(400)),
    ("POST", "/settings/basemap/remove", ToAdministrators(303)),
];

/// Routes whose parameters are called otherwise in the router, since one route is two.
const CALLED: [(&str, &str); 2] = [
    ("/v1/photos/{id}/{size}", "/v1/photos/{photo}/{size}"),
    ("/v1/photos/{id}", "/v1/photos/{upload}"),
];

/// A caller of the table.
#[derive(Clone, Copy, Debug)]
enum Who {
    Nobody,
    Office(OfficeRole),
    Code(usize),
}

impl Who {
    fn all() -> impl Iterator<Item = Self> {
        let office = OfficeRole::ALL.map(Self::Office);
        let codes = (0..CODES.len()).map(Self::Code);
        [Self::Nobody].into_iter().chain(office).chain(codes)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Office(role) => role.name(),
            Self::Code(code) => CODES[code],
        }
    }

    /// What this caller must be answered on a route.
    fn expected(self, open: Open) -> u16 {
        match (open, self) {
            (WhenSignedOut(_, status) | ToOffice(status), Self::Office(_))
            | (ToAll(status) | WhenSignedOut(status, _), _)
            | (ToAdministrators(status), Self::Office(OfficeRole::Administrator)) => status,
            (ToAdministrators(_), Self::Office(_)) => 403,
            (ToOffice(_) | ToAdministrators(_), _) => 303,
            (ToCodes(statuses), Self::Code(code)) => statuses[code],
            (ToCodes(_), _) => 401,
        }
    }
}

/// A server with a walk of two groups, a photo of the first, and somebody of each kind.
struct Site {
    server: Server,
    http: HttpTransport,
    walk: EntityId,
    group: EntityId,
    observation: EntityId,
    photo: EntityId,
    crest: String,
    callers: Vec<Caller>,
    _phones: Vec<Phone>,
}

impl Site {
    async fn opens() -> Self {
        let server = Server::starts().await;
        let (evening, (observation, photo), leader) = walked(&server).await;
        let other = server.plans(1).await;
        let mut phones = vec![leader];
        phones.extend(others(&server, &evening, &other).await);
        let callers = phones.iter().map(Caller::holding).collect();
        let mut site = Self {
            server,
            http: HttpTransport::new(&[]).unwrap(),
            walk: evening.walk,
            group: evening.groups[0],
            observation,
            photo,
            crest: String::new(),
            callers,
            _phones: phones,
        };
        site.readies().await;
        let crest = site.server.state().settings().crest.clone();
        site.crest = crest.unwrap().0;
        site
    }

    /// What a route may have taken away is there again: people, their sessions, the crest, the map.
    async fn readies(&self) {
        let state = self.server.state();
        if !lykta_server::basemap::is_here(&state.config.data) {
            self.server.gets_basemap(1);
        }
        let (ids, now) = (state.ids.clone(), state.clock.now());
        let write = state.set(move |tx| {
            for role in OfficeRole::ALL {
                let name = role.name();
                let _ = people::add(tx, &*ids, &person(name, role), "no password", now);
                let hash = ContentHash::of(&token(role).0);
                people::sign_out(tx, hash.as_bytes())?;
                people::sign_in(tx, name, hash.as_bytes(), "", now, now.plus_ms(DAY_MS))?;
            }
            let substitute = person(SUBSTITUTE, OfficeRole::Coordinator);
            let _ = people::add(tx, &*ids, &substitute, "no password", now);
            settings::set_crest(tx, Some(b"a crest"))
        });
        write.await.unwrap();
    }

    /// An upload that the first code's phone has begun.
    async fn begins_upload(&self) -> String {
        let headers = [("Tus-Resumable", "1.0.0"), ("Upload-Length", "5")];
        let owner = &self.callers[0];
        let begun = owner
            .sends("POST", "/v1/photos", &headers, Vec::new())
            .await;
        let location = begun.header("location").unwrap();
        location.rsplit('/').next().unwrap().to_owned()
    }

    async fn forgets_upload(&self, upload: &str) {
        let path = format!("/v1/photos/{upload}");
        let headers = [("Tus-Resumable", "1.0.0")];
        self.callers[0]
            .sends("DELETE", &path, &headers, Vec::new())
            .await;
    }

    async fn asks(&self, who: Who, method: &'static str, path: &str) -> HttpAnswer {
        // What streams for ever is asked for its head alone, which comes with GET.
        let method = match method {
            "GET" if path.ends_with("/events") => "HEAD",
            method => method,
        };
        let body: Vec<u8> = match (method, path) {
            ("POST", "/v1/sync") => sync(),
            ("PATCH", _) => b"photo".to_vec(),
            _ => Vec::new(),
        };
        let kind = match (method, path) {
            ("POST", "/v1/sync") => Encoding::Packed.content_type(),
            ("PATCH", _) => "application/offset+octet-stream",
            _ => "application/x-www-form-urlencoded",
        };
        let headers = [
            ("Accept", "text/html, application/json"),
            ("Content-Type", kind),
            ("Sec-Fetch-Site", "same-origin"),
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Length", "5"),
            ("Upload-Offset", "0"),
        ];
        if let Who::Code(code) = who {
            return self.callers[code].sends(method, path, &headers, body).await;
        }
        let mut headers = headers
            .map(|(name, value)| (name, value.to_owned()))
            .to_vec();
        if let Who::Office(role) = who {
            headers.push(("Cookie", format!("lykta={}", token(role).1)));
        }
        let url = format!("{}{path}", self.server.state().config.public_url);
        let request = HttpRequest {
            method,
            url,
            headers,
            body,
        };
        self.http.send(request).await.unwrap()
    }

    /// The address of a route for this walk, this photo, this upload, this person.
    fn address(&self, path: &str, upload: &str) -> String {
        let substitute = person(SUBSTITUTE, OfficeRole::Coordinator);
        let named = [
            ("{walk}", self.walk.to_string()),
            ("{group}", self.group.to_string()),
            ("{id}", self.observation.to_string()),
            ("{kind}", "observation".to_owned()),
            ("{*field}", "words".to_owned()),
            ("{category}", "resident".to_owned()),
            ("{subject}", "observation".to_owned()),
            ("{op}", "0".repeat(64)),
            ("{version}", "0".repeat(64)),
            ("{replica}", self.callers[0].replica.to_string()),
            ("{role}", "participant".to_owned()),
            ("{change}", "cancel".to_owned()),
            ("{part}", "held".to_owned()),
            ("{photo}", self.photo.to_string()),
            ("{size}", "screen".to_owned()),
            ("{upload}", upload.to_owned()),
            ("{person}", substitute.key()),
            ("{hash}", self.crest.clone()),
            ("{tag}", "sv".to_owned()),
            ("{name}", "parts.css".to_owned()),
        ];
        let whole = named.iter().fold(path.to_owned(), |path, (name, value)| {
            path.replace(name, value)
        });
        assert!(!whole.contains('{'), "say what {whole} names");
        whole
    }
}

/// A sync that sends nothing.
fn sync() -> Vec<u8> {
    Encoding::Packed.encode(&SyncRequest {
        protocol: PROTOCOL,
        now: Timestamp(0),
        cursor: None,
        seen_head: None,
        ops: Vec::new(),
        holding: Holding::default(),
        want_own: false,
    })
}

fn person(name: &str, role: OfficeRole) -> Person {
    Person {
        name: name.to_owned(),
        role,
    }
}

/// What a session's cookie holds, as bytes and in base64.
fn token(role: OfficeRole) -> ([u8; 32], String) {
    match role {
        OfficeRole::Coordinator => ([7; 32], format!("{}Bwc", "BwcH".repeat(10))),
        OfficeRole::Administrator => ([8; 32], format!("{}CAg", "CAgI".repeat(10))),
    }
}

/// A walk, an observation of it with a photo, and the phone of who made them.
async fn walked(server: &Server) -> (Evening, (EntityId, EntityId), Phone) {
    let evening = server.plans(2).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let observation = leader.observes("ledarens");
    let photo = leader.takes_photo(observation, 7);
    leader.syncs().await;
    (evening, (observation, photo), leader)
}

/// All of [`CODES`] but the first.
async fn others(server: &Server, evening: &Evening, other: &Evening) -> Vec<Phone> {
    let long_ago = server.state().clock.now().plus_ms(-31 * DAY_MS);
    let revoked = server.link(evening, Role::Coordinator, 0);
    let revoke = Act::Revoke(Subject::Code(revoked.code));
    server.acts(evening, revoke).await;
    let links = [
        server.link(evening, Role::Leader, 1),
        server.link(evening, Role::NoteTaker, 0),
        server.link(evening, Role::Photographer, 0),
        server.link(evening, Role::Participant, 0),
        server.link(evening, Role::Coordinator, 0),
        server.link_until(evening, Role::Coordinator, 0, long_ago),
        revoked,
        server.link(other, Role::Coordinator, 0),
    ];
    links.iter().map(Phone::joins).collect()
}

#[tokio::test]
async fn each_caller_is_answered_on_each_route_as_the_table_says() {
    let site = Site::opens().await;
    let mut wrong = Vec::new();
    for (method, path, open) in TABLE {
        for who in Who::all() {
            site.readies().await;
            let upload = if path.contains("{upload}") {
                site.begins_upload().await
            } else {
                String::new()
            };
            let address = site.address(path, &upload);
            let answer = site.asks(who, method, &address).await;
            let expected = who.expected(*open);
            let leads = answer.header("location").unwrap_or_default();
            let is_led = !matches!((open, expected), (ToOffice(_) | ToAdministrators(_), 303))
                || matches!(who, Who::Office(_)) != leads.starts_with("/sign-in");
            if answer.status != expected || !is_led {
                wrong.push(format!(
                    "{method} {path} by {}: {} {leads}, not {expected}",
                    who.name(),
                    answer.status
                ));
            }
            if !upload.is_empty() {
                site.forgets_upload(&upload).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_route_stands_in_the_table_with_every_method() {
    let called = |path: String| {
        let other = CALLED.iter().find(|(route, _)| *route == path);
        other.map_or(path.clone(), |(_, name)| (*name).to_owned())
    };
    let routes: BTreeSet<String> = routes().into_iter().map(called).collect();
    let rows: BTreeSet<String> = TABLE.iter().map(|row| row.1.to_owned()).collect();
    assert_eq!(routes, rows, "left: the router's, right: the table's");

    let site = Site::opens().await;
    let administrator = Who::Office(OfficeRole::Administrator);
    for path in rows {
        let of_path = TABLE.iter().filter(|row| row.1 == path);
        let known: Vec<&str> = of_path.map(|row| row.0).collect();
        for method in METHODS {
            // HEAD comes with GET.
            if known.contains(&method) || (method == "HEAD" && known.contains(&"GET")) {
                continue;
            }
            let address = site.address(&path, "none");
            let answer = site.asks(administrator, method, &address).await;
            assert_eq!(answer.status, 405, "{method} {path} has no row");
        }
    }
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_is_refused_to_everybody() {
    let site = Site::opens().await;
    for (method, path, _) in TABLE {
        if *method == "GET" || path.starts_with("/v1/") {
            continue;
        }
        let url = site.server.state().config.public_url.clone();
        let cookie = format!("lykta={}", token(OfficeRole::Administrator).1);
        let request = HttpRequest {
            method,
            url: format!("{url}{}", site.address(path, "none")),
            headers: vec![
                ("Cookie", cookie),
                ("Sec-Fetch-Site", "cross-site".to_owned()),
            ],
            body: Vec::new(),
        };
        let answer = site.http.send(request).await.unwrap();
        assert_eq!(answer.status, 403, "{method} {path}");
    }
}

/// Every path that the server's source gives to its router.
fn routes() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sync-server/src");
    let mut found = BTreeSet::new();
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.extend(routes_of(&std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(found.contains("/v1/sync"), "the source is found");
    found
}

fn routes_of(source: &str) -> Vec<String> {
    let calls = source.split(".route(").skip(1);
    let paths = calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split_once('"'));
    paths.map(|(path, _)| path.to_owned()).collect()
}
