//! A real server on a loopback socket, and an evening planned on it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use lykta_core::domain::{Occasion, Role};
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::merge::{Act, Author, CodeStanding, EntityState};
use lykta_core::op::OpBuilder;
use lykta_core::place::LatLon;
use lykta_core::store::log;
use lykta_core::sync::wire::Receipt;
use lykta_core::time::Timestamp;
use lykta_server::app::app;
use lykta_server::config::Config;
use lykta_server::error::Error;
use lykta_server::photos;
use lykta_server::state::AppState;
use lykta_server::store::ingest;
use lykta_server::store::office::{LinkFor, Office, PlannedGroup, PlannedWalk};
use lykta_server::store::rebuild::rebuild;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::Phone;

const HOUR_MS: i64 = 3_600_000;

/// A server that answers on a socket.
pub struct Server {
    /// Its data folder and the one of its keys.
    pub folder: TempDir,
    state: AppState,
    address: SocketAddr,
    serving: JoinHandle<()>,
}

/// A walk that was planned: its id, and its groups'.
#[derive(Clone, Debug)]
pub struct Evening {
    /// The walk.
    pub walk: EntityId,
    /// Its groups.
    pub groups: Vec<EntityId>,
    pub(crate) planned_end: Timestamp,
}

impl Server {
    /// A new server with empty folders.
    pub async fn starts() -> Self {
        Self::starts_known_as(None).await
    }

    /// The same, known to phones by another address than its own, which a proxy has.
    pub async fn starts_as(public_url: &str) -> Self {
        Self::starts_known_as(Some(public_url)).await
    }

