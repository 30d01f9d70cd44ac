//! The two programs, started as anybody would start them.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::plan::Evening;
use crate::{Arguments, Failure};

/// Tells whoever started the demo.
#[expect(clippy::print_stdout, reason = "the demo tells what happens")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// The first free port from `first` on.
pub(crate) fn free_port(first: u16) -> Result<u16, Failure> {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let found = (first..first.saturating_add(100)).find(free);
    found.ok_or_else(|| format!("no port from {first} on is free").into())
}

/// A program that was built beside this one.
fn program(name: &str) -> Result<PathBuf, Failure> {
    let here = std::env::current_exe()?;
    let path = here.with_file_name(name);
    if path.exists() {
        return Ok(path);
    }
    Err(format!("{name} was not built: run cargo build --bins").into())
}

/// The server's process.
pub(crate) struct Server {
    process: Child,
}

impl Server {
    /// Starts the server on the evening's port and waits until it listens.
    pub(crate) fn start(arguments: &Arguments, evening: &Evening) -> Result<Self, Failure> {
        let mut process = Command::new(program("lykta-server")?)
            .arg("--data")
            .arg(arguments.data.join("server"))
            .args(["--listen", &format!("127.0.0.1:{}", evening.port)])
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        if line.starts_with("listening") {
            return Ok(Self { process });
        }
        let _ = process.kill();
        Err(format!("the server did not start on port {}", evening.port).into())
    }

    /// Ends the server.
    pub(crate) fn stop(mut self) -> Result<(), Failure> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The command `lykta` on a phone's folder, with these arguments.
pub(crate) fn lykta(phone: &Path, arguments: &[&str]) -> Result<Command, Failure> {
    let mut command = Command::new(program("lykta")?);
    command.arg("--store").arg(phone).arg("--json");
    command.args(arguments);
    Ok(command)
}

/// Runs `lykta` and reads its answer.
pub(crate) fn answer(phone: &Path, arguments: &[&str]) -> Result<Value, Failure> {
    let output = lykta(phone, arguments)?.output()?;
    if output.status.success() {
        return Ok(serde_json::from_slice(&output.stdout)?);
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(format!("lykta {} failed: {why}", arguments.join(" ")).into())
}
