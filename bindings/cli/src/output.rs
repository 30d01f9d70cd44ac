//! The only place that prints.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lykta_core::words::{Language, Words};
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use serde_json::{Value, json};

use crate::failure::Failure;

/// Scripts that get no words from the person's settings get these.
const LANGUAGE_VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// How answers are given.
pub(crate) struct Output {
    json: bool,
    pub(crate) words: Words,
}

impl Output {
    pub(crate) fn new(json: bool, language: Option<&str>) -> Self {
        let tag = language.map_or_else(language_of_system, str::to_owned);
        Self {
            json,
            words: Words::new(Language::from_tag(&tag)),
        }
    }

    /// Answers: lines for people, or one JSON document.
    pub(crate) fn answer(&self, json: &Value, lines: &[String]) {
        if self.json {
            print(&json.to_string());
        }
        for line in lines {
            self.line(line);
        }
    }

    /// A line for people that stands beside a QR code.
    pub(crate) fn line(&self, line: &str) {
        if !self.json {
            print(&plain(line));
        }
    }

    /// Answers with a document that is the same for people and scripts.
    pub(crate) fn document(&self, json: &Value, text: &str) {
        if self.json {
            print(&json.to_string());
        } else {
            print(text);
        }
    }

    /// Shows a QR code, where there is a terminal to scan it from.
    pub(crate) fn qr_code(&self, text: &str) {
        if self.json || !io::stdout().is_terminal() {
            return;
        }
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
            return;
        };
        // Cameras want dark on light, whatever the terminal's colours are.
        for line in code.render::<Dense1x2>().build().lines() {
            print(&format!("\u{1b}[30;107m{line}\u{1b}[0m"));
        }
    }

    /// Says what went wrong.
    pub(crate) fn fail(&self, failure: &Failure) {
        let message = plain(&failure.say(&self.words));
        self.fail_with(failure.reason(), &message, failure.status());
    }

    /// Says that the command line itself is wrong.
    pub(crate) fn fail_usage(&self, message: &str, status: u8) {
        self.fail_with("usage", message, status);
    }

    #[expect(clippy::print_stderr, reason = "this is where errors go")]
    fn fail_with(&self, reason: &str, message: &str, status: u8) {
        if self.json {
            let error = json!({ "error": message, "reason": reason, "status": status });
            eprintln!("{error}");
        } else {
            eprintln!("lykta: {message}");
        }
    }

    /// Says something that is not the answer.
    #[expect(clippy::print_stderr, reason = "notes must not mix with the answer")]
    pub(crate) fn note(&self, line: &str) {
        if self.json {
            eprintln!("{}", json!({ "note": line }));
        } else {
            eprintln!("{}", plain(line));
        }
    }

    /// A bar that counts things; it is drawn only in a terminal.
    pub(crate) fn bar(&self, key: &str, total: u64) -> ProgressBar {
        self.bar_with(key, total, "{msg} {bar:30} {pos}/{len}")
    }

    /// A bar that counts bytes.
    pub(crate) fn byte_bar(&self, key: &str, total: u64) -> ProgressBar {
        self.bar_with(key, total, "{msg} {bar:30} {bytes}/{total_bytes}")
    }

    fn bar_with(&self, key: &str, total: u64, template: &str) -> ProgressBar {
        let bar = ProgressBar::new(total);
        if self.json {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(self.words.say(key));
        bar
    }
}

fn language_of_system() -> String {
    let set = LANGUAGE_VARIABLES.iter().filter_map(|name| {
        let tag = std::env::var(name).ok()?;
        (!tag.is_empty()).then_some(tag)
    });
    set.into_iter().next().unwrap_or_default()
}

/// Whoever stops reading, as `head` does, has read enough.
fn print(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// What somebody wrote must not steer the terminal of whoever reads it.
fn plain(line: &str) -> String {
    let harmless = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    line.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\u{9b}c\r"), "a [2Jb c ");
        assert_eq!(plain("två\nrader"), "två\nrader");
    }
}
