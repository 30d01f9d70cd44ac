//! Sharing the outbox as one archive, when sync is impossible.

use std::io::Write;

use super::photo;
use super::store::Store;
use crate::id::{ContentHash, EntityId, ReplicaId};
use crate::rescue::{ArchiveWriter, Manifest, VERSION};
use crate::store::StoreError;
use crate::store::log;

/// What an archive holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Archived {
    /// Ops in it.
    pub ops: u64,
    /// Photos in it.
    pub photos: u64,
    /// Photos whose file is missing on this device.
    pub photos_missing: u64,
}

impl Store {
    /// Writes everything that this phone recorded on a walk, whatever has been sent of it.
    pub fn write_rescue_archive(
        &self,
        walk: EntityId,
        out: impl Write,
    ) -> Result<Archived, StoreError> {
        let by = self.participation(walk)?;
        for track in self.open_recordings(walk)? {
            self.form_track_op(track)?;
        }
        self.note_offered(walk)?;
        let mut writer = ArchiveWriter::new(out);
        let mut archived = Archived::default();
        for replica in self.own_replicas(walk)? {
            writer.manifest(&Manifest {
                version: VERSION,
                replica,
                code: by.code.to_string(),
                walk,
            })?;
            self.archive_replica((walk, replica), &mut writer, &mut archived)?;
        }
        writer.finish()?.flush()?;
        Ok(archived)
    }

    /// What is in an archive may have left this phone: it is withdrawn and blurred as such.
    fn note_offered(&self, walk: EntityId) -> Result<(), StoreError> {
        let own = "replica IN (SELECT id FROM replica WHERE walk = ?1)";
        self.write(|tx| {
            let ops = format!("UPDATE op SET change = 1 WHERE change = 0 AND {own}");
            tx.execute(&ops, [walk])?;
            tx.execute(&format!("UPDATE file SET offered = 1 WHERE {own}"), [walk])?;
            Ok(())
        })
    }

    fn archive_replica(
        &self,
        (walk, replica): (EntityId, ReplicaId),
        writer: &mut ArchiveWriter<impl Write>,
        archived: &mut Archived,
    ) -> Result<(), StoreError> {
        for hash in self.own_hashes(
            "SELECT hash FROM op WHERE replica = ?1 AND state <> 'erased' ORDER BY seq",
            replica,
        )? {
            if let Some(stored) = self.read(|connection| log::find(connection, walk, hash))? {
                writer.op(replica, hash, &stored.payload)?;
                archived.ops += 1;
            }
        }
        let files: Vec<ContentHash> = self.own_hashes(
            "SELECT DISTINCT hash FROM file WHERE replica = ?1 AND state <> 'erased'",
            replica,
        )?;
        for hash in files {
            match self.files.length(&photo::path(hash))? {
                Some(_) => {
                    writer.photo(replica, hash, &self.files.read(&photo::path(hash))?)?;
                    archived.photos += 1;
                }
                None => archived.photos_missing += 1,
            }
        }
        Ok(())
    }

    fn own_replicas(&self, walk: EntityId) -> Result<Vec<ReplicaId>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id FROM replica WHERE walk = ?1 ORDER BY id";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([walk], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn own_hashes<T: rusqlite::types::FromSql>(
        &self,
        sql: &str,
        replica: ReplicaId,
    ) -> Result<Vec<T>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([replica], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
