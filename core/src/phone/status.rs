//! The truth of how far everything has come, from receipts alone.

use rusqlite::{Connection, params};
use serde::Serialize;

use super::store::Store;
use crate::id::EntityId;
use crate::merge::{HeldReason, OpState};
use crate::store::StoreError;
use crate::store::log;

/// How many are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Tally {
    /// Only here.
    pub on_phone: u64,
    /// Durable on the server.
    pub received: u64,
    /// Admitted.
    pub visible: u64,
    /// Waiting for a person.
    pub held: u64,
    /// Erased.
    pub erased: u64,
}

impl Tally {
    fn add(&mut self, state: OpState, count: u64) {
        match state {
            OpState::OnPhone => self.on_phone += count,
            OpState::Received => self.received += count,
            OpState::Visible => self.visible += count,
            OpState::Held => self.held += count,
            OpState::Erased => self.erased += count,
        }
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.on_phone + self.received + self.visible + self.held + self.erased
    }
}

/// Something that the server holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct HeldItem {
    /// What it is about.
    pub entity: Option<EntityId>,
    /// Why.
    pub reason: HeldReason,
}

/// A photo whose file could not be sent. It stays here, and is tried again after a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RefusedPhoto {
    /// Which.
    pub photo: EntityId,
    /// Why, and what to do.
    pub reason: String,
}

/// How far what this phone recorded on a walk has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Status {
    /// Ops.
    pub ops: Tally,
    /// Photos' files.
    pub photos: Tally,
    /// Bytes of files that are only here.
    pub photo_bytes_on_phone: u64,
    /// What is held, and why.
    pub held: Vec<HeldItem>,
    /// Photos whose files could not be sent, and why.
    pub refused: Vec<RefusedPhoto>,
}

impl Status {
    /// How much of what was recorded here is not admitted yet: ops and photos.
    pub fn not_visible(&self) -> u64 {
        let waits = |tally: &Tally| tally.on_phone + tally.received + tally.held;
        waits(&self.ops) + waits(&self.photos)
    }

    /// Whether everything that was recorded here is admitted.
    pub fn is_all_visible(&self) -> bool {
        self.not_visible() == 0
    }
}

impl Store {
    /// How far what this phone recorded on a walk has come.
    pub fn status(&self, walk: EntityId) -> Result<Status, StoreError> {
        self.read(|connection| {
            let mut status = Status::default();
            tally_ops(connection, walk, &mut status)?;
            tally_files(connection, walk, &mut status)?;
            status.held = held(connection, walk)?;
            status.refused = refused(connection, walk)?;
            Ok(status)
        })
    }
}

/// The ops and files of this phone on the walk of `?1`, whichever replica it was then.
pub(super) const OWN: &str = "replica IN (SELECT id FROM replica WHERE walk = ?1)";

fn tally_ops(
    connection: &Connection,
    walk: EntityId,
    status: &mut Status,
) -> Result<(), StoreError> {
    let sql = format!("SELECT state, count(*) FROM op WHERE {OWN} GROUP BY state");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([walk])?;
    while let Some(row) = rows.next()? {
        let state = log::named(row, 0, OpState::from_name)?;
        status.ops.add(state, row.get(1)?);
    }
    Ok(())
}

fn tally_files(
    connection: &Connection,
    walk: EntityId,
    status: &mut Status,
) -> Result<(), StoreError> {
    let sql = format!("SELECT state, count(*), sum(bytes) FROM file WHERE {OWN} GROUP BY state");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([walk])?;
    while let Some(row) = rows.next()? {
        let state = log::named(row, 0, OpState::from_name)?;
        status.photos.add(state, row.get(1)?);
        if state == OpState::OnPhone {
            status.photo_bytes_on_phone = row.get(2)?;
        }
    }
    Ok(())
}

fn held(connection: &Connection, walk: EntityId) -> Result<Vec<HeldItem>, StoreError> {
    let sql = format!(
        "SELECT target, reason FROM op WHERE {OWN} AND state = 'held' \
         AND reason IS NOT NULL ORDER BY position"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![walk], |row| {
        Ok(HeldItem {
            entity: row.get(0)?,
            reason: log::named(row, 1, HeldReason::from_name)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn refused(connection: &Connection, walk: EntityId) -> Result<Vec<RefusedPhoto>, StoreError> {
    let sql = format!(
        "SELECT photo, refused FROM file WHERE {OWN} AND state = 'on_phone' \
         AND refused IS NOT NULL ORDER BY rowid"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([walk], |row| {
        Ok(RefusedPhoto {
            photo: row.get(0)?,
            reason: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
