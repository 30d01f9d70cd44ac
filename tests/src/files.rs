//! Files of a phone with something that happens before each change of them.

use std::io;
use std::path::Path;

use lykta_core::seam::{DiskFiles, Files};

/// What is about to become of a file, with how many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is written as a whole, and synced.
    Write(usize),
    /// It grows, and is not synced.
    Append(usize),
    /// It is synced, and has another name from now on.
    Rename,
    /// It goes.
    Remove,
}

/// Real files; before each change `before` may fail it, or end the process.
pub struct BeforeEachChange<F> {
    files: DiskFiles,
    before: F,
}

impl<F: Fn(Change) -> io::Result<()>> BeforeEachChange<F> {
    /// The files of a folder.
    pub fn of(folder: &Path, before: F) -> Self {
        let files = DiskFiles::open(folder).expect("a folder");
        Self { files, before }
    }
}

impl<F: Fn(Change) -> io::Result<()> + Send + Sync> Files for BeforeEachChange<F> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.read(path)
    }

    fn read_at(&self, path: &str, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        self.files.read_at(path, offset, length)
    }

    fn length(&self, path: &str) -> io::Result<Option<u64>> {
        self.files.length(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        (self.before)(Change::Write(bytes.len()))?;
        self.files.write(path, bytes)
    }

    fn append(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        (self.before)(Change::Append(bytes.len()))?;
        self.files.append(path, bytes)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        (self.before)(Change::Rename)?;
        self.files.rename(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        (self.before)(Change::Remove)?;
        self.files.remove(path)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.files.list(folder)
    }
}

/// Copies a folder with all in it.
pub fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
