//! Photos' files on the disk: there before an op names them, gone after no photo does.

use rusqlite::{Connection, Transaction, params};

use super::photo::{path, thumbnail_path};
use super::store::Store;
use crate::id::{ContentHash, EntityId};
use crate::store::StoreError;

impl Store {
    /// Writes files and, in one transaction, what names them.
    ///
    /// After a kill in between, the next opening removes what no photo names.
    pub(super) fn write_naming<T>(
        &self,
        hashes: &[ContentHash],
        files: &[(String, &[u8])],
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.write(|tx| hashes.iter().try_for_each(|hash| note_discard(tx, *hash)))?;
        // Under the lock: nobody else may find the file unnamed and remove it meanwhile.
        let done = self.write(|tx| {
            for (path, bytes) in files {
                self.files.write(path, bytes)?;
            }
            work(tx)
        });
        self.discard_files();
        done
    }

    /// Removes the files that were noted and that no photo names.
    ///
    /// What was asked for is done by then; a file that cannot be removed now is removed later.
    pub(super) fn discard_files(&self) {
        if let Err(error) = self.try_discard_files() {
            tracing::warn!(%error, "files of photos wait to be removed");
        }
    }

    fn try_discard_files(&self) -> Result<(), StoreError> {
        if self.read(discarded)?.is_empty() {
            return Ok(());
        }
        self.write(|tx| {
            for path in discarded(tx)? {
                self.files.remove(&path)?;
            }
            tx.execute("DELETE FROM discard", [])?;
            Ok(())
        })
    }
}

/// Forgets the files of a photo; what no other photo names goes from the disk afterwards.
pub(super) fn forget_files(tx: &Transaction<'_>, photo: EntityId) -> Result<(), StoreError> {
    let mut files = tx.prepare_cached("DELETE FROM file WHERE photo = ?1 RETURNING hash")?;
    let hashes = files.query_map([photo], |row| row.get(0))?;
    for hash in hashes.collect::<Result<Vec<_>, _>>()? {
        note_discard(tx, hash)?;
    }
    Ok(())
}

/// Forgets one file of a photo.
pub(super) fn forget_file(
    tx: &Transaction<'_>,
    photo: EntityId,
    hash: ContentHash,
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM file WHERE photo = ?1 AND hash = ?2")?
        .execute(params![photo, hash])?;
    note_discard(tx, hash)
}

pub(super) fn note_discard(tx: &Transaction<'_>, hash: ContentHash) -> Result<(), StoreError> {
    for path in [path(hash), thumbnail_path(hash)] {
        note_discard_of(tx, &path, Some(hash))?;
    }
    Ok(())
}

/// Has a file removed after the commit; one of a photo only when no photo names its hash.
pub(super) fn note_discard_of(
    tx: &Transaction<'_>,
    path: &str,
    hash: Option<ContentHash>,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR IGNORE INTO discard VALUES (?1, ?2)")?
        .execute(params![path, hash])?;
    Ok(())
}

fn discarded(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT path FROM discard WHERE NOT EXISTS \
         (SELECT 1 FROM file WHERE file.hash = discard.hash AND state <> 'erased')",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
