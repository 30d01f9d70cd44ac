//! Recording: observations, stops, attendance, and what changes them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use lykta_core::domain::{
    AttendanceCategory, Category, Feeling, ObservationKind, PlaceSource, Spot, When,
};
use lykta_core::id::EntityId;
use lykta_core::op::Value;
use lykta_core::phone::{ObservationDraft, ObservationEdit, PhotoDraft, StopDraft};
use lykta_core::photo::{BlurRegion, read_taken};
use lykta_core::place::LatLon;
use serde_json::json;

use super::{Context, read_file};
use crate::failure::Failure;

/// What a new observation says.
#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// safe, unsafe or worth_keeping
    #[arg(long)]
    kind: ObservationKind,
    #[command(flatten)]
    place: Place,
    /// What it is about; may be repeated
    #[arg(long)]
    category: Vec<Category>,
    /// When it is so; may be repeated
    #[arg(long)]
    when: Vec<When>,
    /// From 0, not safe at all, to 3, wholly safe
    #[arg(long)]
    feeling: Option<u8>,
    /// In the person's own words
    #[arg(long)]
    words: Option<String>,
    /// What could be done
    #[arg(long)]
    suggestion: Option<String>,
    /// You write down what another says
    #[arg(long)]
    for_another: bool,
    /// A JPEG; may be repeated
    #[arg(long)]
    photo: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Place {
    /// LAT,LON in decimal degrees
    #[arg(long, allow_hyphen_values = true)]
    at: Option<String>,
    /// A situation in words
    #[arg(long)]
    situation: Option<String>,
    /// Tied to no place
    #[arg(long)]
    unplaced: bool,
}

/// What shall change.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The observation
    id: EntityId,
    /// safe, unsafe or `worth_keeping`
    #[arg(long)]
    kind: Option<ObservationKind>,
    #[command(flatten)]
    place: Place,
    /// Put a category in; may be repeated
    #[arg(long)]
    category: Vec<Category>,
    /// Take a category out; may be repeated
    #[arg(long)]
    not_category: Vec<Category>,
    /// Other words
    #[arg(long)]
    words: Option<String>,
    /// Another suggestion
    #[arg(long)]
    suggestion: Option<String>,
    /// From 0 to 3
    #[arg(long)]
    feeling: Option<u8>,
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
    #[arg(long, allow_hyphen_values = true)]
    at: Option<String>,
}

impl Place {
    fn spot(&self) -> Result<Option<Spot>, Failure> {
        if let Some(text) = &self.at {
            return Ok(Some(Spot::Place {
                point: point(text)?,
                accuracy_m: None,
                source: PlaceSource::Map,
            }));
        }
        if let Some(text) = &self.situation {
            return Ok(Some(Spot::Situation {
                text: text.clone(),
                point: None,
            }));
        }
        Ok(self.unplaced.then_some(Spot::Unplaced))
    }
}

fn point(text: &str) -> Result<LatLon, Failure> {
    let wrong = || {
        Failure::BadInput(format!(
            "{text} is no position: write LAT,LON in decimal degrees, such as 59.8586,17.6389"
        ))
    };
    LatLon::parse(text).ok_or_else(wrong)
}

fn feeling(level: Option<u8>) -> Result<Option<Feeling>, Failure> {
    let Some(level) = level else { return Ok(None) };
    let wrong = || Failure::BadInput("a feeling is a number from 0 to 3".to_owned());
    Feeling::new(level).map(Some).ok_or_else(wrong)
}

pub(super) fn observe(context: &Context, observe: &Observe) -> Result<(), Failure> {
    let walk = context.walk()?;
    let photos = observe.photo.iter().map(|path| read_file(path));
    let photos: Vec<Vec<u8>> = photos.collect::<Result<_, _>>()?;
    let spot = match observe.place.spot()? {
        Some(spot) => Some(spot),
        None => photos.iter().find_map(|jpeg| place_of(jpeg)),
    };
    let draft = ObservationDraft {
        kind: observe.kind,
        spot,
        categories: observe.category.clone(),
        when: observe.when.clone(),
        feeling: feeling(observe.feeling)?,
        words: observe.words.clone(),
        suggestion: observe.suggestion.clone(),
        stop: None,
        for_another: observe.for_another,
    };
    let id = context.store.new_id();
    context.store.record_observation(walk, id, &draft)?;
    let mut added = Vec::new();
    for jpeg in photos {
        let photo = context.store.new_id();
        let taken_at = read_taken(&jpeg).and_then(|taken| taken.at);
        let draft = PhotoDraft {
            jpeg,
            blur: Vec::new(),
            caption: None,
            taken_at,
        };
        context.store.add_photo(id, photo, &draft)?;
        added.push(photo);
    }
    let line = context.output.words.say("cli-recorded");
    let answer = json!({ "id": id, "photos": added });
    context.output.answer(&answer, &[format!("{id}  {line}")]);
    Ok(())
}

