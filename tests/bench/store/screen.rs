//! What the calls of a phone's screens take on a store of 1,000 observations, and how a look at
//! a map grows with the walks that are stored.

use std::path::Path;
use std::time::Instant;

use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::phone::Store;
use lykta_core::store::log::Page;

use super::{LISTED, MARKERS, full, ms_since, percentile_99};
use crate::Failure;
use crate::report::{Figure, growth, median};

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
pub(crate) fn grow(observations: usize) -> Result<Vec<Figure>, Failure> {
    let folder = tempfile::tempdir()?;
    let walk = full::make(folder.path(), observations)?;
    let alone = look(folder.path(), walk)?;
    let mut figures = Vec::new();
    let mut stored = 1;
    for walks in [10, 100] {
        for _ in stored..walks {
            full::make(folder.path(), observations)?;
        }
        stored = walks;
        let name = format!("map of a walk with {walks} stored");
        figures.push(growth("9", name, (look(folder.path(), walk)?, alone)));
    }
    Ok(figures)
}

fn look(folder: &Path, walk: EntityId) -> Result<f64, Failure> {
    let store = Store::open(folder)?.store;
    let seen = |view| Ok(store.map_observations(walk, view, MARKERS)?.len());
    let [ms] = percentile_99(LOOKS, seen)?;
    Ok(ms)
}
