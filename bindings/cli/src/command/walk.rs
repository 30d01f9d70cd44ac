//! What a leader records of the walk itself: start and end, stops, who came.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use lykta_core::domain::AttendanceCategory;
use lykta_core::id::EntityId;
use lykta_core::phone::StopDraft;
use serde_json::json;

use super::Context;
use super::observe::point;
use crate::failure::Failure;

/// What happens to the group's walk.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Act {
    Start,
    End,
}

/// A stop.
#[derive(Debug, Args)]
pub(crate) struct Stop {
    /// Its name
    #[arg(long)]
    name: Option<String>,
    /// Its number
    #[arg(long)]
    number: Option<u32>,
    /// LAT,LON in decimal degrees
    #[arg(long, allow_hyphen_values = true, value_name = "LAT,LON")]
    at: Option<String>,
}

pub(super) fn walk(context: &Context, act: Act) -> Result<(), Failure> {
    let by = context.participation()?;
    if by.group.is_none() {
        return Err(Failure::NoGroup);
    }
    let (key, name) = match act {
        Act::Start => ("cli-walk_started", "start"),
        Act::End => ("cli-walk_ended", "end"),
    };
    match act {
        Act::Start => context.store.start_walk(by.walk)?,
        Act::End => context.store.end_walk(by.walk)?,
    }
    let line = context.output.words.say(key);
    let answer = json!({ "walk": by.walk, "act": name });
    context.output.answer(&answer, &[line]);
    Ok(())
}

pub(super) fn stop(context: &Context, stop: &Stop) -> Result<(), Failure> {
    let by = context.participation()?;
    if let Some(planned) = planned(context, &by, stop)? {
        context.store.reach_stop(by.walk, planned)?;
        context.recorded(planned);
        return Ok(());
    }
    let id = context.store.new_id();
    let draft = StopDraft {
        number: stop.number,
        name: stop.name.clone(),
        point: stop.at.as_deref().map(point).transpose()?,
    };
    context.store.record_stop(by.walk, id, &draft)?;
    context.recorded(id);
    Ok(())
}

/// The group's planned stop of that number, when nothing else is said of it.
fn planned(
    context: &Context,
    by: &lykta_core::phone::Participation,
    stop: &Stop,
) -> Result<Option<EntityId>, Failure> {
    if stop.name.is_some() || stop.at.is_some() {
        return Ok(None);
    }
    let Some((package, _)) = context.store.package(by.walk)? else {
        return Ok(None);
    };
    let groups = package.groups.into_iter();
    let mut own = groups.filter(|group| Some(group.id) == by.group);
    let stops = own.next().map(|group| group.stops).unwrap_or_default();
    let found = stops
        .into_iter()
        .find(|planned| Some(planned.number) == stop.number);
    Ok(found.map(|planned| planned.id))
}

pub(super) fn attend(
    context: &Context,
    counts: &[String],
    phones: Option<u32>,
) -> Result<(), Failure> {
    let counts = counts.iter().map(|text| count(text));
    let counts: BTreeMap<AttendanceCategory, u32> = counts.collect::<Result<_, _>>()?;
    let by = context.participation()?;
    if let Some(phones) = phones {
        context.store.count_phones(by.walk, phones)?;
    }
    let recorded = match by.group {
        Some(group) if counts.is_empty() => group,
        _ => context.store.record_attendance(by.walk, &counts)?,
    };
    context.recorded(recorded);
    Ok(())
}

fn count(text: &str) -> Result<(AttendanceCategory, u32), Failure> {
    let read = || {
        let (category, number) = text.split_once('=')?;
        let category = AttendanceCategory::from_name(category.trim())?;
        Some((category, number.trim().parse().ok()?))
    };
    read().ok_or_else(|| Failure::Count(text.to_owned()))
}
