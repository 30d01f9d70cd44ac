//! What phones and machines call: one file an endpoint.

pub(crate) mod extract;
pub mod health;
pub mod package;
pub mod sync;
