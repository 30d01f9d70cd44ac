//! A field of a form: what it is called, what stands in it, and what is wrong with it.

use std::collections::BTreeMap;

use lykta_core::words::Words;

/// What is wrong with a form, by the field's name.
pub(super) type Faults = BTreeMap<&'static str, String>;

/// A field as `field.html` draws it.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: String,
    pub(super) error: Option<String>,
    pub(super) kind: &'static str,
    pub(super) autocomplete: &'static str,
    pub(super) is_needed: bool,
}

impl Field {
    /// A field of one line whose label is `console-field-…`.
    pub(super) fn line(words: &Words, name: &'static str, value: &str) -> Self {
        let key = format!("console-field-{name}");
        let hint = format!("{key}-hint");
        Self {
            name,
            label: words.say(&key),
            hint: words.knows(&hint).then(|| words.say(&hint)),
            value: value.to_owned(),
            error: None,
            kind: "text",
            autocomplete: "off",
            is_needed: false,
        }
    }

    /// A field for several lines.
    pub(super) fn lines(words: &Words, name: &'static str, value: &str) -> Self {
        Self::line(words, name, value).of_kind("lines")
    }

    /// A field for a password, which is never shown again.
    pub(super) fn password(words: &Words, name: &'static str, autocomplete: &'static str) -> Self {
        let field = Self::line(words, name, "").of_kind("password");
        Self {
            autocomplete,
            ..field
        }
    }

    /// The same with another keyboard.
    pub(super) fn of_kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// The same as one that must be filled in.
    pub(super) fn needed(self) -> Self {
        Self {
            is_needed: true,
            ..self
        }
    }

    /// The same with what is wrong with it.
    pub(super) fn told(self, faults: &Faults) -> Self {
        Self {
            error: faults.get(self.name).cloned(),
            ..self
        }
    }

    /// The ids of what explains the field; empty when nothing does.
    pub(super) fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let known: Vec<String> = error.into_iter().chain(hint).collect();
        known.join(" ")
    }
}

/// A line of what is wrong with a form: which field, and what.
pub(super) struct Fault {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) told: String,
}

/// All that is wrong with a form, for the head of its page.
pub(super) fn listed(words: &Words, faults: &Faults) -> Vec<Fault> {
    let told = faults.iter().map(|(name, told)| Fault {
        name,
        label: words.say(&format!("console-field-{name}")),
        told: told.clone(),
    });
    told.collect()
}

/// What was typed without what no field can hold: control characters, and line ends of Windows.
pub(super) fn clean(typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    let kept = typed.trim().chars();
    kept.filter(|&c| c == '\n' || !c.is_control()).collect()
}

/// The same on one line.
pub(super) fn clean_line(typed: &str) -> String {
    clean(typed).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_field_can_hold_is_left_out_and_all_else_stays() {
        assert_eq!(
            clean(" ett\r\ntvå\0\u{7} <b>\u{202e} "),
            "ett\ntvå <b>\u{202e}"
        );
        assert_eq!(clean_line("ett\r\ntvå"), "ett två");
    }
}
