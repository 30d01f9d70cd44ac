//! The command `lykta-server`.

use std::process::ExitCode;

use clap::Parser;
use lykta_server::command::{self, Command};

#[tokio::main]
async fn main() -> ExitCode {
    command::run(Command::parse()).await
}
