//! A photo whose upload breaks anywhere: it goes on where it was, arrives whole, and little of it
//! goes up twice.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::join::JoinLink;
use lykta_core::phone::PhotoDraft;
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};
use lykta_server::photos::PhotoFolder;
use lykta_tests::{Breaks, Caller, Evening, Link, Phone, Process, Server, noisy_photo, program};
use tempfile::TempDir;

const OFFSETS: u64 = 32;
/// So much may go up beyond the photo's bytes, questions and headers included.
const MOST_AGAIN: u64 = 256 * 1024;

/// Takes a photo of about 0.7 MB; returns the hash and the length of what is sent.
fn takes_large_photo(phone: &Phone, of: EntityId, seed: u64) -> (ContentHash, u64) {
    let draft = PhotoDraft {
        jpeg: noisy_photo(900, 800, seed),
        blur: Vec::new(),
        caption: None,
        taken_at: None,
    };
    let id = phone.store.new_id();
    phone.store.add_photo(of, id, &draft).unwrap();
    let view = phone.store.show(of).unwrap().photos;
    let hash = view.iter().find(|photo| photo.id == id).unwrap().file;
    let bytes = phone.status().photo_bytes_on_phone;
    assert!(bytes > 2 * MOST_AGAIN, "{bytes} bytes prove nothing");
    (hash.unwrap(), bytes)
}

/// Leads a phone to its server another way.
fn leads(phone: &Phone, link: &JoinLink, server: &str) {
    let server = server.to_owned();
    let link = JoinLink {
        server,
        ..link.clone()
    };
    phone.store.join(&link).unwrap();
}

fn arrived(data: &Path, walk: EntityId, hash: ContentHash) -> bool {
    let photo = PhotoFolder::of(data).photo(walk, hash);
    std::fs::read(photo).is_ok_and(|bytes| ContentHash::of(&bytes) == hash)
}

/// Syncs over a link that ends as `breaks` says; returns whether all went through, and the bytes
/// that went up.
async fn syncs_until(phone: &Phone, link: &JoinLink, server: &str, breaks: Breaks) -> (bool, u64) {
    let over = Link::open(server, None, breaks).await.unwrap();
    leads(phone, link, &over.url);
    let http = HttpTransport::new(&[]).unwrap();
    let synced = phone.syncs_over(&http).await;
    (synced.is_ok(), over.up_bytes())
}

#[tokio::test]
async fn a_photo_that_is_cut_anywhere_goes_on_and_arrives_whole() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0);
    let phone = Phone::joins(&link);
    let of = phone.observes("trettiotvå bilder");
    assert!(phone.syncs().await.status.is_all_visible());
    let url = &server.state().config.public_url;
    for n in 1..=OFFSETS {
        let (hash, bytes) = takes_large_photo(&phone, of, n);
        let at = bytes * n / (OFFSETS + 1);
        let (through, before) = syncs_until(&phone, &link, url, Breaks::At(at)).await;
        assert!(!through, "cut {n}");
        assert_eq!(phone.status().photos.on_phone, 1, "cut {n}");
        let (through, after) = syncs_until(&phone, &link, url, Breaks::Never).await;
        assert!(through && phone.status().is_all_visible(), "cut {n}");
        assert!(arrived(
            &server.folder.path().join("data"),
            evening.walk,
            hash
        ));
        let again = (before + after).saturating_sub(bytes);
        assert!(again <= MOST_AGAIN, "cut {n} at {at}: {again} bytes again");
    }
}

/// Questions and headers before the first byte of a photo, at most.
const MOST_HEADERS: u64 = 16 * 1024;
/// The server gathers so many bytes before it writes them.
const GATHERED: u64 = 128 * 1024;

/// Waits until so much of an upload is in its file.
async fn until_written(uploads: &Path, bytes: u64) {
    let written = || {
        let parts = std::fs::read_dir(uploads).into_iter().flatten();
        let lengths = parts.filter_map(|part| Some(part.ok()?.metadata().ok()?.len()));
        lengths.max().unwrap_or(0)
    };
    let looking = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        while written() < bytes {
            looks.tick().await;
        }
    };
    let looked = tokio::time::timeout(Duration::from_mins(1), looking).await;
    assert!(looked.is_ok(), "{} of {bytes} bytes are written", written());
}

/// A server's folders with a walk planned in them, served by a process of its own.
struct Apart {
    folder: TempDir,
    evening: Evening,
    link: JoinLink,
    process: Process,
}

impl Apart {
    async fn starts() -> Self {
        let server = Server::starts().await;
        let evening = server.plans(1).await;
        let link = server.link(&evening, Role::Leader, 0);
        let folder = server.ends().await;
        let process = Self::serves(&folder);
        Self {
            folder,
            evening,
            link,
            process,
        }
    }

