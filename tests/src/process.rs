//! A server as a process of its own, and what the system counts of it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Failure;

/// What every program says once it answers.
pub const ANNOUNCEMENT: &str = "listening on ";

/// A running server, killed when it is dropped.
pub struct Process {
    /// Where it answers.
    pub url: String,
    child: Child,
}

impl Process {
    /// Starts a program, and waits until it says where it answers.
    pub fn start(command: &mut Command) -> Result<Self, Failure> {
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

    /// Kills it, as a power cut would.
    pub fn kill(&mut self) -> Result<(), Failure> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Seconds of processor that its threads have used, those that have ended left out.
    ///
    /// A server keeps its threads for longer than anything here takes; the sum for the whole
    /// process is told in hundredths of a second, too coarse for a floor.
    pub fn cpu_s(&self) -> Result<f64, Failure> {
        let mut ns = 0.0;
        for thread in std::fs::read_dir(self.proc("task"))? {
            let Ok(told) = std::fs::read_to_string(thread?.path().join("schedstat")) else {
                continue;
            };
            let first = told.split_whitespace().next().ok_or("an empty schedstat")?;
            ns += first.parse::<f64>()?;
        }
        Ok(ns / 1e9)
    }

    /// The most memory that it ever had, in MB.
    pub fn peak_mb(&self) -> Result<f64, Failure> {
        peak_mb(&self.proc("status"))
    }

    /// Waits until it has read all that reached it, and all that it said has left.
    pub async fn has_read_all(&self) -> Result<(), Failure> {
        let port = self.url.rsplit(':').next().ok_or("no port")?.parse()?;
        while is_on_the_way(&std::fs::read_to_string("/proc/net/tcp")?, port) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(())
    }

    /// Where the system shows a file of it, `root` being its disk.
    pub fn proc(&self, file: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{file}", self.child.id()))
    }
}

/// Whether the system holds bytes of connections to or from a port, in what it tells of them.
fn is_on_the_way(told: &str, port: u16) -> bool {
    let of_port = |end: &str| end.ends_with(&format!(":{port:04X}"));
    told.lines().skip(1).any(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        matches!(fields[..], [_, here, there, _, queues, ..]
            if (of_port(here) || of_port(there)) && queues != "00000000:00000000")
    })
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The most memory that this process itself ever had, in MB.
pub fn own_peak_mb() -> Result<f64, Failure> {
    peak_mb(Path::new("/proc/self/status"))
}

fn peak_mb(status: &Path) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(status)?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.split_whitespace().next());
    Ok(kib.ok_or("no peak in status")?.parse::<f64>()? * 1_024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_either_queue_are_on_the_way() {
        let told = |queues: &str| {
            let head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when";
            format!("{head}\n   0: 0100007F:1F90 0100007F:C350 01 {queues} 00:00000000")
        };
        assert!(is_on_the_way(&told("00000000:00000400"), 8080));
        assert!(is_on_the_way(&told("00000001:00000000"), 50_000));
        assert!(!is_on_the_way(&told("00000000:00000000"), 8080));
        assert!(!is_on_the_way(&told("00000000:00000400"), 443));
    }
}
