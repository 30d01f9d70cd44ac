//! The edges of the machine that the core sees only through traits: clock, chance, files.
//!
//! HTTP is the fourth, in [`crate::sync`]. Tests put fakes here and nowhere else.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::time::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The wall clock, which people and networks may set at any moment.
    fn now(&self) -> Timestamp;
    /// Milliseconds since some fixed moment; never runs backwards and cannot be set.
    fn monotonic_ms(&self) -> u64;
}

/// Gives random bytes for ids, secrets and marks.
pub trait IdSource: Send + Sync {
    /// Fills `bytes` with randomness fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// A folder of files, named by relative paths with `/` between their parts.
pub trait Files: Send + Sync {
    /// The whole file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// At most `length` bytes from `offset`; fewer at the end of the file.
    fn read_at(&self, path: &str, offset: u64, length: usize) -> io::Result<Vec<u8>>;
    /// The file's length in bytes; `None` when there is no such file.
    fn length(&self, path: &str) -> io::Result<Option<u64>>;
    /// Puts `bytes` under `path` all at once, and durably: afterwards the file is whole or as before.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Adds `bytes` at the end without syncing them; a file is made when missing.
    fn append(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Gives the file another name, durably: its bytes are on the disk before. One that had that
    /// name goes.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes the file durably; nothing happens when there is none.
    fn remove(&self, path: &str) -> io::Result<()>;
    /// The names directly in `folder`, sorted; empty when there is no such folder.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;
}

/// The machine's own clocks.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

/// The clock goes on while the phone sleeps: else each sleep would look like a clock that was set.
#[cfg(unix)]
fn awake_and_asleep() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = rustix::time::ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = rustix::time::ClockId::Monotonic;
    Duration::try_from(rustix::time::clock_gettime(clock)).unwrap_or_default()
}

#[cfg(not(unix))]
fn awake_and_asleep() -> Duration {
    static FIRST_ASKED: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    FIRST_ASKED.elapsed()
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(awake_and_asleep().as_millis()).unwrap_or(u64::MAX)
    }
}

/// The operating system's source of randomness.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemIds;

impl IdSource for SystemIds {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("an operating system without randomness cannot run this");
    }
}

/// Files in a real folder.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// Files below `root`, which is made when missing.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        std::fs::create_dir_all(&root)?;
        Ok(Self { root })
    }

    /// Where `path` is on the disk.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn parent(&self, path: &str) -> io::Result<PathBuf> {
        let full = self.path(path);
        let parent = full.parent().unwrap_or(&self.root).to_path_buf();
        if !parent.is_dir() {
            std::fs::create_dir_all(&parent)?;
            if let Some(above) = parent.parent() {
                sync_folder(above)?;
            }
        }
        Ok(parent)
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.path(path))
    }

    fn read_at(&self, path: &str, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.path(path))?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn length(&self, path: &str) -> io::Result<Option<u64>> {
        match std::fs::metadata(self.path(path)) {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let parent = self.parent(path)?;
        let full = self.path(path);
        let part = part_of(&full);
        let written = write_synced(&part, bytes).and_then(|()| std::fs::rename(&part, &full));
        if written.is_err() {
            // On a full disk, half a file takes the room from what comes next.
            let _ = std::fs::remove_file(&part);
        }
        written?;
        sync_folder(&parent)
    }

    fn append(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.parent(path)?;
        let mut options = OpenOptions::new();
        let mut file = options.create(true).append(true).open(self.path(path))?;
        file.write_all(bytes)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let parent = self.parent(to)?;
        File::open(self.path(from))?.sync_all()?;
        std::fs::rename(self.path(from), self.path(to))?;
        sync_folder(&parent)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let full = self.path(path);
        // Half a file is left by a kill in the middle of writing it.
        for file in [part_of(&full), full] {
            match std::fs::remove_file(file) {
                Ok(()) => sync_folder(&self.parent(path)?)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(self.path(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }
}

/// Where a file is until it is whole.
fn part_of(full: &Path) -> PathBuf {
    let mut name = full.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    full.with_file_name(name)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_files_keeps_what_it_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let files = DiskFiles::open(folder.path()).unwrap();
        assert_eq!(files.length("photos/a").unwrap(), None);
        assert_eq!(files.list("photos").unwrap(), Vec::<String>::new());

        files.write("photos/a", b"first").unwrap();
        files.append("photos/a", b" and more").unwrap();
        assert_eq!(files.read("photos/a").unwrap(), b"first and more");
        assert_eq!(files.read_at("photos/a", 6, 3).unwrap(), b"and");
        assert_eq!(files.read_at("photos/a", 10, 100).unwrap(), b"more");
        assert_eq!(files.list("photos").unwrap(), ["a"]);

        files.rename("photos/a", "maps/b").unwrap();
        assert_eq!(files.list("photos").unwrap(), Vec::<String>::new());
        files.rename("maps/b", "photos/a").unwrap();
        assert_eq!(files.read("photos/a").unwrap(), b"first and more");

        files.remove("photos/a").unwrap();
        files.remove("photos/a").unwrap();
        assert_eq!(files.length("photos/a").unwrap(), None);
    }
}
