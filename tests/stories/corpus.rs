//! The readers that are fuzzed, over the committed corpus and some mutations of it.
//!
//! The corpus is made by our own code: `cargo test --test stories -- --ignored corpus`.

use std::path::{Path, PathBuf};

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::op::{Op, OpBuilder};
use lykta_core::place::LatLon;
use lykta_core::rescue::{ArchiveWriter, Manifest, VERSION};
use lykta_core::seam::{DiskFiles, Files, SystemIds};
use lykta_core::sync::wire::{Cursor, Encoding, Holding, LogHead, PROTOCOL, Payload};
use lykta_core::sync::wire::{PulledOp, Receipt, SyncAnswer, SyncRequest};
use lykta_core::time::Timestamp;
use lykta_core::track::gpx::{GpxDocument, GpxTrack, write_gpx};
use lykta_core::track::simulate::{self, SplitMix64};
use lykta_core::track::{TailFile, TrackItem, encode_chunk};
use lykta_tests::Server;

#[path = "../fuzz/read.rs"]
mod read;
#[path = "../fuzz/read_office.rs"]
mod read_office;

/// Mutations of each file, where `LYKTA_MUTATIONS` asks for no other number.
const MUTATIONS: u64 = 30;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 10] = [
    ("message", read::message),
    ("op", read::op),
    ("chunk", read::chunk),
    ("tail", read::tail),
    ("gpx", read::gpx),
    ("jpeg", read::jpeg),
    ("link", read::link),
    ("archive", read::archive),
    ("plan", read_office::plan),
    ("tus", read_office::tus),
];

#[test]
fn every_reader_gives_a_value_or_an_error() {
    let asked = std::env::var("LYKTA_MUTATIONS").ok();
    let mutations = asked.map_or(MUTATIONS, |asked| asked.parse().expect("a number"));
    for (name, target) in TARGETS {
        let files = std::fs::read_dir(corpus().join(name)).expect(name);
        let files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            target(&bytes);
            for seed in 0..mutations {
                target(&mutated(&bytes, seed));
            }
        }
    }
}

/// A few bytes changed, taken out or doubled.
fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let (mut bytes, mut chance) = (bytes.to_vec(), SplitMix64::new(seed));
    for _ in 0..=chance.next_u64() % 4 {
        let mut below = |end: usize| (chance.next_u64() % (end as u64 + 1)) as usize;
        let (at, length) = (below(bytes.len()), below(16));
        let end = (at + length).min(bytes.len());
        match below(3) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.extend_from_within(at..end),
            2 => bytes.truncate(at),
            _ => {
                for byte in &mut bytes[at..end] {
                    *byte ^= below(255) as u8;
                }
            }
        }
    }
    bytes
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

#[tokio::test]
#[ignore = "writes the corpus anew"]
async fn writes_the_corpus() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0);
    let op = op();
    write("link", "link", link.to_string());
    write("link", "code", link.code.to_string());
    write("op", "packed", &op);
    write("op", "json", json_op());
    for (name, encoding) in [("packed", Encoding::Packed), ("json", Encoding::Json)] {
        write(
            "message",
            &format!("request-{name}"),
            encoding.encode(&request(&op)),
        );
        write(
            "message",
            &format!("answer-{name}"),
            encoding.encode(&answer(&op)),
        );
    }
    let items = items();
    write("chunk", "minute", encode_chunk(7, &items));
    write("tail", "some", tail(&items[..5]));
    let gpx = gpx(&items);
    write("gpx", "track", &gpx);
    write("plan", "gpx", &gpx);
    write("plan", "area", AREA);
    write("plan", "routes", ROUTES);
    write("tus", "ours", ours());
    write(
        "tus",
        "others",
        "Upload-Length: 7\nUpload-Checksum: md5 YQ==\n",
    );
    write("jpeg", "plain", small_jpeg());
    write("archive", "one", archive(&op, &link.code.to_string()));
}

