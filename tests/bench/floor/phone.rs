//! The floor's phone: rows in SQLite, sent in as few messages as they need.

use std::path::Path;

use lykta_core::id::ShortHash;
use lykta_core::sync::transport::{HttpRequest, Transport};
use lykta_core::sync::wire::{Encoding, Payload};
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::wire::{MAX_BYTES, Push, Row, Taken};
use crate::Failure;

/// A phone of the floor.
pub(crate) struct FloorPhone(Connection);

impl FloorPhone {
    /// Opens or makes one.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        Ok(Self(super::open(path, super::PHONE)?))
    }

    /// Puts rows in that are to be sent.
    pub(crate) fn fill(&mut self, rows: &[Row]) -> Result<(), Failure> {
        let tx = self.0.transaction()?;
        let mut insert = tx.prepare("INSERT INTO row (id, bytes, sent) VALUES (?1, ?2, 0)")?;
        for Row(id, bytes) in rows {
            insert.execute(params![id.as_bytes(), bytes.0])?;
        }
        drop(insert);
        Ok(tx.commit()?)
    }

    /// Sends what was not sent; what the server has is noted durably.
    pub(crate) async fn push(&mut self, http: &impl Transport, url: &str) -> Result<(), Failure> {
        loop {
            let (positions, rows) = self.unsent()?;
            if rows.is_empty() {
                return Ok(());
            }
            push(http, url, rows).await?;
            self.note_sent(&positions)?;
        }
    }

    fn unsent(&self) -> rusqlite::Result<(Vec<i64>, Vec<Row>)> {
        let sql = "SELECT position, id, bytes FROM row WHERE sent = 0 ORDER BY position";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut found = statement.query([])?;
        let (mut positions, mut rows, mut bytes) = (Vec::new(), Vec::new(), 0);
        while let Some(row) = found.next()? {
            let payload: Vec<u8> = row.get(2)?;
            bytes += payload.len() + 32;
            if bytes > MAX_BYTES {
                break;
            }
            positions.push(row.get(0)?);
            rows.push(Row(ShortHash(row.get(1)?), Payload(payload)));
        }
        Ok((positions, rows))
    }

    fn note_sent(&mut self, positions: &[i64]) -> rusqlite::Result<()> {
        let tx = self.0.transaction()?;
        let mut update = tx.prepare_cached("UPDATE row SET sent = 1 WHERE position = ?1")?;
        for position in positions {
            update.execute([position])?;
        }
        drop(update);
        tx.commit()
    }
}

/// Sends rows, and returns when they are durable.
pub(crate) async fn push(http: &impl Transport, url: &str, rows: Vec<Row>) -> Result<(), Failure> {
    let sent = rows.len();
    let taken: Taken = call(http, "POST", format!("{url}/rows"), Some(&Push { rows })).await?;
    if taken.rows == sent {
        Ok(())
    } else {
        Err("the floor did not take all rows".into())
    }
}

/// Calls the floor; what it answers is read.
pub(crate) async fn call<T: DeserializeOwned>(
    http: &impl Transport,
    method: &'static str,
    url: String,
    message: Option<&impl Serialize>,
) -> Result<T, Failure> {
    let request = HttpRequest {
        method,
        url,
        headers: Vec::new(),
        body: message.map_or_else(Vec::new, |message| Encoding::Packed.encode(message)),
    };
    let answer = http.send(request).await?;
    if answer.status != 200 {
        return Err(format!("the floor answered {}", answer.status).into());
    }
    Ok(Encoding::Packed.decode(&answer.body)?)
}
