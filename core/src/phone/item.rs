//! How far each thing that was recorded here has come, one by one.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::status::OWN;
use super::store::Store;
use super::view::least;
use crate::domain::{Kind, ObservationKind};
use crate::id::EntityId;
use crate::merge::{EntityState, HeldReason, OpState};
use crate::store::StoreError;
use crate::store::log::{self, StoredOp};
use crate::time::Timestamp;

/// Something that was recorded here, and how far it has come.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ItemStatus {
    /// Which.
    pub id: EntityId,
    /// Its kind by name, such as `observation`, `track` or `attendance`.
    pub kind: String,
    /// The kind of an observation.
    pub observation_kind: Option<ObservationKind>,
    /// Its words or its name.
    pub words: Option<String>,
    /// When it was recorded first.
    pub at: Timestamp,
    /// How far its words have come, at the least.
    pub state: OpState,
    /// Why something of it is held.
    pub held: Vec<HeldReason>,
    /// Bytes of its words that are only here.
    pub bytes_on_phone: u64,
    /// Its photos.
    pub photos: Vec<PhotoStatus>,
}

/// A photo that was taken here, and how far its file has come.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotoStatus {
    /// Which.
    pub id: EntityId,
    /// How far its file has come.
    pub state: OpState,
    /// How large it is.
    pub bytes: u64,
    /// Why it could not be sent, for people.
    pub refused: Option<String>,
}

impl ItemStatus {
    /// How far it has come with its photos, at the least.
    pub fn least(&self) -> OpState {
        let photos = self.photos.iter().map(|photo| photo.state);
        photos.fold(self.state, least)
    }
}

/// What own ops say of one thing.
struct Sent {
    state: OpState,
    held: Vec<HeldReason>,
    at: Timestamp,
    bytes_on_phone: u64,
}

impl Store {
    /// Everything that was recorded here on a walk, what has not arrived in front, else the
    /// newest first. What belongs to something else stands with it: a photo with its observation.
    pub fn list_sent(&self, walk: EntityId) -> Result<Vec<ItemStatus>, StoreError> {
        self.read(|connection| {
            let mut sent = sent(connection, walk)?;
            let mut files = files(connection, walk)?;
            let mut items = Vec::new();
            let photos = photos_with_parents(connection, &sent)?;
            for (photo, parent) in photos {
                // The photo's own words, such as its caption, are part of the whole.
                let (words, mut of) = (
                    sent.remove(&photo),
                    files.remove(&photo).unwrap_or_default(),
                );
                let (Some(words), Some(of_parent)) = (words, sent.get_mut(&parent)) else {
                    continue;
                };
                of_parent.join(words);
                files.entry(parent).or_default().append(&mut of);
            }
            for (id, sent) in sent {
                items.push(item(
                    connection,
                    id,
                    sent,
                    files.remove(&id).unwrap_or_default(),
                )?);
            }
            items.sort_by_key(|item| (has_arrived(item), std::cmp::Reverse(item.at)));
            Ok(items)
        })
    }
}

fn has_arrived(item: &ItemStatus) -> bool {
    matches!(item.least(), OpState::Visible | OpState::Erased)
}

impl Sent {
    fn join(&mut self, other: Self) {
        self.state = least(self.state, other.state);
        self.held.extend(other.held);
        self.bytes_on_phone += other.bytes_on_phone;
    }
}

fn sent(connection: &Connection, walk: EntityId) -> Result<BTreeMap<EntityId, Sent>, StoreError> {
    let sql = format!(
        "SELECT target, state, reason, min(at), sum(length(payload)) FROM op \
         WHERE {OWN} AND target IS NOT NULL GROUP BY target, state, reason"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([walk])?;
    let mut all: BTreeMap<EntityId, Sent> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let state = log::named(row, 1, OpState::from_name)?;
        let reason: Option<String> = row.get(2)?;
        let at = Timestamp(row.get(3)?);
        let one = Sent {
            state,
            held: reason
                .as_deref()
                .and_then(HeldReason::from_name)
                .into_iter()
                .collect(),
            at,
            bytes_on_phone: if state == OpState::OnPhone {
                row.get(4)?
            } else {
                0
            },
        };
        match all.entry(row.get(0)?) {
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(one);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.at = known.at.min(at);
                known.join(one);
            }
        }
    }
    Ok(all)
}

/// The photos among them whose observation is among them as well.
fn photos_with_parents(
    connection: &Connection,
    sent: &BTreeMap<EntityId, Sent>,
) -> Result<Vec<(EntityId, EntityId)>, StoreError> {
    let mut photos = Vec::new();
    for id in sent.keys() {
        let row = log::entity_row(connection, *id)?;
        let parent = row
            .filter(|row| row.kind == Kind::Photo.name())
            .and_then(|row| row.parent);
        photos.extend(
            parent
                .filter(|parent| sent.contains_key(parent))
                .map(|parent| (*id, parent)),
        );
    }
    Ok(photos)
}

fn files(
    connection: &Connection,
    walk: EntityId,
) -> Result<BTreeMap<EntityId, Vec<PhotoStatus>>, StoreError> {
    let sql = format!("SELECT photo, state, bytes, refused FROM file WHERE {OWN} ORDER BY rowid");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([walk])?;
    let mut all: BTreeMap<EntityId, Vec<PhotoStatus>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let photo = PhotoStatus {
            id: row.get(0)?,
            state: log::named(row, 1, OpState::from_name)?,
            bytes: row.get(2)?,
            refused: row.get(3)?,
        };
        all.entry(photo.id).or_default().push(photo);
    }
    Ok(all)
}

fn item(
    connection: &Connection,
    id: EntityId,
    sent: Sent,
    photos: Vec<PhotoStatus>,
) -> Result<ItemStatus, StoreError> {
    let state = log::state_of(connection, id)?;
    let kind = match &state {
        Some(state) => state.target.kind.clone(),
        None => kind_of_own_op(connection, id)?,
    };
    let text = |field: &str| {
        state
            .as_ref()
            .and_then(|state: &EntityState| state.text(field))
    };
    let mut held = sent.held;
    held.sort();
    held.dedup();
    Ok(ItemStatus {
        id,
        kind,
        observation_kind: text("kind").and_then(ObservationKind::from_name),
        words: text("words").or_else(|| text("name")).map(str::to_owned),
        at: sent.at,
        state: sent.state,
        held,
        bytes_on_phone: sent.bytes_on_phone,
        photos,
    })
}

/// The kind of something whose create is not here, such as the group before the first sync.
fn kind_of_own_op(connection: &Connection, id: EntityId) -> Result<String, StoreError> {
    let ops = log::ops_of(connection, id)?;
    let read = ops.first().map(StoredOp::read).transpose()?;
    Ok(read.map(|op| op.target.kind.clone()).unwrap_or_default())
}
