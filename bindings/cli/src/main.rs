//! The command `lykta`: the core for a terminal, for scripts, and for what was recorded elsewhere.

mod command;
mod failure;
mod output;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    command::run(command::Arguments::parse())
}
