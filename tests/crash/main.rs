//! Crash points: the calls of a real phone and a real server on their files are recorded, those
//! of SQLite too; then, after every single one, what a disk may hold is built and opened.
//!
//! What a disk may hold stands in [`disk`]. `docs/adr/0006-record-and-replay.md` says why it is
//! done so.

mod damaged;
mod disk;
mod journal;
mod office;
mod phone;
mod proof;
mod run;

use std::collections::BTreeSet;
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
    /// Has the disk begin to forget what it says is synced, to see that this is found out
    #[arg(long)]
    lies: bool,
    /// Is the phone that is recorded
    #[arg(long, hide = true, num_args = 2, value_names = ["FOLDER", "LINK"])]
    as_phone: Option<Vec<String>>,
    /// Is the damaged phone that is recorded
    #[arg(long, hide = true, value_name = "FOLDER")]
    opens: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(phone) = &arguments.as_phone {
        let link: JoinLink = phone[1].parse().expect("a link");
        phone::lives(&PathBuf::from(&phone[0]), &link);
        return ExitCode::SUCCESS;
    }
    if let Some(folder) = &arguments.opens {
        damaged::opens(folder);
        return ExitCode::SUCCESS;
    }
    let phone = tell("phone", &phone_crashes(&arguments).await);
    let damaged = tell("damaged phone", &damaged_crashes(&arguments));
    let server = tell("server", &server_crashes(&arguments).await);
    if phone && damaged && server {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn phone_crashes(arguments: &Arguments) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let before = Disk::holding(folder.path());
    let recorder = phone::record(folder.path()).await;
    let run = Recorded::of(before, &recorder, folder.path());
    run.examine(arguments.seeds, arguments.lies, phone::examine)
}

fn damaged_crashes(arguments: &Arguments) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    damaged::damages(folder.path());
    let before = Disk::holding(folder.path());
    let recorder = damaged::record(folder.path());
    let run = Recorded::of(before, &recorder, folder.path());
    run.examine(arguments.seeds, arguments.lies, damaged::examine)
}

async fn server_crashes(arguments: &Arguments) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let before = Disk::holding(folder.path());
    let (recorder, evening) = office::record(folder.path()).await;
    let run = Recorded::of(before, &recorder, folder.path());
    let here = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        run.examine(arguments.seeds, arguments.lies, |folder, crash| {
            here.block_on(proof::examine(folder, &evening, crash))
        })
    })
}

/// Tells what came of it; whether nothing was found.
fn tell(who: &str, outcome: &Outcome) -> bool {
    let mut told = BTreeSet::new();
    for fault in &outcome.faults {
        if told.insert((&fault.after, &fault.what)) {
            say(&format!("{who}: {fault}"));
        }
    }
    let (points, disks) = (outcome.points, outcome.disks);
    let faults = outcome.faults.len();
    say(&format!(
        "{who}: {points} crash points, {disks} disks, {faults} faults"
    ));
    faults == 0
}

#[expect(clippy::print_stdout, reason = "what was found is the answer")]
fn say(text: &str) {
    println!("{text}");
}
