//! The wire: what phones and server say to each other, and how a phone does it.

pub mod auth;
pub mod backoff;
#[cfg(feature = "store")]
mod basemap;
#[cfg(feature = "store")]
pub mod client;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "store")]
pub mod outcome;
pub mod pace;
pub mod package;
pub mod transport;
#[cfg(feature = "store")]
mod uploads;
pub mod wire;
