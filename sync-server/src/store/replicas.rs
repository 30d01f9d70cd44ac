//! Who has called, and what they said that they still hold.

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::CodeText;
use lykta_core::sync::wire::Holding;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::people;
use crate::caller::Caller;
use crate::error::Error;

/// The most ops that one replica may store: two hours make a few hundred.
const MAX_OPS: u64 = 100_000;
/// When a replica over the cap may try again, in seconds.
const RETRY_AFTER_S: u32 = 3_600;

/// A phone as it was last heard.
#[derive(Clone, Debug)]
pub struct PhoneRow {
    /// Its replica.
    pub id: ReplicaId,
    /// Its role.
    pub role: Role,
    /// Its group.
    pub group: Option<EntityId>,
    /// When it called first.
    pub first_seen: Timestamp,
    /// When it called last.
    pub last_seen: Timestamp,
    /// What it said then that it still holds.
    pub holding: Holding,
}

/// The phones of a walk, those longest unheard first.
pub fn of_walk(connection: &Connection, walk: EntityId) -> Result<Vec<PhoneRow>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, role, group_id, first_seen, last_seen, ops_holding, photos_holding, \
         bytes_holding FROM replica WHERE walk = ?1 AND code IS NOT NULL AND last_seen > 0 \
         ORDER BY last_seen, id",
    )?;
    let rows = statement.query_map([walk], |row| {
        let role: String = row.get(1)?;
        Ok(PhoneRow {
            id: row.get(0)?,
            role: Role::from_name(&role).unwrap_or(Role::Participant),
            group: row.get(2)?,
            first_seen: Timestamp(row.get(3)?),
            last_seen: Timestamp(row.get(4)?),
            holding: Holding {
                ops: row.get(5)?,
                photos: row.get(6)?,
                photo_bytes: row.get(7)?,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes down a call and counts its ops against the cap.
pub fn note_call(
    tx: &Transaction<'_>,
    caller: &Caller,
    ops: usize,
    holding: Holding,
    (said, now): (Timestamp, Timestamp),
) -> Result<(), Error> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO replica (id, walk, code, role, group_id, ops, first_seen, last_seen, \
         ops_holding, photos_holding, bytes_holding, clock_offset_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11) \
         ON CONFLICT (id) DO UPDATE SET code = ?3, role = ?4, group_id = ?5, ops = ops + ?6, \
         last_seen = ?7, ops_holding = ?8, photos_holding = ?9, bytes_holding = ?10, \
         clock_offset_ms = ?11 RETURNING ops",
    )?;
    let stored: u64 = statement.query_row(
        params![
            caller.replica,
            caller.walk(),
            caller.code_text.as_bytes(),
            caller.role().name(),
            caller.group(),
            ops,
            now.0,
            holding.ops.saturating_sub(ops as u64),
            holding.photos,
            holding.photo_bytes,
            said.ms_since(now),
        ],
        |row| row.get(0),
    )?;
    if stored > MAX_OPS && ops > 0 {
        return Err(Error::TooMany {
            detail: "this phone has sent more than any walk needs: keep everything and ask the coordinator",
            retry_after_s: RETRY_AFTER_S,
        });
    }
    Ok(())
}

/// Refuses an archive that names a phone of another part, or the office: it proves no secret.
pub(super) fn refuse_another(tx: &Transaction<'_>, caller: &Caller) -> Result<(), Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM replica WHERE id = ?1 AND code <> ?2)";
    let mut statement = tx.prepare_cached(sql)?;
    let values = params![caller.replica, caller.code_text.as_bytes()];
    let is_other_phone: bool = statement.query_row(values, |row| row.get(0))?;
    if is_other_phone || people::is_replica_of_office(tx, caller.replica)? {
        return Err(Error::Conflict(
            "the archive names a phone that joined with another code: nothing was taken in".into(),
        ));
    }
    Ok(())
}

/// Takes down a replica that is known from an archive alone: it has said nothing of itself.
pub(super) fn note_archive(
    tx: &Transaction<'_>,
    caller: &Caller,
    now: Timestamp,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO replica (id, walk, code, role, group_id, ops, first_seen, \
         last_seen, ops_holding, photos_holding, bytes_holding, clock_offset_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, 0, 0, 0, 0, 0)",
    )?
    .execute(params![
        caller.replica,
        caller.walk(),
        caller.code_text.as_bytes(),
        caller.role().name(),
        caller.group(),
        now.0
    ])?;
    Ok(())
}

/// The code that a replica called with last.
pub(super) fn code_of(
    connection: &Connection,
    replica: ReplicaId,
) -> Result<Option<CodeText>, Error> {
    let sql = "SELECT code FROM replica WHERE id = ?1";
    let code: Option<Option<Vec<u8>>> = connection
        .prepare_cached(sql)?
        .query_row([replica], |row| row.get(0))
        .optional()?;
    Ok(code.flatten().and_then(|code| CodeText::from_slice(&code)))
}
