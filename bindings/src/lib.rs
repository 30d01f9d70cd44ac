//! The core for Kotlin, Swift and Python: thin objects around it, and no rules.
//!
//! Calls are `async` and done apart from the caller's thread. One call is one transaction: it may
//! be dropped at any moment, and what it began is done or was never begun. Whoever creates
//! something gives its id, so that doing it again changes nothing.

#![allow(
    clippy::needless_pass_by_value,
    reason = "what crosses from another language is handed over whole"
)]

mod error;
mod invite;
mod joining;
mod observations;
mod observer;
mod phone;
mod photos;
mod recording;
mod syncing;
mod walks;
mod wording;

pub use error::ApiError;
pub use invite::{InvitationView, QrView, qr_code};
pub use joining::{LinkView, read_link};
pub use observations::ObservationEdit;
pub use observer::{Observer, ShellError};
pub use phone::{Opening, Phone};
pub use photos::{BlurArea, PhotoDraft};
pub use recording::{FixReading, Recording};
pub use walks::{AttendanceCount, GroupView, StopView, WalkView, device_warnings};
pub use wording::{WordValue, Words, as_said};

uniffi::setup_scaffolding!();
