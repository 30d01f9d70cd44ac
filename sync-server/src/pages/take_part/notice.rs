//! The privacy notice that is read before the first recording.

use lykta_core::words::Words;

/// The notice in the page's language.
pub(super) fn notice(words: &Words) -> String {
    words.say("take_part-notice-default")
}
