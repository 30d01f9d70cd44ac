//! The database: one writer, and readers beside it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use lykta_core::seam::IdSource;
use lykta_core::store::database;
use rusqlite::{Connection, Transaction};
use tokio::sync::{Semaphore, watch};

use super::MIGRATIONS;
use super::acts;
use super::writer::{Commit, Erased, Lasting, Writer, in_one_commit, take_off_disk};
use crate::durable::make_folder;
use crate::error::Error;
use crate::keep::Journal;
use crate::metrics::Metrics;
use crate::photos::PhotoFolder;

/// The database's file in the data folder.
const FILE_NAME: &str = "lykta.sqlite3";
/// What the writer keeps of the database in memory: each op lands all over its indexes, and a page
/// that is not here is read from the system first. Without this a walk costs more with each before.
const WRITERS_CACHE_KIB: i64 = 16 * 1024;
/// Readers at once; SQLite reads from memory, so more than the processors have is no use.
const READERS: usize = 4;

/// The database of one municipality. Clones share it.
#[derive(Clone)]
pub struct Db(Arc<Shared>);

struct Shared {
    path: PathBuf,
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
    reading: Semaphore,
}

impl Db {
    /// Opens or makes the database in `folder`.
    ///
    /// `journal` outlives the folder: it takes down what must not come back by a restore.
    pub fn open(folder: &Path, journal: Journal, ids: Arc<dyn IdSource>) -> Result<Self, Error> {
        make_folder(folder)?;
        let path = folder.join(FILE_NAME);
        let mut connection = database::open(&path, MIGRATIONS)?;
        connection.pragma_update(None, "cache_size", -WRITERS_CACHE_KIB)?;
        let photos = PhotoFolder::of(folder);
        replay(&mut connection, &journal, &*ids, &photos)?;
        Ok(Self(Arc::new(Shared {
            path,
            writer: Writer::start(connection, journal, ids, photos)?,
            readers: Mutex::new(Vec::new()),
            reading: Semaphore::new(READERS),
        })))
    }

    /// Does `work` in a transaction that it shares with others that wait at the same time.
    ///
    /// The answer comes when the transaction is durable. When `work` fails, nothing of it stays
    /// and the others are not touched.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>, &mut Commit) -> Result<T, Error> + Send + 'static,
    {
        self.0.writer.write(Lasting::Durable, work).await
    }

    /// The same for what may be lost by a power cut, since it will be said again: it is seen by
    /// whoever reads afterwards, and no disk is waited for.
    pub async fn note<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>, &mut Commit) -> Result<T, Error> + Send + 'static,
    {
        self.0.writer.write(Lasting::Passing, work).await
    }

    /// Reads one state of the database, apart from the async threads.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        let shared = Arc::clone(&self.0);
        let permit = self.0.reading.acquire().await;
        let _permit = permit.map_err(|_| Error::Unavailable)?;
        let reading = tokio::task::spawn_blocking(move || shared.read(work));
        reading.await.map_err(Error::internal)?
    }

    /// The same at start, before there are async threads to keep free.
    pub fn read_at_start<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.0.read(work)
    }

    /// Counts this server's commits, for whoever wants to look again after each.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.0.writer.commits()
    }

    /// Has each commit measured.
    pub fn measure(&self, metrics: Metrics) {
        self.0.writer.measure(metrics);
    }

    /// Makes a write durable without changing what is stored.
    pub async fn touch(&self) -> Result<(), Error> {
        let sql = "UPDATE user SET created_at = created_at WHERE name = 'office'";
        self.write(|tx, _| Ok(tx.prepare_cached(sql)?.execute([]).map(|_| ())?))
            .await
    }

    /// Where the database's file is.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Finishes what is waiting to be written and closes the writer; later writes fail.
    pub async fn close(&self) {
        self.0.writer.close().await;
    }
}

/// Does again what the journal has and a restored database has not, and clears up after a crash
/// between an erasure and the removal of its files.
fn replay(
    connection: &mut Connection,
    journal: &Journal,
    ids: &dyn IdSource,
    photos: &PhotoFolder,
) -> Result<(), Error> {
    let entries = journal.read()?;
    if !entries.is_empty() {
        let replay = |tx: &Transaction<'_>, commit: &mut Commit| acts::replay(tx, commit, &entries);
        let (_, replayed) = in_one_commit(connection, ids, replay)?;
        if replayed > 0 {
            tracing::warn!(
                replayed,
                "acts were done again that a restored database had not"
            );
        }
    }
    let mut erased = acts::erased_files(connection)?;
    erased.retain(|(walk, hash)| photos.has_any(*walk, *hash));
    take_off_disk(connection, photos, &Erased::at_start(erased));
    Ok(())
}

impl Shared {
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let idle = self.readers().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => database::open_reader(&self.path)?,
        };
        let snapshot = connection.unchecked_transaction()?;
        let result = work(&snapshot);
        snapshot.finish()?;
        self.readers().push(connection);
        result
    }

    fn readers(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
