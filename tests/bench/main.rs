//! The benchmark: what the programs cost, as a table on screen and as `target/bench.json`.
//!
//! Built with optimisation and run by `script/bench`. Every figure stands beside what it must
//! hold and what it aims at, most also beside the floor: the least program that does the same
//! work. One round is a hint (`--quick`); what counts is the full run. `docs/performance.md`
//! tells more.

mod alone;
mod caller;
mod calls;
mod cut;
mod flame;
mod floor;
mod growth;
mod network;
mod one_walk;
mod pages;
mod photo;
mod pull;
mod push;
mod report;
mod rounds;
mod served;
mod single;
mod sizes;
mod slow;
mod store;
mod work;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use lykta_tests::Failure;

use one_walk::{OneWalk, Size};
use report::Figure;
use work::Work;

/// Rounds of a measurement.
const ROUNDS: usize = 7;
/// The rows that begin with one walk.
const OF_ONE_WALK: &[u8] = &[1, 2, 3, 4, 5, 6, 7, 10, 11, 14];
/// The last row: 15 are the calls of a phone's screens, 16 is growth, 17 counts instructions.
const LAST_ROW: u8 = 17;

/// Measures what the programs cost.
#[derive(Parser)]
#[command(name = "lykta-bench", about, version)]
struct Arguments {
    /// One round instead of seven: a hint, no measurement
    #[arg(long)]
    quick: bool,
    /// A fifth of the phones with a quarter of the fixes: for a quick look
    #[arg(long)]
    small: bool,
    /// Only this row of docs/performance.md, 0 for the pages, 15 for a phone's
    /// screens, 16 for growth, 17 for instructions; may be given several times.
    /// script/bench also takes jvm: the calls through the bindings, which need Java and Maven
    #[arg(long)]
    row: Vec<u8>,
    #[command(subcommand)]
    part: Option<Part>,
}

/// What the benchmark starts of itself.
#[derive(Subcommand)]
enum Part {
    /// Serves as the floor
    #[command(hide = true)]
    Floor {
        /// Where it keeps what it is sent
        folder: PathBuf,
    },
    /// Does what is counted, once
    #[command(hide = true)]
    Work {
        /// What
        work: Work,
    },
    /// Records a track in a folder, and tells what it wrote
    #[command(hide = true)]
    Track {
        /// The phone's folder
        folder: PathBuf,
        /// How many fixes
        fixes: usize,
        /// Whether it kills itself then
        #[arg(long)]
        dies: bool,
    },
    /// Records a walk and syncs it, and tells its memory
    #[command(hide = true)]
    Core {
        /// The phone's folder
        folder: PathBuf,
        /// The link to join by
        link: String,
    },
    /// Draws a table of the calls that are told as JSON on standard input
    #[command(hide = true)]
    Calls,
    /// Draws a flame graph of what `perf script` tells on standard input
    #[command(hide = true)]
    Flame,
    /// Makes a photo fit to be sent, and tells its memory
    #[command(hide = true)]
    Picture {
        /// The camera's file
        jpeg: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(part) = &arguments.part else {
        return ended(run(&arguments).await);
    };
    let done = match part {
        Part::Floor { folder } => floor::serve::serve(folder).await,
        Part::Work { work } => work::work(*work).await,
        Part::Track {
            folder,
            fixes,
            dies,
        } => store::flash::record(folder, *fixes, *dies),
        Part::Core { folder, link } => alone::record_and_sync(folder, link).await,
        Part::Calls => std::io::read_to_string(std::io::stdin())
            .map_err(Failure::from)
            .and_then(|told| calls::table(&told))
            .map(|table| say(&table)),
        Part::Flame => std::io::read_to_string(std::io::stdin())
            .map(|told| say(&flame::draw(&told)))
            .map_err(Failure::from),
        Part::Picture { jpeg } => alone::prepare_photo(jpeg),
    };
    ended(done.map(|()| true))
}

fn ended(ended: Result<bool, Failure>) -> ExitCode {
    match ended {
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
    let figures = measure(arguments).await?;
    say(&report::table(&figures));
    let file = Path::new("target/bench.json");
    std::fs::write(file, report::json(&figures))?;
    say(&format!("written to {}", file.display()));
    Ok(figures.iter().all(Figure::holds_must))
}

async fn measure(arguments: &Arguments) -> Result<Vec<Figure>, Failure> {
    let rounds = if arguments.quick { 1 } else { ROUNDS };
    let wants = |row: u8| arguments.row.is_empty() || arguments.row.contains(&row);
    let wanted: Vec<u8> = (0..=LAST_ROW).filter(|row| wants(*row)).collect();
    let any = |rows: &[u8]| rows.iter().any(|row| wanted.contains(row));
    let mut figures = Vec::new();
    let size = if arguments.small {
        Size::SMALL
    } else {
        Size::WHOLE
    };
    if any(OF_ONE_WALK) {
        let walk = OneWalk::make(size).await?;
        figures.extend(sizes::measure(&walk, &wanted).await?);
        if any(&[1, 4, 14]) {
            figures.extend(push::measure(&walk, rounds, &wanted).await?);
        }
        if any(&[14]) {
            figures.extend(alone::measure(&walk)?);
        }
        if any(&[3]) {
            figures.extend(single::measure(&walk, rounds).await?);
        }
        if any(&[7]) {
            figures.extend(pull::measure(&walk, rounds).await?);
        }
        if any(&[2]) {
            figures.extend(slow::measure(&walk, rounds).await?);
        }
        if any(&[10]) {
            figures.extend(photo::measure(&walk, rounds).await?);
        }
        if any(&[11]) {
            figures.extend(cut::measure(&walk, arguments.quick).await?);
        }
    }
    if any(&[8, 9]) {
        let observations = if arguments.small { 5_000 } else { 100_000 };
        figures.extend(store::measure(observations, rounds, &wanted).await?);
    }
    if any(&[12]) {
        figures.extend(store::flash::measure()?);
    }
    if any(&[13]) {
        figures.extend(store::merge::measure(rounds).await?);
    }
    if any(&[0]) {
        figures.extend(pages::measure(rounds).await?);
    }
    if any(&[15]) {
        figures.extend(store::screen::measure()?);
    }
    if any(&[16]) {
        figures.extend(growth::measure(size, rounds).await?);
        figures.extend(store::screen::grow(size.observations * 10, rounds).await?);
    }
    if any(&[17]) {
        figures.extend(work::measure()?);
    }
    Ok(figures)
}

#[expect(clippy::print_stdout, reason = "the table is the answer")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "this is where errors go")]
fn complain(text: &str) {
    eprintln!("{text}");
}
