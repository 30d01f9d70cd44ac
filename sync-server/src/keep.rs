//! The keep folder: what must outlive the data folder and every restore of it.
//!
//! It holds the key of all codes and the journal of what was erased or revoked. It is
//! backed up apart from the data, and seldom.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use lykta_core::id::EntityId;
use lykta_core::join::CodeKey;
use lykta_core::merge::Subject;
use lykta_core::seam::IdSource;
use lykta_core::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::durable::{make_folder_by, sync_folder_of};
use crate::error::Error;

const KEY_FILE: &str = "code.key";
const JOURNAL_FILE: &str = "erasures.jsonl";

/// The opened keep folder.
#[derive(Debug)]
pub struct Keep {
    folder: PathBuf,
    code_key: CodeKey,
}

impl Keep {
    /// Opens the folder; it and the key in it are made when missing.
    pub fn open(folder: &Path, ids: &dyn IdSource) -> Result<Self, Error> {
        make_private_folder(folder)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            code_key: read_or_make_key(&folder.join(KEY_FILE), ids)?,
        })
    }

    /// The key of all codes.
    pub fn code_key(&self) -> &CodeKey {
        &self.code_key
    }

    /// The journal of erasures and revocations.
    pub fn journal(&self) -> Journal {
        Journal {
            path: self.folder.join(JOURNAL_FILE),
        }
    }
}

fn make_private_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(make_folder_by(&builder, folder)?)
}

fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn read_or_make_key(path: &Path, ids: &dyn IdSource) -> Result<CodeKey, Error> {
    match std::fs::read_to_string(path) {
        Ok(text) => read_key(&text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_key(path, ids),
        Err(error) => Err(error.into()),
    }
}

fn read_key(text: &str) -> Result<CodeKey, Error> {
    let bytes = hex::decode(text.trim()).ok();
    let key = bytes.and_then(|bytes| CodeKey::from_slice(&bytes));
    key.ok_or_else(|| {
        Error::Conflict("code.key in the keep folder is damaged: restore it from its copy".into())
    })
}

/// Puts a new key in its place whole or not at all: half a one would keep the server from starting.
fn make_key(path: &Path, ids: &dyn IdSource) -> Result<CodeKey, Error> {
    let key = CodeKey::random(ids);
    let new = path.with_extension(format!("{}.new", EntityId::random(ids, Timestamp(0))));
    let mut file = private_file().write(true).create_new(true).open(&new)?;
    writeln!(file, "{}", hex::encode(key.as_bytes()))?;
    file.sync_all()?;
    put_in_place(&new, path)?;
    sync_folder_of(path)?;
    // Another process may have been first, and then its key is the one.
    read_key(&std::fs::read_to_string(path)?)
}

/// Never takes the place of a key that is there.
fn put_in_place(new: &Path, path: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(new, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            // Some file systems have no links.
            std::fs::rename(new, path)
        }
        _ => std::fs::remove_file(new),
    }
}

/// An act that no restore may undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum JournalEntry {
    /// Something was erased.
    Erased {
        /// What.
        #[serde(flatten)]
        subject: Subject,
        /// The walk that it belongs to.
        walk: EntityId,
        /// By which rule.
        rule: String,
        /// When.
        at: Timestamp,
    },
    /// A code or a replica was revoked.
    Revoked {
        /// What.
        #[serde(flatten)]
        subject: Subject,
        /// The walk that it belongs to.
        walk: EntityId,
        /// When.
        at: Timestamp,
    },
}

/// The journal's file: one JSON object a line.
#[derive(Clone, Debug)]
pub struct Journal {
    path: PathBuf,
}

impl Journal {
    /// Adds entries durably.
    pub fn append(&self, entries: &[JournalEntry]) -> Result<(), Error> {
        if entries.is_empty() {
            return Ok(());
        }
        // A crash may have cut the last line off: what follows must not be swallowed by it.
        let mut lines = if self.is_torn()? {
            vec![b'\n']
        } else {
            Vec::new()
        };
        for entry in entries {
            serde_json::to_writer(&mut lines, entry).map_err(Error::internal)?;
            lines.push(b'\n');
        }
        let is_new = !self.path.exists();
        let mut file = private_file().append(true).create(true).open(&self.path)?;
        file.write_all(&lines)?;
        file.sync_all()?;
        if is_new {
            sync_folder_of(&self.path)?;
        }
        Ok(())
    }

    /// All entries, oldest first. A line that a crash cut off was never answered and is skipped.
    pub fn read(&self) -> Result<Vec<JournalEntry>, Error> {
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        let entries = lines.filter(|line| !line.is_empty()).filter_map(|line| {
            let entry = serde_json::from_slice(line);
            if entry.is_err() {
                tracing::warn!("a line of the journal was cut off and is passed over");
            }
            entry.ok()
        });
        Ok(entries.collect())
    }

    fn is_torn(&self) -> Result<bool, Error> {
        match std::fs::read(&self.path) {
            Ok(bytes) => Ok(bytes.last().is_some_and(|last| *last != b'\n')),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lykta_core::seam::SystemIds;

    #[test]
    fn the_key_stays_and_a_damaged_one_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::open(folder.path(), &SystemIds).unwrap();
        let again = Keep::open(folder.path(), &SystemIds).unwrap();
        assert_eq!(keep.code_key().as_bytes(), again.code_key().as_bytes());
        std::fs::write(folder.path().join(KEY_FILE), "half").unwrap();
        assert!(Keep::open(folder.path(), &SystemIds).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("keep");
        Keep::open(&folder, &SystemIds).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(KEY_FILE)), 0o600);
    }

    #[test]
    fn the_journal_gives_back_what_it_took_down_and_skips_a_torn_end() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::open(folder.path(), &SystemIds).unwrap();
        let entry = JournalEntry::Erased {
            subject: Subject::Entity(EntityId::random(&SystemIds, Timestamp(1))),
            walk: EntityId::random(&SystemIds, Timestamp(1)),
            rule: "a request".into(),
            at: Timestamp(5),
        };
        let journal = keep.journal();
        assert_eq!(journal.read().unwrap(), []);
        journal.append(&[entry.clone(), entry.clone()]).unwrap();
        let mut file = OpenOptions::new().append(true).open(&journal.path).unwrap();
        // Cut off in the middle of a letter.
        file.write_all(b"{\"act\":\"era\xc3").unwrap();
        assert_eq!(journal.read().unwrap(), [entry.clone(), entry.clone()]);
        journal.append(std::slice::from_ref(&entry)).unwrap();
        assert_eq!(journal.read().unwrap().len(), 3);
    }
}
