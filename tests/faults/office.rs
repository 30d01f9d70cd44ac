//! The server as a process of its own, that can be killed, backed up and put back.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::JoinLink;
use lykta_tests::kept::{self, Hash};
use lykta_tests::{Evening, Server};

/// What the server has of an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) position: i64,
    pub(crate) payload: Vec<u8>,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
    pub(crate) replica: ReplicaId,
    pub(crate) seq: i64,
    pub(crate) target: Option<EntityId>,
}

/// A server with the folders that it keeps.
pub(crate) struct Office {
    server: lykta_tests::Office,
    evening: Evening,
    links: Vec<JoinLink>,
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
            server: lykta_tests::Office::keeping(server.ends().await),
            evening,
            links: links.to_vec(),
            public_url,
            backup: None,
        };
        (office, links.to_vec())
    }

    /// Starts the program; returns where it listens.
    pub(crate) fn starts(&mut self) -> SocketAddr {
        let public = ["--public-url", &self.public_url];
        let url = self.server.starts("127.0.0.1:0", &public);
        let url = url.expect("the server's program");
        let address = url.trim_start_matches("http://");
        address.parse().expect("an address")
    }

    /// Kills it as a power cut would.
    pub(crate) fn dies(&mut self) {
        self.server.dies();
    }

    /// Writes a backup beside whatever it does.
    pub(crate) fn backs_up(&mut self) {
        let backup = self.server.beside("backup.tar");
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
        std::fs::remove_dir_all(self.server.data()).expect("the data folder");
        self.runs(&["restore", &backup]);
        true
    }

    /// Makes the projections anew; fails when they were not as they had been.
    pub(crate) fn rebuilds(&self) -> Result<(), String> {
        self.server.runs(&["rebuild"])
    }

    /// Loses an op, as must never happen.
    pub(crate) fn loses(&self, op: &Hash) {
        self.changes("DELETE FROM op WHERE hash = ?1", &op.0);
    }

    /// Lets an op count that is held, as must never happen.
    pub(crate) fn lifts(&self, op: &Hash) {
        let sql = "UPDATE op SET state = 'visible', reason = NULL WHERE hash = ?1";
        self.changes(sql, &op.0);
    }

    /// Writes down what was erased, as must never happen.
    pub(crate) fn recalls(&self, words: &[u8]) {
        self.changes("INSERT INTO setting (name, value) VALUES ('x', ?1)", words);
    }

    fn changes(&self, sql: &str, value: &[u8]) {
        let changed = kept::database(&self.server.data()).execute(sql, [value]);
        assert_eq!(changed.expect("the server's database"), 1);
    }

    /// Decides something of the walk, as the office does on the command line.
    pub(crate) fn decides(&self, act: &[&str], on: &[&str]) {
        let walk = self.evening.walk.to_string();
        let arguments: Vec<&str> = act
            .iter()
            .chain([&walk.as_str()])
            .chain(on)
            .copied()
            .collect();
        self.runs(&arguments);
    }

    /// The link that a phone joined by.
    pub(crate) fn link(&self, who: usize) -> String {
        self.links[who].to_string()
    }

    /// Which of these stand anywhere in the data folder.
    pub(crate) fn stand_on_disk<'a>(&self, words: &BTreeSet<&'a [u8]>) -> Vec<&'a [u8]> {
        let names = ["lykta.sqlite3", "lykta.sqlite3-wal"];
        let files =
            names.map(|name| std::fs::read(self.server.data().join(name)).unwrap_or_default());
        let stands = |words: &[u8]| {
            let mut files = files.iter();
            files.any(|bytes| bytes.windows(words.len()).any(|found| found == words))
        };
        words
            .iter()
            .copied()
            .filter(|words| stands(words))
            .collect()
    }

    /// Whether anything of a file is on the disk: itself, or a copy of another size.
    pub(crate) fn has_of(&self, file: &Hash) -> bool {
        let Ok(mut entries) = std::fs::read_dir(self.photos()) else {
            return false;
        };
        entries.any(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().starts_with(&file.digits())
        })
    }

    /// All ops of the log, whatever became of them.
    pub(crate) fn ops(&self) -> BTreeMap<Hash, Stored> {
        let sql = "SELECT hash, position, payload, state, reason, replica, seq, target FROM op";
        kept::rows_by_hash(&self.server.data(), sql, |row| {
            Ok(Stored {
                position: row.get(1)?,
                payload: row.get(2)?,
                state: row.get(3)?,
                reason: row.get(4)?,
                replica: row.get(5)?,
                seq: row.get(6)?,
                target: row.get(7)?,
            })
        })
    }

    /// The files that are whole, by the hash of what is on the disk now.
    pub(crate) fn files(&self) -> BTreeSet<Hash> {
        kept::files_of_server(&self.server.data(), self.evening.walk)
    }

    fn photos(&self) -> PathBuf {
        let walk = self.evening.walk.to_string();
        self.server.data().join("photos").join(walk)
    }

    fn runs(&self, arguments: &[&str]) {
        let done = self.server.runs(arguments);
        done.unwrap_or_else(|errors| panic!("{arguments:?}: {errors}"));
    }
}
