//! Showing observations and single items.

use lykta_core::domain::{Kind, Spot};
use lykta_core::op::Value;
use lykta_core::phone::{FieldView, HistoryItem, ItemView, ObservationView, PhotoView};
use lykta_core::store::log::Page;
use lykta_core::track::TrackItem;
use lykta_core::words::Words;
use serde_json::{Value as Json, json};

use super::Context;
use crate::failure::Failure;
use crate::terms;

pub(super) fn list(context: &Context) -> Result<(), Failure> {
    let listed = context
        .store
        .list_observations(context.walk()?, Page::all())?;
    let words = &context.output.words;
    let mut lines: Vec<String> = listed.iter().map(|item| line_of(words, item)).collect();
    if lines.is_empty() {
        lines.push(words.say("cli-nothing_recorded"));
    }
    let answer: Vec<Json> = listed.iter().map(observation_json).collect();
    context.output.answer(&json!(answer), &lines);
    Ok(())
}

fn line_of(words: &Words, item: &ObservationView) -> String {
    let kind = item.kind.map(|kind| words.say(&format!("kind-{kind}")));
    let state = words.say(&format!("receipt-{}", item.least()));
    let categories = item.categories.iter();
    let categories: Vec<_> = categories
        .map(|category| words.say(&format!("category-{category}")))
        .collect();
    let place = item.spot.as_ref().map(|spot| terms::spot(words, spot));
    let left = item.photos.iter().filter(|photo| photo.file.is_some());
    let photos = left.count();
    let photos =
        (photos > 0).then(|| words.say_with("cli-photo_count", [("count", photos.into())]));
    let also_said = item.unsettled.then(|| words.say("cli-also_said"));
    let parts = [
        kind,
        Some(format!("[{state}]")),
        item.words.clone(),
        (!categories.is_empty()).then(|| categories.join(", ")),
        place,
        photos,
        also_said.map(|words| format!("({words})")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!(
        "{}  {}  {}",
        item.id,
        terms::moment(item.at),
        parts.join("  ")
    )
}

fn observation_json(item: &ObservationView) -> Json {
    json!({
        "id": item.id,
        "kind": item.kind,
        "at": item.at.to_rfc3339(),
        "group": item.group,
        "point": item.spot.as_ref().and_then(Spot::point),
        "spot": item.spot.as_ref().map(Spot::name),
        "situation": super::export::situation(item),
        "categories": item.categories,
        "when": item.when,
        "feeling": item.feeling,
        "words": item.words,
        "suggestion": item.suggestion,
        "for_another": item.for_another,
        "unsettled": item.unsettled,
        "own": item.own,
        "state": item.state,
        "least": item.least(),
        "held": item.held,
        "photos": item.photos,
    })
}

pub(super) fn show(context: &Context, id: &str) -> Result<(), Failure> {
    let item = context.item(id)?;
    let lines = lines_of(context, &item)?;
    context.output.answer(&json!(item), &lines);
    Ok(())
}

fn lines_of(context: &Context, item: &ItemView) -> Result<Vec<String>, Failure> {
    let words = &context.output.words;
    let state = words.say(&format!("receipt-{}", item.state));
    let kind = terms::kind(words, &item.kind);
    let mut lines = vec![
        format!("{kind} {}  [{state}]", item.id),
        terms::moment(item.at),
    ];
    if item.withdrawn {
        lines.push(words.say("cli-withdrawn"));
    }
    let reasons = item.held.iter();
    lines.extend(reasons.map(|reason| words.say(&format!("held-{reason}"))));
    if item.kind == Kind::Track.name() {
        lines.push(fixes_line(context, item)?);
    }
    let fields = item.fields.iter().filter(|field| is_for_people(field));
    lines.extend(fields.flat_map(|field| field_lines(words, field)));
    lines.extend(item.photos.iter().map(|photo| photo_line(words, photo)));
    lines.push(format!("{}:", words.say("cli-history")));
    lines.extend(item.history.iter().map(|op| history_line(words, op)));
    Ok(lines)
}

/// What holds an item together, and the bytes of a track, say nothing to people.
fn is_for_people(field: &FieldView) -> bool {
    field.name != "parent" && !field.name.starts_with("fixes/")
}

fn fixes_line(context: &Context, item: &ItemView) -> Result<String, Failure> {
    let items = context.store.track_items(item.id)?;
    let fixes = items
        .iter()
        .filter(|item| matches!(item, TrackItem::Fix(_)));
    let fixes = fixes.count();
    let values = [
        ("fixes", fixes.into()),
        ("gaps", (items.len() - fixes).into()),
    ];
    Ok(context.output.words.say_with("cli-track_holds", values))
}

fn field_lines(words: &Words, field: &FieldView) -> Vec<String> {
    let value = if field.erased {
        words.say("receipt-erased")
    } else {
        terms::value(words, &field.name, &field.value)
    };
    let name = terms::field(words, &field.name);
    // That an element is in its set is said by naming it.
    let is_in_set = field.name.contains('/') && field.value == Value::Bool(true);
    let mut lines = vec![if is_in_set {
        name
    } else {
        format!("{name}: {value}")
    }];
    let also = field.also_said.iter().map(|also| {
        let value = terms::value(words, &field.name, &also.value);
        let said = words.say("cli-also_said");
        format!("  {said} ({}): {value}", terms::moment(also.at))
    });
    lines.extend(also);
    lines
}

fn photo_line(words: &Words, photo: &PhotoView) -> String {
    let state = words.say(&format!("receipt-{}", photo.file_state));
    let caption = photo.caption.as_deref().unwrap_or_default();
    let kind = terms::kind(words, Kind::Photo.name());
    format!("{kind} {}  [{state}]  {caption}", photo.id)
}

fn history_line(words: &Words, op: &HistoryItem) -> String {
    let role = terms::role(words, op.role);
    let state = words.say(&format!("receipt-{}", op.state));
    let fields = op.fields.join(", ");
    format!("  {}  {role}  {fields}  [{state}]", terms::moment(op.at))
}
