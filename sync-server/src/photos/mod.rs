//! Photos: received by tus, given out under the caller's scope.

mod download;
mod folder;
mod upload;
mod uploads;

pub use download::download;
pub use folder::PhotoFolder;
pub use upload::{create, forget, offset, options, patch};
