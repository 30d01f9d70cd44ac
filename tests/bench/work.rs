//! Work of one thread, for a tool that counts its instructions: a figure that noise does not move.

use std::path::Path;
use std::process::Command;

use clap::ValueEnum;
use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaSecret};
use lykta_core::merge::{Author, CodeStanding};
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::sync::wire::Encoding;
use lykta_core::track::simulate::SplitMix64;
use lykta_server::store::ingest;
use lykta_tests::Server;

use crate::Failure;
use crate::one_walk::{observation, recorded};
use crate::report::Figure;
use crate::store::merge;

const OBSERVATIONS: usize = 500;
/// The function whose instructions are counted, with all that it calls.
const COUNTED: &str = "lykta_bench::work::counted";

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Work {
    /// A phone reads observations from its database and writes a message.
    Encode,
    /// The server takes observations in, in one transaction that is not yet written.
    Ingest,
    /// A phone takes in a second value for each observation.
    Merge,
}

/// Instructions for one observation.
pub(crate) fn measure() -> Result<Vec<Figure>, Failure> {
    let works = [
        (Work::Encode, "instructions to encode an observation"),
        (Work::Ingest, "instructions to take one in"),
        (Work::Merge, "instructions to merge one"),
    ];
    let figures = works.map(|(work, name)| Ok(Figure::told("17", name, (count(work)?, "k"))));
    figures.into_iter().collect()
}

/// Thousands of instructions for each observation.
fn count(work: Work) -> Result<f64, Failure> {
    let folder = tempfile::tempdir()?;
    let told = folder.path().join("told");
    let name = work.to_possible_value().ok_or("a nameless work")?;
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no"])
        .arg(format!("--toggle-collect={COUNTED}*"))
        .arg(format!("--callgrind-out-file={}", told.display()))
        .arg(std::env::current_exe()?)
        .args(["work", name.get_name()])
        .output();
    let run = run.map_err(|_| "instructions are counted by valgrind: install it")?;
    if !run.status.success() {
        return Err(String::from_utf8_lossy(&run.stderr).into());
    }
    let instructions = total(&std::fs::read_to_string(told)?)?;
    Ok(instructions / 1_000.0 / OBSERVATIONS as f64)
}

/// The sum that callgrind writes at the end of its file.
fn total(told: &str) -> Result<f64, Failure> {
    let totals = told.lines().find_map(|line| line.strip_prefix("totals: "));
    let total: f64 = totals.ok_or("callgrind told no sum")?.trim().parse()?;
    if total > 0.0 {
        return Ok(total);
    }
    Err("callgrind did not find what is to be counted".into())
}

/// Does the work once, as a process of its own.
pub(crate) async fn work(work: Work) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    match work {
        Work::Encode => encode(folder.path()).await,
        Work::Ingest => take_in().await,
        Work::Merge => {
            let prepared = merge::Prepared::make(folder.path(), OBSERVATIONS)?;
            counted(&mut || prepared.merge())
        }
    }
}

/// Never drawn into its caller, so that it can be found by its name.
#[inline(never)]
fn counted(work: &mut dyn FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
    work()
}

async fn encode(folder: &Path) -> Result<(), Failure> {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0);
    let store = recorded(folder, &link, OBSERVATIONS)?;
    let replica = store.participation(evening.walk)?.replica;
    counted(&mut || {
        let batch = store.next_batch(replica)?;
        let message = Encoding::Packed.encode(&batch.request);
        if batch.request.ops.len() < OBSERVATIONS || message.is_empty() {
            return Err("not all was encoded".into());
        }
        Ok(())
    })
}

async fn take_in() -> Result<(), Failure> {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let code = server.link(&evening, Role::Leader, 0).read_code()?;
    let replica = ReplicaSecret::random(&SystemIds).replica();
    let author = Author::by_code(replica, &code, CodeStanding::Good);
    let now = SystemClock.now();
    let mut chance = SplitMix64::new(1);
    let ops = (1..=OBSERVATIONS as u64).map(|seq| {
        let id = EntityId::random(&SystemIds, now);
        let op = observation(&mut chance, None).create_op(id, ("group", evening.groups[0]));
        op.seal(replica, seq, now).payload
    });
    let payloads: Vec<Vec<u8>> = ops.collect();
    let written = server.state().db.write(move |tx, commit| {
        let mut all = || {
            for payload in &payloads {
                ingest::ingest(tx, commit, &author, payload)?;
            }
            Ok(())
        };
        Ok(counted(&mut all).map_err(|failure| failure.to_string()))
    });
    Ok(written.await??)
}
