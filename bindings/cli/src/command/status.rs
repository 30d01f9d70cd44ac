//! How far everything has come, and what there is to do.

use lykta_core::phone::{HeldItem, Status, Tally};
use lykta_core::words::Words;
use serde_json::{Value, json};

use super::Context;
use crate::failure::Failure;
use crate::terms;

/// Something is held by the server.
const HELD: u8 = 3;
/// Not everything has arrived.
const NOT_ARRIVED: u8 = 4;

pub(super) fn status(context: &Context) -> Result<u8, Failure> {
    let by = context.participation()?;
    let status = context.store.status(by.walk)?;
    let recording = context.store.open_recordings(by.walk)?;
    let words = &context.output.words;
    let mut lines = vec![format!(
        "{} ({})",
        by.walk_name,
        terms::role(words, by.role)
    )];
    let package = context.store.package(by.walk)?;
    let is_cancelled = package.is_some_and(|(package, _)| package.walk.cancelled_at.is_some());
    if is_cancelled {
        lines.push(words.say("cli-walk_cancelled"));
    }
    lines.extend(lines_of(words, &status));
    if !recording.is_empty() {
        lines.push(words.say("cli-recording_open"));
    }
    if status.ops.on_phone + status.photos.on_phone > 0 {
        lines.push(words.say("cli-to_sync"));
    }
    let mut answer = status_json(&status);
    answer["walk"] = json!(by.walk);
    answer["recording"] = json!(recording);
    answer["cancelled"] = json!(is_cancelled);
    context.output.answer(&answer, &lines);
    tell_of_others(context, by.walk)?;
    Ok(exit_of(&status))
}

/// What scripts are told of a status.
pub(super) fn status_json(status: &Status) -> Value {
    json!({ "all_visible": status.is_all_visible(), "status": status })
}

/// The exit status that tells how far everything has come.
pub(super) fn exit_of(status: &Status) -> u8 {
    if status.ops.held > 0 || status.photos.held > 0 {
        HELD
    } else if status.is_all_visible() {
        0
    } else {
        NOT_ARRIVED
    }
}

/// The counts of each state, what is held and why, or that all is well.
pub(super) fn lines_of(words: &Words, status: &Status) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(tally_line(words, "cli-items", &status.ops));
    lines.extend(tally_line(words, "cli-photos", &status.photos));
    if status.photo_bytes_on_phone > 0 {
        let megabytes = status.photo_bytes_on_phone as f64 / 1e6;
        let megabytes = (megabytes * 10.0).ceil() / 10.0;
        lines.push(words.say_with("cli-bytes_left", [("megabytes", megabytes.into())]));
    }
    lines.extend(status.held.iter().map(|held| held_line(words, held)));
    let refused = status.refused.iter().map(|refused| {
        let values = [
            ("id", refused.photo.to_string().into()),
            ("why", refused.reason.clone().into()),
        ];
        words.say_with("cli-photo_refused", values)
    });
    lines.extend(refused);
    if status.is_all_visible() && status.ops.total() > 0 {
        let is_something_erased = status.ops.erased > 0 || status.photos.erased > 0;
        let key = if is_something_erased {
            "cli-all_visible_but_erased"
        } else {
            "cli-all_visible"
        };
        lines.push(words.say(key));
    }
    lines
}

fn tally_line(words: &Words, key: &str, tally: &Tally) -> Option<String> {
    let states = [
        ("on_phone", tally.on_phone),
        ("received", tally.received),
        ("visible", tally.visible),
        ("held", tally.held),
        ("erased", tally.erased),
    ];
    let present = states.into_iter().filter(|(_, count)| *count > 0);
    let present: Vec<String> = present
        .map(|(state, count)| format!("{} {count}", words.say(&format!("receipt-{state}"))))
        .collect();
    (!present.is_empty()).then(|| format!("{}: {}", words.say(key), present.join(", ")))
}

fn held_line(words: &Words, held: &HeldItem) -> String {
    let why = words.say(&format!("held-{}", held.reason));
    match held.entity {
        Some(id) => format!("  {id}  {why}"),
        None => format!("  {why}"),
    }
}

/// What was recorded on other walks must not be forgotten.
pub(super) fn tell_of_others(
    context: &Context,
    walk: lykta_core::id::EntityId,
) -> Result<(), Failure> {
    for other in context.store.participations()? {
        let status = context.store.status(other.walk)?;
        if other.walk != walk && status.ops.on_phone + status.photos.on_phone > 0 {
            let values = [
                ("walk", other.walk_name.into()),
                ("id", other.walk.to_string().into()),
            ];
            let words = &context.output.words;
            context
                .output
                .note(&words.say_with("cli-other_walk", values));
        }
    }
    Ok(())
}
