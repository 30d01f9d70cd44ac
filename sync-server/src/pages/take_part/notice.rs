//! The privacy notice that is read before the first recording.

use lykta_core::words::Words;
use rusqlite::Connection;

use crate::error::Error;
use crate::state::AppState;
use crate::store::settings;

/// The notice in the page's language: the municipality's own, else the plain one.
pub(super) async fn notice(state: &AppState, words: &Words) -> Result<String, Error> {
    let language = words.language();
    let read = move |connection: &Connection| settings::read(connection);
    let settings = state.db.read(read).await?;
    let own = settings.own_notice.in_language(language).trim().to_owned();
    if own.is_empty() {
        return Ok(words.say("take_part-notice-default"));
    }
    Ok(own)
}
