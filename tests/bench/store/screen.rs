//! What the calls of a phone's screens take on a store of 1,000 observations, and how a look at
//! a map grows with the walks that are stored.

use std::time::Instant;

use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::phone::Store;
use lykta_core::store::log::Page;
use tempfile::TempDir;

use super::{LISTED, MARKERS, full, ms_since, percentile_99};
use crate::Failure;
use crate::report::{Figure, growth, median};
use crate::rounds::{self, Contest};

const OBSERVATIONS: usize = 1_000;
const CALLS: usize = 60;
/// A frame of a screen, and a quarter of it.
const LIMITS_MS: (f64, f64) = (16.0, 4.0);
/// Looks at the map are taken so often for one figure.
const LOOKS: usize = 7;

/// Milliseconds of each call, in the middle of many.
pub(crate) fn measure() -> Result<Vec<Figure>, Failure> {
    let folder = tempfile::tempdir()?;
    let walk = full::make(folder.path(), OBSERVATIONS)?;
    let store = Store::open(folder.path())?.store;
    let listed = store.list_observations(walk, Page::all())?;
    let one = listed.get(OBSERVATIONS / 2).ok_or("an empty list")?.id;
    let view = full::whole_town();
    let list = call("list of 50", || {
        let listed = store.list_observations(walk, Page::first(LISTED))?;
        Ok(listed.len() == LISTED as usize)
    });
    let map = call("map of 500", || {
        let shown = store.map_observations(walk, view, MARKERS)?;
        Ok(shown.len() == MARKERS as usize)
    });
    let show = call("one observation", || {
        Ok(store.show(one)?.kind == Kind::Observation.name())
    });
    let status = call("status", || Ok(store.status(walk)?.ops.total() > 0));
    [list, map, show, status].into_iter().collect()
}

/// The middle of many calls; each says whether it gave what it should.
fn call(name: &str, mut call: impl FnMut() -> Result<bool, Failure>) -> Result<Figure, Failure> {
    let mut times = Vec::new();
    for _ in 0..CALLS {
        let started = Instant::now();
        if !call()? {
            return Err(format!("{name}: not what a screen should be given").into());
        }
        times.push(ms_since(started));
    }
    Ok(Figure::alone(
        "screen",
        name,
        (median(times), "ms"),
        LIMITS_MS,
    ))
}

/// How much longer a look at the map of one walk takes, with ten and with a hundred walks stored.
pub(crate) async fn grow(observations: usize, rounds: usize) -> Result<Vec<Figure>, Failure> {
    let alone = Walks::make(observations)?;
    let mut among = Walks::make(observations)?;
    let mut figures = Vec::new();
    for stored in [10, 100] {
        among.grow(stored, observations)?;
        let [look] = rounds::run(&mut Looks(&among, &alone), rounds).await?;
        let name = format!("map of a walk with {stored} stored");
        figures.push(growth("9", name, &look));
    }
    Ok(figures)
}

/// A phone's store with one walk to look at, and others.
struct Walks {
    folder: TempDir,
    looked_at: EntityId,
    stored: usize,
}

impl Walks {
    fn make(observations: usize) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let looked_at = full::make(folder.path(), observations)?;
        Ok(Self {
            folder,
            looked_at,
            stored: 1,
        })
    }

    fn grow(&mut self, stored: usize, observations: usize) -> Result<(), Failure> {
        for _ in self.stored..stored {
            full::make(self.folder.path(), observations)?;
        }
        self.stored = stored;
        Ok(())
    }

    fn look(&self) -> Result<[f64; 1], Failure> {
        let store = Store::open(self.folder.path())?.store;
        let seen = |view| Ok(store.map_observations(self.looked_at, view, MARKERS)?.len());
        percentile_99(LOOKS, seen)
    }
}

/// A phone that has many walks, and one that has no other: in the floor's place.
struct Looks<'a>(&'a Walks, &'a Walks);

impl Contest<1> for Looks<'_> {
    async fn ours(&mut self) -> Result<[f64; 1], Failure> {
        self.0.look()
    }

    async fn floor(&mut self) -> Result<[f64; 1], Failure> {
        self.1.look()
    }
}
