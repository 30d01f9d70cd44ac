//! The server with a seeded data folder, as anybody would start it, and somebody signed in.

use std::process::Command;

use lykta_core::sync::http::HttpTransport;
use lykta_tests::{Process, add_person, program, sign_in};
use serde_json::Value;
use tempfile::TempDir;

use crate::Failure;

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
