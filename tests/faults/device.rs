//! A phone with a real core, whose clock and disk can be bad.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use lykta_core::domain::{ObservationKind, Role};
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::JoinLink;
use lykta_core::phone::{ObservationDraft, ObservationEdit, PhotoDraft, Recording, Status, Store};
use lykta_core::place::LatLon;
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::store::StoreError;
use lykta_core::store::log::Page;
use lykta_core::sync::client::{Synced, sync};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::outcome::SyncError;
use lykta_core::time::Timestamp;
use lykta_core::track::{Fix, WatchPlan, simulate};
use lykta_tests::kept::{self, Hash};
use lykta_tests::{BeforeEachChange, copy_folder};
use tempfile::TempDir;

/// The machine under the app: what outlives it when it is killed.
struct Machine {
    clock: SystemClock,
    wrong_ms: AtomicI64,
    /// Changes of files until one fails, plus one; 0 when none will.
    fails_in: AtomicU64,
    is_full: AtomicBool,
}

impl Clock for Machine {
    fn now(&self) -> Timestamp {
        self.clock
            .now()
            .plus_ms(self.wrong_ms.load(Ordering::Relaxed))
    }

    fn monotonic_ms(&self) -> u64 {
        self.clock.monotonic_ms()
    }
}

impl Machine {
    fn change(&self) -> io::Result<()> {
        let left = self.fails_in.load(Ordering::Relaxed);
        self.fails_in
            .store(left.saturating_sub(1), Ordering::Relaxed);
        if left != 1 {
            return Ok(());
        }
        Err(if self.is_full.load(Ordering::Relaxed) {
            io::ErrorKind::StorageFull.into()
        } else {
            io::Error::other("the disk failed")
        })
    }
}

/// An op as its own phone has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) payload: Vec<u8>,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
    pub(crate) replica: ReplicaId,
    pub(crate) target: EntityId,
    /// What the target was made under.
    pub(crate) parent: Option<EntityId>,
}

impl Own {
    /// Whether it made its target: it has a field called `parent`, as MessagePack writes it.
    pub(crate) fn is_create(&self) -> bool {
        self.payload.windows(7).any(|bytes| bytes == b"\xa6parent")
    }
}

/// A phone.
pub(crate) struct Device {
    folder: TempDir,
    copy: Option<TempDir>,
    store: Option<Store>,
    machine: Arc<Machine>,
    walk: EntityId,
    pub(crate) role: Role,
    /// Where it walks, a fix a second.
    way: Vec<Fix>,
    next_fix: usize,
    tracks: Vec<EntityId>,
    /// Observations that it recorded and was told of, whether it still has them or not.
    pub(crate) known: Vec<EntityId>,
}

