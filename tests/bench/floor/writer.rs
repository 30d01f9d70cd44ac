//! The one writer: it takes all that waits, commits it together, and then answers.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use super::wire::Row;
use crate::Failure;

/// Rows, and who waits until they are durable.
type Job = (Vec<Row>, oneshot::Sender<usize>);

/// Hands rows to the writer's thread.
#[derive(Clone)]
pub(super) struct Writer(Sender<Job>);

impl Writer {
    pub(super) fn start(database: &Path) -> Result<Self, Failure> {
        let connection = super::open(database)?;
        let (sender, jobs) = channel();
        std::thread::spawn(move || write_all(connection, &jobs));
        Ok(Self(sender))
    }

    /// Returns once the rows are durable, with how many there were.
    pub(super) async fn write(&self, rows: Vec<Row>) -> Result<usize, Failure> {
        let (done, taken) = oneshot::channel();
        self.0.send((rows, done))?;
        Ok(taken.await?)
    }
}

/// Ends when nobody can send any more, or when the disk fails: then nobody is answered.
fn write_all(mut connection: Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let together: Vec<Job> = std::iter::once(first).chain(jobs.try_iter()).collect();
        if commit(&mut connection, &together).is_err() {
            return;
        }
        for (rows, done) in together {
            // Who asked may have gone.
            let _ = done.send(rows.len());
        }
    }
}

fn commit(connection: &mut Connection, jobs: &[Job]) -> rusqlite::Result<()> {
    let tx = connection.transaction()?;
    let sql = "INSERT OR IGNORE INTO row (id, bytes, sent) VALUES (?1, ?2, 1)";
    let mut insert = tx.prepare_cached(sql)?;
    for Row(id, bytes) in jobs.iter().flat_map(|(rows, _)| rows) {
        insert.execute(params![id.as_bytes(), bytes.0])?;
    }
    drop(insert);
    tx.commit()
}
