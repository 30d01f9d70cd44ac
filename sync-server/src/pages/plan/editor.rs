//! The map on which an outline or a route is drawn; `web/src/plan.ts` brings it to life.

use lykta_core::words::Words;
use serde_json::{Map, Value};

use super::super::map_labels;
use super::super::walk::MapPane;
use crate::state::AppState;

/// What the editor's script needs to know.
pub(super) struct Editor {
    /// `outline` or `route`: also the name of the field that it fills.
    pub(super) shape: &'static str,
    /// The points that it begins with.
    pub(super) points: String,
    /// Where the rest of the walk is found, to be drawn around it.
    pub(super) around: Option<String>,
    /// The group's number in that, which is not drawn twice.
    pub(super) group: usize,
    pub(super) map_labels: String,
    pub(super) labels: String,
    pub(super) map: MapPane,
}

impl Editor {
    /// The editor of a shape; none when no script was bundled into this server.
    pub(super) fn of(
        state: &AppState,
        words: &Words,
        shape: &'static str,
        points: String,
    ) -> Option<Self> {
        let map = MapPane::of(state)?;
        Some(Self {
            shape,
            points,
            around: None,
            group: 0,
            map_labels: map_labels::labels(words),
            labels: labels(words),
            map,
        })
    }
}

/// Label in the script and the values that it puts in, as `PlanLabels` in `web/src/plan-words.ts`.
const LABELS: [(&str, &[&str]); 16] = [
    ("point", &["number", "place"]),
    ("stop", &["number"]),
    ("stop_name", &["number"]),
    ("go_to", &["what"]),
    ("move_here", &["what"]),
    ("insert", &["what"]),
    ("remove", &["what"]),
    ("show", &[]),
    ("move", &[]),
    ("between", &[]),
    ("take_away", &[]),
    ("added", &["what"]),
    ("moved", &["what"]),
    ("removed", &["what"]),
    ("undone", &[]),
    ("length", &["count", "metres"]),
];

fn labels(words: &Words) -> String {
    let labels = LABELS.iter().map(|(label, values)| {
        let places = values
            .iter()
            .map(|name| (*name, format!("{{{name}}}").into()));
        let said = words.say_with(&format!("plan-label-{label}"), places);
        ((*label).to_owned(), Value::from(said))
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
            for (label, values) in LABELS {
                let said = labels[label].as_str().unwrap();
                assert_ne!(said, format!("plan-label-{label}"));
                for value in values {
                    assert!(said.contains(&format!("{{{value}}}")), "{said}");
                }
            }
        }
    }

    #[test]
    fn the_script_is_told_all_that_it_reads() {
        let script = include_str!("../../../web/src/plan-words.ts");
        let (_, labels) = script.split_once("export interface PlanLabels {").unwrap();
        let (labels, _) = labels.split_once('}').unwrap();
        let read = labels
            .lines()
            .filter_map(|line| line.trim().strip_suffix(": string;"));
        assert_eq!(read.collect::<Vec<_>>(), LABELS.map(|(label, _)| label));
    }
}
