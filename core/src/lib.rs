//! Records safety walks offline and merges what everyone recorded.
//!
//! Everything that anyone says or does is an op in one append-only log; what a screen
//! shows is a fold of that log. `docs/sync-protocol.md` holds the format and its
//! invariants, `ARCHITECTURE.md` the map of these modules.

pub mod photo;
pub mod place;
pub mod seam;
pub mod time;
pub mod words;