    /// A server on folders that were there: `data`, and `data.keep` beside it.
    pub async fn starts_on(folder: TempDir) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        Self::serve(folder, listener.expect("a port"), None).await
    }

    async fn starts_known_as(public_url: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let listener = TcpListener::bind("127.0.0.1:0").await;
        Self::serve(folder, listener.expect("a port"), public_url).await
    }

    /// Stops for good; its folders are the caller's.
    pub async fn ends(self) -> TempDir {
        self.serving.abort();
        let _ = self.serving.await;
        self.state.close().await;
        self.folder
    }

    /// Stops, lets `between` do something to the data folder, and starts again on its port.
    #[must_use]
    pub async fn restarts(self, between: impl FnOnce(&Path)) -> Self {
        let address = self.address;
        let folder = self.ends().await;
        between(&folder.path().join("data"));
        let listener = TcpListener::bind(address).await;
        Self::serve(folder, listener.expect("the same port"), None).await
    }

    async fn serve(folder: TempDir, listener: TcpListener, public: Option<&str>) -> Self {
        let address = listener.local_addr().expect("an address");
        let mut config = Config::of_folder(folder.path().join("data"));
        config.public_url = public.map_or_else(|| format!("http://{address}"), str::to_owned);
        let state = AppState::open(config).expect("a server");
        photos::start(&state).await.expect("uploads in order");
        let router = app(state.clone());
        let serving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self {
            folder,
            state,
            address,
            serving,
        }
    }

    /// The server's parts.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// The office plans a walk that ends in two hours.
    pub async fn plans(&self, groups: usize) -> Evening {
        self.plans_again(None, groups).await
    }

    /// The same under the ids of a walk that was lost.
    pub async fn plans_again(&self, lost: Option<&Evening>, groups: usize) -> Evening {
        let now = self.state.clock.now();
        let planned = PlannedWalk {
            id: lost.map(|lost| lost.walk),
            name: "Kvällsvandring".to_owned(),
            occasion: Occasion::SafetyWalk,
            area: ("Centrum".to_owned(), square()),
            planned_start: now,
            planned_end: now.plus_ms(2 * HOUR_MS),
            groups: (0..groups)
                .map(|n| PlannedGroup {
                    id: lost.map(|lost| lost.groups[n]),
                    name: format!("Grupp {}", n + 1),
                    ..PlannedGroup::default()
                })
                .collect(),
        };
        let planned_end = planned.planned_end;
        let ids = self.state.ids.clone();
        let made = self.state.db.write(move |tx, commit| {
            Office::on_command_line(tx, commit, &*ids, now)?.create_walk(&planned)
        });
        let (walk, groups) = made.await.expect("a walk is made");
        Evening {
            walk,
            groups,
            planned_end,
        }
    }

    /// A link for a role, in a group but for a coordinator.
    pub fn link(&self, evening: &Evening, role: Role, group: usize) -> JoinLink {
        self.link_until(evening, role, group, evening.planned_end)
    }

    /// A link of a walk whose planned end is this.
    pub fn link_until(
        &self,
        evening: &Evening,
        role: Role,
        group: usize,
        planned_end: Timestamp,
    ) -> JoinLink {
        LinkFor {
            server: &self.state.config.public_url,
            walk: evening.walk,
            walk_name: "Kvällsvandring",
            planned_end,
            group: (role != Role::Coordinator).then(|| evening.groups[group]),
            role,
        }
        .issue(self.state.keep.code_key(), &*self.state.ids)
    }

    /// The office closes the protocol.
    pub async fn closes(&self, evening: &Evening) {
        let walk = evening.walk;
        self.office(move |office| office.close_walk(walk)).await;
    }

    /// The office admits, holds, erases or revokes.
    pub async fn acts(&self, evening: &Evening, act: Act) {
        let walk = evening.walk;
        self.office(move |office| office.decide(walk, &act)).await;
    }

    async fn office(
        &self,
        act: impl FnOnce(&mut Office<'_, '_>) -> Result<(), Error> + Send + 'static,
    ) {
        let (ids, now) = (self.state.ids.clone(), self.state.clock.now());
        let acted = self
            .state
            .db
            .write(move |tx, commit| act(&mut Office::on_command_line(tx, commit, &*ids, now)?));
        acted.await.expect("the office may do so");
    }

    /// Pushes an op that the phone itself would not make, under the phone's replica.
    pub async fn pushes(&self, phone: &Phone, op: OpBuilder) -> Receipt {
        let by = phone
            .store
            .participation(phone.walk)
            .expect("it has joined");
        let now = self.state.clock.now();
        let payload = op.seal(by.replica, 1_000_000, now).payload;
        let code = by.code.read().expect("a whole code");
        let author = Author::by_code(by.replica, &code, CodeStanding::Good);
        let ingested = self
            .state
            .db
            .write(move |tx, commit| ingest::ingest(tx, commit, &author, &payload));
        ingested.await.expect("the log takes everything")
    }

    /// An entity as the server sees it.
    pub async fn entity(&self, id: EntityId) -> EntityState {
        let read = self
            .state
            .db
            .read(move |connection| Ok(log::state_of(connection, id)?));
        read.await.expect("a read").expect("it is there")
    }

    /// Makes all projections anew; whether they were as they had been.
    pub async fn rebuilds(&self) -> bool {
        let journal = self.state.keep.journal().read().expect("the journal");
        let rebuilt = self
            .state
            .db
            .write(move |tx, commit| rebuild(tx, commit, &journal));
        rebuilt.await.expect("a rebuild")
    }

    /// Runs `lykta-server` on this server's folders, as an operator would while it serves.
    pub fn runs(&self, arguments: &[&str]) -> Result<String, String> {
        let folder = self.folder.path();
        let output = Command::new(program("lykta-server"))
            .env("LYKTA_DATA", folder.join("data"))
            .env("LYKTA_KEEP", folder.join("data.keep"))
            .args(arguments)
            .output()
            .expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            return Ok(text(&output.stdout));
        }
        Err(text(&output.stderr))
    }

    /// Makes a backup while it serves.
    pub fn backs_up(&self) -> PathBuf {
        let backup = self.folder.path().join("backup.tar");
        self.runs(&["backup", backup.to_str().expect("a plain path")])
            .expect("a backup");
        backup
    }

    /// Stops, loses its data folder, and starts again from a backup.
    #[must_use]
    pub async fn restores(self, backup: &Path) -> Self {
        let keep = self.folder.path().join("data.keep");
        self.restarts(|data| {
            std::fs::remove_dir_all(data).expect("the data folder");
            let restored = Command::new(program("lykta-server"))
                .env("LYKTA_DATA", data)
                .env("LYKTA_KEEP", keep)
                .arg("restore")
                .arg(backup)
                .status();
            assert!(restored.expect("the program runs").success());
        })
        .await
    }
}

fn square() -> Vec<LatLon> {
    [
        (60.16, 24.93),
        (60.18, 24.93),
        (60.18, 24.96),
        (60.16, 24.96),
    ]
    .map(|(lat, lon)| LatLon { lat, lon })
    .to_vec()
}

/// A program of this workspace, built beside the tests and the other programs.
pub fn program(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("the own path");
    let folder = here.parent().expect("a folder");
    // Tests lie one folder deeper.
    let folder = match folder.file_name() {
        Some(last) if last == "deps" => folder.parent().expect("target/debug"),
        _ => folder,
    };
    folder.join(name)
}
