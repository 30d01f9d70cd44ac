//! An op: what somebody said or did, as it is stored and sent for ever.

mod build;
mod part;
mod read;
mod value;

pub use build::{OpBuilder, Sealed};
pub use read::{FieldSet, MAX_PAYLOAD_BYTES, Op, Reference, Target, Unreadable};
pub use value::Value;

/// The field that creates its target; see `docs/sync-protocol.md` §1.
pub const PARENT: &str = "parent";
/// The field that withdraws its target.
pub const WITHDRAWN: &str = "withdrawn";
