//! Crashes at every step of what a phone does: before and in the middle of each change of a
//! file, and at every frame of the database's journal, whole and torn.
//!
//! An operation runs once while a witness takes copies; each moment at which the phone could
//! have died is then a folder of its own, which is opened, looked at, and worked on again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::testing::{joined, jpeg, observed, other_jpeg};
use super::{ObservationEdit, PhotoDraft, Recording, Store};
use crate::id::{ContentHash, EntityId, OpHash};
use crate::merge::OpState;
use crate::op::{OpBuilder, Value};
use crate::photo::BlurRegion;
use crate::place::LatLon;
use crate::seam::{DiskFiles, Files, SystemClock, SystemIds};
use crate::store::StoreError;
use crate::store::log::{self, Page};
use crate::sync::wire::{Cursor, LogHead, PROTOCOL, Payload, PulledOp, Receipt, SyncAnswer};
use crate::time::Timestamp;
use crate::track::{Fix, TrackItem, WatchPlan, simulate};

const JOURNAL: &str = "lykta.sqlite3-wal";
const JOURNAL_HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// A copy of the phone's folder at one moment.
struct Moment {
    folder: tempfile::TempDir,
    journal: Vec<u8>,
}

impl Moment {
    fn of(phone: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(phone, folder.path());
        let journal = std::fs::read(phone.join(JOURNAL)).unwrap_or_default();
        Self { folder, journal }
    }

    /// The same with the journal cut off.
    fn cut(&self, length: usize) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        std::fs::write(folder.path().join(JOURNAL), &self.journal[..length]).unwrap();
        folder
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if entry.path().is_dir() {
            std::fs::create_dir(to.join(&name)).unwrap();
            copy(&entry.path(), &to.join(&name));
        } else if !name.to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

/// Real files that are copied before each change, and once more with the change torn.
struct Witness {
    files: DiskFiles,
    phone: PathBuf,
    moments: Mutex<Vec<Moment>>,
    torn: Mutex<Vec<Moment>>,
}

impl Witness {
    fn before(&self, path: &str, bytes: &[u8], torn: &str) {
        self.moments.lock().unwrap().push(Moment::of(&self.phone));
        let moment = Moment::of(&self.phone);
        let half = DiskFiles::open(moment.folder.path()).unwrap();
        half.append(&format!("{path}{torn}"), &bytes[..bytes.len() / 2])
            .unwrap();
        self.torn.lock().unwrap().push(moment);
    }
}

impl Files for Witness {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.read(path)
    }

    fn read_at(&self, path: &str, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        self.files.read_at(path, offset, length)
    }

