//! Uploads as clients see them, cut off and at odds with each other.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId, ReplicaSecret};
use lykta_core::join::Code;
use lykta_core::sync::auth::Credentials;
use lykta_core::time::Timestamp;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower::ServiceExt;

use super::copy::{CopySize, copy_for_page, is_prepared};
use super::folder;
use crate::app::app;
use crate::config::Config;
use crate::durable::write_durably;
use crate::error::Error;
use crate::photos;
use crate::state::AppState;

const HOUR_MS: i64 = 3_600_000;

struct Desk {
    data: TempDir,
    state: AppState,
    router: Router,
}

/// One phone's calls.
#[derive(Clone)]
struct Client {
    router: Router,
    authorization: String,
}

impl Desk {
    async fn opens() -> Self {
        Self::opens_in(tempfile::tempdir().unwrap()).await
    }

    async fn opens_in(data: TempDir) -> Self {
        let config = Config::of_folder(data.path().join("data"));
        let state = AppState::open(config).unwrap();
        photos::start(&state).await.unwrap();
        let router = app(state.clone());
        Self {
            data,
            state,
            router,
        }
    }

    /// The server is killed: nothing of its memory is left.
    async fn restarts(self) -> Self {
        self.state.close().await;
        Self::opens_in(self.data).await
    }

    /// Somebody with a code of a walk that this server does not know, ended so long ago.
    fn client_after(&self, ended_ms: i64) -> Client {
        let now = self.state.clock.now();
        let code = Code {
            walk: walk(),
            group: None,
            role: Role::Participant,
            planned_end: now.plus_ms(-ended_ms),
        };
        let credentials = Credentials {
            code: code.issue(self.state.keep.code_key(), &*self.state.ids),
            secret: ReplicaSecret::random(&*self.state.ids),
        };
        Client {
            router: self.router.clone(),
            authorization: credentials.to_header(),
        }
    }

    fn client(&self) -> Client {
        self.client_after(0)
    }

    /// The same phone at a server that was started again.
    fn again(&self, client: &Client) -> Client {
        Client {
            router: self.router.clone(),
            authorization: client.authorization.clone(),
        }
    }

    fn holds(&self, jpeg: &[u8]) -> bool {
        let path = folder(&self.state).photo(walk(), ContentHash::of(jpeg));
        std::fs::read(path).is_ok_and(|bytes| bytes == jpeg)
    }

    fn parts(&self) -> usize {
        folder(&self.state).list_parts().unwrap().len()
    }
}

fn walk() -> EntityId {
    "01900000-0000-7000-8000-000000000001".parse().unwrap()
}

