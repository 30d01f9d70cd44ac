//! What can go wrong, and the exit status that says so.

use lykta_core::join::NotALink;
use lykta_core::store::StoreError;
use lykta_core::sync::client::SyncError;

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Link(#[from] NotALink),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Sync(#[from] SyncError),
    #[error("{0}")]
    BadInput(String),
    #[error("no walk was joined here: begin with lykta join LINK")]
    NotJoined,
    #[error("cannot {act} {path}: {source}")]
    File {
        act: &'static str,
        path: String,
        source: std::io::Error,
    },
}

impl Failure {
    /// The exit status, as `lykta --help` tells them.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Sync(_) => 4,
            Self::Link(_) | Self::BadInput(_) | Self::File { .. } => 65,
            Self::Store(StoreError::Rule(_) | StoreError::Photo(_)) => 65,
            Self::Store(_) | Self::NotJoined => 1,
        }
    }
}
