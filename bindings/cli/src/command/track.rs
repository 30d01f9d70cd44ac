//! Tracks from GPX files: at once, or as if they were walked now.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::ProgressBar;
use lykta_core::id::EntityId;
use lykta_core::phone::{Recording, Store};
use lykta_core::seam::{Clock, SystemClock};
use lykta_core::time::Timestamp;
use lykta_core::track::gpx::{
    GpxLimits, ImportedGpx, ImportedTrack, SkippedKind, read_gpx, space_times,
};
use lykta_core::track::{Fix, Gap, GapReason, TrackItem, WatchPlan};
use serde_json::json;

use super::Context;
use super::context::read_file;
use crate::failure::Failure;

/// How often a live recording looks at its clock, in real time.
const TICK: Duration = Duration::from_millis(20);
/// How long it takes a person to start an app again that was killed.
const RESTART_MS: i64 = 60_000;
/// What a track's name may have, in characters.
const LONGEST_NAME: usize = 200;

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
    #[arg(long, default_value_t = 1.0, requires = "live", value_name = "N")]
    speed: f64,
    /// How far the clock of a live recording is ahead.
    #[arg(skip)]
    ahead_ms: Arc<AtomicI64>,
}

impl Track {
    /// The clock that the store shall go by: a live recording lives in the file's pace.
    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        let system = SystemClock;
        if !self.live {
            return Arc::new(system);
        }
        Arc::new(FasterClock {
            started: Instant::now(),
            from: system.now(),
            speed: self.speed,
            ahead_ms: Arc::clone(&self.ahead_ms),
        })
    }
}

impl Track {
    /// When the recording goes on. A replay faster than life is ahead of the clock when it is
    /// killed: it goes on after what it had recorded, not before.
    fn start_after(&self, recorded: &[TrackItem]) -> Timestamp {
        let now = SystemClock.now();
        let last = recorded.iter().filter_map(|item| match item {
            TrackItem::Fix(fix) => Some(fix.at.plus_ms(RESTART_MS)),
            TrackItem::Gap(_) => None,
        });
        let from = last.max().map_or(now, |after| after.max(now));
        self.ahead_ms.store(from.ms_since(now), Ordering::Relaxed);
        from
    }
}

/// A clock that runs several times faster from the moment at which it was started.
struct FasterClock {
    started: Instant,
    from: Timestamp,
    speed: f64,
    ahead_ms: Arc<AtomicI64>,
}

impl Clock for FasterClock {
    fn now(&self) -> Timestamp {
        let ahead_ms = self.ahead_ms.load(Ordering::Relaxed);
        self.from.plus_ms(self.monotonic_ms() as i64 + ahead_ms)
    }

    fn monotonic_ms(&self) -> u64 {
        (self.started.elapsed().as_secs_f64() * 1_000.0 * self.speed) as u64
    }
}

pub(super) fn track(context: &Context, track: &Track) -> Result<(), Failure> {
    let gpx = read(context, &track.gpx)?;
    if track.live && gpx.tracks.len() > 1 {
        context
            .output
            .note(&context.output.words.say("cli-live_first_track"));
    }
    if track.live {
        record_live(context, track, &gpx)
    } else {
        import(context, &gpx)
    }
}

/// Reads a file that holds a track. What had to be left out is told.
fn read(context: &Context, path: &Path) -> Result<ImportedGpx, Failure> {
    let name = path.display().to_string();
    let gpx = read_gpx(&read_file(path)?, GpxLimits::default());
    let gpx = gpx.map_err(|error| Failure::Gpx {
        path: name.clone(),
        error,
    })?;
    if gpx.tracks.is_empty() {
        return Err(Failure::NoTrack(name));
    }
    for warning in &gpx.warnings {
        note(context, &name, name_of(warning.skipped), warning.count);
    }
    let points = gpx
        .tracks
        .iter()
        .flat_map(|track| track.segments.iter().flatten());
    let untimed = points.filter(|point| point.at.is_none()).count();
    if untimed > 0 {
        note(context, &name, "made_up_time", untimed as u32);
    }
    Ok(gpx)
}