impl Client {
    async fn call(&self, method: &str, at: &str, headers: &[(&str, &str)], body: Body) -> Response {
        let mut request = Request::builder().method(method).uri(at);
        if !headers.iter().any(|(name, _)| *name == "tus-resumable") {
            request = request.header("tus-resumable", "1.0.0");
        }
        request = request.header("authorization", &self.authorization);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn creates(&self, length: usize, headers: &[(&str, &str)]) -> Response {
        let length = length.to_string();
        let mut all = vec![("upload-length", length.as_str())];
        all.extend(headers);
        self.call("POST", "/v1/photos", &all, Body::empty()).await
    }

    async fn begins(&self, length: usize) -> String {
        let answer = self.creates(length, &[]).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    async fn sends(&self, at: &str, from: usize, body: impl Into<Body>) -> Response {
        self.sends_with(at, from, &[], body).await
    }

    async fn sends_with(
        &self,
        at: &str,
        from: usize,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Response {
        let from = from.to_string();
        let mut all = vec![
            ("content-type", "application/offset+octet-stream"),
            ("upload-offset", from.as_str()),
        ];
        all.extend(headers);
        self.call("PATCH", at, &all, body.into()).await
    }

    async fn offset(&self, at: &str) -> Option<u64> {
        let answer = self.call("HEAD", at, &[], Body::empty()).await;
        told_offset(&answer)
    }

    /// A piece that goes on for as long as its sender is held on to.
    fn streams(&self, at: &str, from: usize) -> (Sender, tokio::task::JoinHandle<Response>) {
        let (sender, mut receiver) = unbounded_channel();
        let stream = futures_util::stream::poll_fn(move |context| receiver.poll_recv(context));
        let (client, at) = (self.clone(), at.to_owned());
        let body = Body::from_stream(stream);
        let answer = tokio::spawn(async move { client.sends(&at, from, body).await });
        (sender, answer)
    }

    /// Asks until so much is told: the offset follows what was streamed.
    async fn sees(&self, at: &str, offset: usize) {
        while self.offset(at).await != Some(offset as u64) {
            tokio::task::yield_now().await;
        }
    }
}

type Sender = UnboundedSender<Result<Bytes, std::io::Error>>;

fn told_offset(answer: &Response) -> Option<u64> {
    answer
        .headers()
        .get("upload-offset")?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn cut_off() -> Result<Bytes, std::io::Error> {
    Err(std::io::ErrorKind::ConnectionReset.into())
}

/// A JPEG of noise, so that it is some hundred kilobytes long.
fn jpeg(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_add(1);
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let picture =
        image::RgbImage::from_fn(400, 300, |_, _| image::Rgb([noise(), noise(), noise()]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

fn hash_metadata(jpeg: &[u8]) -> String {
    format!(
        "hash {}",
        STANDARD.encode(ContentHash::of(jpeg).to_string())
    )
}

async fn words(answer: Response) -> String {
    let body = to_bytes(answer.into_body(), 10_000).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn a_cut_off_piece_is_kept_and_told() {
    let desk = Desk::opens().await;
    let (client, photo) = (desk.client(), jpeg(1));
    let at = client.begins(photo.len()).await;
    let (sender, answer) = client.streams(&at, 0);
    sender.send(Ok(photo[..70_001].to_vec().into())).unwrap();
    sender.send(cut_off()).unwrap();
    answer.await.unwrap();
    assert_eq!(client.offset(&at).await, Some(70_001));

    let desk = desk.restarts().await;
    let client = desk.again(&client);
    assert_eq!(client.offset(&at).await, Some(70_001));
    let rest = client.sends(&at, 70_001, photo[70_001..].to_vec()).await;
    assert_eq!(rest.status(), StatusCode::NO_CONTENT);
    assert_eq!(told_offset(&rest), Some(photo.len() as u64));
    assert!(desk.holds(&photo));
    assert_eq!(desk.parts(), 0);
    assert_eq!(client.offset(&at).await, Some(photo.len() as u64));
}

#[tokio::test]
async fn a_handler_that_is_dropped_keeps_what_came() {
    let desk = Desk::opens().await;
    let (client, photo) = (desk.client(), jpeg(2));
    let at = client.begins(photo.len()).await;
    let (sender, answer) = client.streams(&at, 0);
    sender.send(Ok(photo[..140_000].to_vec().into())).unwrap();
    client.sees(&at, 140_000).await;
    answer.abort();
    sender
        .send(Ok(photo[140_000..150_000].to_vec().into()))
        .unwrap();
    sender.send(cut_off()).unwrap();
    client.sees(&at, 150_000).await;
}

#[tokio::test]
async fn what_came_before_a_connection_broke_without_a_word_is_told() {
    let desk = Desk::opens().await;
    let (client, photo) = (desk.client(), jpeg(2));
    let at = client.begins(photo.len()).await;
    let (silent, _answer) = client.streams(&at, 0);
    silent.send(Ok(photo[..50_000].to_vec().into())).unwrap();
    let told = client.sees(&at, 50_000);
    let told = tokio::time::timeout(Duration::from_secs(20), told).await;
    told.expect("what came is told long before the connection is given up");
    let rest = photo[50_000..].to_vec();
    assert_eq!(
        client.sends(&at, 50_000, rest).await.status(),
        StatusCode::NO_CONTENT
    );
    assert!(desk.holds(&photo));
}

#[tokio::test]
async fn of_two_writers_one_wins_and_bytes_never_mix() {
    let desk = Desk::opens().await;
    let (client, photo, other) = (desk.client(), jpeg(3), vec![0; 200_000]);
    let at = client.begins(photo.len()).await;
    let (first, answer) = client.streams(&at, 0);
    first.send(Ok(photo[..150_000].to_vec().into())).unwrap();
    client.sees(&at, 150_000).await;
    let late = client.sends(&at, 0, other).await;
    assert_eq!(late.status(), StatusCode::CONFLICT);
    assert!(words(late).await.contains("150000"));

    let heir = client.sends(&at, 150_000, photo[150_000..].to_vec()).await;
    assert_eq!(heir.status(), StatusCode::NO_CONTENT);
    drop(first);
    assert_eq!(answer.await.unwrap().status(), StatusCode::CONFLICT);
    assert!(desk.holds(&photo));
}

#[tokio::test]
async fn two_that_finish_the_same_photo_at_once_both_succeed() {
    let desk = Desk::opens().await;
    let photo = jpeg(4);
    let (one, two) = (desk.client(), desk.client());
    let (at_one, at_two) = (one.begins(photo.len()).await, two.begins(photo.len()).await);
    let (a, b) = tokio::join!(
        one.sends(&at_one, 0, photo.clone()),
        two.sends(&at_two, 0, photo.clone())
    );
    assert_eq!(
        (a.status(), b.status()),
        (StatusCode::NO_CONTENT, StatusCode::NO_CONTENT)
    );
    assert!(desk.holds(&photo));
    let metadata = hash_metadata(&photo);
    for (client, here) in [
        (one, photo.len() as u64),
        (two, photo.len() as u64),
        (desk.client(), 0),
    ] {
        let again = client
            .creates(photo.len(), &[("upload-metadata", &metadata)])
            .await;
        assert_eq!(
            told_offset(&again),
            Some(here),
            "only its own uploader is told"
        );
    }
}

#[tokio::test]
async fn a_kill_between_the_file_and_its_row_is_healed() {
    for by_restart in [false, true] {
        let mut desk = Desk::opens().await;
        let (mut client, photo) = (desk.client(), jpeg(5));
        let metadata = hash_metadata(&photo);
        let begun = client
            .creates(photo.len(), &[("upload-metadata", &metadata)])
            .await;
        let at = begun.headers()["location"].to_str().unwrap().to_owned();
        let half = photo.len() / 2;
        client.sends(&at, 0, photo[..half].to_vec()).await;
        // As after the kill: the part is whole, its link is in place, the row is still open.
        let id: EntityId = at.rsplit('/').next().unwrap().parse().unwrap();
        let files = folder(&desk.state);
        let mut part = files.open_at(id, half as u64).unwrap();
        std::io::Write::write_all(&mut part, &photo[half..]).unwrap();
        files.place(id, walk(), ContentHash::of(&photo)).unwrap();
        if by_restart {
            desk = desk.restarts().await;
            client = desk.again(&client);
            assert_eq!(desk.parts(), 0);
        } else {
            desk.state.photos.turns.forget(id);
        }
        assert_eq!(client.offset(&at).await, Some(photo.len() as u64));
        let again = client
            .creates(photo.len(), &[("upload-metadata", &metadata)])
            .await;
        assert_eq!(told_offset(&again), Some(photo.len() as u64));
        assert!(desk.holds(&photo));
        assert_eq!(desk.parts(), 0);
    }
}

#[tokio::test]
async fn bytes_with_a_wrong_checksum_are_thrown_away() {
    let desk = Desk::opens().await;
    let (client, photo) = (desk.client(), jpeg(6));
    let at = client.begins(photo.len()).await;
    let right = format!(
        "blake3 {}",
        STANDARD.encode(blake3::hash(&photo[..1_000]).as_bytes())
    );
    let checksum = [("upload-checksum", right.as_str())];
    let (first, rest) = photo.split_at(1_000);
    let good = client.sends_with(&at, 0, &checksum, first.to_vec()).await;
    assert_eq!(good.status(), StatusCode::NO_CONTENT);
    let bad = client
        .sends_with(&at, 1_000, &checksum, rest.to_vec())
        .await;
    assert_eq!(bad.status().as_u16(), 460);
    assert!(words(bad).await.contains("send them again"));
    assert_eq!(client.offset(&at).await, Some(1_000));
    let unknown = [("upload-checksum", "md5 YQ==")];
    let unknown = client.sends_with(&at, 1_000, &unknown, vec![1]).await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_creation_may_bring_the_photo_along() {
    let desk = Desk::opens().await;
    let (client, photo) = (desk.client(), jpeg(7));
    let length = photo.len().to_string();
    let headers = [
        ("upload-length", length.as_str()),
        ("content-type", "application/offset+octet-stream"),
    ];
    // A stream has no length beforehand: it is chunked on the wire.
    let pieces: Vec<Result<Bytes, std::io::Error>> = photo
        .chunks(9_999)
        .map(|piece| Ok(piece.to_vec().into()))
        .collect();
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    let answer = client.call("POST", "/v1/photos", &headers, body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(told_offset(&answer), Some(photo.len() as u64));
    assert!(desk.holds(&photo));
}

#[tokio::test]
async fn what_is_refused_says_what_to_do() {
    let desk = Desk::opens().await;
    let client = desk.client();
    for (length, headers, status, says) in [
        (
            9,
            vec![("tus-resumable", "0.2.2")],
            412,
            "Tus-Resumable: 1.0.0",
        ),
        (9, vec![("upload-metadata", "a ?")], 400, "leave it out"),
        (9, vec![("upload-defer-length", "1")], 400, "Upload-Length"),
        (0, vec![], 400, "JPEG"),
        (17 << 20, vec![], 413, "16 MiB"),
    ] {
        let answer = client.creates(length, &headers).await;
        assert_eq!(answer.status().as_u16(), status, "{headers:?}");
        assert_eq!(answer.headers()["tus-resumable"], "1.0.0");
        let text = words(answer).await;
        assert!(text.contains(says), "{text}");
    }
    let answer = client.call(
        "OPTIONS",
        "/v1/photos",
        &[("tus-resumable", "9")],
        Body::empty(),
    );
    let answer = answer.await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(answer.headers()["tus-checksum-algorithm"], "sha1,blake3");
    assert_eq!(client.offset("/v1/photos/none").await, None);
}

#[tokio::test]
async fn what_is_no_photo_is_refused_once_and_its_bytes_are_gone() {
    let desk = Desk::opens().await;
    let client = desk.client();
    let at = client.begins(9).await;
    let answer = client.sends(&at, 0, "no jpeg!!").await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(answer).await.contains("take the photo as jpeg"));
    assert_eq!(client.offset(&at).await, None);
    assert_eq!(desk.parts(), 0);

    let at = client.begins(5).await;
    let answer = client.sends(&at, 0, "longer").await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(client.offset(&at).await, Some(0));
}

#[tokio::test]
async fn a_ninth_open_upload_waits_and_a_deleted_one_makes_room() {
    let desk = Desk::opens().await;
    let client = desk.client();
    let first = client.begins(100).await;
    for _ in 1..8 {
        client.begins(100).await;
    }
    let ninth = client.creates(100, &[]).await;
    assert_eq!(ninth.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(ninth.headers().contains_key("retry-after"));
    let gone = client.call("DELETE", &first, &[], Body::empty()).await;
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(client.offset(&first).await, None);
    client.begins(100).await;
    assert_eq!(desk.client().offset(&first).await, None);
}

#[tokio::test]
async fn expired_uploads_and_stray_files_go() {
    let desk = Desk::opens().await;
    let client = desk.client();
    let at = client.begins(1_000).await;
    client.sends(&at, 0, vec![7; 500]).await;
    let stray = EntityId::random(&*desk.state.ids, Timestamp(1));
    folder(&desk.state).open_at(stray, 0).unwrap();
    let expire = desk
        .state
        .db
        .write(|tx, _| Ok(tx.execute("UPDATE upload SET expires_at = 1", [])?));
    expire.await.unwrap();
    assert_eq!(client.offset(&at).await, None);
    client.begins(1_000).await;
    assert_eq!(desk.parts(), 1);
    let desk = desk.restarts().await;
    assert_eq!(desk.parts(), 0);
}

#[tokio::test]
async fn a_barred_code_may_still_send_and_never_reads() {
    let desk = Desk::opens().await;
    let photo = jpeg(8);
    // The walk is unknown here, and the code expired long ago.
    let client = desk.client_after(90 * 24 * HOUR_MS);
    let at = client.begins(photo.len()).await;
    let answer = client.sends(&at, 0, photo.clone()).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert!(desk.holds(&photo));
    let shown = client
        .call("GET", &format!("{at}/screen"), &[], Body::empty())
        .await;
    assert_eq!(shown.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn copies_are_drawn_once_and_what_cannot_be_drawn_is_marked() {
    let desk = Desk::opens().await;
    let client = desk.client();
    let (good, mut bad) = (jpeg(9), jpeg(10));
    bad.truncate(300);
    for photo in [&good, &bad] {
        let at = client.begins(photo.len()).await;
        assert_eq!(
            client.sends(&at, 0, photo.clone()).await.status(),
            StatusCode::NO_CONTENT
        );
    }
    let hash = ContentHash::of(&good);
    let copy = copy_for_page(&desk.state, walk(), hash, CopySize::Thumbnail).await;
    let copy = image::load_from_memory(&copy.unwrap()).unwrap();
    assert_eq!(copy.width(), 320);
    let broken = ContentHash::of(&bad);
    for _ in 0..2 {
        let copy = copy_for_page(&desk.state, walk(), broken, CopySize::Screen).await;
        assert!(matches!(copy, Err(Error::NotFound)));
    }
    assert!(is_prepared(&desk.state, walk(), hash));
    assert!(!is_prepared(&desk.state, walk(), broken));
    assert!(desk.holds(&bad));
    let metrics = desk.state.metrics.render();
    assert!(
        metrics.contains("lykta_photo_copies_failed_total 1"),
        "{metrics}"
    );
    folder(&desk.state).remove(walk(), hash).unwrap();
    assert!(
        !folder(&desk.state)
            .copy(walk(), hash, CopySize::Screen)
            .exists()
    );
}

#[tokio::test]
async fn a_closed_server_writes_nothing_more() {
    let desk = Desk::opens().await;
    let client = desk.client();
    let photo = jpeg(11);
    let at = client.begins(photo.len()).await;
    client.sends(&at, 0, photo.clone()).await;
    desk.state.close().await;
    let hash = ContentHash::of(&photo);
    folder(&desk.state).remove(walk(), hash).unwrap();
    let copy = copy_for_page(&desk.state, walk(), hash, CopySize::Screen).await;
    assert!(matches!(copy, Err(Error::Unavailable)));
}

#[tokio::test]
async fn a_server_that_was_closed_lets_go_of_all_that_it_held() {
    let desk = Desk::opens().await;
    let config = Arc::clone(&desk.state.config);
    desk.state.close().await;
    drop(desk);
    let let_go = async {
        while Arc::strong_count(&config) > 1 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let ended = tokio::time::timeout(Duration::from_mins(1), let_go).await;
    assert!(ended.is_ok(), "held {} times", Arc::strong_count(&config));
}

#[tokio::test]
async fn of_a_removed_photo_nothing_is_left_that_a_kill_left_half_written() {
    let desk = Desk::opens().await;
    let folder = folder(&desk.state);
    let hash = ContentHash::of(b"a photo");
    let copies = CopySize::ALL.map(|size| folder.copy(walk(), hash, size));
    let others = [folder.photo(walk(), hash), folder.undrawable(walk(), hash)];
    for path in copies.iter().chain(&others) {
        // A folder in its place stops it just before its end.
        std::fs::create_dir_all(path).unwrap();
        write_durably(path, b"half".as_slice()).unwrap_err();
        std::fs::remove_dir(path).unwrap();
    }
    let of_walk = folder.photo(walk(), hash).parent().unwrap().to_owned();
    assert_ne!(std::fs::read_dir(&of_walk).unwrap().count(), 0);
    assert!(folder.has_any(walk(), hash));
    folder.remove(walk(), hash).unwrap();
    assert_eq!(std::fs::read_dir(&of_walk).unwrap().count(), 0);
}
