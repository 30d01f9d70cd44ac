//! One leader's phone: what it recorded, the same for the same seed.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicI64, Ordering};

use lykta_core::domain::{Category, Feeling, ObservationKind, PlaceSource, Spot, When};
use lykta_core::join::JoinLink;
use lykta_core::phone::{ObservationDraft, Store};
use lykta_core::place::LatLon;
use lykta_core::seam::{Clock, DiskFiles, IdSource};
use lykta_core::time::Timestamp;
use lykta_core::track::simulate::{self, SplitMix64};
use lykta_core::track::{Fix, TrackItem};

use super::words::said;
use crate::Failure;

const START_OF_ALL: LatLon = LatLon {
    lat: 60.17,
    lon: 24.94,
};
/// Metres that a walker makes in a second, rounded up: the route must not end too early.
const PACE_MPS: f64 = 1.4;
/// Characters of an observation's words: with the rest it is about 650 B of JSON.
const WORDS: usize = 70;

/// A clock that stands where the walk is.
pub(crate) struct WalkClock(AtomicI64);

impl WalkClock {
    /// A clock that begins there.
    pub(crate) fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    /// It is later.
    pub(crate) fn stands_at(&self, moment: Timestamp) {
        self.0.store(moment.0, Ordering::Relaxed);
    }
}

impl Clock for WalkClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }

    fn monotonic_ms(&self) -> u64 {
        self.now().0.cast_unsigned()
    }
}

/// Chance that is none.
struct SeededIds(Mutex<SplitMix64>);

impl IdSource for SeededIds {
    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for piece in bytes.chunks_mut(8) {
            let random = chance.next_u64().to_le_bytes();
            piece.copy_from_slice(&random[..piece.len()]);
        }
    }
}

/// Records so many observations and fixes, as one who leads a group for two hours.
pub(super) fn record(
    folder: &Path,
    link: &JoinLink,
    (observations, fixes): (usize, usize),
    (start, seed): (Timestamp, u64),
) -> Result<(), Failure> {
    let clock = Arc::new(WalkClock::at(start));
    let ids = Arc::new(SeededIds(Mutex::new(SplitMix64::new(seed))));
    let disk = Arc::new(DiskFiles::open(folder)?);
    let store = Store::open_with(folder, disk, clock.clone(), ids)?.store;
    let walk = store.join(link)?.walk;
    let walked = walked(fixes, start, seed);
    let mut chance = SplitMix64::new(!seed);
    for n in 0..observations {
        let fix = walked.get(n * walked.len() / observations);
        let draft = observation(&mut chance, fix);
        clock.stands_at(moment(start, n, observations));
        store.record_observation(walk, store.new_id(), &draft)?;
    }
    if !walked.is_empty() {
        let items: Vec<TrackItem> = walked.into_iter().map(TrackItem::Fix).collect();
        store.import_track(walk, store.new_id(), None, &items)?;
    }
    Ok(())
}

/// Two hours of a walker, a fix a second.
pub(crate) fn walked(fixes: usize, start: Timestamp, seed: u64) -> Vec<Fix> {
    let route = simulate::route(START_OF_ALL, PACE_MPS * fixes as f64, seed);
    let mut walked = simulate::walk(&route, start, seed);
    walked.truncate(fixes);
    walked
}

fn moment(start: Timestamp, n: usize, of: usize) -> Timestamp {
    start.plus_ms((n as i64 * 7_200_000) / of as i64)
}

/// What somebody says at a place: about 650 B as JSON.
pub(crate) fn observation(chance: &mut SplitMix64, at: Option<&Fix>) -> ObservationDraft {
    let mut one_of = |many: usize| (chance.next_u64() % many as u64) as usize;
    let kind = ObservationKind::ALL[one_of(ObservationKind::ALL.len())];
    let categories = vec![Category::ALL[one_of(Category::ALL.len())]];
    let when = vec![When::ALL[one_of(When::ALL.len())]];
    let feeling = Feeling::new(one_of(4) as u8);
    let point = at.map_or(START_OF_ALL, |fix| fix.position.to_lat_lon());
    ObservationDraft {
        categories,
        when,
        feeling,
        spot: Some(Spot::Place {
            point,
            accuracy_m: at.and_then(Fix::accuracy_m),
            source: PlaceSource::Gnss,
        }),
        words: Some(said(chance, WORDS)),
        suggestion: Some(said(chance, WORDS / 2)),
        ..ObservationDraft::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use lykta_core::id::EntityId;
    use lykta_core::seam::SystemIds;

    use super::*;

    #[test]
    fn an_observation_is_about_650_bytes_of_json() {
        let mut chance = SplitMix64::new(1);
        let fixes = walked(100, Timestamp(1_790_000_000_000), 1);
        let id = EntityId::random(&SystemIds, Timestamp(1_790_000_000_000));
        let sizes = fixes.iter().map(|fix| {
            let draft = observation(&mut chance, Some(fix));
            let op = draft.create_op(id, ("group", id));
            let replica = "0".repeat(32);
            let json = serde_json::json!({
                "v": 1, "replica": replica, "seq": 100, "at": 1_790_000_000_000_i64,
                "target": op.target(), "fields": op.fields(),
            });
            json.to_string().len()
        });
        let mean = sizes.sum::<usize>() / fixes.len();
        assert!((620..=680).contains(&mean), "{mean}");
    }

    #[test]
    fn a_seed_gives_as_many_fixes_as_are_asked_for() {
        for seed in 0..5 {
            assert_eq!(walked(7_200, Timestamp(0), seed).len(), 7_200);
        }
    }
}
