//! What is wrong with what was typed, field by field.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::frame::show;
use crate::error::Error;

/// Fields with what is wrong with them, in the order of the form.
#[derive(Default)]
pub(super) struct Mistakes(Vec<(&'static str, String)>);

impl Mistakes {
    pub(super) fn add(&mut self, field: &'static str, words: String) {
        if self.of(field).is_none() {
            self.0.push((field, words));
        }
    }

    /// What is wrong with a field.
    pub(super) fn of(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|(of, _)| *of == field);
        found.map(|(_, words)| words.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, for the summary.
    pub(super) fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// The attributes of an input that tie it to its hint and its mistake.
    pub(super) fn marks(&self, field: &str, has_hint: bool) -> String {
        let is_wrong = self.of(field).is_some();
        let mut ids = Vec::new();
        if is_wrong {
            ids.push(format!("{field}-error"));
        }
        if has_hint {
            ids.push(format!("{field}-hint"));
        }
        let mut marks = String::new();
        if !ids.is_empty() {
            marks = format!(" aria-describedby=\"{}\"", ids.join(" "));
        }
        if is_wrong {
            marks.push_str(" aria-invalid=\"true\"");
        }
        marks
    }
}

/// Answers a form again, with what was typed and what is wrong with it.
pub(super) fn show_again(page: &impl askama::Template) -> Result<Response, Error> {
    let mut answer = show(page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
