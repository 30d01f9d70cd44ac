//! Photos: received by tus, given out under the caller's scope.

mod download;
mod folder;
mod import;
mod upload;
mod uploads;

pub use download::download;
pub use folder::PhotoFolder;
pub use import::import;
pub use upload::{create, forget, offset, options, patch};
