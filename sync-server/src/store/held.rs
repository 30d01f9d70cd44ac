//! What waits for a person.

use lykta_core::id::{EntityId, OpHash};
use lykta_core::store::log::StoredOp;
use rusqlite::{Connection, params};

use crate::error::Error;

/// The held ops of a walk, oldest first.
pub fn held(connection: &Connection, walk: EntityId) -> Result<Vec<StoredOp>, Error> {
    let sql = format!(
        "SELECT {} FROM op WHERE walk = ?1 AND state = 'held' ORDER BY position",
        StoredOp::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([walk], StoredOp::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The op of a walk whose hash begins with these hexadecimal digits.
pub fn op_beginning_with(
    connection: &Connection,
    walk: EntityId,
    digits: &str,
) -> Result<OpHash, Error> {
    let is_hex = digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let wrong = |what: &str| Error::BadRequest(format!("{digits} {what}"));
    if !is_hex {
        return Err(wrong(
            "is no hash: give at least 8 of its hexadecimal digits",
        ));
    }
    let sql = "SELECT hash FROM op WHERE walk = ?1 AND hex(hash) LIKE ?2 || '%' LIMIT 2";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map(params![walk, digits], |row| row.get(0))?;
    match rows.collect::<Result<Vec<OpHash>, _>>()?[..] {
        [hash] => Ok(hash),
        [] => Err(wrong("is no op of this walk")),
        _ => Err(wrong("is the beginning of several ops: give more digits")),
    }
}
