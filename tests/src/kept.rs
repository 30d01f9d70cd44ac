//! What phones and servers keep, read from their databases and files without the product's code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use lykta_core::id::EntityId;
use rusqlite::{Connection, OpenFlags, Row};

const DATABASE: &str = "lykta.sqlite3";

/// A hash as the databases have it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(pub Vec<u8>);

impl Hash {
    /// All of it as people type it.
    pub fn digits(&self) -> String {
        self.0
            .iter()
            .fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.iter().take(4) {
            write!(formatter, "{byte:02x}")?;
        }
        Ok(())
    }
}

/// What there is of an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its bytes.
    pub payload: Vec<u8>,
    /// What became of it.
    pub state: String,
}

/// All ops of a server's log, whatever became of them.
pub fn ops_of_server(data: &Path) -> BTreeMap<Hash, Kept> {
    rows_by_hash(data, "SELECT hash, payload, state FROM op", read_kept)
}

/// All that a phone recorded itself.
pub fn ops_of_phone(folder: &Path) -> BTreeMap<Hash, Kept> {
    let sql = "SELECT hash, payload, state FROM op WHERE replica IN (SELECT id FROM replica)";
    rows_by_hash(folder, sql, read_kept)
}

fn read_kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        payload: row.get(1)?,
        state: row.get(2)?,
    })
}

/// What rows say, by the hash in their first column; none may stand twice.
pub fn rows_by_hash<T>(
    folder: &Path,
    sql: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> BTreeMap<Hash, T> {
    let mut found = BTreeMap::new();
    for (hash, one) in rows(folder, sql, read) {
        assert!(found.insert(hash, one).is_none(), "a hash stands twice");
    }
    found
}

/// What rows say, each beside the hash in its first column.
pub fn rows<T>(
    folder: &Path,
    sql: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Vec<(Hash, T)> {
    let connection = database(folder);
    let mut statement = connection.prepare(sql).expect("a table");
    let rows = statement.query_map([], |row| Ok((Hash(row.get(0)?), read(row)?)));
    rows.expect("rows").map(|row| row.expect("a row")).collect()
}

/// A phone's photos' files, and how far each has come.
pub fn files_of_phone(folder: &Path) -> Vec<(Hash, String)> {
    let sql = "SELECT hash, state FROM file WHERE replica IN (SELECT id FROM replica)";
    rows(folder, sql, |row| row.get(1))
}

/// A server's files that are whole, by the hash of what is on the disk now.
pub fn files_of_server(data: &Path, walk: EntityId) -> BTreeSet<Hash> {
    let originals = originals(data, walk).into_iter();
    originals
        .map(|(path, _)| {
            let bytes = std::fs::read(path).expect("a photo");
            Hash(blake3::hash(&bytes).as_bytes().to_vec())
        })
        .collect()
}

/// The same by the names that these files have: quick, for a look while a server works.
pub fn files_named_by_server(data: &Path, walk: EntityId) -> BTreeSet<Hash> {
    let originals = originals(data, walk).into_iter();
    originals
        .map(|(_, name)| {
            let hash = blake3::Hash::from_hex(name).expect("a hash");
            Hash(hash.as_bytes().to_vec())
        })
        .collect()
}

/// Photos as they were sent, without their copies, and what each is called.
fn originals(data: &Path, walk: EntityId) -> Vec<(PathBuf, String)> {
    let folder = data.join("photos").join(walk.to_string());
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let named = paths.filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(".jpg")?.to_owned();
        (!name.contains('.')).then_some((path, name))
    });
    named.collect()
}

/// The database of a folder, of a program that runs or of one that was killed.
pub fn database(folder: &Path) -> Connection {
    let path = folder.join(DATABASE);
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    connection.expect("a database")
}
