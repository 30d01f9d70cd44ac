//! Writing a walk to files: GPX, GeoJSON, and the rescue archive.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject};
use lykta_core::domain::{Kind, Spot};
use lykta_core::phone::ObservationView;
use lykta_core::store::log::Page;
use lykta_core::track::gpx::{GpxDocument, GpxTrack, GpxWaypoint, write_gpx};
use lykta_core::track::{TrackItem, all_segments};
use serde_json::json;

use super::Context;
use super::context::write_file;
use crate::failure::Failure;

/// What to write, and where.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The format
    #[arg(long, value_enum)]
    format: Format,
    /// The file; without it, the answer itself
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Gpx,
    Geojson,
}

type Track = (String, Vec<TrackItem>);

pub(super) fn export(context: &Context, export: &Export) -> Result<(), Failure> {
    let by = context.participation()?;
    let observations = context.store.list_observations(by.walk, Page::all())?;
    let tracks = tracks(context)?;
    let (text, json) = match export.format {
        Format::Gpx => {
            let text = gpx(context, &by.walk_name, &observations, &tracks);
            (text.clone(), json!({ "gpx": text }))
        }
        Format::Geojson => {
            let all = geo_json(&observations, &tracks);
            (all.to_string(), json!(all))
        }
    };
    let Some(path) = &export.out else {
        context.output.document(&json, &text);
        return Ok(());
    };
    write_file(path, text.as_bytes())?;
    told(context, path);
    Ok(())
}

fn told(context: &Context, path: &Path) {
    let file = path.display().to_string();
    let words = &context.output.words;
    let line = words.say_with("cli-exported", [("file", file.clone().into())]);
    context.output.answer(&json!({ "file": file }), &[line]);
}

fn tracks(context: &Context) -> Result<Vec<Track>, Failure> {
    let mut tracks = Vec::new();
    for item in context.store.list_items(context.walk()?, Kind::Track)? {
        let name = item.fields.iter().find(|field| field.name == "name");
        let name = name
            .and_then(|field| field.value.as_text())
            .unwrap_or_default();
        tracks.push((name.to_owned(), context.store.track_items(item.id)?));
    }
    Ok(tracks)
}

fn gpx(
    context: &Context,
    name: &str,
    observations: &[ObservationView],
    tracks: &[Track],
) -> String {
    let words = &context.output.words;
    let newest = observations.iter().map(|item| item.at).max();
    let waypoints = observations.iter().filter_map(|item| {
        Some(GpxWaypoint {
            position: item.spot.as_ref()?.point()?,
            at: Some(item.at),
            name: item
                .kind
                .map_or_else(String::new, |kind| words.say(&format!("kind-{kind}"))),
            description: item.words.clone().unwrap_or_default(),
            kind: item.kind.map_or_else(String::new, |kind| kind.to_string()),
        })
    });
    let tracks = tracks.iter().map(|(name, items)| GpxTrack {
        name: name.clone(),
        items,
    });
    write_gpx(&GpxDocument {
        name: name.to_owned(),
        made_at: newest.unwrap_or_default(),
        waypoints: waypoints.collect(),
        tracks: tracks.collect(),
    })
}

fn geo_json(observations: &[ObservationView], tracks: &[Track]) -> FeatureCollection {
    let mut features: Vec<Feature> = observations.iter().map(observation_feature).collect();
    features.extend(tracks.iter().map(track_feature));
    FeatureCollection {
        bbox: None,
        features,
        foreign_members: None,
    }
}

/// An observation without a place is a feature without geometry (RFC 7946 §3.2).
fn observation_feature(item: &ObservationView) -> Feature {
    let point = item.spot.as_ref().and_then(Spot::point);
    let geometry = point.map(|p| Geometry::new(GeometryValue::new_point([p.lon, p.lat])));
    feature(
        geometry,
        &json!({
            "id": item.id,
            "kind": item.kind,
            "at": item.at.to_rfc3339(),
            "group": item.group,
            "situation": situation(item),
            "words": item.words,
            "suggestion": item.suggestion,
            "categories": item.categories,
            "when": item.when,
            "feeling": item.feeling,
            "for_another": item.for_another,
            "unsettled": item.unsettled,
            "photos": item.photos,
        }),
    )
}

/// The words of a situation.
pub(super) fn situation(item: &ObservationView) -> Option<&str> {
    match item.spot.as_ref()? {
        Spot::Situation { text, .. } => Some(text),
        _ => None,
    }
}

/// A line for each segment: none is drawn across a gap.
fn track_feature((name, items): &Track) -> Feature {
    let lines = all_segments(items).into_iter().map(|segment| {
        let positions = segment.positions().map(|position| {
            let place = position.to_lat_lon();
            [place.lon, place.lat]
        });
        positions.collect::<Vec<_>>()
    });
    let lines: Vec<Vec<[f64; 2]>> = lines.collect();
    let geometry = Geometry::new(GeometryValue::new_multi_line_string(lines));
    feature(Some(geometry), &json!({ "track": name }))
}

fn feature(geometry: Option<Geometry>, properties: &serde_json::Value) -> Feature {
    let properties: Option<JsonObject> = properties.as_object().cloned();
    Feature {
        bbox: None,
        geometry,
        id: None,
        properties,
        foreign_members: None,
    }
}

pub(super) fn rescue(context: &Context, path: &Path) -> Result<(), Failure> {
    let walk = context.walk()?;
    let mut archive = Vec::new();
    let archived = context.store.write_rescue_archive(walk, &mut archive)?;
    write_file(path, &archive)?;
    let file = path.display().to_string();
    let words = &context.output.words;
    let mut lines = vec![words.say_with("cli-rescue_written", [("file", file.clone().into())])];
    if archived.photos_missing > 0 {
        let count = [("count", archived.photos_missing.into())];
        lines.push(words.say_with("cli-rescue_missing", count));
    }
    let answer = json!({
        "file": file,
        "ops": archived.ops,
        "photos": archived.photos,
        "photos_missing": archived.photos_missing,
    });
    context.output.answer(&answer, &lines);
    Ok(())
}
