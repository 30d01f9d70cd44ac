//! Every crash point of a recorded run: what the disk might hold, built, opened and examined.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

use lykta_core::track::simulate::SplitMix64;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::disk::{Disk, Image, Kept};
use crate::journal::{Call, Recorder};

/// Threads that examine, each with a server's threads beside it.
const EXAMINERS: usize = 2;
/// Disks that wait for them.
const WAITING: usize = 4;

/// Nothing, or what is not as it must be.
pub(crate) type Found = Result<(), String>;

/// What had been told when the power went.
pub(crate) struct Crash<'a> {
    /// Milestones before it.
    pub(crate) milestones: usize,
    /// What could be seen at the last milestone and at the next.
    pub(crate) seen: &'a [&'a str],
}

/// What came of all crashes.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) points: usize,
    pub(crate) disks: usize,
    pub(crate) faults: Vec<Fault>,
}

/// Something that was not as it must be.
#[derive(Debug)]
pub(crate) struct Fault {
    point: usize,
    /// The last milestone before the crash.
    pub(crate) after: String,
    /// Which disk it was.
    disk: String,
    pub(crate) what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            after, disk, what, ..
        } = self;
        write!(out, "after it {after}, {disk}: {what}")
    }
}

/// A run that was recorded: what was there before it, and all its calls.
pub(crate) struct Recorded {
    before: Disk,
    folder: PathBuf,
    calls: Vec<Call>,
}

impl Recorded {
    /// Reads what was recorded. What bypassed the recorder is found here: played back, the calls
    /// make the very folder that the program left.
    pub(crate) fn of(before: Disk, recorder: &Recorder, folder: &Path) -> Self {
        let calls = recorder.calls();
        let mut played = before.clone();
        for call in &calls {
            played.does(call);
        }
        let left = Disk::holding(folder).after_crash(&mut Kept::Everything);
        let played = played.after_crash(&mut Kept::Everything);
        let names: HashSet<&PathBuf> = left.keys().chain(played.keys()).collect();
        for name in names {
            assert!(
                left.get(name) == played.get(name),
                "{} was changed unseen",
                name.display()
            );
        }
        Self {
            before,
            folder: folder.to_owned(),
            calls,
        }
    }

    /// Examines what a crash after each call may leave: the least, the most, and `seeds` of what
    /// is between; each disk once. One that `lies` forgets, from the first milestone on, what it
    /// said was synced.
    pub(crate) fn examine(
        &self,
        seeds: u64,
        lies: bool,
        examine: impl Fn(&Path, &Crash<'_>) -> Found + Sync,
    ) -> Outcome {
        let outcome = Mutex::new(Outcome::default());
        let (crashes, waiting) = sync_channel(WAITING);
        let waiting = Mutex::new(waiting);
        let examine_all = || {
            let next = || waiting.lock().expect("no holder panics").recv();
            while let Ok(crashed) = next() {
                let fault = self.examine_one(&crashed, &examine);
                let mut outcome = outcome.lock().expect("no holder panics");
                outcome.disks += 1;
                outcome.faults.extend(fault);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..EXAMINERS {
                scope.spawn(examine_all);
            }
            self.crash_at_each_call(seeds, lies, |crashed| {
                crashes.send(crashed).expect("somebody examines");
            });
            drop(crashes);
        });
        let mut outcome = outcome.into_inner().expect("no holder panics");
        outcome.points = self.calls.len();
        outcome.faults.sort_by_key(|fault| fault.point);
        outcome
    }

    fn crash_at_each_call(&self, seeds: u64, lies: bool, mut crash: impl FnMut(Crashed)) {
        let (mut disk, mut known, mut milestones) = (self.before.clone(), HashSet::new(), 0);
        for (point, call) in self.calls.iter().enumerate() {
            let is_synced = matches!(call, Call::Sync { .. } | Call::SyncFolder { .. });
            if !(lies && is_synced && milestones > 0) {
                disk.does(call);
            }
            milestones += usize::from(call.told().is_some());
            for (kept, mut how) in ways(point, seeds) {
                let image = disk.after_crash(&mut how);
                if known.insert((milestones, fingerprint(&image))) {
                    crash(Crashed {
                        point,
                        milestones,
                        kept,
                        image,
                    });
                }
            }
        }
    }

    fn examine_one(
        &self,
        crashed: &Crashed,
        examine: impl Fn(&Path, &Crash<'_>) -> Found,
    ) -> Option<Fault> {
        let told: Vec<(&str, &str)> = self.calls.iter().filter_map(Call::told).collect();
        let seen: Vec<&str> = told.iter().map(|(_, seen)| *seen).collect();
        let (milestones, point) = (crashed.milestones, crashed.point);
        let last = milestones.checked_sub(1);
        let crash = Crash {
            milestones,
            seen: &seen[last.unwrap_or(0)..seen.len().min(milestones + 1)],
        };
        let folder = build(&crashed.image, &self.folder);
        let what = examine(folder.path(), &crash).err()?;
        let (call, kept) = (&self.calls[point], &crashed.kept);
        Some(Fault {
            point,
            after: last.map_or("began", |last| told[last].0).to_owned(),
            disk: format!("at call {point} ({call}) with {kept} kept"),
            what,
        })
    }
}

/// A disk after a crash.
struct Crashed {
    point: usize,
    milestones: usize,
    kept: String,
    image: Image,
}

/// How much is kept of what was not synced: nothing, everything, or as a seed has it.
fn ways(point: usize, seeds: u64) -> impl Iterator<Item = (String, Kept)> {
    let ends = [
        ("nothing".to_owned(), Kept::Nothing),
        ("everything".to_owned(), Kept::Everything),
    ];
    let chances = (0..seeds).map(move |seed| {
        let chance = SplitMix64::new(seed << 32 | point as u64);
        (format!("a part (seed {seed})"), Kept::Some(chance))
    });
    ends.into_iter().chain(chances)
}

fn fingerprint(image: &Image) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in image {
        hasher.update(path.as_os_str().as_encoded_bytes());
        let bytes = bytes.as_ref().map(|bytes| blake3::hash(bytes));
        hasher.update(format!("{bytes:?}").as_bytes());
    }
    hasher.finalize()
}

/// Puts an image on a disk; in memory where that is possible, since it will not outlive this.
fn build(image: &Image, of: &Path) -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    let folder = folder.expect("a temporary folder");
    for (path, bytes) in image {
        let path = folder
            .path()
            .join(path.strip_prefix(of).expect("a path below the folder"));
        let made = match bytes {
            None => std::fs::create_dir(path),
            Some(bytes) => std::fs::write(path, bytes),
        };
        made.expect("room for an image");
    }
    folder
}

/// A database that SQLite finds nothing wrong with.
pub(crate) fn is_sound(database: &Connection) -> Found {
    let sound = database.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0));
    match sound.as_deref() {
        Ok("ok") => Ok(()),
        other => Err(format!("the database is damaged: {other:?}")),
    }
}
