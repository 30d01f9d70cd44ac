//! The log and its projections in SQL, the same on phone and server.

mod ops;
mod project;
mod projected;
mod read;

pub(crate) use ops::named;
pub use ops::{NewOp, StoredOp, erase, find, insert, ops_of, remove, replace_state};
pub use project::{digest, rebuild, refresh, refresh_after};
pub use read::{
    EntityRow, Marker, Page, children, entity_row, known, list, map, map_count, state_of,
};

/// The schema of the log; the first migration of every database that has one.
pub const SCHEMA: &str = include_str!("log.sql");

/// A later step of it: places are found by their walk, too.
pub const BY_WALK: &str = include_str!("by_walk.sql");

/// And a later one: they are found by an index.
pub const BY_PLACE: &str = include_str!("by_place.sql");

/// And the ops of each walk are found apart. It makes the log anew: a phone's or a server's own
/// indexes of it are made again by the next step.
pub const APART: &str = include_str!("apart.sql");
