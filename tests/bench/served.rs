//! The server with a seeded data folder, as anybody would start it, and somebody signed in.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpRequest, Transport};
use lykta_tests::{Process, program};
use serde_json::Value;
use tempfile::TempDir;

use crate::Failure;

const NAME: &str = "bench";
const PASSWORD: &str = "bench-bench-bench";

/// A running server, stopped when it is dropped.
pub(crate) struct Served {
    /// Where it answers.
    pub(crate) url: String,
    /// What the seed told of what it made.
    pub(crate) told: Value,
    /// The `Cookie` of somebody of the office.
    pub(crate) cookie: String,
    _process: Process,
    _folder: TempDir,
}

impl Served {
    /// Fills a folder and serves it.
    pub(crate) async fn start(http: &HttpTransport) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let told = Command::new(program("lykta-pages")).arg(&data).output()?;
        if !told.status.success() {
            return Err(String::from_utf8_lossy(&told.stdout).into());
        }
        add_person(&data)?;
        let process = Process::start(
            Command::new(program("lykta-server"))
                .arg("--data")
                .arg(&data)
                .args(["--listen", "127.0.0.1:0", "serve"]),
        )?;
        let mut served = Self {
            url: process.url.clone(),
            told: serde_json::from_slice(&told.stdout)?,
            cookie: String::new(),
            _process: process,
            _folder: folder,
        };
        served.cookie = sign_in(http, &served.url).await?;
        Ok(served)
    }
}

/// Lets somebody in, as an office would.
fn add_person(data: &Path) -> Result<(), Failure> {
    let mut adding = Command::new(program("lykta-server"))
        .arg("--data")
        .arg(data)
        .args(["user", "add", NAME])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let mut input = adding.stdin.take().ok_or("no way to give a password")?;
    writeln!(input, "{PASSWORD}")?;
    drop(input);
    if adding.wait()?.success() {
        Ok(())
    } else {
        Err("nobody could be added".into())
    }
}

/// Signs in as a browser does; returns its cookie.
async fn sign_in(http: &HttpTransport, url: &str) -> Result<String, Failure> {
    let form = "application/x-www-form-urlencoded".to_owned();
    let request = HttpRequest {
        method: "POST",
        url: format!("{url}/sign-in"),
        headers: vec![("Origin", url.to_owned()), ("Content-Type", form)],
        body: format!("name={NAME}&password={PASSWORD}").into_bytes(),
    };
    let answer = http.send(request).await?;
    let cookie = answer.header("set-cookie").ok_or("signing in failed")?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}
