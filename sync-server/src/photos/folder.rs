//! Files of photos on the server's disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use lykta_core::id::{ContentHash, EntityId};

use super::copy::CopySize;
use crate::durable::{half_written, make_folder_of, sync_folder_of, write_durably};

/// The data folder's files: whole photos with their copies, and uploads under way.
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
        self.beside(walk, hash, "jpg")
    }

    /// Where a copy of it is, once that was drawn.
    pub(super) fn copy(&self, walk: EntityId, hash: ContentHash, size: CopySize) -> PathBuf {
        self.beside(walk, hash, &format!("{}.jpg", size.name()))
    }

    /// The mark of a photo that cannot be drawn.
    pub(super) fn undrawable(&self, walk: EntityId, hash: ContentHash) -> PathBuf {
        self.beside(walk, hash, "undrawable")
    }

    /// Removes a photo with everything that was drawn from it.
    pub fn remove(&self, walk: EntityId, hash: ContentHash) -> io::Result<()> {
        let _alone = self.alone()?;
        for file in self.all_of(walk, hash) {
            remove_if_here(&file)?;
        }
        let photo = self.photo(walk, hash);
        match photo.parent() {
            Some(folder) if folder.is_dir() => sync_folder_of(&photo),
            _ => Ok(()),
        }
    }

    /// Puts something beside a photo, if the photo is still here when its turn comes.
    pub(super) fn beside_photo(
        &self,
        walk: EntityId,
        hash: ContentHash,
        put: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let _alone = self.alone()?;
        if self.photo(walk, hash).is_file() {
            put()?;
        }
        Ok(())
    }

    /// Waits for the turn to put copies beside a photo, or to take it away with them: none may
    /// appear behind an erasure. A command that runs beside the server waits as well. The turn
    /// ends with what is returned.
    fn alone(&self) -> io::Result<File> {
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.data.join("photos.lock"))?;
        lock.lock()?;
        Ok(lock)
    }

    /// Whether anything of a photo is here: a crash may leave copies of one that was removed.
    pub fn has_any(&self, walk: EntityId, hash: ContentHash) -> bool {
        self.all_of(walk, hash).any(|file| file.exists())
    }

    /// Its files, and those that a kill left half written.
    fn all_of(&self, walk: EntityId, hash: ContentHash) -> impl Iterator<Item = PathBuf> {
        let copies = CopySize::ALL.map(|size| self.copy(walk, hash, size));
        let others = [self.photo(walk, hash), self.undrawable(walk, hash)];
        let whole = others.into_iter().chain(copies);
        whole.flat_map(|file| [half_written(&file), file])
    }

    fn beside(&self, walk: EntityId, hash: ContentHash, ending: &str) -> PathBuf {
        let folder = self.data.join("photos").join(walk.to_string());
        folder.join(format!("{hash}.{ending}"))
    }

    fn uploads(&self) -> PathBuf {
        self.data.join("uploads")
    }

    fn part(&self, upload: EntityId) -> PathBuf {
        self.uploads().join(format!("{upload}.part"))
    }

    /// How much of an upload is here, after it was synced; nothing when there is no file.
    pub(super) fn measure(&self, upload: EntityId) -> io::Result<u64> {
        match File::open(self.part(upload)) {
            Ok(file) => {
                file.sync_all()?;
                self.sync_uploads()?;
                Ok(file.metadata()?.len())
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Makes durable what is written of an upload.
    pub(super) fn sync_part(&self, upload: EntityId) -> io::Result<()> {
        File::open(self.part(upload))?.sync_all()
    }

    /// Makes durable the names of the uploads' files.
    pub(super) fn sync_uploads(&self) -> io::Result<()> {
        File::open(self.uploads())?.sync_all()
    }

    /// Opens an upload's file, which is made when missing, and drops all from `offset` on.
    pub(super) fn open_at(&self, upload: EntityId, offset: u64) -> io::Result<File> {
        let path = self.part(upload);
        make_folder_of(&path)?;
        let mut options = OpenOptions::new();
        let file = options.append(true).create(true).open(path)?;
        file.set_len(offset)?;
        Ok(file)
    }

    /// At most `length` bytes of an upload, from its beginning.
    pub(super) fn read_part(&self, upload: EntityId, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let part = File::open(self.part(upload))?;
        part.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The hash of an upload's bytes, which are never in memory all at once.
    pub(super) fn hash_part(&self, upload: EntityId) -> io::Result<ContentHash> {
        ContentHash::of_reader(File::open(self.part(upload))?)
    }

    /// Puts a whole, synced upload in its place, durably.
    ///
    /// Its own file stays until it is discarded, so that a crash on the way is healed by
    /// doing it again. A photo of that content which is there already has these very bytes.
    pub(super) fn place(
        &self,
        upload: EntityId,
        walk: EntityId,
        hash: ContentHash,
    ) -> io::Result<()> {
        let path = self.photo(walk, hash);
        make_folder_of(&path)?;
        match fs::hard_link(self.part(upload), &path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            // Some file systems have no links.
            Err(_) => return write_durably(&path, File::open(self.part(upload))?),
        }
        sync_folder_of(&path)
    }

    /// Throws an upload's file away.
    pub(super) fn discard(&self, upload: EntityId) -> io::Result<()> {
        remove_if_here(&self.part(upload))
    }

    /// The uploads of which there are files.
    pub(super) fn list_parts(&self) -> io::Result<Vec<EntityId>> {
        let entries = match fs::read_dir(self.uploads()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut parts = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let name = name.to_str().and_then(|name| name.strip_suffix(".part"));
            parts.extend(name.and_then(|id| id.parse::<EntityId>().ok()));
        }
        Ok(parts)
    }
}

fn remove_if_here(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
