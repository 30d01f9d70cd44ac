//! Photos: received by tus, drawn anew in the background, given out under the caller's scope.

mod copy;
pub(crate) mod download;
mod finish;
mod folder;
mod import;
mod receive;
mod recover;
mod redact;
#[cfg(test)]
mod tests;
mod turns;
pub(crate) mod tus;
pub(crate) mod upload;

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::error::Error;
use crate::state::AppState;

pub use copy::{CopySize, copy_for_page, is_prepared};
pub use download::download;
pub use folder::PhotoFolder;
pub use import::import;
pub use redact::redact;
pub use tus::{NewUpload, options, options_of_one, speak_tus};
pub use upload::{create, forget, offset, patch};

/// Whole photos that are checked at once, on their way to their place.
const FINISHING: usize = 4;

/// What runs for photos beside the calls. Clones share it.
#[derive(Clone)]
pub struct Photos {
    turns: turns::Turns,
    copies: copy::Copies,
    finishing: Arc<Semaphore>,
}

impl Default for Photos {
    fn default() -> Self {
        Self {
            turns: turns::Turns::default(),
            copies: copy::Copies::default(),
            finishing: Arc::new(Semaphore::new(FINISHING)),
        }
    }
}

impl Photos {
    /// Ends the drawing of copies, after the one that is being written.
    pub(crate) fn close(&self) {
        self.copies.close();
    }

    /// How many photos wait to be drawn for screens.
    pub(crate) fn copies_waiting(&self) -> usize {
        self.copies.waiting()
    }
}

/// Puts in order what an earlier run left, and begins to draw copies. Once, before any call.
pub async fn start(state: &AppState) -> Result<(), Error> {
    recover::recover(state).await?;
    copy::start(state).await
}

fn folder(state: &AppState) -> PhotoFolder {
    PhotoFolder::of(&state.config.data)
}
