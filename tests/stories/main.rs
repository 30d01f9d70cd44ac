//! Stories across crates: real cores, a real server, real HTTP.

#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

mod access;
mod acts;
mod basemap;
mod console;
mod converge;
mod corpus;
#[cfg(target_os = "linux")]
mod crash;
mod demo;
mod evening;
mod faults;
mod fixtures;
mod full;
mod held;
mod hostile;
mod killed;
mod load;
mod lost;
mod photos;
mod reach;
mod reads;
mod rescue;
mod scripts;
mod skew;
mod stopped;
mod uploads;
