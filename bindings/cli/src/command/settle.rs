//! Settling a field of which different values stand side by side.

use clap::Args;
use lykta_core::domain::Kind;
use lykta_core::op::Value;
use lykta_core::phone::{FieldView, ItemView};
use lykta_core::rules::rule_of;
use serde_json::json;

use super::Context;
use crate::failure::Failure;
use crate::terms;

/// Settle a field of which different values stand side by side.
///
/// With neither --value nor --keep the values that stand there are shown with their numbers.
#[derive(Debug, Args)]
pub(crate) struct Settle {
    /// The item
    id: String,
    /// The field as `show --json` names it: kind, feeling, category/lighting, spot, words,
    /// suggestion, caption, withdrawn
    field: String,
    /// What holds from now on: a name, a number, true or false, LAT,LON or a text
    #[arg(long, conflicts_with = "keep", allow_hyphen_values = true)]
    value: Option<String>,
    /// Which of the values that stand there holds, by its number
    #[arg(long, value_name = "NUMBER")]
    keep: Option<usize>,
}

pub(super) fn settle(context: &Context, settle: &Settle) -> Result<(), Failure> {
    let item = context.item(&settle.id)?;
    let field = item.fields.iter().find(|field| field.name == settle.field);
    let chosen = match (&settle.value, settle.keep) {
        (Some(text), _) => Some(read(context, &item, &settle.field, text)?),
        (None, Some(number)) => Some(choice(&item, field, settle, number)?),
        (None, None) => None,
    };
    let Some(value) = chosen else {
        let field = field.ok_or_else(|| no_such_field(&item, &settle.field))?;
        show_choices(context, field);
        return Ok(());
    };
    context.store.settle(item.id, &settle.field, value)?;
    context.recorded(item.id);
    Ok(())
}

fn read(context: &Context, item: &ItemView, field: &str, text: &str) -> Result<Value, Failure> {
    let kind = Kind::from_name(&item.kind);
    let kind = kind.filter(|kind| rule_of(*kind, field).is_some());
    let kind = kind.ok_or_else(|| no_such_field(item, field))?;
    let words = &context.output.words;
    terms::read(kind, field, text).ok_or_else(|| Failure::BadValue {
        field: terms::field(words, field),
        expected: terms::expected(words, kind, field),
    })
}

fn choice(
    item: &ItemView,
    field: Option<&FieldView>,
    settle: &Settle,
    number: usize,
) -> Result<Value, Failure> {
    let field = field.ok_or_else(|| no_such_field(item, &settle.field))?;
    let choices = choices(field);
    let chosen = number.checked_sub(1).and_then(|index| choices.get(index));
    chosen
        .map(|value| (*value).clone())
        .ok_or(Failure::NoSuchChoice {
            number,
            count: choices.len(),
        })
}

/// The value shown first, then the others.
fn choices(field: &FieldView) -> Vec<&Value> {
    let also = field.also_said.iter().map(|also| &also.value);
    std::iter::once(&field.value).chain(also).collect()
}

fn show_choices(context: &Context, field: &FieldView) {
    let choices = choices(field);
    let line = |(number, value): (usize, &&Value)| {
        let said = terms::value(&context.output.words, &field.name, value);
        format!("{number}  {said}")
    };
    let lines: Vec<String> = (1..).zip(&choices).map(line).collect();
    let answer = json!({ "field": field.name, "values": choices });
    context.output.answer(&answer, &lines);
}

fn no_such_field(item: &ItemView, field: &str) -> Failure {
    let names = item.fields.iter().map(|field| field.name.as_str());
    let names: Vec<&str> = names.filter(|name| *name != "parent").collect();
    Failure::NoSuchField {
        field: field.to_owned(),
        fields: names.join(", "),
    }
}
