//! `backup` and `restore`: the data folder as one file, consistent while the server runs.
//!
//! The keep folder is not in it: a backup must not hold the key of the codes, and what was
//! erased must not come back with it.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{CommandError, say};
use crate::config::Config;
use crate::durable::sync_folder_of;
use crate::state::AppState;
use crate::store::archive::{self, Summary};
use crate::store::{people, taking_part};

/// Writes a backup beside its final name first, so that a file of that name is always whole.
pub(super) fn backup(config: &Config, to: &Path) -> Result<(), CommandError> {
    if to.exists() {
        return Err(failed(format!(
            "{} exists: choose another name, nothing was overwritten",
            to.display()
        )));
    }
    let partial = beside(to, "partial");
    let written = write_whole(&config.data, &partial);
    let summary = written.inspect_err(|_| {
        let _ = std::fs::remove_file(&partial);
    })?;
    std::fs::rename(&partial, to)?;
    sync_folder_of(to)?;
    say(&format!("backup {}: {summary}", to.display()));
    if summary.missing > 0 {
        return Err(failed(format!(
            "{} photos are missing on the disk or have other bytes: the backup holds all but them",
            summary.missing
        )));
    }
    Ok(())
}

fn write_whole(data: &Path, partial: &Path) -> Result<Summary, CommandError> {
    let mut file = private_file(partial)?;
    let summary = archive::write(data, &beside(partial, "sqlite3"), &mut file)?;
    file.flush()?;
    file.sync_all()?;
    Ok(summary)
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create(true).truncate(true).open(path)
}

/// Makes the data folder from a backup; a folder that is there is never touched.
pub(super) async fn restore(config: Config, from: &Path) -> Result<(), CommandError> {
    let data = config.data.clone();
    if data.exists() {
        return Err(failed(format!(
            "{} exists: stop the server and move the folder away first, nothing was overwritten",
            data.display()
        )));
    }
    let file = File::open(from)
        .map_err(|error| failed(format!("cannot read {}: {error}", from.display())))?;
    let unpacked = beside(&data, "restoring");
    if unpacked.exists() {
        std::fs::remove_dir_all(&unpacked)?;
    }
    let summary = archive::unpack(file, &unpacked)?;
    std::fs::rename(&unpacked, &data)?;
    sync_folder_of(&data)?;
    // Opening does again what was erased or revoked since the backup was made.
    let state = AppState::open(config)?;
    let ids = state.ids.clone();
    let renewed = state.db.write(move |tx, _| {
        people::renew_replicas(tx, &*ids)?;
        taking_part::forget_all(tx)
    });
    renewed.await?;
    state.close().await;
    say(&format!("restored {}: {summary}", data.display()));
    say("phones that synced after the backup was made offer everything again by themselves");
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Failed(error.to_string())
}
