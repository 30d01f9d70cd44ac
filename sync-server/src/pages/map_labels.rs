//! The words that the map's script shows, as `Labels` in `web/src/data.ts` has them.

use lykta_core::words::Words;
use serde_json::{Map, Value};

/// Label in the script, key of the words, and the values that the script puts in itself.
const LABELS: [(&str, &str, &[&str]); 25] = [
    ("map", "page-map_label-map", &[]),
    ("group", "page-group_number", &["number"]),
    ("gap", "page-gap", &[]),
    ("gap_time", "page-map_label-gap_time", &["from", "to"]),
    ("gap_open", "page-map_label-gap_open", &["from"]),
    ("stop", "page-map_label-stop", &["number", "name"]),
    ("zoom_in", "page-map_label-zoom_in", &[]),
    ("zoom_out", "page-map_label-zoom_out", &[]),
    ("attribution", "page-map_label-attribution", &[]),
    ("close", "page-map_label-close", &[]),
    ("previous", "page-map_label-previous", &[]),
    ("next", "page-map_label-next", &[]),
    ("photo_of", "page-map_label-photo_of", &["number", "count"]),
    ("two_fingers", "page-map_label-two_fingers", &[]),
    ("scroll_zoom", "page-map_label-scroll_zoom", &[]),
    ("map_failed", "page-map_label-map_failed", &[]),
    ("data_failed", "page-map_label-data_failed", &[]),
    ("basemap_failed", "page-map_label-basemap_failed", &[]),
    ("cluster", "page-map_label-cluster", &["count"]),
    ("unsafe", "kind-unsafe", &[]),
    ("safe", "kind-safe", &[]),
    ("worth_keeping", "kind-worth_keeping", &[]),
    ("live", "page-map_label-live", &[]),
    ("live_lost", "page-map_label-live_lost", &["time"]),
    ("live_ended", "page-map_label-live_ended", &["time"]),
];

/// All labels as JSON; where the script puts a value in, its name stands in braces.
pub(super) fn labels(words: &Words) -> String {
    let labels = LABELS.iter().map(|(label, key, values)| {
        let places = values
            .iter()
            .map(|name| (*name, format!("{{{name}}}").into()));
        (
            (*label).to_owned(),
            Value::from(words.say_with(key, places)),
        )
    });
    Value::Object(labels.collect::<Map<_, _>>()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lykta_core::words::Language;

    #[test]
    fn the_script_finds_a_place_for_each_of_its_values() {
        for words in Language::ALL.map(Words::new) {
            let labels: Value = serde_json::from_str(&labels(&words)).unwrap();
            for (label, key, values) in LABELS {
                let said = labels[label].as_str().unwrap();
                assert_ne!(said, key);
                for value in values {
                    assert!(said.contains(&format!("{{{value}}}")), "{said}");
                }
            }
        }
    }

    #[test]
    fn the_script_is_told_all_that_it_reads() {
        let script = include_str!("../../web/src/data.ts");
        let (_, labels) = script.split_once("export interface Labels {").unwrap();
        let (labels, _) = labels.split_once('}').unwrap();
        let read = labels
            .lines()
            .filter_map(|line| line.trim().strip_suffix(": string;"));
        assert_eq!(read.collect::<Vec<_>>(), LABELS.map(|(label, _, _)| label));
    }
}
