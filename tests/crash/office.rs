//! A server that loses power at any call: what it answered is true afterwards, and what it was
//! doing is done or not.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::join::JoinLink;
use lykta_core::op::Op;
use lykta_core::seam::{Clock, SystemClock};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};
use lykta_core::sync::wire::{Encoding, SyncRequest};
use lykta_tests::{Phone, Process, photo, program};
use serde_json::{Value, json};

use crate::journal::{Recorder, milestone};

/// What the observation says that will be erased.
pub(crate) const SECRET: &str = "hemligt vid bron";
const HOURS_2_MS: i64 = 2 * 3_600_000;

/// Something that the server told somebody, or that the office began.
pub(crate) enum Told {
    /// The walk is planned, and these are the codes' key and its id.
    Planned { key: Vec<u8>, walk: EntityId },
    /// Receipts of one push.
    Received(Vec<OpTold>),
    /// An upload's first bytes are here.
    Here { upload: EntityId, bytes: Vec<u8> },
    /// A photo is received.
    Whole(Vec<u8>),
    /// Nothing that must hold.
    Answered,
    /// From here on the observation may be gone.
    ErasureBegan,
    /// The observation and its photo are gone.
    Erased,
}

/// An op with its receipt.
pub(crate) struct OpTold {
    pub(crate) hash: Vec<u8>,
    pub(crate) payload: Vec<u8>,
    pub(crate) target: EntityId,
    pub(crate) state: &'static str,
}

/// All that was told during a recorded run, one a milestone.
pub(crate) struct Evening {
    pub(crate) told: Vec<Told>,
    pub(crate) walk: EntityId,
    /// The observation that is erased, and its photo.
    pub(crate) erased: [EntityId; 2],
    /// The erased photo's file.
    pub(crate) erased_file: Vec<u8>,
}

/// Records a server from its first start: a walk, a push, uploads, and an erasure.
pub(crate) async fn record(folder: &Path) -> (Recorder, Evening) {
    let recorder = Recorder::of(folder);
    let (link, planned) = plans(&recorder, folder);
    let Told::Planned { walk, .. } = planned else {
        unreachable!("a walk was planned");
    };
    milestone(&recorder.journal(), "planned", "");
    let mut serve = command(folder);
    serve.args(["--listen", &address_of(&link), "serve"]);
    let server = Process::start(recorder.watches(&mut serve)).expect("the server's program");
    let network = Witness::of(&recorder, planned);
    let phone = Phone::joins(&link);
    let observation = phone.observes(SECRET);
    let photo_id = phone.takes_photo(observation, 1);
    phone.observes("upplyst");
    let synced = phone.syncs_over(&network).await;
    synced.expect("a sync goes through");
    let file = phone
        .shows()
        .iter()
        .find_map(|shown| shown.photos.first()?.file);
    let file = phone.store.photo_file(file.expect("a photo"), false);
    uploads(&phone, &network).await;
    drop(server);

    let mut told = network.told.into_inner().expect("no holder panics");
    erases(&recorder, folder, walk, observation);
    told.extend([Told::ErasureBegan, Told::Erased]);
    let evening = Evening {
        told,
        walk,
        erased: [observation, photo_id],
        erased_file: file.expect("a file").expect("a file"),
    };
    (recorder, evening)
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(program("lykta-server"));
    command.env("LYKTA_DATA", folder.join("data"));
    command
}

/// The office plans a walk on the command line, on a port that is free now.
fn plans(recorder: &Recorder, folder: &Path) -> (JoinLink, Told) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let url = format!("http://{}", free.expect("a free port"));
    let now = SystemClock.now();
    let area = recorder.journal().with_file_name("area.geojson");
    let corners = [
        [24.93, 60.16],
        [24.95, 60.16],
        [24.95, 60.18],
        [24.93, 60.16],
    ];
    let polygon = json!({ "type": "Polygon", "coordinates": [corners] });
    std::fs::write(&area, polygon.to_string()).expect("an area");
    let mut plan = command(folder);
    plan.args(["--public-url", &url, "walk", "create", "--json"])
        .args(["--name", "Kvällsvandring", "--starts", &now.to_rfc3339()])
        .args(["--ends", &now.plus_ms(HOURS_2_MS).to_rfc3339(), "--area"])
        .arg(area);
    let output = recorder.watches(&mut plan).output().expect("the program");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("a plan in JSON");
    let links = answer["links"].as_array().expect("links");
    let leader = links.iter().find(|link| link["role"] == "leader");
    let link = leader
        .and_then(|link| link["link"].as_str())
        .expect("a leader's link");
    let key = std::fs::read(folder.join("data.keep/code.key")).expect("a key");
    let walk = serde_json::from_value(answer["walk"].clone()).expect("a walk's id");
    (link.parse().expect("a link"), Told::Planned { key, walk })
}

