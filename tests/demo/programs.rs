//! The two programs, started as anybody would start them.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Failure;
use crate::plan::Evening;

/// How long the server may take to finish what it began.
const GRACE: Duration = Duration::from_secs(15);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Tells whoever started the demo.
#[expect(clippy::print_stdout, reason = "the demo tells what happens")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Tells what went wrong.
#[expect(clippy::print_stderr, reason = "this is where errors go")]
pub(crate) fn complain(line: &str) {
    eprintln!("{line}");
}

/// The first free port from `first` on.
pub(crate) fn free_port(first: u16) -> Result<u16, Failure> {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let found = (first..first.saturating_add(100)).find(free);
    found.ok_or_else(|| format!("no port from {first} on is free").into())
}

/// A program that was built beside this one.
pub(crate) fn program(name: &str) -> Result<PathBuf, Failure> {
    let here = std::env::current_exe()?;
    let path = here.with_file_name(name);
    if path.exists() {
        return Ok(path);
    }
    Err(format!("{name} was not built: run cargo build --bins").into())
}

fn lykta_server(data: &Path) -> Result<Command, Failure> {
    let mut command = Command::new(program("lykta-server")?);
    command.arg("--data").arg(data.join("server"));
    Ok(command)
}

/// Runs a command of the server and reads its answer, if it is JSON.
pub(crate) fn server(data: &Path, url: &str, arguments: &[&str]) -> Result<Value, Failure> {
    let mut command = lykta_server(data)?;
    let output = command
        .args(["--public-url", url])
        .args(arguments)
        .output()?;
    let stdout = succeeded("lykta-server", arguments, output)?;
    Ok(serde_json::from_slice(&stdout).unwrap_or(Value::Null))
}

/// Runs a command of the server that asks for a line.
pub(crate) fn server_told(data: &Path, arguments: &[&str], line: &str) -> Result<(), Failure> {
    let mut command = lykta_server(data)?;
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = piped.args(arguments).spawn()?;
    if let Some(mut stdin) = process.stdin.take() {
        writeln!(stdin, "{line}")?;
    }
    succeeded("lykta-server", arguments, process.wait_with_output()?)?;
    Ok(())
}

fn succeeded(program: &str, arguments: &[&str], output: Output) -> Result<Vec<u8>, Failure> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let what = arguments.join(" ");
    Err(format!("{program} {what}: {}", reason(&output.stderr)).into())
}

/// The words of an error, which may stand in JSON.
fn reason(stderr: &[u8]) -> String {
    let json: Option<Value> = serde_json::from_slice(stderr).ok();
    let words = json.and_then(|json| Some(json.get("error")?.as_str()?.to_owned()));
    words.unwrap_or_else(|| String::from_utf8_lossy(stderr).trim().to_owned())
}

/// The server's process.
pub(crate) struct Server {
    process: Child,
}

impl Server {
    /// Starts the server on the evening's port and waits until it listens.
    pub(crate) fn start(data: &Path, evening: &Evening) -> Result<Self, Failure> {
        let listen = format!("127.0.0.1:{}", evening.port);
        let mut process = lykta_server(data)?
            .args(["--listen", &listen, "serve"])
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

    /// Tells the server to end, and waits until it has.
    pub(crate) fn stop(mut self) -> Result<(), Failure> {
        let pid = self.process.id().to_string();
        // Without that program the server is killed, which it is made to survive.
        if Command::new("kill").args(["-TERM", &pid]).status().is_err() {
            self.process.kill()?;
        }
        let told = Instant::now();
        while self.process.try_wait()?.is_none() {
            if told.elapsed() > GRACE {
                return Err("the server does not end".into());
            }
            thread::sleep(LOOK_EVERY);
        }
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
    command.arg("--store").arg(phone);
    command.args(["--json", "--language", "en"]);
    command.args(arguments);
    Ok(command)
}

/// Runs `lykta` and reads its answer.
pub(crate) fn answer(phone: &Path, arguments: &[&str]) -> Result<Value, Failure> {
    let output = lykta(phone, arguments)?.output()?;
    let stdout = succeeded("lykta", arguments, output)?;
    Ok(serde_json::from_slice(&stdout)?)
}

/// The same for commands whose exit status says more than whether they failed.
pub(crate) fn answer_whatever_status(phone: &Path, arguments: &[&str]) -> Result<Value, Failure> {
    let output = lykta(phone, arguments)?.output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}
