//! A phone's store: one SQLite file and a folder of files.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::id::EntityId;
use crate::seam::{Clock, DiskFiles, Files, IdSource, SystemClock, SystemIds};
use crate::store::{StoreError, database, log};
use crate::time::Timestamp;

const DATABASE: &str = "lykta.sqlite3";

/// The schema, one step after another. Released steps never change.
pub const MIGRATIONS: &[&str] = &[
    log::SCHEMA,
    include_str!("phone.sql"),
    include_str!("lean.sql"),
    log::BY_WALK,
    log::BY_PLACE,
    log::APART,
    include_str!("apart.sql"),
    include_str!("notice.sql"),
    include_str!("heard.sql"),
    include_str!("basemap.sql"),
];

/// Everything that a phone has recorded and pulled.
///
/// One call is one transaction: when it returns, what it did is on the disk.
pub struct Store {
    connection: Mutex<Connection>,
    pub(crate) files: Arc<dyn Files>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn IdSource>,
}

/// A store, and what opening it found.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Where an unreadable database was copied to; a new one is in its place.
    pub set_aside: Option<String>,
    /// The database was an old copy or from another phone: new replicas were taken.
    pub restored: bool,
}

impl Store {
    /// Opens or makes the store in `folder`, with the machine's own clock, chance and disk.
    pub fn open(folder: &Path) -> Result<Opened, StoreError> {
        let files = Arc::new(DiskFiles::open(folder)?);
        Self::open_with(folder, files, Arc::new(SystemClock), Arc::new(SystemIds))
    }

    /// Opens or makes the store whose database is in `folder`.
    ///
    /// An unreadable database is never deleted: it is moved aside whole.
    pub fn open_with(
        folder: &Path,
        files: Arc<dyn Files>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
    ) -> Result<Opened, StoreError> {
        let path = folder.join(DATABASE);
        let (connection, set_aside) = match database::open(&path, MIGRATIONS) {
            Ok(connection) => (connection, None),
            Err(StoreError::Database(error)) if is_unreadable(&error) => {
                let aside = set_aside(folder, clock.now())?;
                (database::open(&path, MIGRATIONS)?, Some(aside))
            }
            Err(error) => return Err(error),
        };
        let store = Self {
            connection: Mutex::new(connection),
            files,
            clock,
            ids,
        };
        let restored = store.check_incarnation()?;
        // Opening must not fail for what can wait.
        if let Err(error) = store.tidy() {
            tracing::warn!(%error, "what need not be kept waits to be deleted");
        }
        Ok(Opened {
            store,
            set_aside,
            restored,
        })
    }

    /// A new id for something that this phone is about to make.
    pub fn new_id(&self) -> EntityId {
        EntityId::random(&*self.ids, self.clock.now())
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held rolled its transaction back.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = self.connection();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&tx)?;
        tx.commit()?;
        Ok(done)
    }

    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&self.connection())
    }
}

fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Moves the database with its journal into a folder of its own, for rescue.
fn set_aside(folder: &Path, now: Timestamp) -> Result<String, StoreError> {
    let name = format!("unreadable-{}", now.0);
    std::fs::create_dir_all(folder.join(&name))?;
    // The journal first: SQLite throws one away that it finds without its database.
    for suffix in ["-wal", "-shm", ""] {
        let file = format!("{DATABASE}{suffix}");
        let from = folder.join(&file);
        if from.exists() {
            std::fs::rename(from, folder.join(&name).join(file))?;
        }
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_database_is_set_aside_whole() {
        let folder = tempfile::tempdir().unwrap();
        let rubbish = [7; 9000];
        std::fs::write(folder.path().join(DATABASE), rubbish).unwrap();
        let opened = Store::open(folder.path()).unwrap();
        let aside = folder.path().join(opened.set_aside.unwrap());
        assert_eq!(std::fs::read(aside.join(DATABASE)).unwrap(), rubbish);
        drop(opened.store);
        assert!(Store::open(folder.path()).unwrap().set_aside.is_none());
    }
}