/// Where a photo says that it was taken, when the person did not say where.
fn place_of(jpeg: &[u8]) -> Option<Spot> {
    Some(Spot::Place {
        point: read_taken(jpeg)?.position?,
        accuracy_m: None,
        source: PlaceSource::Gnss,
    })
}

pub(super) fn edit(context: &Context, edit: &Edit) -> Result<(), Failure> {
    let put_in = edit.category.iter().map(|category| (*category, true));
    let taken_out = edit.not_category.iter().map(|category| (*category, false));
    let change = ObservationEdit {
        kind: edit.kind,
        spot: edit.place.spot()?,
        categories: put_in.chain(taken_out).collect(),
        when: Vec::new(),
        feeling: feeling(edit.feeling)?,
        words: edit.words.clone(),
        suggestion: edit.suggestion.clone(),
        stop: None,
    };
    context.store.edit_observation(edit.id, &change)?;
    recorded(context, edit.id);
    Ok(())
}

pub(super) fn settle(
    context: &Context,
    id: EntityId,
    field: &str,
    value: &str,
) -> Result<(), Failure> {
    context.store.settle(id, field, Value::text(value))?;
    recorded(context, id);
    Ok(())
}

pub(super) fn withdraw(context: &Context, id: EntityId) -> Result<(), Failure> {
    context.store.withdraw(id)?;
    let line = context.output.words.say("cli-withdrawn");
    context.output.answer(&json!({ "id": id }), &[line]);
    Ok(())
}

pub(super) fn caption(context: &Context, id: EntityId, text: &str) -> Result<(), Failure> {
    context.store.caption_photo(id, text)?;
    recorded(context, id);
    Ok(())
}

pub(super) fn blur(context: &Context, id: EntityId, regions: &[String]) -> Result<(), Failure> {
    let regions = regions.iter().map(|text| region(text));
    let regions: Vec<BlurRegion> = regions.collect::<Result<_, _>>()?;
    context.store.blur_photo(id, &regions)?;
    recorded(context, id);
    Ok(())
}

fn region(text: &str) -> Result<BlurRegion, Failure> {
    let numbers: Vec<f64> = text
        .split(',')
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    let [left, top, width, height] = numbers[..] else {
        return Err(Failure::BadInput(format!(
            "{text} is no region: write LEFT,TOP,WIDTH,HEIGHT from 0 to 1"
        )));
    };
    BlurRegion::new(left, top, width, height).map_err(|error| Failure::BadInput(error.to_string()))
}

pub(super) fn stop(context: &Context, stop: &Stop) -> Result<(), Failure> {
    let id = context.store.new_id();
    let draft = StopDraft {
        number: stop.number,
        name: stop.name.clone(),
        point: stop.at.as_deref().map(point).transpose()?,
    };
    context.store.record_stop(context.walk()?, id, &draft)?;
    recorded(context, id);
    Ok(())
}

pub(super) fn attend(context: &Context, counts: &[String]) -> Result<(), Failure> {
    let counts = counts.iter().map(|text| count(text));
    let counts: BTreeMap<AttendanceCategory, u32> = counts.collect::<Result<_, _>>()?;
    let id = context.store.record_attendance(context.walk()?, &counts)?;
    recorded(context, id);
    Ok(())
}

fn count(text: &str) -> Result<(AttendanceCategory, u32), Failure> {
    let wrong = |why: &str| Failure::BadInput(format!("{text} is no count: {why}"));
    let (category, number) = text
        .split_once('=')
        .ok_or_else(|| wrong("write CATEGORY=NUMBER"))?;
    let category = category.parse().map_err(|why: String| wrong(&why))?;
    let number = number.parse().map_err(|_| wrong("the number is missing"))?;
    Ok((category, number))
}

pub(super) fn walk(context: &Context, act: &str) -> Result<(), Failure> {
    let walk = context.walk()?;
    let key = if act == "start" {
        context.store.start_walk(walk)?;
        "cli-walk_started"
    } else {
        context.store.end_walk(walk)?;
        "cli-walk_ended"
    };
    let line = context.output.words.say(key);
    context
        .output
        .answer(&json!({ "walk": walk, "act": act }), &[line]);
    Ok(())
}

fn recorded(context: &Context, id: EntityId) {
    let line = context.output.words.say("cli-recorded");
    context.output.answer(&json!({ "id": id }), &[line]);
}
