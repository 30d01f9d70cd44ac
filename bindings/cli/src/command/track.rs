//! Tracks from GPX files: at once, or as if they were walked now.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use clap::Args;
use lykta_core::id::EntityId;
use lykta_core::phone::Recording;
use lykta_core::seam::{Clock, SystemClock};
use lykta_core::time::Timestamp;
use lykta_core::track::gpx::{GpxLimits, ImportedGpx, ImportedTrack, read_gpx, space_times};
use lykta_core::track::{Fix, Gap, GapReason, TrackItem, WatchPlan};
use serde_json::json;

use super::{Context, read_file};
use crate::failure::Failure;

/// How often a live recording looks at its clock, in real time.
const TICK: Duration = Duration::from_millis(20);

/// A track from a GPX file.
#[derive(Debug, Args)]
pub(crate) struct Track {
    /// The file
    #[arg(long)]
    gpx: PathBuf,
    /// Record fix by fix as time goes, and go on with what was interrupted
    #[arg(long)]
    live: bool,
    /// How many times faster than it was walked
    #[arg(long, default_value_t = 1.0, requires = "live")]
    speed: f64,
}

impl Track {
    /// The clock that the store shall go by: a live recording lives in the file's pace.
    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        let system = SystemClock::default();
        if !self.live {
            return Arc::new(system);
        }
        Arc::new(FasterClock {
            started: Instant::now(),
            from: system.now(),
            speed: self.speed,
        })
    }
}

/// A clock that runs several times faster from the moment at which it was started.
struct FasterClock {
    started: Instant,
    from: Timestamp,
    speed: f64,
}

impl Clock for FasterClock {
    fn now(&self) -> Timestamp {
        self.from.plus_ms(self.monotonic_ms() as i64)
    }

    fn monotonic_ms(&self) -> u64 {
        (self.started.elapsed().as_secs_f64() * 1_000.0 * self.speed) as u64
    }
}

pub(super) fn track(context: &Context, track: &Track) -> Result<(), Failure> {
    let gpx = read(context, &track.gpx)?;
    if track.live {
        record_live(context, track, &gpx)
    } else {
        import(context, &gpx)
    }
}

/// Reads a file that holds a track. What had to be left out is told.
fn read(context: &Context, path: &Path) -> Result<ImportedGpx, Failure> {
    let name = path.display();
    let gpx = read_gpx(&read_file(path)?, GpxLimits::default())
        .map_err(|error| Failure::BadInput(format!("{name}: {error}")))?;
    for warning in &gpx.warnings {
        context.output.note(&format!("{name}: {warning:?}"));
    }
    if gpx.tracks.is_empty() {
        return Err(Failure::BadInput(format!(
            "{name} holds no track: routes and waypoints are no walk"
        )));
    }
    Ok(gpx)
}

/// Records the file's first track as if it was walked now; killed, it goes on when called again.
fn record_live(context: &Context, track: &Track, gpx: &ImportedGpx) -> Result<(), Failure> {
    if !(track.speed.is_finite() && track.speed > 0.0) {
        return Err(Failure::BadInput(
            "the speed is a number above 0".to_owned(),
        ));
    }
    let walk = context.walk()?;
    let points: Vec<_> = gpx.tracks[0].segments.iter().flatten().copied().collect();
    let fixes = space_times(&points, Timestamp(0));
    let begun = context.store.open_recordings(walk)?.pop();
    let id = begun.unwrap_or_else(|| context.store.new_id());
    let plan = WatchPlan::default();
    let mut recording = Recording::begin(&context.store, walk, id, &plan)?;
    let recorded = count_fixes(&context.store.track_items(id)?);
    let left = fixes.get(recorded..).unwrap_or_default();
    replay(&mut recording, left, track.speed)?;
    recording.end()?;
    let items = context.store.track_items(id)?;
    tell(context, &[(id, items)]);
    Ok(())
}

/// Tells fixes when their time comes, counted from the first of them.
fn replay(recording: &mut Recording<'_>, fixes: &[Fix], speed: f64) -> Result<(), Failure> {
    let started = Instant::now();
    let begun_at = SystemClock::default().now();
    let Some(first) = fixes.first() else {
        return Ok(());
    };
    for fix in fixes {
        let after_ms = fix.at.ms_since(first.at).max(0);
        let due = Duration::from_secs_f64(after_ms as f64 / 1_000.0 / speed);
        while started.elapsed() < due {
            recording.tick()?;
            sleep(TICK.min(due.saturating_sub(started.elapsed())));
        }
        let mut now = fix.clone();
        now.at = begun_at.plus_ms(after_ms);
        recording.fix(&now)?;
    }
    Ok(())
}

/// Records each track of a file at once.
fn import(context: &Context, gpx: &ImportedGpx) -> Result<(), Failure> {
    let walk = context.walk()?;
    let mut recorded = Vec::new();
    for track in &gpx.tracks {
        let items = items_of(track);
        let id = context.store.new_id();
        let name = track.name.as_deref().or(gpx.name.as_deref());
        context.store.import_track(walk, id, name, &items)?;
        recorded.push((id, items));
    }
    tell(context, &recorded);
    Ok(())
}

fn tell(context: &Context, tracks: &[(EntityId, Vec<TrackItem>)]) {
    let mut answer = Vec::new();
    let mut lines = Vec::new();
    for (id, items) in tracks {
        let fixes = count_fixes(items);
        let gaps = items.len() - fixes;
        let values = [("fixes", fixes.into()), ("gaps", gaps.into())];
        lines.push(context.output.words.say_with("cli-track_imported", values));
        answer.push(json!({ "id": id, "fixes": fixes, "gaps": gaps }));
    }
    context.output.answer(&json!(answer), &lines);
}

fn count_fixes(items: &[TrackItem]) -> usize {
    let fixes = items
        .iter()
        .filter(|item| matches!(item, TrackItem::Fix(_)));
    fixes.count()
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
