//! The one error that shells see.

use lykta_core::join::NotALink;
use lykta_core::rules::RuleBroken;
use lykta_core::store::StoreError;
use lykta_core::sync::client::ShortCodeError;
use lykta_core::sync::outcome::SyncError;

/// Why something was not done. Nothing was changed; [`crate::Words::explain`] says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ApiError {
    /// There is no such thing on this phone.
    #[error("there is no such thing on this phone")]
    NotFound,
    /// It cannot be done as things stand.
    #[error("{advice}")]
    NotNow {
        /// What to do, in English.
        advice: String,
    },
    /// There is no room left.
    #[error("there is no room left on the phone")]
    StorageFull,
    /// The role may not set this field.
    #[error("this role may not set {field}")]
    Forbidden {
        /// The field.
        field: String,
    },
    /// The value does not fit the field.
    #[error("{field} takes {expected}")]
    BadValue {
        /// The field.
        field: String,
        /// What it takes, in English.
        expected: String,
    },
    /// The photo cannot be used.
    #[error("the photo cannot be used: {reason}")]
    BadPhoto {
        /// The stable name, explained by the words `photo-<reason>`.
        reason: String,
    },
    /// A newer version of the app wrote what is on this phone.
    #[error("the store was made by a newer version")]
    NewerStore,
    /// The text is no join link.
    #[error("this is no join link")]
    NotALink,
    /// No walk has this short code.
    #[error("no walk has this short code")]
    WrongCode,
    /// Too many short codes were tried.
    #[error("too many short codes were tried")]
    TooOften {
        /// When to try again, in seconds.
        retry_after_s: u32,
    },
    /// The server cannot be reached.
    #[error("the server cannot be reached")]
    NoAnswer,
    /// The server answered with a problem.
    #[error("the server answered {status}")]
    Server {
        /// The HTTP status.
        status: u16,
        /// When it wants to be asked again, in seconds.
        retry_after_s: Option<u32>,
    },
    /// A photo's file is missing on this phone.
    #[error("a photo's file is missing on this phone")]
    FileGone,
    /// A file could not be read or written.
    #[error("a file failed")]
    File,
    /// Something that should not happen.
    #[error("the core failed")]
    Broken,
}

impl ApiError {
    /// The stable name; its words are at `error-` and this.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::NotNow { .. } => "not_now",
            Self::StorageFull => "storage_full",
            Self::Forbidden { .. } => "forbidden",
            Self::BadValue { .. } => "bad_value",
            Self::BadPhoto { .. } => "bad_photo",
            Self::NewerStore => "newer_store",
            Self::NotALink => "not_a_link",
            Self::WrongCode => "wrong_code",
            Self::TooOften { .. } => "too_often",
            Self::NoAnswer => "no_answer",
            Self::Server { .. } => "server",
            Self::FileGone => "file_gone",
            Self::File => "file",
            Self::Broken => "broken",
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        if error.is_disk_full() {
            return Self::StorageFull;
        }
        match error {
            StoreError::NotFound(_) => Self::NotFound,
            StoreError::NotNow(advice) => Self::NotNow {
                advice: advice.to_owned(),
            },
            StoreError::Rule(RuleBroken::Forbidden { field, .. }) => Self::Forbidden { field },
            StoreError::Rule(RuleBroken::BadValue {
                field, expected, ..
            }) => Self::BadValue { field, expected },
            StoreError::Photo(error) => Self::BadPhoto {
                reason: error.id().to_owned(),
            },
            StoreError::Newer { .. } => Self::NewerStore,
            StoreError::Files(_) => Self::File,
            StoreError::Database(_) | StoreError::Damaged(_) => Self::Broken,
        }
    }
}

impl From<SyncError> for ApiError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::NoAnswer(_) => Self::NoAnswer,
            SyncError::Problem {
                status,
                retry_after_s,
                ..
            } => Self::Server {
                status,
                retry_after_s,
            },
            SyncError::BadAnswer(_) => Self::Server {
                status: 200,
                retry_after_s: None,
            },
            SyncError::FileGone => Self::FileGone,
            SyncError::Store(error) => error.into(),
        }
    }
}

impl From<ShortCodeError> for ApiError {
    fn from(error: ShortCodeError) -> Self {
        match error {
            ShortCodeError::BadAddress => Self::NotALink,
            ShortCodeError::Wrong => Self::WrongCode,
            ShortCodeError::TooOften(retry_after_s) => Self::TooOften { retry_after_s },
            ShortCodeError::Sync(error) => error.into(),
        }
    }
}

impl From<NotALink> for ApiError {
    fn from(_: NotALink) -> Self {
        Self::NotALink
    }
}
