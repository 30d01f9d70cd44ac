//! Rows 8, 9, 12, 13 and what a screen's calls take: a phone's store, small and very large.

pub(crate) mod flash;
mod floor;
mod full;
mod journal;
pub(crate) mod merge;
pub(crate) mod screen;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use lykta_core::id::EntityId;
use lykta_core::phone::Store;
use lykta_core::place::LatLon;
use lykta_core::store::log::Page;
use lykta_core::track::simulate::SplitMix64;
use tempfile::TempDir;

use crate::Failure;
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

const LISTED: u32 = 50;
const MARKERS: u32 = 500;
const VIEWS: usize = 400;

/// Milliseconds to open and list, and those of the slowest of a hundred looks at the map.
pub(crate) async fn measure(
    observations: usize,
    rounds: usize,
    wanted: &[u8],
) -> Result<Vec<Figure>, Failure> {
    let folder = tempfile::tempdir()?;
    let walk = full::make(folder.path(), observations)?;
    floor::make(&folder.path().join(floor::DATABASE), observations)?;
    let mut full = Full { folder, walk };
    let mut figures = Vec::new();
    if wanted.contains(&8) {
        let [open] = rounds::run(&mut full, rounds).await?;
        // What is borne stands in milliseconds, what is wished for beside the floor.
        let limits = (60.0, 2.0 * open.floor);
        let name = format!("open a store of {observations} and list {LISTED}");
        figures.push(open.figure("8", name, "ms", Judged::AtMost, limits));
    }
    if wanted.contains(&9) {
        let [look] = rounds::run(&mut Map(&full), rounds).await?;
        let name = format!("map of {MARKERS} among {observations}, 99th percentile");
        figures.push(look.figure("9", name, "ms", Judged::AtMost, (16.0, 3.0)));
    }
    Ok(figures)
}

/// A full store and a floor beside it.
struct Full {
    folder: TempDir,
    walk: EntityId,
}

impl Contest<1> for Full {
    async fn ours(&mut self) -> Result<[f64; 1], Failure> {
        forget_pages(&self.folder.path().join(full::DATABASE))?;
        let started = Instant::now();
        let store = Store::open(self.folder.path())?.store;
        let listed = store.list_observations(self.walk, Page::first(LISTED))?;
        let took_ms = ms_since(started);
        enough(listed.len())?;
        Ok([took_ms])
    }

    async fn floor(&mut self) -> Result<[f64; 1], Failure> {
        let path = self.folder.path().join(floor::DATABASE);
        forget_pages(&path)?;
        let started = Instant::now();
        let listed = floor::open_and_list(&path, LISTED)?;
        let took_ms = ms_since(started);
        enough(listed)?;
        Ok([took_ms])
    }
}

struct Map<'a>(&'a Full);

impl Contest<1> for Map<'_> {
    async fn ours(&mut self) -> Result<[f64; 1], Failure> {
        let store = Store::open(self.0.folder.path())?.store;
        let walk = self.0.walk;
        percentile_99(1, |view| {
            Ok(store.map_observations(walk, view, MARKERS)?.len())
        })
    }

    async fn floor(&mut self) -> Result<[f64; 1], Failure> {
        let path = self.0.folder.path().join(floor::DATABASE);
        let connection = floor::open(&path)?;
        percentile_99(1, |view| floor::map(&connection, view, MARKERS))
    }
}

/// Looks at many parts of the map, small and large, each so many times, of which the quickest
/// counts: what is shorter than the scheduler's turns cannot be told from one look.
fn percentile_99(
    passes: usize,
    mut look: impl FnMut((LatLon, LatLon)) -> Result<usize, Failure>,
) -> Result<[f64; 1], Failure> {
    let mut times = vec![f64::INFINITY; VIEWS];
    let mut found = 0;
    for pass in 0..passes {
        let mut chance = SplitMix64::new(9);
        for quickest in &mut times {
            let view = part_of_the_map(&mut chance);
            let started = Instant::now();
            let seen = look(view)?;
            *quickest = quickest.min(ms_since(started));
            found += if pass == 0 { seen } else { 0 };
        }
    }
    if found < VIEWS {
        return Err("the map is empty".into());
    }
    times.sort_by(f64::total_cmp);
    Ok([times[VIEWS * 99 / 100]])
}

fn part_of_the_map(chance: &mut SplitMix64) -> (LatLon, LatLon) {
    let (middle, half) = (full::place(chance), 0.0002 + 0.004 * chance.unit());
    let corner = |way: f64| LatLon {
        lat: middle.lat + way * half,
        lon: middle.lon + way * 2.0 * half,
    };
    (corner(-1.0), corner(1.0))
}

/// Has the system forget what it keeps in memory of a file; `dd` of GNU asks it to.
fn forget_pages(file: &Path) -> Result<(), Failure> {
    let mut input = std::ffi::OsString::from("if=");
    input.push(file);
    let mut dd = Command::new("dd");
    dd.arg(input)
        .args(["iflag=nocache", "count=0", "status=none"]);
    if dd.status()?.success() {
        Ok(())
    } else {
        Err("the pages of a file cannot be dropped: row 8 needs GNU dd".into())
    }
}

fn enough(listed: usize) -> Result<(), Failure> {
    if listed == LISTED as usize {
        Ok(())
    } else {
        Err(format!("{listed} observations were listed, not {LISTED}").into())
    }
}

fn ms_since(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1_000.0
}