fn note(context: &Context, file: &str, what: &str, count: u32) {
    let words = &context.output.words;
    let what = words.say_with(&format!("cli-skipped_{what}"), [("count", count.into())]);
    context.output.note(&format!("{file}: {what}"));
}

fn name_of(skipped: SkippedKind) -> &'static str {
    match skipped {
        SkippedKind::PointWithoutPosition => "point",
        SkippedKind::Elevation => "elevation",
        SkippedKind::Time => "time",
        SkippedKind::TimeZone => "time_zone",
        SkippedKind::MisplacedElement => "misplaced",
        SkippedKind::UnknownEntity => "entity",
        SkippedKind::Encoding => "encoding",
        SkippedKind::DamagedRest => "damaged_rest",
        SkippedKind::MissingEnd => "missing_end",
    }
}

/// Records the file's first track as if it was walked now; killed, it goes on when called again.
fn record_live(context: &Context, track: &Track, gpx: &ImportedGpx) -> Result<(), Failure> {
    if !(track.speed.is_finite() && track.speed > 0.0) {
        return Err(Failure::Speed);
    }
    let walk = context.walk()?;
    let points: Vec<_> = gpx.tracks[0].segments.iter().flatten().copied().collect();
    let fixes = space_times(&points, Timestamp(0));
    let begun = context.store.open_recordings(walk)?.pop();
    let id = begun.unwrap_or_else(|| context.store.new_id());
    let before = begun.map_or(Ok(Vec::new()), |track| context.store.track_items(track))?;
    let from = track.start_after(&before);
    let plan = WatchPlan::default();
    let mut recording = Recording::begin(&context.store, walk, id, &plan)?;
    let recorded = count_fixes(&before);
    let left = fixes.get(recorded..).unwrap_or_default();
    let bar = context.output.bar("cli-bar_fixes", fixes.len() as u64);
    bar.set_position(recorded as u64);
    let replayed = replay(&mut recording, left, (from, track.speed), &bar);
    bar.finish_and_clear();
    replayed?;
    recording.end()?;
    let items = context.store.track_items(id)?;
    tell(context, &[(id, items)]);
    Ok(())
}

/// Tells fixes when their time comes, counted from the first of them.
fn replay(
    recording: &mut Recording<&Store>,
    fixes: &[Fix],
    (begun_at, speed): (Timestamp, f64),
    bar: &ProgressBar,
) -> Result<(), Failure> {
    let started = Instant::now();
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
        let mut now = *fix;
        now.at = begun_at.plus_ms(after_ms);
        recording.fix(&now)?;
        bar.inc(1);
    }
    Ok(())
}

/// Records each track of a file at once.
fn import(context: &Context, gpx: &ImportedGpx) -> Result<(), Failure> {
    let walk = context.walk()?;
    let mut recorded = Vec::new();
    let bar = context
        .output
        .bar("cli-bar_tracks", gpx.tracks.len() as u64);
    let mut now = SystemClock.now();
    for track in &gpx.tracks {
        let items = items_of(track, &mut now);
        let id = context.store.new_id();
        let name = track.name.as_deref().or(gpx.name.as_deref());
        let name = name.map(|name| name.chars().take(LONGEST_NAME).collect::<String>());
        context
            .store
            .import_track(walk, id, name.as_deref(), &items)?;
        recorded.push((id, items));
        bar.inc(1);
    }
    bar.finish_and_clear();
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

/// Between two segments nobody knows the way: a gap. Points without times go on from `last`.
fn items_of(track: &ImportedTrack, last: &mut Timestamp) -> Vec<TrackItem> {
    let mut items: Vec<TrackItem> = Vec::new();
    for segment in &track.segments {
        let fixes = space_times(segment, *last);
        if let (Some(first), false) = (fixes.first(), items.is_empty()) {
            items.push(TrackItem::Gap(Gap {
                reason: GapReason::NoFix,
                from: *last,
                to: Some(first.at),
            }));
        }
        *last = fixes.last().map_or(*last, |fix| fix.at);
        items.extend(fixes.into_iter().map(TrackItem::Fix));
    }
    items
}
