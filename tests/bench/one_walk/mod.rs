//! The work that is measured: one walk, 30 leaders' phones in 30 groups, made once from a seed
//! and copied for every round.

pub(crate) mod copy;
mod others;
mod phone;
mod words;

use std::path::Path;
use std::process::Command;
use std::thread::ScopedJoinHandle;

use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::phone::Store;
use lykta_core::seam::{Clock, SystemClock};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::wire::Payload;
use lykta_tests::{Process, Server, program};
use rusqlite::Connection;
use tempfile::TempDir;

pub(crate) use phone::{WalkClock, observation, walked};

use crate::Failure;
use crate::floor;
use crate::floor::phone::FloorPhone;
use crate::floor::wire::Row;

const WALK_MS: i64 = 7_200_000;

/// How large a walk is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Leaders, each in a group of their own.
    pub(crate) phones: usize,
    /// Observations of each.
    pub(crate) observations: usize,
    /// Fixes of each.
    pub(crate) fixes: usize,
}

impl Size {
    /// The walk that the limits speak of.
    pub(crate) const WHOLE: Self = Self {
        phones: 30,
        observations: 100,
        fixes: 7_200,
    };

    /// For a quick look.
    pub(crate) const SMALL: Self = Self {
        phones: 6,
        observations: 50,
        fixes: 1_800,
    };
}

/// A walk as it is before anybody syncs.
pub(crate) struct OneWalk {
    /// Ops of all phones.
    pub(crate) ops: usize,
    /// How large it is.
    pub(crate) size: Size,
    links: Vec<JoinLink>,
    coordinator: JoinLink,
    planned: usize,
    folder: TempDir,
}

/// A server that runs on a copy of the walk, and the phones that belong to it.
pub(crate) struct Copied {
    /// The server.
    pub(crate) server: Process,
    /// The phones, each with a network of its own.
    pub(crate) phones: Vec<(Store, HttpTransport)>,
    /// The walk.
    pub(crate) walk: EntityId,
    folder: TempDir,
}

/// The same of the floor.
pub(crate) struct CopiedFloor {
    /// The server.
    pub(crate) server: Process,
    /// The phones, each with a network of its own.
    pub(crate) phones: Vec<(FloorPhone, HttpTransport)>,
    folder: TempDir,
}

impl OneWalk {
    /// Plans a walk and has its phones record.
    pub(crate) async fn make(size: Size) -> Result<Self, Failure> {
        Self::make_among(size, 1).await
    }

    /// The same on a server that has so many walks, this one included.
    pub(crate) async fn make_among(size: Size, stored: usize) -> Result<Self, Failure> {
        let server = Server::starts().await;
        for n in 1..stored {
            others::store(&server, size, n as u64).await?;
        }
        let evening = server.plans(size.phones).await;
        let leaders = 0..size.phones;
        let links = leaders.map(|group| server.link(&evening, Role::Leader, group));
        let mut made = Self {
            ops: 0,
            size,
            links: links.collect(),
            coordinator: server.link(&evening, Role::Coordinator, 0),
            planned: 0,
            folder: server.ends().await,
        };
        made.planned = count_ops(&made.folder.path().join("data"))?;
        record_all(&made)?;
        for n in 0..size.phones {
            let rows = rows_of(&made.phone(n))?;
            made.ops += rows.len();
            FloorPhone::open(&made.floor_phone(n))?.fill(&rows)?;
        }
        Ok(made)
    }

    /// A server and phones on copies.
    pub(crate) fn copied(&self) -> Result<Copied, Failure> {
        let (folder, server) = self.served()?;
        let mut phones = Vec::new();
        for (n, link) in self.links.iter().enumerate() {
            let own = folder.path().join(format!("phone-{n}"));
            copy::folder(&self.phone(n), &own)?;
            phones.push((joined(&own, link, &server.url)?, HttpTransport::new(&[])?));
        }
        let walk = self.coordinator.read_code()?.walk;
        Ok(Copied {
            server,
            phones,
            walk,
            folder,
        })
    }

    /// The floor on copies.
    pub(crate) fn copied_floor(&self) -> Result<CopiedFloor, Failure> {
        let folder = tempfile::tempdir()?;
        let mut phones = Vec::new();
        for n in 0..self.size.phones {
            let own = folder.path().join(format!("phone-{n}"));
            copy::file(&self.floor_phone(n), &own)?;
            phones.push((FloorPhone::open(&own)?, HttpTransport::new(&[])?));
        }
        let server = floor::start(folder.path())?;
        Ok(CopiedFloor {
            server,
            phones,
            folder,
        })
    }

    /// Fails unless a server has every op of the walk, and each counts.
    pub(crate) fn check(&self, copied: &Copied) -> Result<(), Failure> {
        let found = count_ops(&copied.folder.path().join("data"))?;
        all_there(found, self.planned + self.ops)
    }

