//! What can go wrong in the store.

use std::io::ErrorKind;

use rusqlite::{ErrorCode, ffi};

use crate::id::EntityId;
use crate::op::Unreadable;
use crate::photo::PhotoError;
use crate::rules::RuleBroken;

/// Why the store did not do what it was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite failed: a full disk, a damaged file.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("a file failed: {0}")]
    Files(#[from] std::io::Error),
    /// A stored payload cannot be read, though it could when it was stored.
    #[error("a stored op cannot be read: {0}")]
    Damaged(#[from] Unreadable),
    /// The database was made by a newer version.
    #[error(
        "the store was made by a newer version (schema {found}, this one knows {known}): update Lykta"
    )]
    Newer {
        /// The schema's number in the file.
        found: usize,
        /// The newest that this version knows.
        known: usize,
    },
    /// There is no such entity here.
    #[error("there is no {0} here")]
    NotFound(EntityId),
    /// This role may not, or the value does not fit.
    #[error(transparent)]
    Rule(#[from] RuleBroken),
    /// The photo cannot be used.
    #[error(transparent)]
    Photo(PhotoError),
    /// The thing is not in a state in which this can be done; the text says what to do.
    #[error("{0}")]
    NotNow(&'static str),
}

impl StoreError {
    /// Whether there is no room left on the disk: with some more, the same can be done.
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Database(error) => is_disk_full(error),
            Self::Files(error) => matches!(
                error.kind(),
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded
            ),
            _ => false,
        }
    }
}

/// Whether SQLite found no room: for a page, or for the index that it keeps beside its journal.
pub fn is_disk_full(error: &rusqlite::Error) -> bool {
    let is_index = |failed: &ffi::Error| failed.extended_code == ffi::SQLITE_IOERR_SHMSIZE;
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
        || error.sqlite_error().is_some_and(is_index)
}
