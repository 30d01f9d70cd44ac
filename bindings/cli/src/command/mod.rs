//! The commands, one file for each group of them.

mod context;
mod edit;
mod export;
mod invite;
mod join;
mod observe;
mod photo;
mod settle;
mod show;
mod status;
mod sync;
mod track;
mod walk;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use lykta_core::seam::{Clock, SystemClock};

use crate::failure::Failure;
use crate::output::Output;
use context::Context;

/// Record a safety walk, and sync it when there is a network.
///
/// Everything but `sync` works without network. An item is named by its id, or by as much of
/// the id's beginning or end as no other item has.
///
/// Exit status: 0 done; 1 failed, or not possible now; 2 wrong usage; 3 something that was
/// recorded here is held by the server; 4 not everything has arrived, or the server does not
/// answer; 65 a link, an id, a value or a file cannot be used; 130 interrupted.
#[derive(Debug, Parser)]
#[command(name = "lykta", version)]
pub(crate) struct Arguments {
    /// The folder that holds what was recorded [default: in the user's data folder]
    #[arg(long, global = true, env = "LYKTA_STORE", value_name = "DIR")]
    store: Option<PathBuf>,
    /// Answer with one JSON document; errors and notes likewise, on standard error
    #[arg(long, global = true)]
    json: bool,
    /// The language of the answers [default: the system's, else sv]
    #[arg(long, global = true, env = "LYKTA_LANGUAGE", value_parser = ["sv", "en"])]
    language: Option<String>,
    /// The walk, when several were joined [default: the one joined last]
    #[arg(long, global = true, value_name = "ID")]
    walk: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Join a walk by its link
    Join {
        /// The whole link, with what stands behind the #
        link: String,
    },
    /// List the walks that were joined here
    Walks,
    /// Start or end the group's walk
    Walk {
        /// What happens now
        #[arg(value_enum)]
        act: walk::Act,
    },
    /// Record what somebody says
    Observe(observe::Observe),
    /// Change an observation
    Edit(edit::Edit),
    /// Settle a field of which different values stand side by side
    Settle(settle::Settle),
    /// Withdraw something
    Withdraw {
        /// The item
        id: String,
    },
    /// Give a photo a caption
    Caption {
        /// The photo
        id: String,
        /// The words
        text: String,
    },
    /// Make parts of a photo unrecognisable
    Blur {
        /// The photo
        id: String,
        /// LEFT,TOP,WIDTH,HEIGHT as parts of the picture, from 0 to 1; may be repeated
        #[arg(long, required = true)]
        region: Vec<String>,
    },
    /// Record a stop; one that was planned is reached by its number
    Stop(walk::Stop),
    /// Count who came, such as resident=12 police=1
    Attend {
        /// CATEGORY=NUMBER
        #[arg(required_unless_present = "phones")]
        counts: Vec<String>,
        /// How many phones the group records with, so that the office sees when one is missing
        #[arg(long, value_name = "NUMBER")]
        phones: Option<u32>,
    },
    /// Record a track from a GPX file
    Track(track::Track),
    /// List the observations
    List,
    /// Show all that is known of one item
    Show {
        /// The item
        id: String,
    },
    /// Tell how far everything has come, what is held, and what to do
    Status,
    /// Send and fetch; the only command that needs a network
    Sync(sync::Sync),
    /// Write the walk to a file
    Export(export::Export),
    /// Show a link and QR code that may be given on
    Invite {
        /// For this role
        #[arg(long)]
        role: lykta_core::domain::Role,
    },
    /// Write everything recorded here on the walk to one archive
    Rescue {
        /// The file to write
        file: PathBuf,
    },
}

/// Runs a command; its exit status is told in `lykta --help`.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let output = Output::new(arguments.json, arguments.language.as_deref());
    let clock: Arc<dyn Clock> = match &arguments.command {
        Command::Track(track) => track.clock(),
        _ => Arc::new(SystemClock),
    };
    let context = Context::open(arguments.store, arguments.walk, clock, output);
    let context = match context {
        Ok(context) => context,
        Err(refused) => return failed(&refused.0, &refused.1),
    };
    match dispatch(&context, arguments.command) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => failed(&context.output, &failure),
    }
}

fn failed(output: &Output, failure: &Failure) -> ExitCode {
    output.fail(failure);
    ExitCode::from(failure.status())
}

fn dispatch(context: &Context, command: Command) -> Result<u8, Failure> {
    match command {
        Command::Join { link } => join::join(context, &link)?,
        Command::Walks => join::walks(context)?,
        Command::Walk { act } => walk::walk(context, act)?,
        Command::Observe(observe) => observe::observe(context, &observe)?,
        Command::Edit(edit) => edit::edit(context, &edit)?,
        Command::Settle(settle) => settle::settle(context, &settle)?,
        Command::Withdraw { id } => edit::withdraw(context, &id)?,
        Command::Caption { id, text } => photo::caption(context, &id, &text)?,
        Command::Blur { id, region } => photo::blur(context, &id, &region)?,
        Command::Stop(stop) => walk::stop(context, &stop)?,
        Command::Attend { counts, phones } => walk::attend(context, &counts, phones)?,
        Command::Track(track) => track::track(context, &track)?,
        Command::List => show::list(context)?,
        Command::Show { id } => show::show(context, &id)?,
        Command::Status => return status::status(context),
        Command::Sync(sync) => return sync::sync(context, &sync),
        Command::Export(export) => export::export(context, &export)?,
        Command::Invite { role } => invite::invite(context, role)?,
        Command::Rescue { file } => export::rescue(context, &file)?,
    }
    Ok(0)
}
