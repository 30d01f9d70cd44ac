//! A backup's layout: a tar file with the database, the photos that it names, and the base map.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use lykta_core::id::{ContentHash, EntityId};
use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::durable::make_folder;
use crate::error::Error;
use crate::photos::PhotoFolder;

const DATABASE: &str = "lykta.sqlite3";
const PHOTOS: &str = "photos";

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Ops in the database.
    pub ops: u64,
    /// Photos.
    pub photos: u64,
    /// Photos that the database names and that are not on the disk as they were received.
    pub missing: u64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ops, {} photos", self.ops, self.photos)
    }
}

/// Writes the data folder into `out`; `copy` is a path for a short-lived copy of the database.
///
/// The database is copied first: every photo that it names was on the disk before.
pub fn write(data: &Path, copy: &Path, out: impl Write) -> Result<Summary, Error> {
    let copied = copy_database(&data.join(DATABASE), copy);
    let written = copied.and_then(|()| write_tar(data, copy, out));
    let _ = fs::remove_file(copy);
    written
}

fn copy_database(from: &Path, to: &Path) -> Result<(), Error> {
    if !from.exists() {
        let nothing = format!("{} holds no database: is --data right?", from.display());
        return Err(Error::BadRequest(nothing));
    }
    let source = Connection::open(from)?;
    let mut copy = Connection::open(to)?;
    // In one step, so that writers in between cannot make it begin again.
    Backup::new(&source, &mut copy)?.step(-1)?;
    // Without a journal beside it the copy is one file.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

fn write_tar(data: &Path, copy: &Path, out: impl Write) -> Result<Summary, Error> {
    let mut tar = tar::Builder::new(out);
    tar.append_path_with_name(copy, DATABASE)?;
    let database = Connection::open(copy)?;
    let mut summary = Summary {
        ops: count_ops(&database)?,
        ..Summary::default()
    };
    let folder = PhotoFolder::of(data);
    for (walk, hash) in photos_of(&database)? {
        match fs::read(folder.photo(walk, hash)) {
            Ok(jpeg) if ContentHash::of(&jpeg) == hash => {
                append(&mut tar, &format!("{PHOTOS}/{walk}/{hash}.jpg"), &jpeg)?;
                summary.photos += 1;
            }
            _ => summary.missing += 1,
        }
    }
    append_other_files(data, &mut tar)?;
    tar.into_inner()?;
    Ok(summary)
}

fn count_ops(database: &Connection) -> Result<u64, Error> {
    Ok(database.query_row("SELECT count(*) FROM op", [], |row| row.get(0))?)
}

fn photos_of(database: &Connection) -> Result<Vec<(EntityId, ContentHash)>, Error> {
    let sql = "SELECT DISTINCT walk, hash FROM file WHERE state <> 'erased'";
    let mut statement = database.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn append(tar: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    tar.append_data(&mut header, name, bytes)
}

/// The base map and what says where it is from; nothing that the database keeps beside itself.
fn append_other_files(data: &Path, tar: &mut tar::Builder<impl Write>) -> io::Result<()> {
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("basemap.") && entry.file_type()?.is_file() {
            tar.append_path_with_name(entry.path(), name)?;
        }
    }
    Ok(())
}

/// Unpacks a backup into a new folder and checks it: each photo's hash, the database's integrity.
pub fn unpack(archive: impl Read, folder: &Path) -> Result<Summary, Error> {
    let mut summary = Summary::default();
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        let name = entry.path()?.into_owned();
        let path = folder.join(expected(&name)?);
        let Some(parent) = path.parent() else {
            continue;
        };
        make_folder(parent)?;
        let mut file = File::create_new(&path)?;
        io::copy(&mut entry, &mut file)?;
        file.sync_all()?;
        File::open(parent)?.sync_all()?;
        if name.starts_with(PHOTOS) {
            check_photo(&path)?;
            summary.photos += 1;
        }
    }
    summary.ops = check_database(&folder.join(DATABASE))?;
    Ok(summary)
}

/// Only names that a backup has, so that no file lands outside of the folder.
fn expected(name: &Path) -> Result<PathBuf, Error> {
    let parts: Vec<&str> = name
        .components()
        .filter_map(|part| match part {
            Component::Normal(part) => part.to_str(),
            _ => Some(".."),
        })
        .collect();
    let is_good = match parts[..] {
        [DATABASE] => true,
        [file] => file.starts_with("basemap."),
        [PHOTOS, walk, file] => walk.parse::<EntityId>().is_ok() && hash_of_name(file).is_some(),
        _ => false,
    };
    if is_good {
        return Ok(parts.iter().collect());
    }
    Err(damaged())
}

fn damaged() -> Error {
    Error::BadRequest("this is no backup of Lykta, or it is damaged: use another one".to_owned())
}

fn hash_of_name(file: &str) -> Option<ContentHash> {
    file.strip_suffix(".jpg")?.parse().ok()
}

fn check_photo(path: &Path) -> Result<(), Error> {
    let name = path.file_name().and_then(|name| name.to_str());
    let expected = name.and_then(hash_of_name);
    if expected == Some(ContentHash::of(&fs::read(path)?)) {
        return Ok(());
    }
    Err(damaged())
}

fn check_database(path: &Path) -> Result<u64, Error> {
    if !path.exists() {
        return Err(damaged());
    }
    let database = Connection::open(path)?;
    let verdict: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(damaged());
    }
    count_ops(&database)
}
