//! What is there after a power cut: files that were put into folders, their names, and folders.
//!
//! A file that is synced may still lose its name; the folder keeps that, once it is synced too.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Makes a folder, and those above it, when they are missing.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    make_folder_by(&DirBuilder::new(), folder)
}

/// The same with the builder's rights.
pub(crate) fn make_folder_by(builder: &DirBuilder, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    make_folder_by(builder, folder_of(folder))?;
    match builder.create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder_of(folder),
    }
}

/// Makes the folder that a file is to be in.
pub(crate) fn make_folder_of(path: &Path) -> io::Result<()> {
    make_folder(folder_of(path))
}

/// Writes a file whole or not at all, in place of one that had its name; its folder is made.
pub(crate) fn write_durably(path: &Path, mut from: impl Read) -> io::Result<()> {
    make_folder_of(path)?;
    let new = half_written(path);
    let mut file = File::create(&new)?;
    io::copy(&mut from, &mut file)?;
    file.sync_all()?;
    move_file(&new, path)
}

/// What has a file's bytes until they are all there.
pub(crate) fn half_written(path: &Path) -> PathBuf {
    path.with_extension("new")
}

/// Gives a file that is synced another name in its folder, in place of one that had it.
pub(crate) fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

/// Syncs the folder that something is in, so that its name is kept, or stays away.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    let above = path.parent().unwrap_or(path);
    if above.as_os_str().is_empty() {
        return Path::new(".");
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_made_as_deep_as_they_are_asked_for() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        make_folder(&deep).unwrap();
        make_folder_of(&deep.join("file")).unwrap();
        assert!(deep.is_dir());
        assert_eq!(folder_of(Path::new("data")), Path::new("."));
        std::fs::write(root.path().join("file"), b"").unwrap();
        assert!(make_folder(&root.path().join("file/folder")).is_err());
    }
}
