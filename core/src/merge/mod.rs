//! What a set of ops means, and which of them are let in. The same for phone and server.

mod act;
mod admit;
mod fold;
mod receipt;

pub use act::{Act, Decision, Subject};
pub use admit::{Admission, Author, CodeStanding, Known, Trust, admit};
pub use fold::{EntityState, FieldState, Folded, Head, fold, is_unsettled};
pub use receipt::{HeldReason, OpState};