fn address_of(link: &JoinLink) -> String {
    link.server.trim_start_matches("http://").to_owned()
}

/// Sends a photo in two pieces, as a client does whose first piece was cut off.
async fn uploads(phone: &Phone, network: &Witness) {
    let bytes = photo(7);
    let half = bytes.len() / 2;
    let caller = lykta_tests::Caller::holding(phone);
    let tus = ("Tus-Resumable", "1.0.0");
    let length = bytes.len().to_string();
    let hash = BASE64_STANDARD.encode(ContentHash::of(&bytes).to_string());
    let metadata = format!("hash {hash}");
    let create = [
        tus,
        ("Upload-Length", &length),
        ("Upload-Metadata", &metadata),
    ];
    let made = caller.asks("POST", "/v1/photos", &create, Vec::new());
    let made = network.send(made).await.expect("an answer");
    let at = made.header("location").expect("a place").to_owned();
    for (from, piece) in [(0, &bytes[..half]), (half, &bytes[half..])] {
        let from = from.to_string();
        let kind = ("Content-Type", "application/offset+octet-stream");
        let headers = [tus, kind, ("Upload-Offset", &from)];
        let sent = caller.asks("PATCH", &at, &headers, piece.to_vec());
        let answer = network.send(sent).await.expect("an answer");
        assert_eq!(answer.status, 204);
    }
}

fn erases(recorder: &Recorder, folder: &Path, walk: EntityId, observation: EntityId) {
    milestone(&recorder.journal(), "began to erase", "");
    let mut erase = command(folder);
    erase
        .args([
            "erase",
            &walk.to_string(),
            "--entity",
            &observation.to_string(),
        ])
        .args(["--rule", "on request"]);
    let done = recorder.watches(&mut erase).output();
    assert!(done.expect("the program").status.success());
    milestone(&recorder.journal(), "erased", "");
}

/// A network that takes down every answer, and where it stands among the server's calls.
struct Witness {
    http: HttpTransport,
    journal: PathBuf,
    told: Mutex<Vec<Told>>,
    uploads: Mutex<HashMap<String, Vec<u8>>>,
}

impl Witness {
    fn of(recorder: &Recorder, planned: Told) -> Self {
        Self {
            http: HttpTransport::new(&[]).expect("a transport"),
            journal: recorder.journal(),
            told: Mutex::new(vec![planned]),
            uploads: Mutex::default(),
        }
    }

    fn hears(&self, request: &HttpRequest, answer: &HttpAnswer) -> Told {
        match (request.method, answer.status) {
            ("POST", 200) if request.url.ends_with("/v1/sync") => receipts(request, answer),
            ("PATCH", 204) => self.bytes(request, answer),
            _ => Told::Answered,
        }
    }

    /// The bytes that were sent so far count as far as the offset says.
    fn bytes(&self, request: &HttpRequest, answer: &HttpAnswer) -> Told {
        let mut uploads = self.uploads.lock().expect("no holder panics");
        let upload = uploads.entry(request.url.clone()).or_default();
        upload.extend(&request.body);
        let offset = answer.number("upload-offset").expect("an offset");
        let bytes = upload[..offset as usize].to_vec();
        let is_jpeg_end = bytes.ends_with(&[0xFF, 0xD9]);
        if is_jpeg_end {
            return Told::Whole(bytes);
        }
        let name = request.url.rsplit('/').next().expect("an upload's id");
        let upload = name.parse().expect("an upload's id");
        Told::Here { upload, bytes }
    }
}

fn receipts(request: &HttpRequest, answer: &HttpAnswer) -> Told {
    let sent: SyncRequest = Encoding::Packed.decode(&request.body).expect("a request");
    let answer = Encoding::Packed
        .decode_answer(&answer.body)
        .expect("an answer");
    let told = sent.ops.into_iter().map(|payload| {
        let op = Op::read(&payload.0).expect("an op");
        let mut receipts = answer.receipts.iter();
        let receipt = receipts.find(|receipt| receipt.hash == op.hash.short());
        OpTold {
            hash: op.hash.as_bytes().to_vec(),
            payload: payload.0,
            target: op.target.id,
            state: receipt.expect("a receipt").state.name(),
        }
    });
    Told::Received(told.collect())
}

impl Transport for Witness {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let answer = self.http.send(request.clone()).await?;
        let what = format!("{} was answered {}", request.method, answer.status);
        let heard = self.hears(&request, &answer);
        self.told.lock().expect("no holder panics").push(heard);
        milestone(&self.journal, &what, "");
        Ok(answer)
    }
}
