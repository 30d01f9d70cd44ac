//! Faults: seeded schedules of kills, cuts, lost answers, corruption, disk errors, wrong clocks,
//! old copies and old backups, on real cores and a real server, each proved by a checker.
//!
//! Between them the office closes and reopens the walk, holds and admits, erases and revokes.
//!
//! A schedule follows from its seed; how the network's threads meet does not, so a failing seed
//! is run again a few times before it is called mended.

mod acts;
mod check;
mod device;
mod ledger;
mod office;
mod run;
mod schedule;
mod truth;
mod weather;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};

/// Runs schedules of faults, and proves of each that nothing was lost and nothing said untruly.
#[derive(Parser)]
#[command(name = "lykta-faults", about, version)]
pub(crate) struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 20)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Runs the seeds that once failed before them
    #[arg(long)]
    regressions: bool,
    /// Tells every step
    #[arg(long)]
    pub(crate) tell: bool,
    /// Does what must never happen before the proof, to see that it is found
    #[arg(long, value_enum)]
    pub(crate) spoil: Option<Spoil>,
}

/// What must never happen.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Spoil {
    /// An op is deleted from the server
    Lose,
    /// An op that is held, if one is, counts
    Lift,
    /// What was erased, if anything was, stands on the server's disk
    Recall,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut failed = Vec::new();
    let mut sums = run::Sums::default();
    let known = if arguments.regressions {
        regressions()
    } else {
        Vec::new()
    };
    let sample = arguments.from..arguments.from + arguments.seeds;
    let seeds: Vec<u64> = known.into_iter().chain(sample).collect();
    for seed in seeds.iter().copied() {
        match run::schedule(seed, &arguments).await {
            Ok(told) => sums.add(&told),
            Err(faults) => {
                for fault in &faults {
                    say(&format!("seed {seed}: {fault}"));
                }
                failed.push(seed);
            }
        }
    }
    say(&sums.to_string());
    if failed.is_empty() {
        say(&format!("{} schedules, none failed", seeds.len()));
        return ExitCode::SUCCESS;
    }
    say(&format!("failed: {failed:?}"));
    ExitCode::FAILURE
}

/// The seeds that once failed, from the list beside this.
fn regressions() -> Vec<u64> {
    let lines = include_str!("regressions.txt").lines();
    let seeds = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    let seed = |line: &str| {
        let number = line.split_whitespace().next()?;
        number.parse().ok()
    };
    seeds
        .map(|line| seed(line).unwrap_or_else(|| panic!("no seed begins {line:?}")))
        .collect()
}

#[expect(clippy::print_stdout, reason = "what was found is the answer")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}