    /// Fails unless the floor has every row.
    pub(crate) fn check_floor(&self, copied: &CopiedFloor) -> Result<(), Failure> {
        all_there(floor::count(copied.folder.path())?, self.ops)
    }

    /// A server on a copy of the planned walk, and the folder that is thrown away with it.
    pub(crate) fn served(&self) -> Result<(TempDir, Process), Failure> {
        let folder = tempfile::tempdir()?;
        for part in ["data", "data.keep"] {
            copy::folder(&self.folder.path().join(part), &folder.path().join(part))?;
        }
        let server = Self::serve(folder.path())?;
        Ok((folder, server))
    }

    /// Starts the server on such a folder, again as well.
    pub(crate) fn serve(folder: &Path) -> Result<Process, Failure> {
        let mut program = Command::new(program("lykta-server"));
        let program = program.arg("--data").arg(folder.join("data"));
        let program = program.args(["--listen", "127.0.0.1:0", "serve"]);
        Process::start(program)
    }

    /// A new phone in the group of the `n`th leader that recorded so many observations and fixes.
    pub(crate) fn another(
        &self,
        folder: &Path,
        (n, url): (usize, &str),
        recorded: (usize, usize),
    ) -> Result<Store, Failure> {
        let start = SystemClock.now().plus_ms(-WALK_MS);
        let link = &self.links[n];
        phone::record(folder, link, recorded, (start, 7_000 + n as u64))?;
        joined(folder, link, url)
    }

    /// The link of the `n`th leader, at a server's address of now.
    pub(crate) fn link(&self, n: usize, url: &str) -> JoinLink {
        at(&self.links[n], url)
    }

    /// Tells the `n`th phone that the server has another address.
    pub(crate) fn rejoin(&self, store: &Store, n: usize, url: &str) -> Result<(), Failure> {
        rejoin(store, &self.links[n], url)
    }

    /// A coordinator's phone that knows nothing yet.
    pub(crate) fn coordinator(&self, folder: &Path, url: &str) -> Result<Store, Failure> {
        joined(folder, &self.coordinator, url)
    }

    fn phone(&self, n: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("phone-{n}"))
    }

    fn floor_phone(&self, n: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("floor-{n}"))
    }
}

/// A leader's phone that recorded so many observations and no fixes.
pub(crate) fn recorded(
    folder: &Path,
    link: &JoinLink,
    observations: usize,
) -> Result<Store, Failure> {
    let start = SystemClock.now().plus_ms(-WALK_MS);
    phone::record(folder, link, (observations, 0), (start, 1))?;
    Ok(Store::open(folder)?.store)
}

/// A thread each: they wait for the disk more than for the processor.
fn record_all(made: &OneWalk) -> Result<(), Failure> {
    let start = SystemClock.now().plus_ms(-WALK_MS);
    let recorded = (made.size.observations, made.size.fixes);
    std::thread::scope(|scope| {
        let links = made.links.iter().enumerate();
        let phones = links.map(|(n, link)| {
            let folder = made.phone(n);
            scope.spawn(move || phone::record(&folder, link, recorded, (start, n as u64)))
        });
        let phones: Vec<_> = phones.collect();
        let mut done = phones.into_iter().map(ScopedJoinHandle::join);
        done.try_for_each(|done| done.map_err(|_| "a phone failed")?)
    })
}

/// The phone in a folder, which knows the server's address of this round.
fn joined(folder: &Path, link: &JoinLink, url: &str) -> Result<Store, Failure> {
    let store = Store::open(folder)?.store;
    rejoin(&store, link, url)?;
    Ok(store)
}

fn rejoin(store: &Store, link: &JoinLink, url: &str) -> Result<(), Failure> {
    store.join(&at(link, url))?;
    Ok(())
}

fn at(link: &JoinLink, url: &str) -> JoinLink {
    JoinLink {
        server: url.to_owned(),
        ..link.clone()
    }
}

/// What a phone recorded, as the floor takes it.
fn rows_of(phone: &Path) -> Result<Vec<Row>, Failure> {
    let connection = Connection::open(phone.join("lykta.sqlite3"))?;
    let mut statement = connection.prepare("SELECT hash, payload FROM op ORDER BY seq")?;
    let rows = statement.query_map([], |row| {
        let hash: lykta_core::id::OpHash = row.get(0)?;
        Ok(Row(hash.short(), Payload(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count_ops(data: &Path) -> Result<usize, Failure> {
    let connection = Connection::open(data.join("lykta.sqlite3"))?;
    let sql = "SELECT count(*) FROM op WHERE state = 'visible'";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

fn all_there(found: usize, expected: usize) -> Result<(), Failure> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{found} rows are there, not {expected}").into())
}
