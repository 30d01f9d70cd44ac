//! Faults: seeded schedules of kills, cuts, lost answers, corruption, disk errors, wrong clocks,
//! old copies and old backups, on real cores and a real server, each proved by a checker.
//!
//! A schedule follows from its seed; how the network's threads meet does not, so a failing seed
//! is run again a few times before it is called mended.

mod check;
mod device;
mod ledger;
mod office;
mod run;
mod schedule;
mod weather;

use std::process::ExitCode;

use clap::Parser;

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
    /// Tells every step
    #[arg(long)]
    pub(crate) tell: bool,
    /// Deletes an op from the server before the proof, to see that it is found missing
    #[arg(long)]
    pub(crate) lose: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut failed = Vec::new();
    let mut sums = run::Sums::default();
    for seed in arguments.from..arguments.from + arguments.seeds {
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
        say(&format!("{} schedules, none failed", arguments.seeds));
        return ExitCode::SUCCESS;
    }
    say(&format!("failed: {failed:?}"));
    ExitCode::FAILURE
}

#[expect(clippy::print_stdout, reason = "what was found is the answer")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}
