//! The server as a process of its own, that can be killed, backed up and put back.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;

use lykta_core::domain::Role;
use lykta_core::join::JoinLink;
use lykta_tests::kept::{self, Hash, Kept};
use lykta_tests::{Evening, Server};

/// A server with the folders that it keeps.
pub(crate) struct Office {
    server: lykta_tests::Office,
    evening: Evening,
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
            public_url,
            backup: None,
        };
        (office, links.to_vec())
    }

    /// Starts the program; returns where it listens.
    pub(crate) fn starts(&mut self) -> SocketAddr {
        let public = ["--public-url", &self.public_url];
        let url = self.server.starts("127.0.0.1:0", &public);
        let url = url.expect("the server's program starts");
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

    /// Does what must never happen.
    pub(crate) fn loses_an_op(&self) {
        let sql = "DELETE FROM op WHERE position = (SELECT max(position) FROM op)";
        let lost = kept::database(&self.server.data()).execute(sql, []);
        assert_eq!(lost.expect("the log"), 1);
    }

    /// All ops of the log, whatever became of them.
    pub(crate) fn ops(&self) -> BTreeMap<Hash, Kept> {
        kept::ops_of_server(&self.server.data())
    }

    /// The files that are whole, by the hash of what is on the disk now.
    pub(crate) fn files(&self) -> BTreeSet<Hash> {
        kept::files_of_server(&self.server.data(), self.evening.walk)
    }

    fn runs(&self, arguments: &[&str]) {
        let done = self.server.runs(arguments);
        done.unwrap_or_else(|errors| panic!("{arguments:?}: {errors}"));
    }
}
