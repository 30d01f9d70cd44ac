//! What the stories share: a real server on a socket, phones with a store of their own, and
//! a network that loses answers.

pub mod basemap;
mod caller;
mod files;
pub mod fixtures;
pub mod kept;
mod link;
mod network;
mod office;
mod phone;
mod process;
mod server;
mod visitor;

pub use caller::Caller;
pub use files::{BeforeEachChange, Change, copy_folder};
pub use link::{Breaks, Link, Slowness};
pub use network::{LosesAnswers, StopsAt};
pub use office::Office;
pub use phone::{FIXES, Phone, noisy_photo, padded, photo, record_track, walk_and_record};
pub use process::{ANNOUNCEMENT, Process, own_peak_mb};
pub use server::{Evening, Server, program};
pub use visitor::{add_person, sign_in};

/// What can go wrong, in words for whoever runs a program.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
