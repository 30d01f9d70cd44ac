//! The benchmark: what the programs cost, as a table on screen and as `target/bench.json`.
//!
//! Built with optimisation and run by `script/bench`. Every figure stands beside what it must
//! hold and what it aims at. One round is a hint (`--quick`); what counts is the full run.

mod pages;
mod report;
mod served;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

/// What can go wrong, in words for whoever runs it.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measures what the programs cost.
#[derive(Parser)]
#[command(name = "lykta-bench", about, version)]
struct Arguments {
    /// One round instead of seven: a hint, no measurement
    #[arg(long)]
    quick: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            complain("a figure does not hold what it must");
            ExitCode::FAILURE
        }
        Err(failure) => {
            complain(&format!("the benchmark could not run: {failure}"));
            ExitCode::from(2)
        }
    }
}

/// Whether every figure holds what it must.
async fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let rounds = if arguments.quick { 1 } else { 7 };
    let figures = pages::measure(rounds).await?;
    say(&report::table(&figures));
    let file = Path::new("target/bench.json");
    std::fs::write(file, report::json(&figures))?;
    say(&format!("written to {}", file.display()));
    Ok(figures.iter().all(report::Figure::holds_must))
}

#[expect(clippy::print_stdout, reason = "the table is the answer")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "this is where errors go")]
fn complain(text: &str) {
    eprintln!("{text}");
}
