//! Crash points: the calls of a real phone and a real server on their files are recorded, those
//! of SQLite too; then, after every single one, what a disk may hold is built and opened.
//!
//! What a disk may hold stands in [`disk`]. `docs/adr/0006-record-and-replay.md` says why it is
//! done so.

mod disk;
mod journal;
mod phone;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use lykta_core::join::JoinLink;

use crate::disk::Disk;
use crate::run::{Outcome, Recorded};

/// Takes the power away after every write and every sync, and proves what is left.
#[derive(Parser)]
#[command(name = "lykta-crash", about, version)]
struct Arguments {
    /// How many of the disks between the least and the most are built at each point
    #[arg(long, default_value_t = 2)]
    seeds: u64,
    /// Has the disk forget what it said was synced, to see that this is found out
    #[arg(long)]
    lies: bool,
    /// Is the phone that is recorded
    #[arg(long, hide = true, num_args = 2, value_names = ["FOLDER", "LINK"])]
    as_phone: Option<Vec<String>>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(phone) = &arguments.as_phone {
        let link: JoinLink = phone[1].parse().expect("a link");
        phone::lives(&PathBuf::from(&phone[0]), &link);
        return ExitCode::SUCCESS;
    }
    let is_sound = tell("phone", &phone_crashes(&arguments).await);
    if is_sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn phone_crashes(arguments: &Arguments) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let before = Disk::holding(folder.path());
    let recorder = phone::record(folder.path()).await;
    let recorded = Recorded::of(before, &recorder, folder.path());
    recorded.examine(arguments.seeds, arguments.lies, phone::examine)
}

/// Tells what came of it; whether nothing was found.
fn tell(who: &str, outcome: &Outcome) -> bool {
    for fault in outcome.faults.iter().take(20) {
        say(&format!("{who}: {fault}"));
    }
    let (points, images) = (outcome.points, outcome.images);
    let faults = outcome.faults.len();
    say(&format!("{who}: {points} crash points, {images} disks, {faults} faults"));
    faults == 0
}

#[expect(clippy::print_stdout, reason = "what was found is the answer")]
fn say(text: &str) {
    println!("{text}");
}
