//! A phone that has joined a walk, for the tests of this module.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::{ObservationDraft, Store};
use crate::domain::{ObservationKind, Role};
use crate::id::EntityId;
use crate::join::{Code, CodeKey, JoinLink};
use crate::seam::{Clock, DiskFiles, SystemClock, SystemIds};
use crate::time::Timestamp;

/// A clock that a test sets.
#[derive(Default)]
pub(crate) struct SetClock(AtomicI64);

impl SetClock {
    /// It stands at this moment from now on.
    pub(crate) fn set(&self, at: Timestamp) {
        self.0.store(at.0, Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }

    fn monotonic_ms(&self) -> u64 {
        0
    }
}

/// Opens the store in `folder` under a clock.
pub(crate) fn opened(folder: &Path, clock: Arc<dyn Clock>) -> Store {
    let files = Arc::new(DiskFiles::open(folder).unwrap());
    let opened = Store::open_with(folder, files, clock, Arc::new(SystemIds));
    opened.unwrap().store
}

/// Opens the store in `folder`, and joins a walk in it when none was joined there.
pub(crate) fn joined(folder: &Path) -> (Store, EntityId) {
    let store = Store::open(folder).unwrap().store;
    let known = store.participations().unwrap();
    if let Some(known) = known.first() {
        return (store, known.walk);
    }
    let walk = store.new_id();
    store.join(&link(walk)).unwrap();
    (store, walk)
}

/// A leader's link to a walk that ends now.
pub(crate) fn link(walk: EntityId) -> JoinLink {
    let now = SystemClock.now();
    let code = Code {
        walk,
        group: Some(EntityId::random(&SystemIds, now)),
        role: Role::Leader,
        planned_end: now,
    };
    JoinLink {
        server: "https://lykta.example".into(),
        code: code.issue(&CodeKey::random(&SystemIds), &SystemIds),
        walk_name: "Kvällsvandring".into(),
        language: "sv".into(),
        form: 1,
    }
}

/// Records an observation with these words.
pub(crate) fn observed(store: &Store, walk: EntityId, words: &str) -> EntityId {
    let id = store.new_id();
    let draft = ObservationDraft {
        words: Some(words.to_owned()),
        ..ObservationDraft::new(ObservationKind::Unsafe)
    };
    store.record_observation(walk, id, &draft).unwrap();
    id
}

/// A small JPEG.
pub(crate) fn jpeg() -> Vec<u8> {
    drawn(4)
}

/// Another one.
pub(crate) fn other_jpeg() -> Vec<u8> {
    drawn(3)
}

fn drawn(step: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(64, 48, |x, y| {
        image::Rgb([(x * step) as u8, (y * 5) as u8, ((x ^ y) * 4) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}
