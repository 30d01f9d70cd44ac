//! What a field says, in words.

use lykta_core::domain::Spot;
use lykta_core::merge::Head;
use lykta_core::op::Value;
use lykta_core::words::Words;

/// Larger than any accuracy that a person can use.
const VAGUE_M: f64 = 9_999.0;

/// The first letter large: words of the domain stand in the middle of sentences.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What a field is called.
pub(super) fn field(words: &Words, name: &str) -> String {
    if let Some((set, element)) = name.split_once('/') {
        let group = if set == "count" { "attendance" } else { set };
        let element = words.say(&format!("{group}-{element}"));
        let set = words.say(&format!("page-field-{set}"));
        return format!("{set}: {element}");
    }
    let key = format!("page-field-{name}");
    if words.knows(&key) {
        return words.say(&key);
    }
    // A newer app's field: its own name says more than nothing.
    name.to_owned()
}

/// A head's value, or that it was erased.
pub(super) fn head(words: &Words, field: &str, head: &Head) -> String {
    match head.erased {
        true => capital(&words.say("receipt-erased")),
        false => value(words, field, &head.value),
    }
}

/// A field's value.
pub(super) fn value(words: &Words, field: &str, value: &Value) -> String {
    match (field, value) {
        (_, Value::Null) => words.say("page-unknown"),
        ("kind", Value::Text(kind)) => named(words, "kind", kind),
        ("feeling", Value::Int(level)) => named(words, "feeling", &level.to_string()),
        ("spot", spot) => match Spot::from_value(spot) {
            Some(spot) => capital(&place(words, &spot)),
            None => words.say("page-unknown"),
        },
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Bool(true)) => words.say("page-yes"),
        (_, Value::Bool(false)) => words.say("page-no"),
        (_, Value::Int(number)) => number.to_string(),
        _ => words.say("page-another_value"),
    }
}

fn named(words: &Words, group: &str, name: &str) -> String {
    let key = format!("{group}-{name}");
    match words.knows(&key) {
        true => capital(&words.say(&key)),
        false => name.to_owned(),
    }
}

/// What an observation is tied to, and how surely.
pub(super) fn place(words: &Words, spot: &Spot) -> String {
    let is = words.say(&format!("spot-{}", spot.name()));
    match spot {
        Spot::Place {
            accuracy_m, source, ..
        } => {
            let source = words.say(&format!("source-{source}"));
            match accuracy_m.filter(|m| (0.0..VAGUE_M).contains(m)) {
                Some(metres) => format!("{is}, {source}, {}", accuracy(words, metres)),
                None => format!("{is}, {source}"),
            }
        }
        Spot::Situation { text, .. } => format!("{is}: {text}"),
        Spot::Unplaced => is,
    }
}

fn accuracy(words: &Words, metres: f64) -> String {
    let metres = metres.round() as i64;
    let said = words.say_with("page-accuracy", [("metres", metres.into())]);
    said.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lykta_core::domain::{Category, Kind, PlaceSource, When};
    use lykta_core::merge::{HeldReason, OpState};
    use lykta_core::place::LatLon;
    use lykta_core::rules::rule_of;
    use lykta_core::words::Language;

    #[test]
    fn every_field_that_a_page_names_has_its_words() {
        for words in Language::ALL.map(Words::new) {
            for name in [
                "kind",
                "spot",
                "feeling",
                "words",
                "suggestion",
                "stop",
                "for_another",
                "withdrawn",
            ] {
                assert!(rule_of(Kind::Observation, name).is_some(), "{name}");
                assert_ne!(field(&words, name), name);
            }
            for name in ["file", "taken_at", "caption"] {
                assert!(rule_of(Kind::Photo, name).is_some(), "{name}");
                assert_ne!(field(&words, name), name);
            }
            for category in Category::NAMES {
                let said = field(&words, &format!("category/{category}"));
                assert!(!said.contains("category"), "{said}");
            }
            for when in When::NAMES {
                let said = field(&words, &format!("when/{when}"));
                assert!(!said.contains("when-"), "{said}");
            }
            let counted = field(&words, "count/police");
            assert!(!counted.contains("count"), "{counted}");
            for reason in HeldReason::NAMES {
                assert!(words.knows(&format!("page-held-{reason}")), "{reason}");
            }
            for state in OpState::NAMES {
                assert!(words.knows(&format!("receipt-{state}")), "{state}");
            }
        }
        assert_eq!(field(&Words::new(Language::Swedish), "scent"), "scent");
    }

    #[test]
    fn a_place_tells_how_it_is_known_and_how_surely() {
        let words = Words::new(Language::Swedish);
        let spot = |accuracy_m| Spot::Place {
            point: LatLon {
                lat: 59.0,
                lon: 18.0,
            },
            accuracy_m,
            source: PlaceSource::Gnss,
        };
        let said = place(&words, &spot(Some(6.4)));
        assert_eq!(said, "en plats, telefonens position, noggrannhet 6 m");
        let said = place(&words, &spot(Some(f64::NAN)));
        assert_eq!(said, "en plats, telefonens position");
        let said = value(&words, "spot", &Spot::Unplaced.into());
        assert_eq!(said, "Inte knuten till en plats");
    }
}
