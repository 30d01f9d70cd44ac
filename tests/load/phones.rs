//! Phones that have recorded, and how each syncs until everything is visible.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Barrier, Mutex, PoisonError};

use lykta_core::domain::ObservationKind;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::JoinLink;
use lykta_core::phone::{ObservationDraft, PreparedPhoto, Store};
use lykta_core::sync::client::sync;
use lykta_tests::Failure;
use lykta_tests::kept::{self, Hash, Kept};

use crate::camera::Camera;
use crate::gate::Gate;
use crate::runtime;
use crate::tally::{Tally, Timed};

/// Phones that are made at a time: they wait for the disk more than for the processor.
const MADE_AT_A_TIME: usize = 8;
/// So often a phone tries when the server was up all the time, before it gives up.
const MOST_TRIES: usize = 5;
/// Observations of a phone at most; its photos are spread over them.
const OBSERVATIONS: usize = 5;

/// A phone.
pub(crate) struct Phone {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The replica that it writes as.
    pub(crate) replica: ReplicaId,
    /// What it recorded before it first synced.
    pub(crate) ops: BTreeMap<Hash, Kept>,
    /// Its photos' files.
    pub(crate) files: Vec<Hash>,
    walk: EntityId,
}

impl Phone {
    /// A phone that joins and records so many photos.
    fn records(
        folder: &Path,
        (link, n): (&JoinLink, u64),
        (camera, photos): (&Camera, usize),
    ) -> Result<Self, Failure> {
        let store = Store::open(folder)?.store;
        let joined = store.join(link)?;
        for (nth, some) in shares(photos, OBSERVATIONS.min(photos.max(1))).enumerate() {
            let seed = |photo: usize| (n << 32) | ((nth << 16) | photo) as u64;
            let taken = (0..some).map(|photo| camera.takes(store.new_id(), seed(photo)));
            let taken: Vec<PreparedPhoto> = taken.collect();
            let draft = ObservationDraft {
                words: Some(format!("lampa {nth} är släckt vid port {n}")),
                ..ObservationDraft::new(ObservationKind::Unsafe)
            };
            store.record_observation_with(joined.walk, store.new_id(), &draft, &taken)?;
        }
        let files = kept::files_of_phone(folder).into_iter();
        Ok(Self {
            folder: folder.to_owned(),
            replica: joined.replica,
            ops: kept::ops_of_phone(folder),
            files: files.map(|(hash, _)| hash).collect(),
            walk: joined.walk,
        })
    }
}

/// Many as evenly as they go into so many parts.
fn shares(many: usize, parts: usize) -> impl Iterator<Item = usize> {
    (0..parts).map(move |n| many * (n + 1) / parts - many * n / parts)
}

/// Phones behind these links, with so many photos in all.
pub(crate) fn make(
    below: &Path,
    links: &[JoinLink],
    (camera, photos): (&Camera, usize),
) -> Result<Vec<Phone>, Failure> {
    let shares: Vec<usize> = shares(photos, links.len()).collect();
    let asked: Vec<(usize, &JoinLink)> = links.iter().enumerate().collect();
    let some = asked.chunks(links.len().div_ceil(MADE_AT_A_TIME));
    std::thread::scope(|scope| {
        let makers = some.map(|some| {
            let shares = &shares;
            scope.spawn(move || {
                let made = some.iter().map(|(n, link)| {
                    let folder = below.join(format!("phone-{n}"));
                    Phone::records(&folder, (link, *n as u64), (camera, shares[*n]))
                });
                made.collect::<Result<Vec<Phone>, Failure>>()
            })
        });
        let makers: Vec<_> = makers.collect();
        let mut phones = Vec::new();
        for maker in makers {
            phones.extend(maker.join().map_err(|_| "a phone could not be made")??);
        }
        Ok(phones)
    })
}

/// What went wrong on phones.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Errors while the server was up.
    pub(crate) errors: Vec<String>,
    /// Syncs that the server's death broke.
    pub(crate) broken: usize,
}

/// How far a phone gives way, by the system's scale: each has a processor of its own in the street,
/// and here five hundred would take from the server the two that it has.
const GIVES_WAY: i32 = 10;

/// Has all phones sync at the same moment, each on a thread of its own, until all is visible.
pub(crate) fn sync_all(phones: &[Phone], gate: &Gate, tally: &Tally) -> Told {
    let told = Mutex::new(Told::default());
    let start = Barrier::new(phones.len());
    std::thread::scope(|scope| {
        for phone in phones {
            scope.spawn(|| {
                let synced = phone.syncs(&start, (gate, tally), &told);
                if let Err(failure) = synced {
                    let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
                    told.errors.push(failure.to_string());
                }
            });
        }
    });
    told.into_inner().unwrap_or_else(PoisonError::into_inner)
}

impl Phone {
    fn syncs(
        &self,
        start: &Barrier,
        (gate, tally): (&Gate, &Tally),
        told: &Mutex<Told>,
    ) -> Result<(), Failure> {
        rustix::process::setpriority_process(None, GIVES_WAY)?;
        let (runtime, store) = (runtime(), Store::open(&self.folder));
        // Nobody waits for one that cannot even begin.
        start.wait();
        let (runtime, store) = (runtime?, store?.store);
        let mut tries = 0;
        while tries < MOST_TRIES {
            let since = gate.passes();
            // An app that waited has none of its old connections.
            let network = Timed::new(tally)?;
            let error = match runtime.block_on(sync(&store, &network, self.walk, &|_| {})) {
                Ok(synced) if synced.status.is_all_visible() => return Ok(()),
                Ok(_) => "a sync went well and not everything is visible".to_owned(),
                Err(error) => error.to_string(),
            };
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            if gate.was_shut(since) {
                told.broken += 1;
            } else {
                told.errors.push(error);
                tries += 1;
            }
        }
        Err("a phone gave up".into())
    }
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn shares_are_even_and_make_the_whole() {
        assert_eq!(shares(7, 3).collect::<Vec<_>>(), [2, 2, 3]);
        assert_eq!(shares(0, 1).collect::<Vec<_>>(), [0]);
    }
}
