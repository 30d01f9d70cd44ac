//! Row 12: what a track of two hours writes to flash, and what of it a killed app loses.
//!
//! Counted, not timed: files through the phone's own seam, the database by its journal. So it is
//! the same on every disk. Pages of a file that nobody syncs are counted as a system writes them
//! back.

use std::ops::AddAssign;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use lykta_core::phone::{Recording, Store};
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::track::{TrackItem, WatchPlan};
use lykta_tests::{BeforeEachChange, Change};

use super::full;
use super::journal::Journal;
use crate::one_walk::{WalkClock, walked};
use crate::report::Figure;
use crate::{Failure, say};

/// What flash is written in.
pub(super) const PAGE: u64 = 4_096;
/// Fixes of two hours, one a second.
const FIXES: usize = 7_200;
/// Linux writes back what is 30 seconds old.
const WRITTEN_BACK_EVERY: u64 = 30;
/// Where the app is killed: before, at and after a chunk and an op.
const KILLS: [usize; 6] = [1, 59, 60, 61, 600, 1_001];

/// What reached flash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) pages: u64,
    pub(super) syncs: u64,
}

impl Written {
    pub(super) fn synced(pages: u64, syncs: u64) -> Self {
        Self { pages, syncs }
    }
}

impl AddAssign for Written {
    fn add_assign(&mut self, other: Self) {
        self.pages += other.pages;
        self.syncs += other.syncs;
    }
}

/// Megabytes and syncs of a whole track, and fixes that a kill lost.
pub(crate) fn measure() -> Result<Vec<Figure>, Failure> {
    let folder = tempfile::tempdir()?;
    let told = own(&["track", &path(folder.path())?, &FIXES.to_string()])?;
    let counted: Vec<f64> = told.split_whitespace().flat_map(str::parse).collect();
    let [pages, syncs] = counted[..] else {
        return Err(format!("recording said {told:?}").into());
    };
    let lost = KILLS.iter().map(|fixes| lost_by_a_kill(*fixes));
    let lost = lost.collect::<Result<Vec<_>, _>>()?.into_iter().max();
    let mb = pages * PAGE as f64 / 1e6;
    let of = |what: &str| format!("{what} of a track of two hours");
    Ok(vec![
        Figure::alone("12", of("flash"), (mb, "MB"), (3.0, 1.4)),
        Figure::alone("12", of("fsyncs"), (syncs, ""), (300.0, 135.0)),
        Figure::alone(
            "12",
            "fixes lost when the app is killed",
            (lost.unwrap_or(0) as f64, ""),
            (10.0, 0.0),
        ),
    ])
}

/// Records in a process that kills itself after so many fixes; returns how many are not there.
fn lost_by_a_kill(fixes: usize) -> Result<usize, Failure> {
    let folder = tempfile::tempdir()?;
    let asked = ["track", &path(folder.path())?, &fixes.to_string(), "--dies"];
    if own(&asked).is_ok() {
        return Err("the recording was not killed".into());
    }
    let store = Store::open(folder.path())?.store;
    let walk = store.participations()?.first().ok_or("it has joined")?.walk;
    let track = *store.open_recordings(walk)?.first().ok_or("no track")?;
    // As the app does when it is started again.
    Recording::begin(&store, walk, track, &WatchPlan::default())?;
    let items = store.track_items(track)?.into_iter();
    let found = items.filter(|item| matches!(item, TrackItem::Fix(_)));
    Ok(fixes - found.count())
}

/// Runs a part of this program in a process of its own.
pub(crate) fn own(asked: &[&str]) -> Result<String, Failure> {
    let output = Command::new(std::env::current_exe()?)
        .args(asked)
        .output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(format!("{} failed: {why}", asked[0]).into())
}

fn path(folder: &Path) -> Result<String, Failure> {
    Ok(folder.to_str().ok_or("a plain path")?.to_owned())
}

/// Records a track, a fix a second by its own clock; tells the pages and the syncs, or dies.
pub(crate) fn record(folder: &Path, fixes: usize, dies: bool) -> Result<(), Failure> {
    let start = SystemClock.now();
    let clock = Arc::new(WalkClock::at(start));
    let flash = Arc::new(Mutex::new(Flash::default()));
    let noted = flash.clone();
    let disk = BeforeEachChange::of(folder, move |change| {
        let mut flash = noted.lock().unwrap_or_else(PoisonError::into_inner);
        flash.notes(change);
        Ok(())
    });
    let opened = Store::open_with(folder, Arc::new(disk), clock.clone(), Arc::new(SystemIds));
    let store = opened?.store;
    let walk = full::joins(&store, start)?;
    let mut journal = Journal::of(folder)?;
    let mut written = Written::default();
    let mut recording = Recording::begin(&store, walk, store.new_id(), &WatchPlan::default())?;
    for fix in walked(fixes, start, 12) {
        clock.stands_at(fix.at);
        recording.fix(&fix)?;
        written += journal.follow()?;
    }
    if dies {
        std::process::abort();
    }
    recording.end()?;
    written += journal.follow()?;
    if journal.commits() == 0 {
        return Err("the journal shows no commit".into());
    }
    written += flash.lock().unwrap_or_else(PoisonError::into_inner).total();
    say(&format!("{} {}", written.pages, written.syncs));
    Ok(())
}

/// What the phone's files write.
#[derive(Default)]
struct Flash {
    written: Written,
    appended: u64,
    bytes: u64,
}

impl Flash {
    fn notes(&mut self, change: Change) {
        match change {
            // The file and its folder are synced.
            Change::Write(bytes) => {
                self.written += Written::synced((bytes as u64).div_ceil(PAGE) + 1, 2);
            }
            Change::Append(bytes) => {
                self.appended += 1;
                self.bytes += bytes as u64;
            }
            // The file and its folder are synced.
            Change::Rename => self.written += Written::synced(1, 2),
            Change::Remove => self.written += Written::synced(1, 1),
        }
    }

    /// A page each time that the system writes back, and one for each that was filled.
    fn total(&self) -> Written {
        let mut total = self.written;
        let pages = self.appended.div_ceil(WRITTEN_BACK_EVERY) + self.bytes / PAGE;
        total += Written::synced(pages, 0);
        total
    }
}
