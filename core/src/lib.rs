//! Records safety walks offline and merges what everyone recorded.
//!
//! Everything that anyone says or does is an op in one append-only log; what a screen
//! shows is a fold of that log. `docs/sync-protocol.md` holds the format and its
//! invariants, `ARCHITECTURE.md` the map of these modules.

pub mod coverage;
pub mod dictation;
pub mod domain;
pub mod id;
pub mod join;
pub mod merge;
mod named;
pub mod notice;
pub mod op;
#[cfg(feature = "store")]
pub mod phone;
pub mod photo;
pub mod place;
pub mod rescue;
pub mod rules;
pub mod seam;
#[cfg(feature = "store")]
pub mod store;
pub mod sync;
pub mod time;
pub mod track;
pub mod words;

#[cfg(feature = "uniffi")]
mod ffi;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
