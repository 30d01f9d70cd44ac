//! The server's program on folders of its own, that can be killed and started again.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::{Failure, Process, program};

/// A server as an operator has it.
pub struct Office {
    folder: TempDir,
    process: Option<Process>,
}

impl Office {
    /// A server that is not started yet, on the folders of one that ended.
    pub fn keeping(folder: TempDir) -> Self {
        Self {
            folder,
            process: None,
        }
    }

    /// Starts it at an address; returns its URL.
    pub fn starts(&mut self, listen: &str, more: &[&str]) -> Result<String, Failure> {
        let mut command = self.command();
        command.args(["--listen", listen]).args(more).arg("serve");
        self.starts_as(&mut command)
    }

    /// Starts it by a command that has been prepared.
    pub fn starts_as(&mut self, command: &mut Command) -> Result<String, Failure> {
        let process = Process::start(command)?;
        let url = process.url.clone();
        self.process = Some(process);
        Ok(url)
    }

    /// Kills it as a power cut would.
    pub fn dies(&mut self) {
        self.process = None;
    }

    /// The process that runs.
    pub fn process(&self) -> Option<&Process> {
        self.process.as_ref()
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside its folders, gone with them.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program on these folders.
    pub fn command(&self) -> Command {
        let mut command = Command::new(program("lykta-server"));
        command
            .env("LYKTA_DATA", self.data())
            .env("LYKTA_KEEP", self.beside("data.keep"));
        command
    }

    /// Does what an operator asks for on the command line.
    pub fn runs(&self, arguments: &[&str]) -> Result<(), String> {
        done(self.command().args(arguments))
    }

    /// Puts a backup back into another data folder than its own.
    pub fn restores_into(&self, data: &std::path::Path, backup: &str) -> Result<(), String> {
        let mut command = self.command();
        done(command.env("LYKTA_DATA", data).args(["restore", backup]))
    }
}

fn done(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}