    fn length(&self, path: &str) -> io::Result<Option<u64>> {
        self.files.length(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.before(path, bytes, ".part");
        self.files.write(path, bytes)
    }

    fn append(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.before(path, bytes, "");
        self.files.append(path, bytes)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.moments.lock().unwrap().push(Moment::of(&self.phone));
        self.files.rename(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.moments.lock().unwrap().push(Moment::of(&self.phone));
        self.files.remove(path)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.files.list(folder)
    }
}

/// Every moment at which a phone could die while `work` runs on a copy of `phone`.
fn deaths(phone: &Path, work: impl Fn(&Store)) -> Vec<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    copy(phone, folder.path());
    let witness = Arc::new(Witness {
        files: DiskFiles::open(folder.path()).unwrap(),
        phone: folder.path().to_owned(),
        moments: Mutex::default(),
        torn: Mutex::default(),
    });
    let clock = Arc::new(SystemClock);
    let ids = Arc::new(SystemIds);
    let opened = Store::open_with(folder.path(), witness.clone(), clock, ids).unwrap();
    witness
        .moments
        .lock()
        .unwrap()
        .push(Moment::of(folder.path()));
    work(&opened.store);
    let mut moments = std::mem::take(&mut *witness.moments.lock().unwrap());
    moments.push(Moment::of(folder.path()));
    let mut images = Vec::new();
    // What SQLite wrote between two moments came after the first one's change of a file.
    for pair in moments.windows(2) {
        let (from, to) = (pair[0].journal.len(), pair[1].journal.len());
        images.extend(cuts(from, to).map(|length| pair[1].cut(length)));
    }
    for moment in moments.iter().chain(witness.torn.lock().unwrap().iter()) {
        images.push(moment.cut(moment.journal.len()));
    }
    assert!(images.len() > 2, "nothing was written");
    images
}

/// Each boundary of a frame between two lengths of the journal, and torn lengths inside.
fn cuts(from: usize, to: usize) -> impl Iterator<Item = usize> {
    let frames = (0..).map(|n| JOURNAL_HEADER + n * FRAME);
    let whole = frames.take_while(move |at| *at <= to);
    let lengths = whole.flat_map(|at| [at.saturating_sub(20), at, at + 12, at + 24 + 2_000]);
    lengths.filter(move |length| (from..=to).contains(length))
}

/// Opens what a death left: it is whole, and no photo names a file that is not there.
fn reopened(image: &Path) -> Store {
    let opened = Store::open(image).unwrap();
    assert!(opened.set_aside.is_none() && !opened.restored);
    let store = opened.store;
    let connection = store.connection();
    let sound: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let mut statement = connection.prepare("SELECT hash FROM file").unwrap();
    let named: Vec<ContentHash> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(statement);
    drop(connection);
    for hash in &named {
        let file = store.photo_file(*hash, false).unwrap().unwrap();
        assert_eq!(ContentHash::of(&file), *hash);
    }
    let mut here = store.files.list("photos").unwrap();
    here.retain(|name| !named.iter().any(|hash| name.starts_with(&hash.to_string())));
    assert!(here.is_empty(), "no photo names {here:?}");
    store
}

/// All that a phone knows: its projections, its ops by state, and its files.
fn digest(store: &Store) -> String {
    let connection = store.connection();
    let projections = log::digest(&connection).unwrap();
    let tables = [
        "SELECT group_concat(quote(hash) || state || change, ' ') FROM \
         (SELECT * FROM op ORDER BY hash)",
        "SELECT group_concat(quote(hash) || quote(photo) || state, ' ') FROM \
         (SELECT * FROM file ORDER BY hash, photo)",
        "SELECT group_concat(quote(id) || want_own || ifnull(cursor_position, '-'), ' ') FROM \
         (SELECT * FROM replica ORDER BY id)",
    ];
    let rows = tables.map(|sql| {
        let row = connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0));
        row.unwrap().unwrap_or_default()
    });
    format!("{projections:?} {rows:?}")
}

/// An operation that is one step: after any death the phone is as before or as after it, and
/// doing it again ends where it would have ended.
fn is_one_step(phone: &Path, seen: impl Fn(&Store) -> String, work: impl Fn(&Store)) {
    let before = {
        let folder = tempfile::tempdir().unwrap();
        copy(phone, folder.path());
        seen(&reopened(folder.path()))
    };
    let images = deaths(phone, &work);
    let mut ends = Vec::new();
    let mut states = Vec::new();
    for image in &images {
        let store = reopened(image.path());
        states.push(seen(&store));
        work(&store);
        drop(store);
        ends.push(seen(&reopened(image.path())));
    }
    let after = &ends[0];
    assert_ne!(*after, before, "the operation changes nothing");
    for (state, end) in states.iter().zip(&ends) {
        assert!(*state == before || state == after, "in between: {state}");
        assert_eq!(end, after);
    }
    assert!(states.contains(&before) && states.contains(after));
}

/// What the person sees, which does not depend on ids and times that differ each time.
fn shown(store: &Store) -> String {
    let walk = store.participations().unwrap()[0].walk;
    let listed = store.list_observations(walk, Page::all()).unwrap();
    let items: Vec<_> = listed
        .iter()
        .map(|item| {
            let photos = item.photos.iter().map(|p| (p.id, p.file, &p.caption));
            (item.id, &item.words, photos.collect::<Vec<_>>())
        })
        .collect();
    format!("{items:?} {:?}", store.status(walk).unwrap())
}

struct Phone {
    folder: tempfile::TempDir,
    walk: EntityId,
    observation: EntityId,
    photo: EntityId,
}

/// A phone with an observation that has a photo, closed.
fn phone(offered: bool) -> Phone {
    let folder = tempfile::tempdir().unwrap();
    let (store, walk) = joined(folder.path());
    let observation = observed(&store, walk, "mörkt");
    let photo = store.new_id();
    store.add_photo(observation, photo, &draft(jpeg())).unwrap();
    if offered {
        let replica = store.participation(walk).unwrap().replica;
        store.next_batch(replica).unwrap();
    }
    Phone {
        folder,
        walk,
        observation,
        photo,
    }
}

fn draft(jpeg: Vec<u8>) -> PhotoDraft {
    PhotoDraft {
        jpeg,
        blur: Vec::new(),
        caption: Some("bild".into()),
        taken_at: None,
    }
}

