//! Noticing that the database is an old copy: a mark that the system's backup leaves out.

use rusqlite::{OptionalExtension, params};

use super::store::Store;
use crate::id::EntityId;
use crate::store::StoreError;

/// Shells exclude this file from the system's backup.
const MARK_FILE: &str = "no-backup/incarnation";
const SETTING: &str = "incarnation";

impl Store {
    /// Compares the mark in the database with the one beside it, and renews both.
    ///
    /// When they differ, the database was restored: every replica is replaced, so that no
    /// number is used twice.
    pub(super) fn check_incarnation(&self) -> Result<bool, StoreError> {
        let inside: Option<Vec<u8>> = self.read(|connection| {
            let sql = "SELECT value FROM setting WHERE name = ?1";
            let value = connection.query_row(sql, [SETTING], |row| row.get(0));
            Ok(value.optional()?)
        })?;
        let beside = match self.files.length(MARK_FILE)? {
            Some(_) => Some(self.files.read(MARK_FILE)?),
            None => None,
        };
        if inside.is_some() && inside == beside {
            return Ok(false);
        }
        let mut mark = [0; 16];
        self.ids.fill(&mut mark);
        let restored = self.write(|tx| {
            let sql = "INSERT OR REPLACE INTO setting VALUES (?1, ?2)";
            tx.execute(sql, params![SETTING, mark])?;
            let mut walks = tx.prepare("SELECT walk FROM participation")?;
            let walks: Vec<EntityId> = walks
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for walk in &walks {
                self.renew_replica(tx, *walk)?;
            }
            Ok(!walks.is_empty())
        })?;
        self.files.write(MARK_FILE, &mark)?;
        Ok(restored)
    }
}
