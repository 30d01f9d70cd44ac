//! The command line: `serve`, and what the office and operators do without a browser.

mod basemap;
mod links;
mod serve;
mod user;
mod walk;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{BadConfig, Config, Options};
use crate::error::Error;

/// Receives what safety walks recorded, keeps it, and shows it.
#[derive(Debug, Parser)]
#[command(name = "lykta-server", version)]
pub struct Command {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Answer phones and browsers until told to stop
    Serve,
    /// Plan walks, list them, print their join links, close them
    #[command(subcommand)]
    Walk(walk::WalkAct),
    /// Say who may sign in to the pages
    #[command(subcommand)]
    User(user::UserAct),
    /// Put a base map under the walks
    #[command(subcommand)]
    Basemap(basemap::BasemapAct),
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The options do not go together.
    #[error(transparent)]
    Config(#[from] BadConfig),
    /// The server's store or network failed.
    #[error("{0}")]
    Failed(String),
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        match error {
            // On the command line the reason is for those who run the server.
            Error::Internal(inside) => Self::Failed(inside.to_string()),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Does what the command line says.
pub async fn run(command: Command) -> ExitCode {
    match run_act(command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "this is the command line's answer")]
            {
                eprintln!("error: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run_act(command: Command) -> Result<(), CommandError> {
    let config = Config::from_options(command.options)?;
    match command.act {
        Act::Serve => serve::serve(config).await,
        Act::Walk(act) => walk::run(config, act).await,
        Act::User(act) => user::run(config, act).await,
        Act::Basemap(act) => basemap::run(&config, &act),
    }
}
