//! Load: five hundred phones at once against the server's program, and one phone behind a thin link.
//!
//! What phones were told is held against what the server keeps, read without the product's code.

mod camera;
mod check;
mod evening;
mod gate;
mod link;
mod namespace;
mod page;
mod phones;
mod report;
mod tally;
mod thin;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use lykta_tests::Failure;

use report::Report;

/// The exit status when this machine lacks what is needed, as of `sysexits`.
const LACKING: u8 = 69;

/// Puts the programs under load, and proves that nothing was lost and nothing said untruly.
#[derive(Parser)]
#[command(name = "lykta-load", about, version)]
struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Many phones of one walk send what they have at the same moment
    Evening(evening::Asked),
    /// One phone sends photos over 64 kbit/s with loss, and with a cut every 30 seconds
    Thin(thin::Asked),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().part {
        Part::Evening(asked) => evening::run(&asked),
        Part::Thin(asked) => thin::run(&asked),
    };
    match done {
        Ok(report) => ended(&report),
        Err(failure) => {
            say(&format!("it could not run: {failure}"));
            ExitCode::from(2)
        }
    }
}

fn ended(report: &Report) -> ExitCode {
    if let Some(lacking) = &report.lacking {
        say(&format!("NOT TESTED: {lacking}"));
        return ExitCode::from(LACKING);
    }
    for fault in &report.faults {
        say(&format!("DOES NOT HOLD: {fault}"));
    }
    if report.faults.is_empty() {
        say("all holds");
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}

/// A runtime for one thread's calls.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    Ok(builder.enable_all().build()?)
}

#[expect(clippy::print_stdout, reason = "what was found is the answer")]
fn say(text: &str) {
    println!("{text}");
}