#[test]
fn an_observation_is_saved_or_not() {
    let phone = phone(false);
    let id = EntityId::random(&SystemIds, Timestamp(0));
    is_one_step(phone.folder.path(), shown, |store| {
        let draft = super::ObservationDraft::new(crate::domain::ObservationKind::Safe);
        store.record_observation(phone.walk, id, &draft).unwrap();
    });
}

#[test]
fn a_photo_is_taken_or_not() {
    let phone = phone(false);
    let id = EntityId::random(&SystemIds, Timestamp(0));
    is_one_step(phone.folder.path(), shown, |store| {
        let draft = draft(other_jpeg());
        store.add_photo(phone.observation, id, &draft).unwrap();
    });
}

#[test]
fn a_second_photo_of_equal_bytes_is_taken_or_not() {
    let phone = phone(false);
    let id = EntityId::random(&SystemIds, Timestamp(0));
    is_one_step(phone.folder.path(), shown, |store| {
        let draft = draft(jpeg());
        store.add_photo(phone.observation, id, &draft).unwrap();
    });
}

#[test]
fn a_photo_is_blurred_or_not_and_what_was_under_it_is_gone() {
    for offered in [false, true] {
        let phone = phone(offered);
        let sharp = ContentHash::of(&crate::photo::prepare(&jpeg(), &[]).unwrap().jpeg);
        let half = [BlurRegion::new(0.0, 0.0, 0.5, 1.0).unwrap()];
        let file = |store: &Store| {
            let view = store.show(phone.observation).unwrap();
            format!("{:?}", view.photos[0].file == Some(sharp))
        };
        is_one_step(phone.folder.path(), file, |store| {
            store.blur_photo(phone.photo, &half).unwrap();
        });
    }
}

#[test]
fn what_was_never_offered_is_withdrawn_whole_or_not_at_all() {
    let phone = phone(false);
    is_one_step(phone.folder.path(), shown, |store| {
        let withdrawn = store.withdraw(phone.observation);
        assert!(matches!(withdrawn, Ok(()) | Err(StoreError::NotFound(_))));
    });
}

#[test]
fn an_answer_is_taken_in_whole_or_not_at_all() {
    let phone = phone(true);
    let store = Store::open(phone.folder.path()).unwrap().store;
    let replica = store.participation(phone.walk).unwrap().replica;
    let request = store.next_batch(replica).unwrap().request;
    drop(store);
    for start_over in [false, true] {
        let answer = answer(&phone, &request.ops, start_over);
        is_one_step(phone.folder.path(), digest, |store| {
            store.apply_answer(replica, &request, &answer).unwrap();
        });
    }
}

/// Receipts for what was sent, the photo's values erased, and an op of somebody else.
fn answer(phone: &Phone, sent: &[Payload], start_over: bool) -> SyncAnswer {
    let by_another = OpBuilder::edit("observation", phone.observation)
        .set("words", Value::text("mörkt, säger en annan"))
        .seal(crate::id::ReplicaId([8; 16]), 1, Timestamp(7));
    let receipts = sent.iter().map(|payload| {
        let op = crate::op::Op::read(&payload.0).unwrap();
        let state = if op.target.id == phone.photo {
            OpState::Erased
        } else {
            OpState::Visible
        };
        Receipt {
            hash: OpHash::of(&payload.0).short(),
            state,
            reason: None,
        }
    });
    SyncAnswer {
        protocol: PROTOCOL,
        server_time: Timestamp(0),
        head: LogHead {
            position: 9,
            mark: 5,
        },
        cursor: Cursor {
            scope: 4,
            position: 9,
        },
        start_over,
        ops: vec![PulledOp {
            payload: Payload(by_another.payload),
            role: crate::domain::Role::Leader,
            group: None,
            erased: None,
        }],
        receipts: receipts.collect(),
        photo_receipts: Vec::new(),
        wanted_photos: Vec::new(),
        retracted: Vec::new(),
        more: false,
        next_sync_after_s: 20,
    }
}

#[test]
fn somebody_elses_photo_is_kept_or_not() {
    let phone = phone(false);
    let bytes = other_jpeg();
    let hash = ContentHash::of(&bytes);
    let id = EntityId::random(&SystemIds, Timestamp(0));
    let here = |store: &Store| format!("{:?}", store.photo_file(hash, false).unwrap());
    is_one_step(phone.folder.path(), here, |store| {
        store.keep_photo(id, hash, &bytes).unwrap();
    });
}

