//! What the stories share: a real server on a socket, phones with a store of their own, and
//! a network that loses answers.

mod caller;
mod files;
pub mod kept;
mod network;
mod office;
mod phone;
mod process;
mod server;
mod visitor;

pub use caller::Caller;
pub use files::{BeforeEachChange, Change};
pub use network::{LosesAnswers, StopsAt};
pub use office::Office;
pub use phone::{FIXES, Phone, padded, photo, walk_and_record};
pub use process::{ANNOUNCEMENT, Process, own_peak_mb};
pub use server::{Evening, Server, program, serving};
pub use visitor::{add_person, sign_in};

/// What can go wrong, in words for whoever runs a program.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
