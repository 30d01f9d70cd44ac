//! Showing: lists, items, and how far everything has come.

use lykta_core::id::EntityId;
use lykta_core::phone::{ObservationView, Tally};
use lykta_core::store::log::Page;
use lykta_core::words::Words;
use serde_json::{Value, json};

use super::Context;
use crate::failure::Failure;

/// Something is held by the server.
const HELD: u8 = 3;
/// Not everything has arrived.
const NOT_ARRIVED: u8 = 4;

pub(super) fn list(context: &Context) -> Result<(), Failure> {
    let listed = context
        .store
        .list_observations(context.walk()?, Page::all())?;
    let words = &context.output.words;
    let mut lines: Vec<String> = listed.iter().map(|item| line_of(words, item)).collect();
    if lines.is_empty() {
        lines.push(words.say("cli-nothing_recorded"));
    }
    let answer: Vec<Value> = listed.iter().map(observation_json).collect();
    context.output.answer(&json!(answer), &lines);
    Ok(())
}

fn line_of(words: &Words, item: &ObservationView) -> String {
    let kind = item
        .kind
        .map_or_else(String::new, |kind| words.say(&format!("kind-{kind}")));
    let state = words.say(&format!("receipt-{}", item.least()));
    let said = item.words.as_deref().unwrap_or_default();
    let photos = item.photos.len();
    format!("{}  {kind}  [{state}]  {said}  ({photos})", item.id)
}

fn observation_json(item: &ObservationView) -> Value {
    json!({
        "id": item.id,
        "kind": item.kind,
        "at": item.at.to_rfc3339(),
        "point": item.spot.as_ref().and_then(lykta_core::domain::Spot::point),
        "spot": item.spot.as_ref().map(lykta_core::domain::Spot::name),
        "categories": item.categories,
        "when": item.when,
        "feeling": item.feeling,
        "words": item.words,
        "suggestion": item.suggestion,
        "for_another": item.for_another,
        "unsettled": item.unsettled,
        "state": item.state,
        "least": item.least(),
        "held": item.held,
        "photos": item.photos,
    })
}

pub(super) fn show(context: &Context, id: EntityId) -> Result<(), Failure> {
    let item = context.store.show(id)?;
    let json = json!(item);
    let text = serde_json::to_string_pretty(&json).unwrap_or_default();
    context.output.answer(&json, &[text]);
    Ok(())
}

pub(super) fn status(context: &Context) -> Result<u8, Failure> {
    let status = context.store.status(context.walk()?)?;
    let words = &context.output.words;
    let mut lines = Vec::new();
    for (name, tally) in [
        ("page-observations", &status.ops),
        ("page-photos", &status.photos),
    ] {
        lines.extend(lines_of(words, name, tally));
    }
    for held in &status.held {
        lines.push(words.say(&format!("held-{}", held.reason)));
    }
    if status.is_all_visible() {
        lines.push(words.say("cli-all_visible"));
    }
    let all = status.is_all_visible();
    context
        .output
        .answer(&json!({ "all_visible": all, "status": status }), &lines);
    Ok(exit_of(&status))
}

/// The exit status that tells how far everything has come.
pub(super) fn exit_of(status: &lykta_core::phone::Status) -> u8 {
    if status.ops.held > 0 {
        HELD
    } else if status.is_all_visible() {
        0
    } else {
        NOT_ARRIVED
    }
}

fn lines_of(words: &Words, name: &str, tally: &Tally) -> Vec<String> {
    let what = if name == "page-photos" {
        words.say("page-photos")
    } else {
        "ops".to_owned()
    };
    [
        ("on_phone", tally.on_phone),
        ("received", tally.received),
        ("visible", tally.visible),
        ("held", tally.held),
        ("erased", tally.erased),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(state, count)| format!("{what}: {count} {}", words.say(&format!("receipt-{state}"))))
    .collect()
}