fn write(target: &str, name: &str, bytes: impl AsRef<[u8]>) {
    let folder = corpus().join(target);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

fn id(n: u8) -> EntityId {
    format!("00000000-0000-7000-8000-0000000000{n:02}")
        .parse()
        .unwrap()
}

fn op() -> Vec<u8> {
    let create = OpBuilder::create("observation", id(1), Some(("group", id(2))));
    let create = create.set("words", "mörkt vid bron").set("kind", "unsafe");
    create
        .seal(ReplicaId([7; 16]), 1, Timestamp(1_790_000_000_000))
        .payload
}

fn json_op() -> String {
    let (replica, target) = (ReplicaId([7; 16]), id(1));
    format!(
        r#"{{"v":1,"replica":"{replica}","seq":2,"at":1790000000000,"target":{{"kind":"observation","id":"{target}"}},"fields":{{"words":{{"value":"mörkt","supersedes":[]}}}}}}"#
    )
}

fn request(op: &[u8]) -> SyncRequest {
    SyncRequest {
        protocol: PROTOCOL,
        now: Timestamp(1_790_000_000_000),
        cursor: Some(cursor()),
        seen_head: Some(head()),
        ops: vec![Payload(op.to_vec()), Payload(json_op().into_bytes())],
        holding: Holding::default(),
        want_own: true,
    }
}

fn cursor() -> Cursor {
    let (scope, position) = (4, 9);
    Cursor { scope, position }
}

fn head() -> LogHead {
    let (position, mark) = (9, 5);
    LogHead { position, mark }
}

fn answer(op: &[u8]) -> SyncAnswer {
    let hash = Op::read(op).unwrap().hash.short();
    SyncAnswer {
        protocol: PROTOCOL,
        server_time: Timestamp(1_790_000_000_000),
        head: head(),
        cursor: cursor(),
        start_over: false,
        ops: vec![PulledOp {
            payload: Payload(op.to_vec()),
            role: Role::Leader,
            group: Some(id(2)),
            erased: None,
        }],
        receipts: vec![Receipt {
            hash,
            state: lykta_core::merge::OpState::Visible,
            reason: None,
        }],
        photo_receipts: Vec::new(),
        wanted_photos: vec![ContentHash::of(b"photo")],
        retracted: vec![hash],
        more: false,
        next_sync_after_s: 20,
    }
}

fn items() -> Vec<TrackItem> {
    let route = simulate::route(LatLon::new(60.17, 24.94).unwrap(), 500.0, 1);
    let mut fixes = simulate::walk(&route, Timestamp(1_790_000_000_000), 1);
    fixes.truncate(60);
    fixes.into_iter().map(TrackItem::Fix).collect()
}

fn tail(items: &[TrackItem]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let files = DiskFiles::open(folder.path()).unwrap();
    let tail = TailFile::new(&files, "tail");
    for (number, item) in (0..).zip(items) {
        tail.append(number, item).unwrap();
    }
    files.read("tail").unwrap()
}

fn gpx(items: &[TrackItem]) -> String {
    let items = &items[..10];
    let name = "Grupp 1".to_owned();
    write_gpx(&GpxDocument {
        name: "Kvällsvandring".to_owned(),
        made_at: Timestamp(1_790_000_000_000),
        waypoints: Vec::new(),
        tracks: vec![GpxTrack { name, items }],
    })
}

fn ours() -> String {
    let base64 = |text: &str| base64::Engine::encode(&base64::prelude::BASE64_STANDARD, text);
    let hash = base64(&ContentHash::of(b"photo").to_string());
    let photo = base64(&id(3).to_string());
    let checksum = "Upload-Checksum: sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00=";
    format!("Upload-Length: 5\nUpload-Metadata: photo {photo},hash {hash}\n{checksum}\n")
}

fn small_jpeg() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 24, |x, y| image::Rgb([(x * 6) as u8, y as u8, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, image::ImageFormat::Jpeg);
    written.unwrap();
    bytes.into_inner()
}

fn archive(op: &[u8], code: &str) -> Vec<u8> {
    let replica = ReplicaId([7; 16]);
    let mut writer = ArchiveWriter::new(Vec::new());
    let manifest = Manifest {
        version: VERSION,
        replica,
        code: code.to_owned(),
        walk: EntityId::random(&SystemIds, Timestamp(0)),
    };
    writer.manifest(&manifest).unwrap();
    writer.op(replica, Op::read(op).unwrap().hash, op).unwrap();
    let jpeg = small_jpeg();
    writer
        .photo(replica, ContentHash::of(&jpeg), &jpeg)
        .unwrap();
    writer.finish().unwrap()
}

const AREA: &str = r#"{"type":"Feature","properties":{"name":"Centrum"},"geometry":{"type":"Polygon",
"coordinates":[[[24.93,60.16],[24.95,60.16],[24.95,60.18],[24.93,60.16]]]}}"#;

const ROUTES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"group":1,"name":"Grupp 1"},"geometry":{"type":"LineString",
"coordinates":[[24.93,60.16],[24.95,60.17]]}},
{"type":"Feature","properties":{"group":1,"name":"Bron"},"geometry":{"type":"Point",
"coordinates":[24.94,60.165]}}]}"#;
