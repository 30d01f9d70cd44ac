//! What the stories share: a real server on a socket, phones with a store of their own, and
//! a network that loses answers.

mod caller;
mod files;
pub mod fixtures;
mod link;
mod network;
mod phone;
mod process;
mod server;

pub use caller::Caller;
pub use files::{BeforeEachChange, copy_folder};
pub use link::{Breaks, Link, Slowness};
pub use network::{LosesAnswers, StopsAt};
pub use phone::{FIXES, Phone, noisy_photo, photo, record_track, walk_and_record};
pub use process::{ANNOUNCEMENT, Process};
pub use server::{Evening, Server, program};
