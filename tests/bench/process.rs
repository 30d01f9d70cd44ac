//! A server as a process of its own, and what the system counts of it.

pub(crate) use lykta_tests::{ANNOUNCEMENT, Process};
