//! Somebody of the office who looks at the pages of a server's program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use lykta_core::sync::transport::{HttpRequest, Transport};

use crate::{Failure, program};

const NAME: &str = "provare";
const PASSWORD: &str = "provare-provare-provare";

/// Lets somebody in, as an office would.
pub fn add_person(data: &Path) -> Result<(), Failure> {
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

/// Signs them in as a browser does; returns its cookie.
pub async fn sign_in(http: &impl Transport, url: &str) -> Result<String, Failure> {
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
