//! Tracks from GPX files.

use std::path::Path;

use lykta_core::time::Timestamp;
use lykta_core::track::gpx::{GpxLimits, ImportedTrack, read_gpx, space_times};
use lykta_core::track::{Gap, GapReason, TrackItem};
use serde_json::json;

use super::{Context, read_file};
use crate::failure::Failure;

/// Records each track of a file. What the file left out is told.
pub(super) fn import(context: &Context, path: &Path) -> Result<(), Failure> {
    let walk = context.walk()?;
    let bytes = read_file(path)?;
    let gpx = read_gpx(&bytes, GpxLimits::default())
        .map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))?;
    for warning in &gpx.warnings {
        context
            .output
            .note(&format!("{}: {warning:?}", path.display()));
    }
    let mut recorded = Vec::new();
    let mut lines = Vec::new();
    for track in &gpx.tracks {
        let items = items_of(track);
        let id = context.store.new_id();
        let name = track.name.as_deref().or(gpx.name.as_deref());
        context.store.import_track(walk, id, name, &items)?;
        let gaps = items
            .iter()
            .filter(|item| matches!(item, TrackItem::Gap(_)));
        let gaps = gaps.count();
        let fixes = items.len() - gaps;
        let values = [("fixes", fixes.into()), ("gaps", gaps.into())];
        lines.push(context.output.words.say_with("cli-track_imported", values));
        recorded.push(json!({ "id": id, "fixes": fixes, "gaps": gaps }));
    }
    if recorded.is_empty() {
        return Err(Failure::BadInput(format!(
            "{} holds no track: routes and waypoints are no walk",
            path.display()
        )));
    }
    context.output.answer(&json!(recorded), &lines);
    Ok(())
}

/// Between two segments nobody knows the way: a gap.
fn items_of(track: &ImportedTrack) -> Vec<TrackItem> {
    let mut items: Vec<TrackItem> = Vec::new();
    let mut last = Timestamp(0);
    for segment in &track.segments {
        let fixes = space_times(segment, last);
        if let (Some(first), false) = (fixes.first(), items.is_empty()) {
            items.push(TrackItem::Gap(Gap {
                reason: GapReason::NoFix,
                from: last,
                to: Some(first.at),
            }));
        }
        last = fixes.last().map_or(last, |fix| fix.at);
        items.extend(fixes.into_iter().map(TrackItem::Fix));
    }
    items
}
