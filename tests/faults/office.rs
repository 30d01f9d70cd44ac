//! The server as a process of its own, that can be killed, backed up and put back.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command};

use lykta_core::domain::Role;
use lykta_core::join::JoinLink;
use lykta_tests::{Evening, Server, program, serving};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::ledger::Hash;

/// What the server has of an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) payload: Vec<u8>,
    pub(crate) state: String,
}

/// A server with the folders that it keeps.
pub(crate) struct Office {
    folder: TempDir,
    evening: Evening,
    child: Option<Child>,
    public_url: String,
    backup: Option<PathBuf>,
}

impl Office {
    /// Plans a walk with two groups and serves it under the network's address.
    pub(crate) async fn opens(public: SocketAddr) -> (Self, Vec<JoinLink>) {
        let public_url = format!("http://{public}");
        let server = Server::starts_as(&public_url).await;
        let evening = server.plans(2).await;
        let roles = [
            (Role::Leader, 0),
            (Role::Leader, 1),
            (Role::NoteTaker, 0),
            (Role::Participant, 1),
            (Role::Coordinator, 0),
        ];
        let links = roles.map(|(role, group)| server.link(&evening, role, group));
        let office = Self {
            folder: server.ends().await,
            evening,
            child: None,
            public_url,
            backup: None,
        };
        (office, links.to_vec())
    }

    /// Starts the program; returns where it listens.
    pub(crate) fn starts(&mut self) -> SocketAddr {
        let mut command = self.command();
        let listen = ["--listen", "127.0.0.1:0", "--public-url", &self.public_url];
        let (child, address) = serving(command.args(listen).arg("serve"));
        self.child = Some(child);
        address
    }

    /// Kills it as a power cut would.
    pub(crate) fn dies(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("its own process");
            child.wait().expect("its own process");
        }
    }

    /// Writes a backup beside whatever it does.
    pub(crate) fn backs_up(&mut self) {
        let backup = self.folder.path().join("backup.tar");
        let _ = std::fs::remove_file(&backup);
        self.runs(&["backup", backup.to_str().expect("a plain path")]);
        self.backup = Some(backup);
    }

    /// Is put back to the last backup, if there is one. It must be dead.
    pub(crate) fn restores(&mut self) -> bool {
        let Some(backup) = &self.backup else {
            return false;
        };
        let backup = backup.to_str().expect("a plain path").to_owned();
        std::fs::remove_dir_all(self.data()).expect("the data folder");
        self.runs(&["restore", &backup]);
        true
    }

    /// Makes the projections anew; fails when they were not as they had been.
    pub(crate) fn rebuilds(&self) -> Result<(), String> {
        self.tries(&["rebuild"])
    }

    /// Does what must never happen.
    pub(crate) fn loses_an_op(&self) {
        let sql = "DELETE FROM op WHERE position = (SELECT max(position) FROM op)";
        let lost = self.database().execute(sql, []);
        assert_eq!(lost.expect("the log"), 1);
    }

    /// All ops of the log, whatever became of them.
    pub(crate) fn ops(&self) -> BTreeMap<Hash, Stored> {
        let connection = self.database();
        let sql = "SELECT hash, payload, state FROM op";
        let mut statement = connection.prepare(sql).expect("the log");
        let rows = statement.query_map([], |row| {
            let (payload, state) = (row.get(1)?, row.get(2)?);
            Ok((Hash(row.get(0)?), Stored { payload, state }))
        });
        let rows = rows.expect("the log");
        let mut ops = BTreeMap::new();
        for row in rows {
            let (hash, stored) = row.expect("an op");
            assert!(ops.insert(hash, stored).is_none(), "an op stands twice");
        }
        ops
    }

    /// The files that are whole, by the hash of what is on the disk now.
    pub(crate) fn files(&self) -> BTreeSet<Hash> {
        let folder = self
            .data()
            .join("photos")
            .join(self.evening.walk.to_string());
        let Ok(entries) = std::fs::read_dir(folder) else {
            return BTreeSet::new();
        };
        let names = entries.map(|entry| entry.expect("an entry").path());
        let originals = names.filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".jpg") && name.matches('.').count() == 1
        });
        originals
            .map(|path| {
                let bytes = std::fs::read(path).expect("a photo");
                Hash(blake3::hash(&bytes).as_bytes().to_vec())
            })
            .collect()
    }

    fn database(&self) -> Connection {
        let path = self.data().join("lykta.sqlite3");
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
        connection.expect("the server's database")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program("lykta-server"));
        command
            .env("LYKTA_DATA", self.data())
            .env("LYKTA_KEEP", self.folder.path().join("data.keep"));
        command
    }

    fn runs(&self, arguments: &[&str]) {
        let done = self.tries(arguments);
        done.unwrap_or_else(|errors| panic!("{arguments:?}: {errors}"));
    }

    fn tries(&self, arguments: &[&str]) -> Result<(), String> {
        let output = self.command().args(arguments).output();
        let output = output.expect("the server's program");
        if output.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.dies();
    }
}
