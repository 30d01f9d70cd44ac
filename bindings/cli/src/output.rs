//! The only place that prints.

use lykta_core::words::{Language, Words};
use serde_json::Value;

use crate::failure::Failure;

/// How answers are given.
pub(crate) struct Output {
    json: bool,
    pub(crate) words: Words,
}

impl Output {
    pub(crate) fn new(json: bool, language: Option<&str>) -> Self {
        let from_system = || std::env::var("LANG").unwrap_or_default();
        let tag = language.map_or_else(from_system, str::to_owned);
        Self {
            json,
            words: Words::new(Language::from_tag(&tag)),
        }
    }

    /// Answers: lines for people, or one JSON document.
    #[expect(clippy::print_stdout, reason = "this is the command's answer")]
    pub(crate) fn answer(&self, json: &Value, lines: &[String]) {
        if self.json {
            println!("{json}");
            return;
        }
        for line in lines {
            println!("{line}");
        }
    }

    /// Says what went wrong.
    #[expect(clippy::print_stderr, reason = "this is where errors go")]
    pub(crate) fn fail(&self, failure: &Failure) {
        if self.json {
            eprintln!("{}", serde_json::json!({ "error": failure.to_string() }));
        } else {
            eprintln!("lykta: {failure}");
        }
    }

    /// Says something that is not the answer.
    #[expect(clippy::print_stderr, reason = "notes must not mix with the answer")]
    pub(crate) fn note(&self, line: &str) {
        eprintln!("{line}");
    }
}
