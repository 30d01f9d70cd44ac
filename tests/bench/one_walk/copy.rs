//! Copies that are on the disk before anything is measured.

use std::fs::File;
use std::io;
use std::path::Path;

/// Copies a folder with all that is in it.
pub(crate) fn folder(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            folder(&entry.path(), &to)?;
        } else {
            file(&entry.path(), &to)?;
        }
    }
    Ok(())
}

/// Copies a file.
pub(super) fn file(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::copy(from, to)?;
    File::open(to)?.sync_all()
}
