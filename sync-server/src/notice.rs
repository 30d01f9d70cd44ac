//! The privacy notice: the municipality's own words, else ours with what is set.

use std::collections::BTreeMap;

use lykta_core::notice::{self, Known};
use lykta_core::words::{Language, Words};

use crate::state::AppState;
use crate::store::settings::{Contact, Retention, Settings};

/// The notice to show to somebody who reads in the language of `words`; paragraphs are apart by
/// an empty line.
pub fn text(settings: &Settings, words: &Words) -> String {
    let own = &settings.own_notice;
    let in_language = own.in_language(words.language());
    // A municipality's own notice holds; one of ours beside it could say something else.
    match [in_language, &own.swedish, &own.english].map(str::trim) {
        ["", "", ""] => standard(settings, words),
        ["", "", english] => english.to_owned(),
        ["", swedish, _] => swedish.to_owned(),
        [own, ..] => own.to_owned(),
    }
}

/// The notice in every language that is offered, by the language's tag.
pub fn by_language(state: &AppState) -> BTreeMap<String, String> {
    let settings = state.settings();
    let offered = Language::ALL.into_iter();
    let offered = offered.filter(|language| settings.offered(*language) == *language);
    let said = offered.map(|language| {
        let text = text(&settings, &state.words(language));
        (language.tag().to_owned(), text)
    });
    said.collect()
}

/// Our own notice, which says no more than what is set.
pub fn standard(settings: &Settings, words: &Words) -> String {
    let known = Known {
        responsible: responsible(settings, words),
        kept: kept(&settings.retention, words),
        contact: contact(&settings.contact, words),
    };
    notice::standard(words, known)
}

fn responsible(settings: &Settings, words: &Words) -> String {
    match settings.municipality.as_str() {
        "" => words.say("console-notice-responsible_unnamed"),
        name => words.say_with(
            "console-notice-responsible",
            [("municipality", name.into())],
        ),
    }
}

fn kept(retention: &Retention, words: &Words) -> String {
    let decision = retention.decision.as_str();
    match retention.days {
        Some(days) => {
            let values = [("days", days.into()), ("decision", decision.into())];
            words.say_with("console-notice-kept", values)
        }
        None => words.say("console-notice-kept_undecided"),
    }
}

fn contact(contact: &Contact, words: &Words) -> String {
    let lines = [&contact.text, &contact.email, &contact.phone, &contact.web];
    let known: Vec<&str> = lines
        .into_iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    if known.is_empty() {
        return words.say("console-notice-contact_unknown");
    }
    format!(
        "{}\n{}",
        words.say("console-notice-contact"),
        known.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::settings::OwnNotice;

    #[test]
    fn our_notice_names_what_is_set_and_claims_nothing_else() {
        let words = Words::new(Language::Swedish);
        let unset = text(&Settings::default(), &words);
        assert!(unset.contains("allmän handling"), "{unset}");
        assert!(!unset.contains("dagar"), "{unset}");
        let set = Settings {
            municipality: "Ljusdals kommun".into(),
            retention: Retention {
                days: Some(730),
                decision: "KS 2026/12".into(),
            },
            contact: Contact {
                email: "trygg@ljusdal.example".into(),
                ..Contact::default()
            },
            ..Settings::default()
        };
        let said = text(&set, &words);
        for known in [
            "Ljusdals kommun",
            "730 dagar",
            "KS 2026/12",
            "trygg@ljusdal.example",
        ] {
            assert!(said.contains(known), "{known}: {said}");
        }
    }

    #[test]
    fn a_notice_of_ones_own_holds_in_every_language() {
        let [swedish, english] = Language::ALL.map(Words::new);
        let mut settings = Settings {
            own_notice: OwnNotice {
                swedish: "Vår egen text.".into(),
                english: String::new(),
            },
            ..Settings::default()
        };
        assert_eq!(text(&settings, &swedish), "Vår egen text.");
        assert_eq!(text(&settings, &english), "Vår egen text.");
        settings.own_notice.english = "Our own text.".into();
        assert_eq!(text(&settings, &english), "Our own text.");
    }
}
