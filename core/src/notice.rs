//! The privacy notice of ours, which says no more than what is known.

use crate::words::Words;

/// What only the municipality knows, as paragraphs.
#[derive(Clone, Debug)]
pub struct Known {
    /// Who is responsible.
    pub responsible: String,
    /// How long it is kept.
    pub kept: String,
    /// Whom to ask.
    pub contact: String,
}

impl Known {
    /// What is said before anything is known, such as on a phone that has had no network yet.
    pub fn nothing(words: &Words) -> Self {
        Self {
            responsible: words.say("console-notice-responsible_unnamed"),
            kept: words.say("console-notice-kept_undecided"),
            contact: words.say("console-notice-contact_unknown"),
        }
    }
}

/// The notice; paragraphs are apart by an empty line.
pub fn standard(words: &Words, known: Known) -> String {
    let paragraphs = [
        known.responsible,
        words.say("console-notice-why"),
        words.say("console-notice-ground"),
        words.say("console-notice-public"),
        known.kept,
        words.say("console-notice-rights"),
        known.contact,
    ];
    paragraphs.join("\n\n")
}
