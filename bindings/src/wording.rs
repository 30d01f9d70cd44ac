//! The words of one language.

use std::collections::HashMap;
use std::sync::Arc;

use lykta_core::{dictation, words};

use crate::error::ApiError;

/// What is put into words.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum WordValue {
    /// A text.
    Text {
        /// It.
        text: String,
    },
    /// A number.
    Number {
        /// It.
        number: f64,
    },
}

/// A text as the core keeps it: what dictation and keyboards leave around the words is not kept.
/// What stands in a field is held against what was kept by this.
#[uniffi::export]
pub fn as_said(text: String) -> String {
    dictation::as_said(&text)
}

/// All words of one language; making it takes a moment.
#[derive(uniffi::Object)]
pub struct Words(words::Words);

impl Words {
    pub(crate) fn inner(&self) -> &words::Words {
        &self.0
    }
}

#[uniffi::export]
impl Words {
    /// The words of the language of a tag such as `sv-SE`; Swedish when there are none.
    #[uniffi::constructor]
    pub fn of(tag: String) -> Arc<Self> {
        Arc::new(Self(words::Words::new(words::Language::from_tag(&tag))))
    }

    /// The language's tag.
    pub fn tag(&self) -> String {
        self.0.language().tag().to_owned()
    }

    /// The words for a key.
    pub fn say(&self, key: String) -> String {
        self.0.say(&key)
    }

    /// The words for a key with values put in.
    pub fn say_with(&self, key: String, values: HashMap<String, WordValue>) -> String {
        let values = values.iter().map(|(name, value)| {
            let value = match value {
                WordValue::Text { text } => text.as_str().into(),
                WordValue::Number { number } => (*number).into(),
            };
            (name.as_str(), value)
        });
        self.0.say_with(&key, values)
    }

    /// What went wrong and what to do.
    pub fn explain(&self, error: ApiError) -> String {
        match &error {
            ApiError::BadPhoto { reason } => self.0.say(&format!("photo-{reason}")),
            _ => self.0.say(&format!("error-{}", error.name())),
        }
    }
}
