//! What SQLite writes to flash, read from its journal: each commit ends in a frame that says so,
//! and is synced once (`synchronous=FULL`).

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::flash::{PAGE, Written};
use crate::Failure;

const HEADER: u64 = 32;
const FRAME_HEADER: u64 = 24;
const FRAME: u64 = FRAME_HEADER + PAGE;
/// A checkpoint syncs the journal, then the database; the journal's new header is synced, too.
const SYNCS_OF_A_CHECKPOINT: u64 = 3;

/// The journal of a phone's database, followed from commit to commit.
pub(super) struct Journal {
    path: PathBuf,
    /// What tells one run of the journal from the next.
    salts: [u8; 8],
    seen: u64,
    /// Pages that the next checkpoint writes into the database.
    pages: BTreeSet<u32>,
    commits: u64,
}

impl Journal {
    /// The journal beside the database in a folder; what it has already does not count.
    pub(super) fn of(folder: &Path) -> Result<Self, Failure> {
        let mut journal = Self {
            path: folder.join("lykta.sqlite3-wal"),
            salts: [0; 8],
            seen: 0,
            pages: BTreeSet::new(),
            commits: 0,
        };
        journal.follow()?;
        journal.commits = 0;
        Ok(journal)
    }

    /// How many commits there were.
    pub(super) fn commits(&self) -> u64 {
        self.commits
    }

    /// What came since it was followed last.
    pub(super) fn follow(&mut self) -> Result<Written, Failure> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Written::default()),
            opened => opened?,
        };
        let mut header = [0; HEADER as usize];
        if file.read(&mut header)? < header.len() {
            return Ok(Written::default());
        }
        let mut written = Written::default();
        if header[16..24] != self.salts {
            written += self.begins_anew(&header);
        }
        file.seek(SeekFrom::Start(HEADER + self.seen * FRAME))?;
        let mut frame = [0; FRAME as usize];
        let mut from = self.seen;
        while file.read_exact(&mut frame).is_ok() && frame[8..16] == self.salts {
            self.seen += 1;
            self.pages.insert(number(&frame[..4]));
            if number(&frame[4..8]) != 0 {
                written += Written::synced(pages_between(from, self.seen), 1);
                self.commits += 1;
                from = self.seen;
            }
        }
        // Frames of a commit that is not whole yet are read again.
        self.seen = from;
        Ok(written)
    }

    /// All that was in it has gone into the database, unless it is the first of all.
    fn begins_anew(&mut self, header: &[u8; HEADER as usize]) -> Written {
        self.salts.copy_from_slice(&header[16..24]);
        self.seen = 0;
        let pages = std::mem::take(&mut self.pages).len() as u64;
        if pages == 0 {
            return Written::default();
        }
        Written::synced(pages + 1, SYNCS_OF_A_CHECKPOINT)
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

/// Pages of the journal's file that these frames touch.
fn pages_between(from: u64, to: u64) -> u64 {
    let at = |frame: u64| HEADER + frame * FRAME;
    (at(to) - 1) / PAGE - at(from) / PAGE + 1
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn each_commit_is_seen_once_and_a_checkpoint_when_the_journal_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("lykta.sqlite3")).unwrap();
        connection
            .pragma_update(None, "journal_mode", "WAL")
            .unwrap();
        connection.execute_batch("CREATE TABLE a (x)").unwrap();
        let mut journal = Journal::of(folder.path()).unwrap();
        let insert = || connection.execute("INSERT INTO a VALUES (1)", []).unwrap();
        insert();
        insert();
        let written = journal.follow().unwrap();
        assert_eq!((journal.commits(), written.syncs), (2, 2));
        assert_eq!(journal.follow().unwrap(), Written::default());
        connection
            .query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(()))
            .unwrap();
        insert();
        let written = journal.follow().unwrap();
        assert_eq!(written.syncs, 1 + SYNCS_OF_A_CHECKPOINT);
    }
}