impl Device {
    pub(crate) fn joins(link: &JoinLink) -> Self {
        let mut device = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            copy: None,
            store: None,
            machine: Arc::new(Machine {
                clock: SystemClock,
                wrong_ms: AtomicI64::new(0),
                fails_in: AtomicU64::new(0),
                is_full: false.into(),
            }),
            walk: EntityId::random(&SystemIds, Timestamp(0)),
            way: way(),
            next_fix: 0,
            tracks: Vec::new(),
            role: Role::Participant,
            known: Vec::new(),
        };
        device.opens();
        let joined = device.store().join(link).expect("a good link");
        (device.walk, device.role) = (joined.walk, joined.role);
        device
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("an open store")
    }

    fn opens(&mut self) {
        let machine = self.machine.clone();
        let files = BeforeEachChange::of(self.folder.path(), move |_| machine.change());
        let opened = Store::open_with(
            self.folder.path(),
            Arc::new(files),
            self.machine.clone(),
            Arc::new(SystemIds),
        );
        let opened = opened.expect("a store opens, whatever happened to it");
        assert!(opened.set_aside.is_none(), "a whole store was set aside");
        self.store = Some(opened.store);
    }

    pub(crate) fn restarts(&mut self) {
        self.store = None;
        self.opens();
    }

    /// Takes a copy of the whole phone.
    pub(crate) fn copies(&mut self) {
        self.store = None;
        let copy = tempfile::tempdir().expect("a temporary folder");
        copy_folder(self.folder.path(), copy.path()).expect("a copy");
        self.copy = Some(copy);
        self.opens();
    }

    /// Becomes what its copy was; returns whether there was one.
    pub(crate) fn is_put_back(&mut self) -> bool {
        let Some(copy) = &self.copy else {
            return false;
        };
        self.store = None;
        // A new place, as on a new phone; the old one is gone.
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy_folder(copy.path(), folder.path()).expect("a copy");
        self.folder = folder;
        self.opens();
        // A walk that goes on after that is another track.
        self.tracks.push(self.store().new_id());
        true
    }

    pub(crate) fn sets_clock(&self, wrong_ms: i64) {
        self.machine.wrong_ms.store(wrong_ms, Ordering::Relaxed);
    }

    pub(crate) fn disk_fails(&self, after: u64, is_full: bool) {
        self.machine.is_full.store(is_full, Ordering::Relaxed);
        self.machine.fails_in.store(after + 1, Ordering::Relaxed);
    }

    pub(crate) fn disk_is_good(&self) {
        self.machine.fails_in.store(0, Ordering::Relaxed);
    }

    pub(crate) fn observes(&mut self, words: &str) -> Result<(), StoreError> {
        let id = self.store().new_id();
        let draft = ObservationDraft {
            words: Some(words.to_owned()),
            ..ObservationDraft::new(ObservationKind::Unsafe)
        };
        self.store().record_observation(self.walk, id, &draft)?;
        self.known.push(id);
        Ok(())
    }

    pub(crate) fn photographs(&self, n: u32) -> Result<(), StoreError> {
        let Some(of) = self.known.last() else {
            return Ok(());
        };
        let draft = PhotoDraft {
            jpeg: lykta_tests::photo(n),
            blur: Vec::new(),
            caption: None,
            taken_at: None,
        };
        self.store().add_photo(*of, self.store().new_id(), &draft)?;
        Ok(())
    }

    pub(crate) fn edits(&self, of: EntityId, words: &str) -> Result<(), StoreError> {
        let edit = ObservationEdit {
            words: Some(words.to_owned()),
            ..ObservationEdit::default()
        };
        self.store().edit_observation(of, &edit)?;
        Ok(())
    }

    pub(crate) fn withdraws(&self, of: EntityId) -> Result<(), StoreError> {
        self.store().withdraw(of)?;
        Ok(())
    }

    /// Records a stretch of its track and is killed; all that was taken down is there again.
    pub(crate) fn walks(&mut self, count: usize) -> Result<(), StoreError> {
        let track = match self.tracks.last() {
            Some(track) => *track,
            None => self.store().new_id(),
        };
        self.tracks.retain(|known| *known != track);
        self.tracks.push(track);
        let from = self.next_fix;
        self.next_fix = (from + count).min(self.way.len());
        let mut recording = self.records(track)?;
        let (mut taken, mut failed) = (0, None);
        for fix in &self.way[from..self.next_fix] {
            match recording.fix(fix) {
                Ok(pulse) => taken = pulse.items,
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        drop(recording);
        self.restarts();
        // As the app does when it is started again.
        self.records(track).map(drop)?;
        let there = self.items(track)?;
        assert!(
            there as u64 >= taken,
            "{taken} were taken down, {there} are there"
        );
        failed.map_or(Ok(()), Err)
    }

    fn records(&self, track: EntityId) -> Result<Recording<&Store>, StoreError> {
        Recording::begin(self.store(), self.walk, track, &WatchPlan::default())
    }

    /// Ends its recordings, as people do when they are back.
    pub(crate) fn comes_home(&self) -> Result<(), StoreError> {
        for open in self.store().open_recordings(self.walk)? {
            self.records(open)?.end()?;
        }
        Ok(())
    }

    /// Its tracks, with how many fixes and gaps each has as `other` knows it.
    pub(crate) fn tracks(&self, other: &Self) -> Vec<(EntityId, Option<usize>)> {
        let known = self.tracks.iter();
        known
            .map(|track| (*track, other.items(*track).ok()))
            .collect()
    }

    fn items(&self, track: EntityId) -> Result<usize, StoreError> {
        Ok(self.store().track_items(track)?.len())
    }

    pub(crate) async fn syncs(&self) -> Result<Synced, SyncError> {
        let transport = HttpTransport::new(&[]).expect("a transport");
        sync(self.store(), &transport, self.walk, &|_| {}).await
    }

    /// Syncs until its app is killed; a sync that is done before is done.
    pub(crate) async fn syncs_until_killed(&mut self, after: Duration) {
        let _ = tokio::time::timeout(after, self.syncs()).await;
        self.restarts();
    }

    /// All that it recorded itself, as its database has it.
    pub(crate) fn own(&self) -> BTreeMap<Hash, Own> {
        let sql = "SELECT hash, payload, state, reason, replica, target, \
                   (SELECT parent FROM entity WHERE entity.id = op.target) FROM op \
                   WHERE replica IN (SELECT id FROM replica)";
        kept::rows_by_hash(self.folder.path(), sql, |row| {
            Ok(Own {
                payload: row.get(1)?,
                state: row.get(2)?,
                reason: row.get(3)?,
                replica: row.get(4)?,
                target: row.get(5)?,
                parent: row.get(6)?,
            })
        })
    }

    /// Its photos' files, and how far each has come.
    pub(crate) fn own_files(&self) -> Vec<(Hash, String)> {
        kept::files_of_phone(self.folder.path())
    }

    /// The files that its photos name.
    pub(crate) fn own_photos(&self) -> Vec<(Hash, EntityId)> {
        let sql = "SELECT hash, photo FROM file WHERE replica IN (SELECT id FROM replica)";
        kept::rows(self.folder.path(), sql, |row| row.get(1))
    }

    /// What it tells its owner.
    pub(crate) fn status(&self) -> Status {
        self.store().status(self.walk).expect("a status")
    }

    /// The replica that it writes as.
    pub(crate) fn replica(&self) -> ReplicaId {
        let joined = self.store().participation(self.walk);
        joined.expect("a joined walk").replica
    }

    /// The words of all observations that it shows.
    pub(crate) fn shown(&self) -> Vec<(EntityId, Option<String>)> {
        let listed = self.store().list_observations(self.walk, Page::all());
        let mut words: Vec<_> = listed
            .expect("a list")
            .into_iter()
            .map(|one| (one.id, one.words))
            .collect();
        words.sort();
        words
    }
}

fn way() -> Vec<Fix> {
    let from = LatLon::new(60.17, 24.94).expect("a position");
    let route = simulate::route(from, 5_000.0, 1);
    simulate::walk(&route, Timestamp(1_790_000_000_000), 1)
}
