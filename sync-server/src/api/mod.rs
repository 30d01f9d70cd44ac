//! What phones and machines call: one file an endpoint.

pub mod basemap;
pub(crate) mod extract;
pub mod health;
pub mod openapi;
pub mod package;
pub(crate) mod schema;
pub mod sync;
