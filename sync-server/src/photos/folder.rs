//! Files of photos on the server's disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use lykta_core::id::{ContentHash, EntityId};

/// The data folder's files: whole photos, and uploads under way.
#[derive(Clone, Debug)]
pub struct PhotoFolder {
    data: PathBuf,
}

impl PhotoFolder {
    /// The files below the data folder.
    pub fn of(data: &Path) -> Self {
        Self {
            data: data.to_path_buf(),
        }
    }

    /// Where a whole photo is.
    pub fn photo(&self, walk: EntityId, hash: ContentHash) -> PathBuf {
        let folder = self.data.join("photos").join(walk.to_string());
        folder.join(format!("{hash}.jpg"))
    }

    /// Takes a photo and the copies of it off the disk.
    pub(crate) fn erase(&self, walk: EntityId, hash: ContentHash) -> io::Result<()> {
        let path = self.photo(walk, hash);
        for copy in ["jpg", "screen.jpg", "thumbnail.jpg"] {
            remove(&path.with_extension(copy))?;
        }
        sync_folder_of(&path)
    }

    fn part(&self, upload: EntityId) -> PathBuf {
        self.data.join("uploads").join(format!("{upload}.part"))
    }

    /// Begins an upload's file.
    pub(super) fn begin(&self, upload: EntityId) -> io::Result<()> {
        let path = self.part(upload);
        make_folder_of(&path)?;
        File::create(&path)?.sync_all()?;
        sync_folder_of(&path)
    }

    /// How much of an upload is here. A file that a crash took away begins anew.
    pub(super) fn length(&self, upload: EntityId) -> io::Result<u64> {
        match fs::metadata(self.part(upload)) {
            Ok(found) => Ok(found.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.begin(upload)?;
                Ok(0)
            }
            Err(error) => Err(error),
        }
    }

    /// Opens an upload's file for more bytes from `offset`, dropping what an unanswered
    /// write left behind it.
    pub(super) fn open_at(&self, upload: EntityId, offset: u64) -> io::Result<File> {
        let mut file = OpenOptions::new().write(true).open(self.part(upload))?;
        file.set_len(offset)?;
        file.seek(SeekFrom::Start(offset))?;
        Ok(file)
    }

    /// The hash and the bytes of a whole upload.
    pub(super) fn read_part(&self, upload: EntityId) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(self.part(upload))?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Puts a whole upload in its place, durably.
    pub(super) fn finish(
        &self,
        upload: EntityId,
        walk: EntityId,
        hash: ContentHash,
    ) -> io::Result<()> {
        let path = self.photo(walk, hash);
        make_folder_of(&path)?;
        fs::rename(self.part(upload), &path)?;
        sync_folder_of(&path)
    }

    /// Puts a photo that is here as a whole in its place, durably.
    pub(super) fn place(
        &self,
        upload: EntityId,
        walk: EntityId,
        hash: ContentHash,
        jpeg: &[u8],
    ) -> io::Result<()> {
        self.begin(upload)?;
        let mut file = self.open_at(upload, 0)?;
        file.write_all(jpeg)?;
        file.sync_all()?;
        self.finish(upload, walk, hash)
    }

    /// Throws an upload's file away.
    pub(super) fn discard(&self, upload: EntityId) -> io::Result<()> {
        remove(&self.part(upload))
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a piece; the caller syncs before it tells anybody.
pub(super) fn write_piece(file: &mut File, piece: &[u8]) -> io::Result<()> {
    file.write_all(piece)
}

fn make_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    sync_folder_of(folder)
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
