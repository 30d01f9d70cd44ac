//! The floor: the least program that does the same work with the same durability.
//!
//! It takes rows over HTTP, puts them into SQLite (WAL, `synchronous=FULL`) by one writer that
//! commits together what waits, and answers when they are durable. A row has an id, so that a
//! lost answer makes no duplicate, and can be found by its group, its time and its place, as
//! lists and maps need it. It asks nobody who they are, keeps no log, and merges nothing.

pub(crate) mod phone;
pub(crate) mod serve;
pub(crate) mod wire;
mod writer;

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use crate::Failure;
use lykta_tests::Process;

/// Starts the floor as a process of its own.
pub(crate) fn start(folder: &Path) -> Result<Process, Failure> {
    Process::start(
        Command::new(std::env::current_exe()?)
            .arg("floor")
            .arg(folder),
    )
}

/// How many rows it has, whatever it answered.
pub(crate) fn count(folder: &Path) -> Result<usize, Failure> {
    let sql = "SELECT count(*) FROM thing";
    Ok(open(&database(folder), SERVER)?.query_row(sql, [], |row| row.get(0))?)
}

fn database(folder: &Path) -> PathBuf {
    folder.join("floor.sqlite3")
}

/// What a phone keeps.
const PHONE: &str = "CREATE TABLE IF NOT EXISTS row (
         position INTEGER PRIMARY KEY,
         id       BLOB NOT NULL UNIQUE,
         bytes    BLOB NOT NULL,
         sent     INTEGER NOT NULL
     ) STRICT;
     CREATE INDEX IF NOT EXISTS row_unsent ON row (position) WHERE sent = 0;";

/// What the server keeps.
const SERVER: &str = "CREATE TABLE IF NOT EXISTS thing (
         position INTEGER PRIMARY KEY,
         id       BLOB NOT NULL UNIQUE,
         parent   BLOB,
         kind     TEXT,
         at       INTEGER NOT NULL,
         lat      REAL,
         lon      REAL,
         bytes    BLOB NOT NULL
     ) STRICT;
     CREATE INDEX IF NOT EXISTS thing_list ON thing (parent, at DESC);
     CREATE VIRTUAL TABLE IF NOT EXISTS spot
         USING rtree (position, min_lat, max_lat, min_lon, max_lon);";

/// A database that is as durable as the product's.
fn open(path: &Path, schema: &str) -> Result<Connection, Failure> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(schema)?;
    Ok(connection)
}
