//! The commands, one file for each group of them.

mod export;
mod invite;
mod record;
mod show;
mod sync;
mod track;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::phone::{Opened, Participation, Store};
use lykta_core::seam::{Clock, DiskFiles, SystemClock, SystemIds};
use lykta_core::store::StoreError;
use serde_json::json;

use crate::failure::Failure;
use crate::output::Output;

/// Record a safety walk, and sync it when there is a network.
///
/// Exit status: 0 done, 1 failed, 2 wrong usage, 3 something is held by the server,
/// 4 not everything has arrived, 65 a link, value or file cannot be used.
#[derive(Debug, Parser)]
#[command(name = "lykta", version)]
pub(crate) struct Arguments {
    /// The folder that holds what was recorded
    #[arg(long, global = true, env = "LYKTA_STORE")]
    store: Option<PathBuf>,
    /// Answer with one JSON document
    #[arg(long, global = true)]
    json: bool,
    /// The language of the answers: sv or en
    #[arg(long, global = true, env = "LYKTA_LANGUAGE")]
    language: Option<String>,
    /// The walk, when several were joined; else the one joined last
    #[arg(long, global = true)]
    walk: Option<EntityId>,
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
        #[arg(value_parser = ["start", "end"])]
        act: String,
    },
    /// Record what somebody says
    Observe(record::Observe),
    /// Change an observation
    Edit(record::Edit),
    /// Settle a field of which different values stand side by side
    Settle {
        /// The item
        id: EntityId,
        /// The field
        field: String,
        /// The text that holds from now on
        value: String,
    },
    /// Withdraw something
    Withdraw {
        /// The item
        id: EntityId,
    },
    /// Give a photo a caption
    Caption {
        /// The photo
        id: EntityId,
        /// The words
        text: String,
    },
    /// Make parts of a photo unrecognisable
    Blur {
        /// The photo
        id: EntityId,
        /// LEFT,TOP,WIDTH,HEIGHT as parts of the picture, from 0 to 1
        #[arg(long, required = true)]
        region: Vec<String>,
    },
    /// Record a stop
    Stop(record::Stop),
    /// Count who came, such as resident=12 police=1
    Attend {
        /// CATEGORY=NUMBER
        #[arg(required = true)]
        counts: Vec<String>,
    },
    /// Record a track from a GPX file
    Track(track::Track),
    /// List the observations
    List,
    /// Show all that is known of one item
    Show {
        /// The item
        id: EntityId,
    },
    /// Tell how far everything has come
    Status,
    /// Send and fetch
    Sync,
    /// Write the walk to a file
    Export(export::Export),
    /// Show a link and QR code that may be given on
    Invite {
        /// For this role
        #[arg(long)]
        role: lykta_core::domain::Role,
    },
    /// Write everything recorded here to one archive
    Rescue {
        /// The file to write
        file: PathBuf,
    },
}

/// What a command works with.
pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) output: Output,
    walk: Option<EntityId>,
}

impl Context {
    /// The walk that the command is about.
    pub(crate) fn participation(&self) -> Result<Participation, Failure> {
        if let Some(walk) = self.walk {
            return Ok(self.store.participation(walk)?);
        }
        let latest = self.store.participations()?.into_iter().next();
        latest.ok_or(Failure::NotJoined)
    }

    pub(crate) fn walk(&self) -> Result<EntityId, Failure> {
        Ok(self.participation()?.walk)
    }
}

/// Runs a command; its exit status is told in `lykta --help`.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let output = Output::new(arguments.json, arguments.language.as_deref());
    let folder = arguments.store.clone().unwrap_or_else(default_folder);
    let clock = match &arguments.command {
        Command::Track(track) => track.clock(),
        _ => Arc::new(SystemClock::default()),
    };
    let opened = match open(&folder, clock) {
        Ok(opened) => opened,
        Err(error) => return failed(&output, &error.into()),
    };
    if let Some(aside) = &opened.set_aside {
        let file = folder.join(aside).display().to_string();
        output.note(
            &output
                .words
                .say_with("cli-store_unreadable", [("file", file.into())]),
        );
    }
    let context = Context {
        store: opened.store,
        output,
        walk: arguments.walk,
    };
    match dispatch(&context, arguments.command) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => failed(&context.output, &failure),
    }
}

fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Opened, StoreError> {
    let files = Arc::new(DiskFiles::open(folder)?);
    Store::open_with(folder, files, clock, Arc::new(SystemIds))
}

fn failed(output: &Output, failure: &Failure) -> ExitCode {
    output.fail(failure);
    ExitCode::from(failure.status())
}

fn default_folder() -> PathBuf {
    let folders = directories::ProjectDirs::from("", "", "lykta");
    folders.map_or_else(
        || PathBuf::from("lykta-data"),
        |folders| folders.data_dir().to_path_buf(),
    )
}

fn dispatch(context: &Context, command: Command) -> Result<u8, Failure> {
    match command {
        Command::Join { link } => join(context, &link)?,
        Command::Walks => walks(context)?,
        Command::Walk { act } => record::walk(context, &act)?,
        Command::Observe(observe) => record::observe(context, &observe)?,
        Command::Edit(edit) => record::edit(context, &edit)?,
        Command::Settle { id, field, value } => record::settle(context, id, &field, &value)?,
        Command::Withdraw { id } => record::withdraw(context, id)?,
        Command::Caption { id, text } => record::caption(context, id, &text)?,
        Command::Blur { id, region } => record::blur(context, id, &region)?,
        Command::Stop(stop) => record::stop(context, &stop)?,
        Command::Attend { counts } => record::attend(context, &counts)?,
        Command::Track(track) => track::track(context, &track)?,
        Command::List => show::list(context)?,
        Command::Show { id } => show::show(context, id)?,
        Command::Status => return show::status(context),
        Command::Sync => return sync::sync(context),
        Command::Export(export) => export::export(context, &export)?,
        Command::Invite { role } => invite::invite(context, role)?,
        Command::Rescue { file } => export::rescue(context, &file)?,
    }
    Ok(0)
}

fn join(context: &Context, link: &str) -> Result<(), Failure> {
    let link: JoinLink = link.parse()?;
    let joined = context.store.join(&link)?;
    let words = &context.output.words;
    let role = words.say(&format!("role-{}", joined.role));
    let walk = joined.walk_name.clone();
    let line = words.say_with("cli-joined", [("walk", walk.into()), ("role", role.into())]);
    let answer = json!({ "walk": joined.walk, "role": joined.role, "group": joined.group });
    context.output.answer(&answer, &[line]);
    Ok(())
}

fn walks(context: &Context) -> Result<(), Failure> {
    let walks = context.store.participations()?;
    let lines: Vec<String> = walks
        .iter()
        .map(|walk| format!("{}  {}  {}", walk.walk, walk.role, walk.walk_name))
        .collect();
    let answer: Vec<_> = walks
        .iter()
        .map(|w| json!({ "walk": w.walk, "role": w.role, "name": w.walk_name }))
        .collect();
    context.output.answer(&json!(answer), &lines);
    Ok(())
}

/// Reads a file that the person named.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|source| Failure::File {
        act: "read",
        path: path.display().to_string(),
        source,
    })
}

/// Writes a file that the person named.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|source| Failure::File {
        act: "write",
        path: path.display().to_string(),
        source,
    })
}
