//! Syncing: the only command that needs a network.

use indicatif::{ProgressBar, ProgressStyle};
use lykta_core::sync::client::{Progress, SyncError, sync as sync_walk};
use lykta_core::sync::http::HttpTransport;
use serde_json::json;

use super::{Context, show};
use crate::failure::Failure;

pub(super) fn sync(context: &Context) -> Result<u8, Failure> {
    let walk = context.walk()?;
    let transport = HttpTransport::new(&[]).map_err(SyncError::from)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::BadInput(error.to_string()))?;
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    let progress = |progress| draw(&bar, progress);
    let synced = runtime.block_on(sync_walk(&context.store, &transport, walk, &progress));
    bar.finish_and_clear();
    let synced = synced?;
    let words = &context.output.words;
    let status = &synced.status;
    let lines = [
        words.say_with("cli-synced", [("count", status.ops.visible.into())]),
        words.say_with(
            "cli-synced_photos",
            [("count", status.photos.visible.into())],
        ),
        words.say_with("cli-synced_pulled", [("count", synced.pulled.into())]),
    ];
    let answer = json!({
        "all_visible": status.is_all_visible(),
        "pulled": synced.pulled,
        "status": status,
    });
    context.output.answer(&answer, &lines);
    Ok(show::exit_of(status))
}

fn draw(bar: &ProgressBar, progress: Progress) {
    let (name, done, total) = match progress {
        Progress::Ops { left } => ("ops", 0, left),
        Progress::Photos { done, total } => ("photos", done, total),
        Progress::Fetched { done, total } => ("fetched", done, total),
    };
    bar.set_message(name);
    bar.set_length(total);
    bar.set_position(done);
}
