//! Fills a server's data folder for the tests of its pages, and tells what is in it as JSON.

mod evening;
mod large;
mod part;
mod writer;

use std::path::PathBuf;
use std::process::ExitCode;

use lykta_server::config::Config;
use lykta_server::state::AppState;

/// What can go wrong, in words for whoever runs the tests.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(told) => {
            say(&told.to_string());
            ExitCode::SUCCESS
        }
        Err(failure) => {
            say(&format!("the pages' data cannot be made: {failure}"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<serde_json::Value, Failure> {
    let data: PathBuf = std::env::args_os().nth(1).ok_or("name a folder")?.into();
    let state = AppState::open(Config::of_folder(data))?;
    // A walk of today alone, for those who take part in it.
    if std::env::args().nth(2).as_deref() == Some("part") {
        let part = part::make(&state).await?;
        state.close().await;
        return Ok(part);
    }
    let evening = evening::make(&state).await?;
    let empty = evening::make_empty(&state).await?;
    let large = large::make(&state).await?;
    state.close().await;
    Ok(serde_json::json!({ "evening": evening, "empty": empty, "large": large }))
}

#[expect(clippy::print_stdout, reason = "the tests read it")]
fn say(line: &str) {
    println!("{line}");
}
