//! What a set of ops means, and which of them are let in. The same for phone and server.

mod admit;
mod fold;
mod receipt;

pub use admit::{Admission, Author, CodeStanding, Known, admit};
pub use fold::{EntityState, FieldState, Folded, Head, fold};
pub use receipt::{HeldReason, OpState};
