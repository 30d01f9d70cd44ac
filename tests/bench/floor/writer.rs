//! The one writer: it takes all that waits, commits it together, and then answers.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use lykta_core::domain::Spot;
use lykta_core::op::Op;
use lykta_core::place::LatLon;
use rusqlite::{Connection, Transaction, params};
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
        let connection = super::open(database, super::SERVER)?;
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
    for row in jobs.iter().flat_map(|(rows, _)| rows) {
        insert(&tx, row)?;
    }
    tx.commit()
}

fn insert(tx: &Transaction<'_>, Row(id, bytes): &Row) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO thing (id, parent, kind, at, lat, lon, bytes) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let op = Op::read(&bytes.0).ok();
    let op = op.as_ref();
    let parent = op.and_then(Op::creates).flatten();
    let point = op.and_then(|op| Spot::from_value(op.value("spot")?)?.point());
    let added = tx.prepare_cached(sql)?.execute(params![
        id.as_bytes(),
        parent.map(|parent| parent.id),
        op.and_then(|op| op.value("kind")?.as_text()),
        op.map_or(0, |op| op.at.0),
        point.map(|point| point.lat),
        point.map(|point| point.lon),
        bytes.0
    ])?;
    if let Some(LatLon { lat, lon }) = point.filter(|_| added == 1) {
        let position = tx.last_insert_rowid();
        tx.prepare_cached("INSERT INTO spot VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![position, lat, lon])?;
    }
    Ok(())
}
