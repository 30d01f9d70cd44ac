//! A phone that loses power at any call: each thing that it did is there or not, and what it
//! said was done is there.

use std::path::Path;
use std::process::Command;

use lykta_core::domain::{ObservationKind, Role};
use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::join::JoinLink;
use lykta_core::merge::OpState;
use lykta_core::op::{Op, OpBuilder, Value};
use lykta_core::phone::{ObservationDraft, PhotoDraft, Recording, Store};
use lykta_core::place::LatLon;
use lykta_core::store::log;
use lykta_core::sync::wire::{
    Cursor, LogHead, PROTOCOL, Payload, PhotoReceipt, PulledOp, Receipt, SyncAnswer, SyncRequest,
};
use lykta_core::time::Timestamp;
use lykta_core::track::{Fix, TrackItem, WatchPlan, simulate};
use lykta_tests::photo;
use rusqlite::{Connection, OpenFlags};

use crate::journal::{Recorder, milestone, own_journal};
use crate::run::{Crash, Found};

/// As many as make a chunk.
const MINUTE: usize = 60;

/// Records all calls of a phone that does everything once, in a process of its own.
pub(crate) async fn record(folder: &Path) -> Recorder {
    let server = lykta_tests::Server::starts().await;
    let link = server.link(&server.plans(1).await, Role::Leader, 0);
    let recorder = Recorder::of(folder);
    let mut phone = Command::new(std::env::current_exe().expect("the own path"));
    phone.arg("--as-phone").arg(folder).arg(link.to_string());
    let done = recorder.watches(&mut phone).status();
    assert!(done.expect("the own program").success());
    recorder
}

/// Does everything once, and notes after each thing what can be seen.
pub(crate) fn lives(folder: &Path, link: &JoinLink) {
    let journal = own_journal();
    let store = Store::open(folder).expect("a store").store;
    let done = |what: &str| milestone(&journal, what, &seen(folder));
    done("opened");
    let by = store.join(link).expect("a good link");
    done("joined");
    let observation = observes(&store, by.walk);
    done("saved an observation");
    photographs(&store, observation, 1);
    done("took a photo");
    let regretted = observes(&store, by.walk);
    done("saved another observation");
    photographs(&store, regretted, 2);
    done("took another photo");
    store.withdraw(regretted).expect("it was never sent");
    done("withdrew it with its photo");
    walks(&store, by.walk, done);
    let batch = store.next_batch(by.replica).expect("a batch").request;
    done("made a batch");
    let answer = answer(&store, by.replica, &batch, observation);
    let taken = store.apply_answer(by.replica, &batch, &answer);
    taken.expect("an answer is taken in");
    done("noted receipts");
}

fn observes(store: &Store, walk: EntityId) -> EntityId {
    let id = store.new_id();
    let draft = ObservationDraft {
        words: Some("mörkt vid bron".to_owned()),
        ..ObservationDraft::new(ObservationKind::Unsafe)
    };
    let recorded = store.record_observation(walk, id, &draft);
    recorded.expect("an observation is recorded");
    id
}

fn photographs(store: &Store, of: EntityId, n: u32) {
    let draft = PhotoDraft {
        jpeg: photo(n),
        blur: Vec::new(),
        caption: None,
        taken_at: None,
    };
    let added = store.add_photo(of, store.new_id(), &draft);
    added.expect("a photo is added");
}

fn walks(store: &Store, walk: EntityId, done: impl Fn(&str)) {
    let plan = WatchPlan::default();
    let recording = Recording::begin(store, walk, store.new_id(), &plan);
    let mut recording = recording.expect("a recording begins");
    done("began a track");
    for fix in way() {
        recording.fix(&fix).expect("a fix is taken down");
    }
    done("sealed a minute");
    recording.form_op().expect("an op is formed");
    done("formed an op");
    recording.end().expect("a track ends");
    done("ended the track");
}

fn way() -> Vec<Fix> {
    let from = LatLon::new(60.17, 24.94).expect("a position");
    let route = simulate::route(from, 500.0, 1);
    let mut fixes = simulate::walk(&route, Timestamp(1_790_000_000_000), 1);
    fixes.truncate(MINUTE);
    fixes
}