    fn serves(folder: &TempDir) -> Process {
        let mut program = Command::new(program("lykta-server"));
        let program = program.arg("--data").arg(folder.path().join("data"));
        Process::start(program.args(["--listen", "127.0.0.1:0", "serve"])).unwrap()
    }
}

#[tokio::test]
async fn a_server_that_is_killed_in_the_middle_of_a_photo_goes_on_with_it() {
    let mut apart = Apart::starts().await;
    let phone = Phone::joins(&apart.link);
    leads(&phone, &apart.link, &apart.process.url);
    let of = phone.observes("sex bilder");
    assert!(phone.syncs().await.status.is_all_visible());
    for n in 1..=6 {
        let (hash, bytes) = takes_large_photo(&phone, of, n);
        let stalls = Breaks::StallsAt(bytes * n / 7);
        let over = Link::open(&apart.process.url, None, stalls).await.unwrap();
        leads(&phone, &apart.link, &over.url);
        let http = HttpTransport::new(&[]).unwrap();
        let process = &mut apart.process;
        let uploads = apart.folder.path().join("data/uploads");
        let killed = async {
            over.broken().await;
            // What is on the way to a server that is killed is lost with it, however much it is.
            let arrives = (bytes * n / 7).saturating_sub(MOST_HEADERS);
            until_written(&uploads, arrives.saturating_sub(GATHERED)).await;
            process.kill().unwrap();
        };
        let (synced, ()) = tokio::join!(phone.syncs_over(&http), killed);
        assert!(synced.is_err(), "kill {n}");
        apart.process = Apart::serves(&apart.folder);
        let url = &apart.process.url;
        let (through, after) = syncs_until(&phone, &apart.link, url, Breaks::Never).await;
        assert!(through && phone.status().is_all_visible(), "kill {n}");
        let data = apart.folder.path().join("data");
        assert!(arrived(&data, apart.evening.walk, hash));
        let again = (over.up_bytes() + after).saturating_sub(bytes);
        assert!(again <= MOST_AGAIN, "kill {n}: {again} bytes again");
    }
}

/// A network that turns one bit of the first piece of a photo.
struct TurnsABit {
    inner: HttpTransport,
    has_turned: Mutex<bool>,
}

impl Transport for TurnsABit {
    async fn send(&self, mut request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        if request.method == "PATCH" {
            let has_turned = std::mem::replace(&mut *self.has_turned.lock().unwrap(), true);
            let middle = request.body.len() / 2;
            request.body[middle] ^= u8::from(!has_turned);
        }
        self.inner.send(request).await
    }
}

#[tokio::test]
async fn a_photo_that_was_garbled_on_the_way_is_never_whole_and_is_sent_again() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let of = phone.observes("en bild");
    let (hash, _) = takes_large_photo(&phone, of, 1);
    let network = TurnsABit {
        inner: HttpTransport::new(&[]).unwrap(),
        has_turned: Mutex::new(false),
    };
    let error = phone.syncs_over(&network).await.unwrap_err().to_string();
    assert!(error.contains("do not have its hash"), "{error}");
    let data = server.folder.path().join("data");
    assert!(!arrived(&data, evening.walk, hash));
    let status = phone.status();
    assert_eq!((status.photos.on_phone, status.ops.on_phone), (1, 0));
    assert!(status.refused.is_empty(), "{status:?}");

    assert!(phone.syncs().await.status.is_all_visible());
    assert!(arrived(&data, evening.walk, hash));
}

#[tokio::test]
async fn a_piece_with_a_wrong_checksum_is_told_of_and_sent_again() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let caller = Caller::holding(&phone);
    let jpeg = lykta_tests::photo(1);
    let length = jpeg.len().to_string();
    let tus = ("Tus-Resumable", "1.0.0");
    let announced = [tus, ("Upload-Length", length.as_str())];
    let begun = caller
        .sends("POST", "/v1/photos", &announced, Vec::new())
        .await;
    let path = begun.header("location").unwrap().to_owned();
    // The checksum of nothing at all.
    let wrong = "sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=";
    let piece = [
        tus,
        ("Content-Type", "application/offset+octet-stream"),
        ("Upload-Offset", "0"),
        ("Upload-Checksum", wrong),
    ];
    let refused = caller.sends("PATCH", &path, &piece, jpeg.clone()).await;
    assert_eq!(refused.status, 460);
    let says = String::from_utf8_lossy(&refused.body).into_owned();
    assert!(says.contains("send them again"), "{says}");
    let asked = caller.sends("HEAD", &path, &[tus], Vec::new()).await;
    assert_eq!(asked.number("upload-offset"), Some(0));
    let data = server.folder.path().join("data");
    assert!(!arrived(&data, evening.walk, ContentHash::of(&jpeg)));

    let sent = caller
        .sends("PATCH", &path, &piece[..3], jpeg.clone())
        .await;
    assert_eq!(sent.status, 204);
    assert!(arrived(&data, evening.walk, ContentHash::of(&jpeg)));
}
