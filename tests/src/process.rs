//! A server as a process of its own, and what the system counts of it.

use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// What every program says once it answers.
pub const ANNOUNCEMENT: &str = "listening on ";

/// A running server, stopped when it is dropped.
pub struct Process {
    /// Where it answers.
    pub url: String,
    child: Child,
}

impl Process {
    /// Starts a program, and waits until it says where it answers.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let output = child
            .stdout
            .take()
            .ok_or_else(|| odd("the server says nothing"))?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let url = line.trim().strip_prefix(ANNOUNCEMENT).map(str::to_owned);
        let Some(url) = url else {
            // It may have ended by itself.
            let _ = child.kill();
            child.wait()?;
            return Err(odd("the server did not start"));
        };
        Ok(Self { url, child })
    }

    /// Kills it, as a power cut would.
    pub fn kill(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// Seconds of processor that its threads have used, those that have ended left out.
    ///
    /// A server keeps its threads for longer than anything here takes; the sum for the whole
    /// process is told in hundredths of a second, too coarse for a floor.
    pub fn cpu_s(&self) -> io::Result<f64> {
        let mut ns = 0.0;
        for thread in std::fs::read_dir(self.proc("task"))? {
            let Ok(told) = std::fs::read_to_string(thread?.path().join("schedstat")) else {
                continue;
            };
            ns += number(told.split_whitespace().next())?;
        }
        Ok(ns / 1e9)
    }

    /// The most memory that it ever had, in MB.
    pub fn peak_mb(&self) -> io::Result<f64> {
        let status = std::fs::read_to_string(self.proc("status"))?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak.and_then(|peak| peak.split_whitespace().next());
        Ok(number(kib)? * 1_024.0 / 1e6)
    }

    /// Where the system shows a file of it, `root` being its disk.
    pub fn proc(&self, file: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{file}", self.child.id()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn number(word: Option<&str>) -> io::Result<f64> {
    let number = word.and_then(|word| word.parse().ok());
    number.ok_or_else(|| odd("the system does not count as it used to"))
}

fn odd(what: &str) -> io::Error {
    io::Error::other(what)
}
