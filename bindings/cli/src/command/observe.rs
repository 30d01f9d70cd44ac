//! Recording an observation with its photos: all of it, or nothing.

use std::path::{Path, PathBuf};

use clap::Args;
use lykta_core::domain::{Category, Feeling, ObservationKind, PlaceSource, Spot, When};
use lykta_core::phone::{ObservationDraft, PreparedPhoto};
use lykta_core::photo::{Taken, prepare, read_taken};
use lykta_core::place::LatLon;
use serde_json::json;

use super::Context;
use super::context::read_file;
use crate::failure::Failure;

/// What a new observation says.
#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// safe, unsafe or `worth_keeping`
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
    /// From 0, very unsafe, to 3, very safe
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=3))]
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
    /// JPEG files; where the first of them was taken is the place, when no other is given
    #[arg(long, num_args = 1.., value_name = "FILE")]
    photo: Vec<PathBuf>,
}

/// Where something is.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Place {
    /// LAT,LON in decimal degrees
    #[arg(long, allow_hyphen_values = true, value_name = "LAT,LON")]
    at: Option<String>,
    /// A situation in words
    #[arg(long, value_name = "TEXT")]
    situation: Option<String>,
    /// Tied to no place
    #[arg(long)]
    unplaced: bool,
}

impl Place {
    /// What the person said of the place, if anything.
    pub(super) fn spot(&self) -> Result<Option<Spot>, Failure> {
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

/// Reads a position as a person types it.
pub(super) fn point(text: &str) -> Result<LatLon, Failure> {
    LatLon::parse(text).ok_or_else(|| Failure::Position(text.to_owned()))
}

/// A photo that can be used, with what its camera wrote beside it.
struct Usable {
    photo: PreparedPhoto,
    taken: Option<Taken>,
}

pub(super) fn observe(context: &Context, observe: &Observe) -> Result<(), Failure> {
    let walk = context.walk()?;
    let said = observe.place.spot()?;
    let photos = prepare_all(context, &observe.photo)?;
    let spot = said.or_else(|| photos.iter().find_map(place_of));
    let draft = ObservationDraft {
        spot,
        categories: observe.category.clone(),
        when: observe.when.clone(),
        feeling: observe.feeling.and_then(Feeling::new),
        words: observe.words.clone(),
        suggestion: observe.suggestion.clone(),
        for_another: observe.for_another,
        ..ObservationDraft::new(observe.kind)
    };
    let photos: Vec<PreparedPhoto> = photos.into_iter().map(|usable| usable.photo).collect();
    let id = context.store.new_id();
    context
        .store
        .record_observation_with(walk, id, &draft, &photos)?;
    let line = context.output.words.say("cli-recorded");
    let mut lines = vec![format!("{id}  {line}")];
    lines.extend(photos.iter().map(|photo| told(context, photo)));
    let photos: Vec<_> = photos.iter().map(|photo| photo.id).collect();
    context
        .output
        .answer(&json!({ "id": id, "photos": photos }), &lines);
    Ok(())
}

fn told(context: &Context, photo: &PreparedPhoto) -> String {
    let (width, height) = (photo.prepared.width, photo.prepared.height);
    // As text, because a number would be grouped by thousands.
    let sizes = [
        ("width", width.to_string().into()),
        ("height", height.to_string().into()),
    ];
    let line = context.output.words.say_with("cli-photo_prepared", sizes);
    format!("{}  {line}", photo.id)
}

/// Prepares every photo before anything is recorded: one that cannot be used stops it all.
fn prepare_all(context: &Context, paths: &[PathBuf]) -> Result<Vec<Usable>, Failure> {
    let bar = context.output.bar("cli-bar_photos", paths.len() as u64);
    let usable = paths.iter().map(|path| {
        let usable = prepare_one(context, path);
        bar.inc(1);
        usable
    });
    let usable = usable.collect();
    bar.finish_and_clear();
    usable
}

fn prepare_one(context: &Context, path: &Path) -> Result<Usable, Failure> {
    let jpeg = read_file(path)?;
    let unusable = |error| Failure::Photo {
        path: path.display().to_string(),
        error,
    };
    let prepared = prepare(&jpeg, &[]).map_err(unusable)?;
    let taken = read_taken(&jpeg);
    let photo = PreparedPhoto {
        id: context.store.new_id(),
        prepared,
        taken_at: taken.and_then(|taken| taken.at),
    };
    Ok(Usable { photo, taken })
}

/// Where a photo says that it was taken, when the person did not say where.
fn place_of(usable: &Usable) -> Option<Spot> {
    Some(Spot::Place {
        point: usable.taken?.position?,
        accuracy_m: None,
        source: PlaceSource::Gnss,
    })
}
