//! The command `lykta-server`.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use lykta_server::command::{self, Command};
use tokio::runtime::Builder;

/// Threads for work on files and in the database, which is bounded by itself. Without this there
/// would be hundreds when hundreds of phones call, each with its share of the memory.
const BLOCKING_THREADS: usize = 32;

fn main() -> io::Result<ExitCode> {
    let command = Command::parse();
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()?;
    Ok(runtime.block_on(command::run(command)))
}
