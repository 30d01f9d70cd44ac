//! Syncing: the only command that needs a network.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use clap::Args;
use indicatif::ProgressBar;
use lykta_core::sync::client::{Synced, sync as sync_walk};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::outcome::{Progress, SyncError};
use serde_json::json;

use super::Context;
use super::context::read_file;
use super::status::{exit_of, lines_of, status_json, tell_of_others};
use crate::failure::Failure;

/// How often a bar moves while the other side works.
const TICK: Duration = Duration::from_millis(100);

/// Send and fetch.
#[derive(Debug, Args)]
pub(crate) struct Sync {
    /// A PEM file of certificates to trust beside the system's, for a server with its own
    #[arg(long, env = "LYKTA_CA", value_name = "FILE")]
    ca: Option<PathBuf>,
}

pub(super) fn sync(context: &Context, options: &Sync) -> Result<u8, Failure> {
    let walk = context.walk()?;
    let extra = options.ca.iter().map(|path| certificates(path));
    let extra: Vec<Vec<u8>> = extra.collect::<Result<_, _>>()?;
    let transport = HttpTransport::new(&extra).map_err(SyncError::from)?;
    let bars = Bars::new(context);
    let progress = |progress| bars.draw(progress);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(lykta_core::store::StoreError::Files)?;
    let synced = runtime.block_on(async {
        tokio::select! {
            synced = sync_walk(&context.store, &transport, walk, &progress) => Ok(synced?),
            // Every step is durable by itself: dropping the rest loses nothing.
            _ = tokio::signal::ctrl_c() => Err(Failure::Interrupted),
        }
    });
    bars.clear();
    tell(context, &synced?);
    tell_of_others(context, walk)?;
    Ok(exit_of(&context.store.status(walk)?))
}

/// A file that holds none would be trusted for nothing, and the server be blamed.
fn certificates(path: &Path) -> Result<Vec<u8>, Failure> {
    let pem = read_file(path)?;
    let marker = b"-----BEGIN CERTIFICATE-----";
    if pem.windows(marker.len()).any(|part| part == marker) {
        return Ok(pem);
    }
    Err(Failure::NoCertificate(path.display().to_string()))
}

fn tell(context: &Context, synced: &Synced) {
    let words = &context.output.words;
    let status = &synced.status;
    let count = |key, count: u64| words.say_with(key, [("count", count.into())]);
    let mut lines = vec![
        count("cli-synced", status.ops.visible),
        count("cli-synced_pulled", synced.pulled as u64),
    ];
    lines.extend(lines_of(words, status));
    let mut answer = status_json(status);
    answer["pulled"] = json!(synced.pulled);
    context.output.answer(&answer, &lines);
}

/// One bar at a time: items on their way out, bytes of photos, photos on their way in.
struct Bars<'a> {
    context: &'a Context,
    shown: Mutex<Shown>,
}

struct Shown {
    stage: Option<Stage>,
    bar: ProgressBar,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Items,
    Photos,
    Fetched,
    Basemap,
}

impl<'a> Bars<'a> {
    fn new(context: &'a Context) -> Self {
        let shown = Shown {
            stage: None,
            bar: ProgressBar::hidden(),
        };
        Self {
            context,
            shown: Mutex::new(shown),
        }
    }

    fn draw(&self, progress: Progress) {
        match progress {
            Progress::Ops { left } => self.show_items(left),
            Progress::Photos { done, total } => self.show(Stage::Photos, done, total),
            Progress::Fetched { done, total } => self.show(Stage::Fetched, done, total),
            Progress::Basemap { done, total } => self.show(Stage::Basemap, done, total),
        }
    }

    /// The most that was ever left is what there was to do.
    fn show_items(&self, left: u64) {
        let known = self.with(|shown| match shown.stage {
            Some(Stage::Items) => shown.bar.length().unwrap_or(0),
            _ => 0,
        });
        let total = known.max(left);
        self.show(Stage::Items, total - left, total);
    }

    fn show(&self, stage: Stage, done: u64, total: u64) {
        self.with(|shown| {
            if shown.stage != Some(stage) {
                shown.bar.finish_and_clear();
                shown.bar = self.begin(stage, total);
                shown.bar.enable_steady_tick(TICK);
                shown.stage = Some(stage);
            }
            shown.bar.set_length(total);
            shown.bar.set_position(done);
        });
    }

    fn begin(&self, stage: Stage, total: u64) -> ProgressBar {
        let output = &self.context.output;
        match stage {
            Stage::Items => output.bar("cli-bar_items", total),
            Stage::Photos => output.byte_bar("cli-bar_photo_bytes", total),
            Stage::Fetched => output.bar("cli-bar_fetched", total),
            Stage::Basemap => output.byte_bar("cli-bar_basemap", total),
        }
    }

    fn clear(&self) {
        self.with(|shown| shown.bar.finish_and_clear());
    }

    fn with<T>(&self, work: impl FnOnce(&mut Shown) -> T) -> T {
        work(&mut self.shown.lock().expect("no holder panics"))
    }
}
