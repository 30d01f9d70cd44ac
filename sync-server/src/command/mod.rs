//! The command line: `serve`, and what the office and operators do without a browser.

mod backup;
mod basemap;
mod import;
mod links;
mod office;
mod serve;
mod user;
mod walk;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{BadConfig, Config, Options};
use crate::error::Error;
use crate::state::AppState;
use crate::store::rebuild::rebuild;

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
    /// Print the description of the API, OpenAPI 3.1
    Openapi,
    /// Plan walks, list them, print their join links, close them
    #[command(subcommand)]
    Walk(walk::WalkAct),
    /// Say who may sign in to the pages
    #[command(subcommand)]
    User(user::UserAct),
    /// Put a base map under the walks
    #[command(subcommand)]
    Basemap(basemap::BasemapAct),
    #[command(flatten)]
    Office(office::OfficeAct),
    /// Take in a phone's rescue archive, any number of times
    Import {
        /// The archive
        archive: PathBuf,
    },
    /// Write a copy of the data folder to one file, also while the server runs
    Backup {
        /// The file to write
        file: PathBuf,
    },
    /// Make the data folder from a backup; what was erased since stays erased
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Make all projections anew from the log, and tell whether they were as they had been
    Rebuild,
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
        Act::Openapi => {
            say(&crate::api::openapi::text());
            Ok(())
        }
        Act::Serve => serve::serve(config).await,
        Act::Walk(act) => walk::run(config, act).await,
        Act::Backup { file } => backup::backup(&config, &file),
        Act::Restore { file } => backup::restore(config, &file).await,
        Act::Office(act) => on_store(config, async |state| office::run(state, act).await).await,
        Act::Import { archive } => {
            on_store(config, async |state| import::run(state, &archive).await).await
        }
        Act::Rebuild => on_store(config, rebuild_all).await,
        Act::User(act) => user::run(config, act).await,
        Act::Basemap(act) => basemap::run(&config, &act),
    }
}

/// Opens the store for one act and closes it again, also when the act fails.
async fn on_store(
    config: Config,
    act: impl AsyncFnOnce(&AppState) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let state = AppState::open(config)?;
    let done = act(&state).await;
    state.close().await;
    done
}

async fn rebuild_all(state: &AppState) -> Result<(), CommandError> {
    let journal = state.keep.journal().read()?;
    let rebuilt = state
        .db
        .write(move |tx, commit| rebuild(tx, commit, &journal));
    if rebuilt.await? {
        say("all projections were made anew and are as they were");
        return Ok(());
    }
    let differed = "the projections differed from the log and were made anew: nothing is lost, \
                    but please report it with the server's log";
    Err(CommandError::Failed(differed.to_owned()))
}

/// Answers with a line. Whoever stops reading, as `head` does, has read enough.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
