//! A terminal with a folder of its own, and what comes out of it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A person or script in a folder, with a store of their own.
pub(crate) struct Terminal {
    folder: TempDir,
}

/// What a command answered.
pub(crate) struct Answer {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Terminal {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    /// One that has joined a walk.
    pub(crate) fn joined(link: &str) -> Self {
        let terminal = Self::new();
        terminal.json(&["join", link]);
        terminal
    }

    /// Puts a file into the folder; returns its path.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// Runs the command as a person would.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
        self.finish(command.args(arguments))
    }

    /// Runs a script in which the command is found by its name.
    pub(crate) fn shell(&self, script: &str, link: &str) -> Answer {
        let programs = Path::new(env!("CARGO_BIN_EXE_lykta")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("sh");
        command.args(["-eu", "-c", script]).env("LINK", link);
        command.env("PATH", format!("{}:{path}", programs.display()));
        self.finish(&mut command)
    }

    fn finish(&self, command: &mut Command) -> Answer {
        let store = self.folder.path().join("store");
        let command = command.current_dir(self.folder.path());
        let command = command.env("LYKTA_STORE", store).env("TZ", "UTC");
        let output = command.env_remove("LYKTA_LANGUAGE").output().unwrap();
        Answer::from(output)
    }

    /// Runs a command that succeeds, and reads its answer.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let answer = self.run(&[&["--json"], arguments].concat());
        let may_wait = ["status", "sync"].contains(&arguments[0]) && answer.status == 4;
        assert!(
            answer.status == 0 || may_wait,
            "{arguments:?}: {}",
            answer.stderr
        );
        serde_json::from_str(&answer.stdout).unwrap()
    }

    /// The same, whatever the status.
    pub(crate) fn any_json(&self, arguments: &[&str]) -> Value {
        let answer = self.run(&[&["--json"], arguments].concat());
        serde_json::from_str(&answer.stdout).unwrap()
    }

    /// Runs a command that fails; its status and its error.
    pub(crate) fn fails(&self, arguments: &[&str]) -> (i32, Value) {
        let answer = self.run(&[&["--json"], arguments].concat());
        assert_eq!(answer.stdout, "", "{arguments:?}");
        (answer.status, serde_json::from_str(&answer.stderr).unwrap())
    }

    /// Records an observation; returns its id.
    pub(crate) fn observe(&self, words: &str) -> String {
        let recorded = self.json(&["observe", "--kind", "unsafe", "--words", words]);
        recorded["id"].as_str().unwrap().to_owned()
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            status: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The answer with everything that differs from run to run taken out.
pub(crate) fn normal(answer: Value) -> Value {
    match answer {
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(entries) => {
            let entries = entries
                .into_iter()
                .map(|(name, value)| match name.as_str() {
                    "at" => (name, "TIME".into()),
                    "server" => (name, "SERVER".into()),
                    _ => (name, normal(value)),
                });
            Value::Object(entries.collect())
        }
        Value::String(text) => placeholder(text).into(),
        other => other,
    }
}

fn placeholder(text: String) -> String {
    let is_hex = text
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    match text.len() {
        36 if is_hex => "ID".to_owned(),
        24 if text.ends_with("==") => "ID".to_owned(),
        32 | 64 if is_hex => "HASH".to_owned(),
        _ => text,
    }
}
