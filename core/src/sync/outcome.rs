//! What a sync tells while it runs, and why it may not have gone through.

use serde::Deserialize;

use super::transport::{HttpAnswer, NoAnswer};
use crate::store::StoreError;

/// Why a sync did not go through. What was recorded is where it was.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The server cannot be reached.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// The server answered with a problem.
    #[error("the server answered {status}: {title}")]
    Problem {
        /// The HTTP status.
        status: u16,
        /// What it said.
        title: String,
        /// When it wants to be asked again, in seconds.
        retry_after_s: Option<u32>,
    },
    /// The server's answer makes no sense.
    #[error("the server's answer cannot be read: {0}")]
    BadAnswer(String),
    /// A file that was recorded is missing on this device.
    #[error("the photo's file is missing on this device: take the photo again")]
    FileGone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SyncError {
    /// Whether trying again as before will not help.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::FileGone => true,
            Self::Problem { status, .. } => matches!(status, 400 | 413 | 415 | 422),
            _ => false,
        }
    }

    pub(super) fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::Problem { retry_after_s, .. } => *retry_after_s,
            _ => None,
        }
    }
}

/// What a screen shows while a sync runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Progress {
    /// So many ops are still to be sent.
    Ops {
        /// How many.
        left: u64,
    },
    /// So many bytes of photos are sent.
    Photos {
        /// Bytes sent.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// So many photos of others are fetched.
    Fetched {
        /// Photos here.
        done: u64,
        /// Photos in all.
        total: u64,
    },
    /// What was recorded is sent; so many bytes of the base map are here.
    Basemap {
        /// Bytes here.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
}

#[derive(Default, Deserialize)]
struct Problem {
    #[serde(default)]
    title: String,
    #[serde(default)]
    detail: Option<String>,
    #[serde(default)]
    retry_after_s: Option<u32>,
}

/// The error for an answer whose status is not the one expected.
pub(super) fn expect_status(answer: &HttpAnswer, expected: u16) -> SyncError {
    let problem: Problem = serde_json::from_slice(&answer.body).unwrap_or_default();
    let title = match problem.detail {
        Some(detail) if !detail.is_empty() => detail,
        _ if !problem.title.is_empty() => problem.title,
        _ => format!("expected {expected}"),
    };
    let header = answer.number("retry-after").map(|s| s as u32);
    SyncError::Problem {
        status: answer.status,
        title,
        retry_after_s: problem.retry_after_s.or(header),
    }
}
