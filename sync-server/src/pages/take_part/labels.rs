//! The words that the page's script shows, as `Labels` in `web/src/part/labels.ts` has them.

use chrono_tz::Tz;
use lykta_core::domain::ObservationKind;
use lykta_core::merge::{HeldReason, OpState};
use lykta_core::words::Words;
use serde_json::{Map, Value, json};

use super::super::map_labels;
use super::super::said::capital;

/// Labels that are words, or words with places for values.
const PLAIN: [(&str, &[&str]); 52] = [
    ("welcome", &["walk"]),
    ("invited", &[]),
    ("when", &["when"]),
    ("group", &["group"]),
    ("closed", &[]),
    ("shut", &[]),
    ("role", &["role"]),
    ("code-no_network", &[]),
    ("link-broken", &[]),
    ("notice-changed", &[]),
    ("position-searching", &[]),
    ("position-found", &["metres"]),
    ("position-vague", &["metres"]),
    ("position-denied", &[]),
    ("position-failed", &[]),
    ("position-waits", &[]),
    ("map-marked", &[]),
    ("map-not_marked", &[]),
    ("map-failed", &[]),
    ("photo-preparing", &[]),
    ("photo-number", &["number"]),
    ("photo-remove", &["number"]),
    ("photo-failed", &[]),
    ("photo-caption", &["number"]),
    ("photo-hide", &["number"]),
    ("photo-hidden", &[]),
    ("hide-box", &["number"]),
    ("kind-missing", &[]),
    ("too_long", &[]),
    ("saved", &[]),
    ("arrived", &[]),
    ("mine-none", &[]),
    ("all_arrived", &[]),
    ("waits-for_network", &[]),
    ("waits-for_server", &[]),
    ("sending", &[]),
    ("no_words", &[]),
    ("where-unplaced", &[]),
    ("change", &[]),
    ("change-save", &[]),
    ("change-cancel", &[]),
    ("changed", &[]),
    ("withdraw", &[]),
    ("withdraw-sure", &[]),
    ("withdrawn", &[]),
    ("photo-gone", &[]),
    ("photo-refused", &[]),
    ("may_be_cleared", &[]),
    ("nothing_kept", &[]),
    ("not_saved", &[]),
    ("failed", &[]),
    ("language-offline", &[]),
];
/// Others that only a dialogue needs.
const LEAVING: [&str; 3] = ["leave-sure", "leave-unsent", "left"];
/// Labels for one and for several of something.
const COUNTED: [(&str, &[&str]); 4] = [
    ("waiting", &[]),
    ("waiting-photos", &["size"]),
    ("photo-added", &[]),
    ("photo_count", &[]),
];

/// All labels as JSON; where the script puts a value in, its name stands in braces.
pub(super) fn labels(words: &Words, time_zone: Tz) -> String {
    let mut labels = Map::new();
    for (name, values) in PLAIN {
        labels.insert(name.to_owned(), said(words, name, values).into());
    }
    for name in LEAVING {
        labels.insert(name.to_owned(), said(words, name, &[]).into());
    }
    for (name, values) in COUNTED {
        labels.insert(name.to_owned(), counted(words, name, values));
    }
    for kind in ObservationKind::NAMES {
        let name = format!("kind-{kind}");
        labels.insert(name.clone(), capital(&words.say(&name)).into());
    }
    for state in OpState::NAMES {
        let name = format!("receipt-{state}");
        labels.insert(name.clone(), capital(&words.say(&name)).into());
        let explained = format!("{name}-explained");
        labels.insert(explained.clone(), words.say(&explained).into());
    }
    let least = "receipt-words_visible_photo_on_phone";
    labels.insert(least.to_owned(), words.say(least).into());
    for reason in HeldReason::NAMES {
        let name = format!("held-{reason}");
        labels.insert(name.clone(), words.say(&name).into());
    }
    for source in [
        "spot-place",
        "source-gnss",
        "source-map",
        "noun-observation",
    ] {
        labels.insert(source.to_owned(), capital(&words.say(source)).into());
    }
    for role in ["coordinator", "leader", "note_taker", "photographer"] {
        let name = format!("role-{role}");
        labels.insert(name.clone(), words.say(&name).into());
    }
    let map: Value = serde_json::from_str(&map_labels::labels(words)).unwrap_or_default();
    let told = json!({
        "language": words.language().tag(),
        // A walk begins when the municipality's clocks say so, wherever the browser is.
        "time_zone": time_zone.name(),
        "words": labels,
        "map": map,
    });
    told.to_string()
}

fn places<'a>(values: &[&'a str]) -> Vec<(&'a str, lykta_core::words::WordValue<'a>)> {
    let values = values.iter();
    values
        .map(|name| (*name, format!("{{{name}}}").into()))
        .collect()
}

fn said(words: &Words, name: &str, values: &[&str]) -> String {
    words.say_with(&format!("take_part-{name}"), places(values))
}

/// The words for one, and those for several.
fn counted(words: &Words, name: &str, values: &[&str]) -> Value {
    let key = format!("take_part-{name}");
    let one = places(values).into_iter().chain([("count", 1.into())]);
    let many = places(values).into_iter();
    let many = many.chain([("count", "{count}".into())]);
    json!([words.say_with(&key, one), words.say_with(&key, many)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use lykta_core::words::Language;

    #[test]
    fn every_label_has_its_words_and_a_place_for_each_value() {
        for words in Language::ALL.map(Words::new) {
            let told: Value = serde_json::from_str(&labels(&words, Tz::Europe__Stockholm)).unwrap();
            for (name, said) in told["words"].as_object().unwrap() {
                let both = said
                    .as_array()
                    .cloned()
                    .unwrap_or_else(|| vec![said.clone()]);
                for said in both {
                    assert!(!said.as_str().unwrap().ends_with(name), "{name}");
                }
            }
            for (name, values) in PLAIN.iter().chain(&COUNTED[1..2]) {
                for value in *values {
                    let said = told["words"][name].to_string();
                    assert!(said.contains(&format!("{{{value}}}")), "{said}");
                }
            }
            let waiting = &told["words"]["waiting"];
            assert!(!waiting[0].as_str().unwrap().contains("{count}"));
            assert!(waiting[1].as_str().unwrap().contains("{count}"));
        }
    }

    #[test]
    fn the_script_is_told_all_that_it_says() {
        let words = Words::new(Language::Swedish);
        let told: Value = serde_json::from_str(&labels(&words, Tz::Europe__Stockholm)).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/web/src/part");
        let scripts = std::fs::read_dir(folder).unwrap();
        let mut said = 0;
        for script in scripts {
            let script = std::fs::read_to_string(script.unwrap().path()).unwrap();
            for call in script.split("say(\"").skip(1) {
                let name = call.split('"').next().unwrap();
                assert!(told["words"].get(name).is_some(), "{name}");
                said += 1;
            }
        }
        assert!(said > 20);
    }
}
