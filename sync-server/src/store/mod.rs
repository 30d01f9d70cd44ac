//! SQL: the log of all walks, and what the server keeps beside it.

pub mod acts;
pub mod archive;
pub mod change;
mod database;
pub mod entrance;
pub mod files;
pub mod held;
pub mod import;
pub mod ingest;
pub mod live;
pub mod missing;
pub mod office;
pub mod one;
pub mod page;
pub mod people;
pub mod planning;
pub mod pull;
pub mod rebuild;
pub mod redact;
pub mod replicas;
pub mod settings;
pub mod standing;
pub(crate) mod stored;
pub mod taking_part;
pub(crate) mod uploads;
pub mod walks;
mod writer;

pub use database::Db;
pub use writer::Commit;

use lykta_core::store::log;

/// The schema, one step after another. Released steps never change.
pub const MIGRATIONS: &[&str] = &[
    log::SCHEMA,
    include_str!("server.sql"),
    include_str!("uploads.sql"),
    include_str!("console.sql"),
    include_str!("taking_part.sql"),
    include_str!("pull.sql"),
    log::BY_WALK,
    log::BY_PLACE,
    include_str!("holding.sql"),
    log::APART,
    include_str!("apart.sql"),
];
