//! How much of what is stored, for those who run the server.

use lykta_core::merge::HeldReason;
use rusqlite::Connection;

use super::uploads;
use crate::error::Error;

/// What is stored and waits for something.
pub(crate) struct Stored {
    /// Ops that wait for what they are about.
    pub(crate) waiting: u64,
    /// Ops that wait for a person, by the reason; also those reasons that there are none of.
    pub(crate) held: Vec<(&'static str, u64)>,
    /// Uploads that are not finished.
    pub(crate) uploads_open: u64,
}

/// Counts what waits; the index of what waits is small however long the log is.
pub(crate) fn count(connection: &Connection) -> Result<Stored, Error> {
    let sql = "SELECT state, reason, count(*) FROM op WHERE state IN ('held', 'received') \
               GROUP BY state, reason";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut held: Vec<(&'static str, u64)> =
        HeldReason::NAMES.iter().map(|name| (*name, 0)).collect();
    let mut waiting = 0;
    while let Some(row) = rows.next()? {
        let reason: Option<String> = row.get(1)?;
        let of_reason = held
            .iter_mut()
            .find(|(name, _)| reason.as_deref() == Some(name));
        match of_reason {
            Some((_, count)) => *count = row.get(2)?,
            None => waiting += row.get::<_, u64>(2)?,
        }
    }
    Ok(Stored {
        waiting,
        held,
        uploads_open: uploads::count_open(connection)?,
    })
}