/// Receipts for all that was sent, and an op of somebody else.
fn answer(
    store: &Store,
    replica: ReplicaId,
    sent: &SyncRequest,
    observation: EntityId,
) -> SyncAnswer {
    let by_another = OpBuilder::edit("observation", observation)
        .set("words", Value::text("mörkt, säger en annan"))
        .seal(ReplicaId([8; 16]), 1, Timestamp(7));
    let receipts = sent.ops.iter().map(|payload| Receipt {
        hash: Op::read(&payload.0).expect("an op").hash.short(),
        state: OpState::Visible,
        reason: None,
    });
    let files = store.files_to_send(replica).expect("the files");
    let position = 9;
    SyncAnswer {
        protocol: PROTOCOL,
        server_time: Timestamp(0),
        head: LogHead { position, mark: 5 },
        cursor: Cursor { scope: 4, position },
        start_over: false,
        ops: vec![PulledOp {
            payload: Payload(by_another.payload),
            role: Role::Leader,
            group: None,
            erased: None,
        }],
        receipts: receipts.collect(),
        photo_receipts: files
            .iter()
            .map(|file| PhotoReceipt {
                hash: file.hash,
                state: OpState::Visible,
            })
            .collect(),
        wanted_photos: Vec::new(),
        retracted: Vec::new(),
        more: false,
        next_sync_after_s: 20,
    }
}

/// All that a phone knows, as its own database has it.
fn seen(folder: &Path) -> String {
    let connection = database(folder);
    let tables = [
        "SELECT group_concat(quote(hash) || state || change || counts, ' ') FROM \
         (SELECT * FROM op ORDER BY hash)",
        "SELECT group_concat(quote(hash) || quote(photo) || state || offered, ' ') FROM \
         (SELECT * FROM file ORDER BY hash, photo)",
        "SELECT group_concat(quote(id) || next_seq || ifnull(cursor_position, '-'), ' ') FROM \
         (SELECT * FROM replica ORDER BY id)",
        "SELECT group_concat(quote(track) || next_number || in_ops_up_to || ended, ' ') FROM \
         (SELECT * FROM recording ORDER BY track)",
        "SELECT group_concat(quote(track) || quote(bytes), ' ') FROM \
         (SELECT * FROM chunk ORDER BY track, first)",
    ];
    let rows = tables.map(|sql| {
        let row = connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0));
        row.expect("a table").unwrap_or_default()
    });
    let projections = log::digest(&connection).expect("the projections");
    ContentHash::of(format!("{projections} {rows:?}").as_bytes()).to_string()
}

fn database(folder: &Path) -> Connection {
    let path = folder.join("lykta.sqlite3");
    let opened = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    opened.expect("the phone's database")
}

/// Opens what a crash left, and holds it against what had been told.
pub(crate) fn examine(folder: &Path, crash: &Crash<'_>) -> Found {
    let opened =
        Store::open(folder).map_err(|error| format!("the store does not open: {error}"))?;
    if opened.set_aside.is_some() || opened.restored {
        return Err("the store was taken for a damaged or an old one".to_owned());
    }
    crate::run::is_sound(&database(folder))?;
    if !crash.seen.contains(&seen(folder).as_str()) {
        return Err("it is neither as before nor as after".to_owned());
    }
    files_are_whole(&opened.store, folder)?;
    tracks_go_on(&opened.store)
}

/// Every photo has its file, and no file is there without a photo.
fn files_are_whole(store: &Store, folder: &Path) -> Found {
    let connection = database(folder);
    let mut statement = connection.prepare("SELECT hash FROM file").expect("files");
    let named = statement.query_map([], |row| row.get(0)).expect("files");
    let named: Vec<ContentHash> = named.collect::<Result<_, _>>().expect("files");
    for hash in &named {
        let file = store.photo_file(*hash, false).ok().flatten();
        if file.is_none_or(|file| ContentHash::of(&file) != *hash) {
            return Err("a photo has lost its file".to_owned());
        }
        let thumbnail = store.photo_file(*hash, true).ok().flatten();
        if thumbnail.is_none_or(|file| image::load_from_memory(&file).is_err()) {
            return Err("a photo has lost its thumbnail".to_owned());
        }
    }
    let Ok(here) = std::fs::read_dir(folder.join("photos")) else {
        return Ok(());
    };
    for file in here {
        let name = file
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("a name");
        if !named.iter().any(|hash| name.starts_with(&hash.to_string())) {
            return Err("a file is there that no photo names".to_owned());
        }
    }
    Ok(())
}

/// A track that was begun goes on with what is left of it, in order and nothing twice.
fn tracks_go_on(store: &Store) -> Found {
    let way = way();
    for walk in store.participations().expect("participations") {
        for track in store.open_recordings(walk.walk).expect("recordings") {
            let plan = WatchPlan::default();
            let resumed = Recording::resume(store, track, &plan);
            drop(resumed.map_err(|error| format!("a track does not go on: {error}"))?);
            let items = store.track_items(track).expect("a track");
            let mut rest = way.iter();
            for item in items {
                if let TrackItem::Fix(fix) = item
                    && !rest.any(|walked| *walked == fix)
                {
                    return Err("a track has what was not walked, or twice".to_owned());
                }
            }
        }
    }
    Ok(())
}
