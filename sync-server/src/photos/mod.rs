//! Photos: received by tus, given out under the caller's scope.

mod copy;
mod download;
mod folder;
mod import;
mod upload;
mod uploads;

pub use copy::{CopySize, copy_for_page, is_prepared};
pub use download::download;
pub use folder::PhotoFolder;
pub use import::import;
pub use upload::{create, forget, offset, options, patch};
