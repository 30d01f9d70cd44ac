//! What phones and machines call: one file an endpoint.

pub mod health;
pub mod package;
pub mod sync;
