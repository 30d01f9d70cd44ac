//! Changing and withdrawing what was recorded.

use clap::Args;
use lykta_core::domain::{Category, Feeling, Kind, ObservationKind, When};
use lykta_core::op::WITHDRAWN;
use lykta_core::phone::ObservationEdit;
use lykta_core::rules::rule_of;
use serde_json::json;

use super::Context;
use super::observe::Place;
use crate::failure::Failure;

/// What shall change.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The observation
    id: String,
    /// safe, unsafe or `worth_keeping`
    #[arg(long)]
    kind: Option<ObservationKind>,
    #[command(flatten)]
    place: Place,
    /// Put a category in; may be repeated
    #[arg(long)]
    category: Vec<Category>,
    /// Take a category out; may be repeated
    #[arg(long, value_name = "CATEGORY")]
    not_category: Vec<Category>,
    /// Put a time in; may be repeated
    #[arg(long)]
    when: Vec<When>,
    /// Take a time out; may be repeated
    #[arg(long, value_name = "WHEN")]
    not_when: Vec<When>,
    /// Other words
    #[arg(long)]
    words: Option<String>,
    /// Another suggestion
    #[arg(long)]
    suggestion: Option<String>,
    /// From 0, very unsafe, to 3, very safe
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=3))]
    feeling: Option<u8>,
}

impl Edit {
    fn change(&self) -> Result<ObservationEdit, Failure> {
        Ok(ObservationEdit {
            kind: self.kind,
            spot: self.place.spot()?,
            categories: in_and_out(&self.category, &self.not_category),
            when: in_and_out(&self.when, &self.not_when),
            feeling: self.feeling.and_then(Feeling::new),
            words: self.words.clone(),
            suggestion: self.suggestion.clone(),
            ..ObservationEdit::default()
        })
    }
}

fn in_and_out<T: Copy>(put_in: &[T], taken_out: &[T]) -> Vec<(T, bool)> {
    let put_in = put_in.iter().map(|item| (*item, true));
    let taken_out = taken_out.iter().map(|item| (*item, false));
    put_in.chain(taken_out).collect()
}

fn is_empty(change: &ObservationEdit) -> bool {
    change.kind.is_none()
        && change.spot.is_none()
        && change.categories.is_empty()
        && change.when.is_empty()
        && change.feeling.is_none()
        && change.words.is_none()
        && change.suggestion.is_none()
}

pub(super) fn edit(context: &Context, edit: &Edit) -> Result<(), Failure> {
    let change = edit.change()?;
    if is_empty(&change) {
        return Err(Failure::NothingToChange);
    }
    let id = context.item_of(Kind::Observation, &edit.id)?;
    context.store.edit_observation(id, &change)?;
    context.recorded(id);
    Ok(())
}

pub(super) fn withdraw(context: &Context, id: &str) -> Result<(), Failure> {
    let item = context.item(id)?;
    let kind = Kind::from_name(&item.kind);
    if kind.and_then(|kind| rule_of(kind, WITHDRAWN)).is_none() {
        return Err(Failure::NotWithdrawable(item.kind));
    }
    if !item.withdrawn {
        context.store.withdraw(item.id)?;
    }
    let line = context.output.words.say("cli-withdrawn");
    context
        .output
        .answer(&json!({ "id": item.id, "withdrawn": true }), &[line]);
    Ok(())
}
