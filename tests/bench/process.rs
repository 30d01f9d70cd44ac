//! A server as a process of its own, and what the system counts of it.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::Failure;

/// What every program says once it answers.
pub(crate) const ANNOUNCEMENT: &str = "listening on ";
/// The unit of time in `/proc` (proc(5)): Linux shows programs a hundredth of a second.
const TICKS_PER_S: f64 = 100.0;

/// A running server, stopped when it is dropped.
pub(crate) struct Process {
    /// Where it answers.
    pub(crate) url: String,
    child: Child,
}

impl Process {
    /// Starts a program, and waits until it says where it answers.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Failure> {
        let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or("the server says nothing")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let url = line.trim().strip_prefix(ANNOUNCEMENT).map(str::to_owned);
        let Some(url) = url else {
            // It may have ended by itself.
            let _ = child.kill();
            child.wait()?;
            return Err("the server did not start".into());
        };
        Ok(Self { url, child })
    }

    /// Seconds of processor that it has used.
    pub(crate) fn cpu_s(&self) -> Result<f64, Failure> {
        let stat = std::fs::read_to_string(self.proc("stat"))?;
        // The name may have spaces in it; after its bracket the 12th and 13th are user and system.
        let (_, rest) = stat.rsplit_once(')').ok_or("no name in stat")?;
        let ticks = rest.split_whitespace().skip(11).take(2);
        let ticks = ticks.map(str::parse::<f64>).sum::<Result<f64, _>>()?;
        Ok(ticks / TICKS_PER_S)
    }

    /// The most memory that it ever had, in MB.
    pub(crate) fn peak_mb(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(self.proc("status"))?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak.and_then(|peak| peak.split_whitespace().next());
        Ok(kib.ok_or("no peak in status")?.parse::<f64>()? * 1_024.0 / 1e6)
    }

    fn proc(&self, file: &str) -> PathBuf {
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

/// A program that was built beside this one.
pub(crate) fn beside(name: &str) -> Result<PathBuf, Failure> {
    Ok(std::env::current_exe()?.with_file_name(name))
}
