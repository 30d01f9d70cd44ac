//! Receives what safety walks recorded, keeps it, and shows it.
//!
//! `docs/sync-protocol.md` is the contract that [`api`] and [`store`] follow.

pub mod api;
pub mod app;
pub mod basemap;
pub mod caller;
pub mod command;
pub mod config;
pub mod crest;
mod durable;
pub mod error;
pub mod keep;
pub mod metrics;
pub mod notice;
pub mod pages;
pub mod photos;
pub mod plan;
mod ranges;
pub mod state;
pub mod store;
