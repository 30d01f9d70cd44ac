//! A phone: a real core with its own folder.

use std::path::Path;

use lykta_core::domain::{ObservationKind, PlaceSource, Spot};
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::phone::{ObservationDraft, ObservationView, PhotoDraft, Recording, Status, Store};
use lykta_core::place::LatLon;
use lykta_core::store::log::Page;
use lykta_core::sync::client::{Synced, sync};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::outcome::SyncError;
use lykta_core::sync::transport::Transport;
use lykta_core::time::Timestamp;
use lykta_core::track::simulate::SplitMix64;
use lykta_core::track::{TrackItem, WatchPlan, simulate};
use tempfile::TempDir;

/// A phone that has joined a walk.
pub struct Phone {
    /// Its folder.
    pub folder: TempDir,
    /// Its store.
    pub store: Store,
    /// The walk that it joined.
    pub walk: EntityId,
}

impl Phone {
    /// A new phone that joins by this link, without network.
    pub fn joins(link: &JoinLink) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = open(folder.path());
        let walk = store.join(link).expect("a good link").walk;
        Self {
            folder,
            store,
            walk,
        }
    }

    /// The same phone after its app was killed and started again.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self {
            folder,
            store,
            walk,
        } = self;
        drop(store);
        let store = open(folder.path());
        Self {
            folder,
            store,
            walk,
        }
    }

    /// Records an observation at a place.
    pub fn observes(&self, words: &str) -> EntityId {
        let id = self.store.new_id();
        let spot = Spot::Place {
            point: LatLon {
                lat: 60.17,
                lon: 24.94,
            },
            accuracy_m: Some(5.0),
            source: PlaceSource::Gnss,
        };
        let draft = ObservationDraft {
            words: Some(words.to_owned()),
            spot: Some(spot),
            ..ObservationDraft::new(ObservationKind::Unsafe)
        };
        let recorded = self.store.record_observation(self.walk, id, &draft);
        recorded.expect("an observation is recorded");
        id
    }

    /// Takes a photo for an observation; `n` makes its picture its own.
    pub fn takes_photo(&self, of: EntityId, n: u32) -> EntityId {
        let id = self.store.new_id();
        self.adds_photo(of, id, n);
        id
    }

    /// The same under an id.
    pub fn adds_photo(&self, of: EntityId, id: EntityId, n: u32) {
        let draft = PhotoDraft {
            jpeg: photo(n),
            blur: Vec::new(),
            caption: Some(format!("bild {n}")),
            taken_at: None,
        };
        let added = self.store.add_photo(of, id, &draft);
        added.expect("a photo is added");
    }

    /// All observations that it shows.
    pub fn shows(&self) -> Vec<ObservationView> {
        let listed = self.store.list_observations(self.walk, Page::all());
        listed.expect("a list")
    }

    /// Syncs over real HTTP.
    pub async fn syncs(&self) -> Synced {
        let transport = HttpTransport::new(&[]).expect("a transport");
        self.syncs_over(&transport)
            .await
            .expect("a sync goes through")
    }

    /// Syncs over some network.
    pub async fn syncs_over(&self, network: &impl Transport) -> Result<Synced, SyncError> {
        sync(&self.store, network, self.walk, &|_| {}).await
    }

    /// How far everything has come.
    pub fn status(&self) -> Status {
        self.store.status(self.walk).expect("a status")
    }
}

/// Fixes of the short walk that [`walk_and_record`] records.
pub const FIXES: usize = 70;

/// Records an observation, its photo and a track under ids that are the same each time, so
/// that whoever was interrupted does it again.
pub fn walk_and_record(store: &Store, walk: EntityId) {
    let ids = ["1", "2", "3"].map(|n| format!("00000000-0000-7000-8000-00000000000{n}"));
    let ids = ids.map(|id| id.parse().expect("an id"));
    let [observation, photo_id, track]: [EntityId; 3] = ids;
    let draft = ObservationDraft {
        words: Some("mörkt vid bron".to_owned()),
        ..ObservationDraft::new(ObservationKind::Unsafe)
    };
    let recorded = store.record_observation(walk, observation, &draft);
    recorded.expect("an observation is recorded");
    let draft = PhotoDraft {
        jpeg: photo(1),
        blur: Vec::new(),
        caption: None,
        taken_at: None,
    };
    let added = store.add_photo(observation, photo_id, &draft);
    added.expect("a photo is added");
    record_track(store, walk, track);
}

/// Records a short track, or what an interrupted recording of it still lacks.
pub fn record_track(store: &Store, walk: EntityId, track: EntityId) {
    let from = LatLon::new(60.17, 24.94).expect("a position");
    let route = simulate::route(from, 1_500.0, 1);
    let mut fixes = simulate::walk(&route, Timestamp(1_790_000_000_000), 1);
    fixes.truncate(FIXES);
    let recording = Recording::begin(store, walk, track, &WatchPlan::default());
    let mut recording = recording.expect("a recording begins or goes on");
    let items = store.track_items(track).expect("a track");
    let done = items
        .iter()
        .filter(|item| matches!(item, TrackItem::Fix(_)));
    for fix in &fixes[done.count()..] {
        recording.fix(fix).expect("a fix is recorded");
    }
    recording.end().expect("a recording ends");
}

fn open(folder: &Path) -> Store {
    Store::open(folder).expect("a store").store
}

/// A JPEG that differs from others by `n`.
pub fn photo(n: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(320, 240, |x, y| {
        image::Rgb([(x ^ n) as u8, (y + 3 * n) as u8, (x * y + 7 * n) as u8])
    });
    jpeg(&picture)
}

/// A JPEG that is mostly noise, and so about as large as its pixels are many.
pub fn noisy_photo(width: u32, height: u32, seed: u64) -> Vec<u8> {
    let mut chance = simulate::SplitMix64::new(seed);
    let picture = image::RgbImage::from_fn(width, height, |_, _| {
        let [red, green, blue, ..] = chance.next_u64().to_le_bytes();
        image::Rgb([red, green, blue])
    });
    jpeg(&picture)
}

fn jpeg(picture: &image::RgbImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, image::ImageFormat::Jpeg);
    written.expect("drawing into memory");
    bytes.into_inner()
}

/// A JPEG with noise of its own behind it, so many bytes in all.
pub fn padded(mut jpeg: Vec<u8>, seed: u64, bytes: usize) -> Vec<u8> {
    let mut chance = SplitMix64::new(seed);
    while jpeg.len() < bytes {
        jpeg.extend_from_slice(&chance.next_u64().to_le_bytes());
    }
    jpeg
}