#[test]
fn a_phone_joins_or_not_and_takes_a_new_replica_or_not() {
    let phone = phone(false);
    let replicas = |store: &Store| store.replicas_due(phone.walk).unwrap().len().to_string();
    for image in deaths(phone.folder.path(), |store| {
        store
            .write(|tx| store.renew_replica(tx, phone.walk))
            .unwrap();
    }) {
        let store = reopened(image.path());
        assert!(["1", "2"].contains(&&*replicas(&store)));
        observed(&store, phone.walk, "efteråt");
    }

    let link = super::testing::link(EntityId::random(&SystemIds, Timestamp(0)));
    let walk = link.read_code().unwrap().walk;
    let joined = |store: &Store| {
        let ops = store.status(walk).unwrap().ops.total();
        format!("{:?} {ops}", store.participation(walk).is_ok())
    };
    is_one_step(phone.folder.path(), joined, |store| {
        store.join(&link).unwrap();
    });
}

fn walked(count: usize) -> Vec<Fix> {
    let from = LatLon::new(60.17, 24.94).unwrap();
    let route = simulate::route(from, 3_000.0, 4);
    let start = Timestamp(chrono::Utc::now().timestamp_millis());
    let mut fixes = simulate::walk(&route, start, 4);
    fixes.truncate(count);
    fixes
}

fn record(recording: &mut Recording<&Store>, fixes: &[Fix]) {
    for fix in fixes {
        recording.fix(fix).unwrap();
    }
}

/// Fixes before, and one more that seals a chunk, forms an op, or does neither.
#[test]
fn no_fix_before_a_death_is_lost_and_none_is_doubled() {
    for before in [0, 30, 59, 119, 599] {
        let phone = phone(false);
        let fixes = walked(before + 61);
        let track = EntityId::random(&SystemIds, Timestamp(0));
        let plan = WatchPlan::default();
        let store = Store::open(phone.folder.path()).unwrap().store;
        let mut recording = Recording::begin(&store, phone.walk, track, &plan).unwrap();
        record(&mut recording, &fixes[..before]);
        drop(recording);
        drop(store);
        let last = |store: &Store| {
            let mut recording = Recording::resume(store, track, &plan).unwrap();
            record(&mut recording, &fixes[before..=before]);
        };
        for image in deaths(phone.folder.path(), last) {
            let store = reopened(image.path());
            let mut recording = Recording::resume(&store, track, &plan).unwrap();
            record(&mut recording, &fixes[before + 1..]);
            recording.end().unwrap();
            let kept: Vec<Fix> = fixes_of(&store, track);
            let lost_none = kept[..before] == fixes[..before];
            assert!(lost_none, "of {before}, {} are there", kept.len());
            let rest = &kept[before..];
            assert!(rest == &fixes[before..] || rest == &fixes[before + 1..]);
        }
    }
}

#[test]
fn a_track_that_is_ended_is_whole_or_goes_on() {
    let phone = phone(false);
    let fixes = walked(70);
    let track = EntityId::random(&SystemIds, Timestamp(0));
    let plan = WatchPlan::default();
    let work = |store: &Store| {
        let mut recording = Recording::begin(store, phone.walk, track, &plan).unwrap();
        record(&mut recording, &fixes);
        recording.form_op().unwrap();
        recording.end().unwrap();
    };
    let all = deaths(phone.folder.path(), work);
    // The last fifty: sealing, forming, ending.
    for image in all.iter().rev().take(50) {
        let store = reopened(image.path());
        for open in store.open_recordings(phone.walk).unwrap() {
            let mut recording = Recording::resume(&store, open, &plan).unwrap();
            recording.end().unwrap();
        }
        if store.show(track).is_ok() {
            let kept = fixes_of(&store, track);
            assert_eq!(kept, fixes[..kept.len()]);
        }
        assert!(store.open_recordings(phone.walk).unwrap().is_empty());
    }
}

fn fixes_of(store: &Store, track: EntityId) -> Vec<Fix> {
    let items = store.track_items(track).unwrap().into_iter();
    items
        .filter_map(|item| match item {
            TrackItem::Fix(fix) => Some(fix),
            TrackItem::Gap(_) => None,
        })
        .collect()
}

#[test]
fn an_edit_is_made_or_not() {
    let phone = phone(true);
    let edit = ObservationEdit {
        words: Some("ljust".into()),
        ..ObservationEdit::default()
    };
    let words = |store: &Store| {
        let walk = phone.walk;
        let listed = store.list_observations(walk, Page::all()).unwrap();
        format!("{:?}", listed[0].words)
    };
    is_one_step(phone.folder.path(), words, |store| {
        store.edit_observation(phone.observation, &edit).unwrap();
    });
}
