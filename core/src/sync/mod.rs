//! The wire: what phones and server say to each other, and how a phone does it.

pub mod auth;
pub mod package;
pub mod wire;
