//! The form's choices, with and without script.

use lykta_core::domain::{Category, ObservationKind, When};
use lykta_core::words::Words;

use super::super::said::capital;
use super::submitted::Submitted;

/// One of several.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// What can be chosen and what has been typed.
pub(super) struct Form {
    /// The id of what will be recorded: sent twice, it is recorded once.
    pub(super) id: String,
    pub(super) kinds: Vec<Choice>,
    pub(super) categories: Vec<Choice>,
    pub(super) feelings: Vec<Choice>,
    pub(super) times: Vec<Choice>,
    pub(super) situation: String,
    pub(super) unplaced: bool,
    pub(super) words: String,
    pub(super) suggestion: String,
    pub(super) caption: String,
}

impl Form {
    /// The form with what was submitted in it.
    pub(super) fn with(words: &Words, id: String, typed: &Submitted) -> Self {
        let choice = |group: &str, value: &str, chosen: bool| Choice {
            value: value.to_owned(),
            words: capital(&words.say(&format!("{group}-{value}"))),
            chosen,
        };
        let kind = typed.kind.map(ObservationKind::name);
        let feeling = typed.feeling.map(|level| level.to_string());
        Self {
            id,
            kinds: KINDS
                .map(|kind_of| choice("kind", kind_of.name(), kind == Some(kind_of.name())))
                .into(),
            categories: Category::ALL
                .iter()
                .map(|of| choice("category", of.name(), typed.categories.contains(of)))
                .collect(),
            feelings: ["0", "1", "2", "3"]
                .map(|level| choice("feeling", level, feeling.as_deref() == Some(level)))
                .into(),
            times: When::ALL
                .iter()
                .map(|of| choice("when", of.name(), typed.when.contains(of)))
                .collect(),
            situation: typed.situation.clone(),
            unplaced: typed.unplaced,
            words: typed.words.clone(),
            suggestion: typed.suggestion.clone(),
            caption: typed.caption.clone(),
        }
    }
}

/// As they stand on the page.
const KINDS: [ObservationKind; 3] = [
    ObservationKind::Unsafe,
    ObservationKind::Safe,
    ObservationKind::WorthKeeping,
];
