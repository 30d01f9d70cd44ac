//! Every crash point of a recorded run: what the disk might hold, built, opened and examined.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use lykta_core::track::simulate::SplitMix64;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::disk::{Disk, Image, Kept};
use crate::journal::{Call, Recorder};

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
    pub(crate) images: usize,
    pub(crate) faults: Vec<String>,
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
        calls.iter().for_each(|call| played.does(call));
        let left = Disk::holding(folder).after_crash(&mut Kept::Everything);
        let played = played.after_crash(&mut Kept::Everything);
        let names: HashSet<&PathBuf> = left.keys().chain(played.keys()).collect();
        for name in names {
            assert!(left.get(name) == played.get(name), "{name:?} was changed unseen");
        }
        Self {
            before,
            folder: folder.to_owned(),
            calls,
        }
    }

    /// Examines what a crash after each call may leave: the least, the most, and `seeds` of what
    /// is between; each image once. A disk that `lies` forgets what it said was synced.
    pub(crate) fn examine(
        self,
        seeds: u64,
        lies: bool,
        examine: impl Fn(&Path, &Crash<'_>) -> Found,
    ) -> Outcome {
        let told: Vec<(&str, &str)> = self.calls.iter().filter_map(Call::told).collect();
        let seen: Vec<&str> = told.iter().map(|(_, seen)| *seen).collect();
        let mut outcome = Outcome::default();
        let (mut disk, mut known, mut milestones) = (self.before, HashSet::new(), 0);
        for (point, call) in self.calls.iter().enumerate() {
            let is_synced = matches!(call, Call::Sync { .. } | Call::SyncFolder { .. });
            if !(lies && is_synced) {
                disk.does(call);
            }
            milestones += usize::from(call.told().is_some());
            let crash = Crash {
                milestones,
                seen: &seen[milestones.saturating_sub(1)..seen.len().min(milestones + 1)],
            };
            outcome.points += 1;
            for (kept, mut how) in ways(point, seeds) {
                let image = disk.after_crash(&mut how);
                if !known.insert((milestones, fingerprint(&image))) {
                    continue;
                }
                outcome.images += 1;
                let folder = build(&image, &self.folder);
                if let Err(fault) = examine(folder.path(), &crash) {
                    let last = milestones.checked_sub(1).map_or("nothing", |last| told[last].0);
                    let fault = format!("after {last}, at call {point}: {call}; kept {kept}: {fault}");
                    outcome.faults.push(fault);
                }
            }
        }
        outcome
    }
}

/// How much is kept of what was not synced: nothing, everything, or as a seed has it.
fn ways(point: usize, seeds: u64) -> impl Iterator<Item = (String, Kept)> {
    let ends = [
        ("nothing".to_owned(), Kept::Nothing),
        ("everything".to_owned(), Kept::Everything),
    ];
    let chances = (0..seeds).map(move |seed| {
        let chance = SplitMix64::new(seed << 32 | point as u64);
        (format!("by seed {seed}"), Kept::Some(chance))
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
        let path = folder.path().join(path.strip_prefix(of).expect("a path below the folder"));
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
