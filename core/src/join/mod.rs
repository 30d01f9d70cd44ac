//! Joining a walk: codes, and the links that carry them.

mod code;
mod link;

pub use code::{Code, CodeKey, CodeText, NotACode};
pub use link::{JoinLink, NotALink};
