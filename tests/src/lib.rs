//! What the stories share: a real server on a socket, phones with a store of their own, and
//! a network that loses answers.

mod caller;
mod files;
mod network;
mod phone;
mod server;

pub use caller::Caller;
pub use files::BeforeEachChange;
pub use network::{LosesAnswers, StopsAt};
pub use phone::{FIXES, Phone, photo, walk_and_record};
pub use server::{Evening, Server, program, serving};
