//! Who has called, and what they said that they still hold.

use lykta_core::sync::wire::Holding;
use lykta_core::time::Timestamp;
use rusqlite::{Transaction, params};

use crate::caller::Caller;
use crate::error::Error;

/// The most ops that one replica may store: two hours make a few hundred.
const MAX_OPS: u64 = 100_000;
/// When a replica over the cap may try again, in seconds.
const RETRY_AFTER_S: u32 = 3_600;

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
