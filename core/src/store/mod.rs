//! SQLite: the log, what is read from it, and what a phone keeps beside it.
//!
//! Writers take a `&Transaction`, readers a `&Connection`; the server uses [`log`] and
//! [`database`] with tables of its own beside them.

pub mod database;
mod error;
pub mod log;

pub use error::{StoreError, is_disk_full};
