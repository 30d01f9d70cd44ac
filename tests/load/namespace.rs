//! A network namespace: a network of its own, gone when its holder ends.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use lykta_tests::Failure;

/// Programs that make, enter and shape networks, and where Debian has them.
const NEEDED: [(&str, &str); 5] = [
    ("unshare", "util-linux"),
    ("nsenter", "util-linux"),
    ("ip", "iproute2"),
    ("tc", "iproute2"),
    ("nft", "nftables"),
];

/// A network with nothing in it but what is put there.
pub(crate) struct Namespace {
    holder: Child,
}

impl Namespace {
    /// A new one. Should this program be killed, its holder ends with it.
    pub(crate) fn new() -> Result<Self, Failure> {
        let mut holder = Command::new("unshare");
        let holder = holder.args(["--net", "sh", "-c", "echo here; exec cat"]);
        let holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut holder = holder.stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let said = holder.stdout.take().ok_or("it says nothing")?;
        BufReader::new(said).read_line(&mut line)?;
        // Before it has said so, whoever enters is in the machine's own network.
        let made = Self { holder };
        if line.trim() == "here" {
            Ok(made)
        } else {
            Err("no network namespace can be made".into())
        }
    }

    /// The process that holds it.
    pub(crate) fn pid(&self) -> u32 {
        self.holder.id()
    }

    /// A program inside.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--net=/proc/{}/ns/net", self.pid()));
        command.arg(program);
        command
    }

    /// Runs a line of words inside; returns what it said.
    pub(crate) fn runs(&self, line: &str) -> Result<String, Failure> {
        let mut words = line.split_whitespace();
        let program = words.next().ok_or("an empty line")?;
        let output = self.command(program).args(words).output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let why = String::from_utf8_lossy(&output.stderr);
        Err(format!("{line}: {why}").into())
    }

    /// Lays down rules for packets.
    pub(crate) fn rules(&self, rules: &str) -> Result<(), Failure> {
        let mut command = self.command("nft");
        let mut nft = command.args(["-f", "-"]).stdin(Stdio::piped()).spawn()?;
        let mut input = nft.stdin.take().ok_or("no way to give it rules")?;
        input.write_all(rules.as_bytes())?;
        drop(input);
        if nft.wait()?.success() {
            Ok(())
        } else {
            Err(format!("nft does not take the rules {rules}").into())
        }
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

/// What this machine lacks to make such networks; nothing when they can be made.
pub(crate) fn lacking() -> Option<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_here = |program: &str| {
        let mut folders = std::env::split_paths(&path);
        folders.any(|folder: std::path::PathBuf| Path::new(&folder).join(program).is_file())
    };
    if let Some((program, package)) = NEEDED.iter().find(|(program, _)| !is_here(program)) {
        return Some(format!(
            "the program {program} is missing (Debian: apt install {package})"
        ));
    }
    let made = Namespace::new();
    made.err()
        .map(|_| "only root may make network namespaces, and not in every container".to_owned())
}
