//! Telling the shell that something changed; it reads again.

use lykta_core::id::EntityId;
use lykta_core::sync::outcome::Progress;

/// The shell could not take it; it reads again some other time.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ShellError {
    /// It failed.
    #[error("the shell failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ShellError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Is told what changed, on a thread of the core's.
#[uniffi::export(with_foreign)]
pub trait Observer: Send + Sync {
    /// What belongs to a walk changed.
    fn changed(&self, walk: EntityId) -> Result<(), ShellError>;
    /// A sync of a walk came so far.
    fn progressed(&self, walk: EntityId, progress: Progress) -> Result<(), ShellError>;
}
