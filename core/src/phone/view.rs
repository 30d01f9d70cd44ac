//! What screens read: items with their words, their photos, and how far they have come.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::dispute::{Disputed, disputed};
use super::store::Store;
use crate::domain::{Category, Kind, ObservationKind, Role, Spot, When};
use crate::id::{ContentHash, EntityId, ReplicaId};
use crate::merge::{EntityState, HeldReason, OpState};
use crate::op::Value;
use crate::place::LatLon;
use crate::store::StoreError;
use crate::store::log::{self, EntityRow, Marker, Page, StoredOp};
use crate::time::Timestamp;

/// Fewer digits of an id than this are more likely a slip.
const SHORTEST_PART: usize = 4;

/// Another value that stands beside the one shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlsoSaid {
    /// The value.
    pub value: Value,
    /// When it was said, by the writer's clock.
    pub at: Timestamp,
}

/// One field of an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldView {
    /// The field.
    pub name: String,
    /// The value to show first.
    pub value: Value,
    /// Whether it was erased.
    pub erased: bool,
    /// What else was said.
    pub also_said: Vec<AlsoSaid>,
}

/// One op in an item's history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryItem {
    /// Who, as an id for this walk only.
    pub replica: ReplicaId,
    /// In which role.
    pub role: Role,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// Which fields it set.
    pub fields: Vec<String>,
    /// How far it has come.
    pub state: OpState,
    /// Why it is held.
    pub reason: Option<HeldReason>,
}

/// Anything that was recorded, with all that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemView {
    /// Its id.
    pub id: EntityId,
    /// Its kind by name.
    pub kind: String,
    /// What it was created under.
    pub parent: Option<EntityId>,
    /// When it was created.
    pub at: Timestamp,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// How far its words have come, at the least.
    pub state: OpState,
    /// Why something of it is held.
    pub held: Vec<HeldReason>,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// What was said of it, oldest first.
    pub history: Vec<HistoryItem>,
    /// Its photos.
    pub photos: Vec<PhotoView>,
}

/// A photo.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotoView {
    /// Its id.
    pub id: EntityId,
    /// The file to show; none when it was erased.
    pub file: Option<ContentHash>,
    /// Its caption.
    pub caption: Option<String>,
    /// When it was taken.
    pub taken_at: Option<Timestamp>,
    /// How far what is said of it has come.
    pub state: OpState,
    /// How far its file has come.
    pub file_state: OpState,
}

/// An observation in a list.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ObservationView {
    /// Its id.
    pub id: EntityId,
    /// Its kind.
    pub kind: Option<ObservationKind>,
    /// When it was recorded.
    pub at: Timestamp,
    /// Its group.
    pub group: Option<EntityId>,
    /// What it is tied to.
    pub spot: Option<Spot>,
    /// What it is about.
    pub categories: Vec<Category>,
    /// When it is so.
    pub when: Vec<When>,
    /// How safe it feels, 0 to 3.
    pub feeling: Option<i64>,
    /// In the person's own words.
    pub words: Option<String>,
    /// What could be done.
    pub suggestion: Option<String>,
    /// The stop where it was said.
    pub stop: Option<EntityId>,
    /// Whether the recorder wrote down what another said.
    pub for_another: bool,
    /// Whether different values of a field stand side by side.
    pub unsettled: bool,
    /// Those fields, and what was said.
    pub disputed: Vec<Disputed>,
    /// Whether this phone recorded it.
    pub own: bool,
    /// How far its words have come, at the least.
    pub state: OpState,
    /// Why something of it is held.
    pub held: Vec<HeldReason>,
    /// Its photos.
    pub photos: Vec<PhotoView>,
}

impl ObservationView {
    /// How far the whole has come: its words and its photos at their least.
    pub fn least(&self) -> OpState {
        let photos = self.photos.iter().flat_map(|p| [p.state, p.file_state]);
        photos.fold(self.state, least)
    }
}

/// The lesser of two states; what is held comes before what is visible.
pub fn least(a: OpState, b: OpState) -> OpState {
    fn rank(state: OpState) -> u8 {
        match state {
            OpState::OnPhone => 0,
            OpState::Received => 1,
            OpState::Held => 2,
            OpState::Visible => 3,
            OpState::Erased => 4,
        }
    }
    if rank(b) < rank(a) { b } else { a }
}

impl Store {
    /// A page of a walk's observations, newest first.
    pub fn list_observations(
        &self,
        walk: EntityId,
        page: Page,
    ) -> Result<Vec<ObservationView>, StoreError> {
        self.read(|connection| {
            let rows = log::list(connection, walk, Kind::Observation, page)?;
            rows.iter()
                .map(|row| observation_view(connection, row))
                .collect()
        })
    }

    /// One observation.
    pub fn show_observation(&self, id: EntityId) -> Result<ObservationView, StoreError> {
        self.read(|connection| {
            let row = log::entity_row(connection, id)?;
            let row = row.filter(|row| row.kind == Kind::Observation.name());
            observation_view(connection, &row.ok_or(StoreError::NotFound(id))?)
        })
    }

    /// The walk that something belongs to.
    pub fn walk_of(&self, id: EntityId) -> Result<EntityId, StoreError> {
        let row = self.read(|connection| log::entity_row(connection, id))?;
        row.and_then(|row| row.walk).ok_or(StoreError::NotFound(id))
    }

    /// The markers within a rectangle (south-west, north-east), at most `limit`.
    pub fn map_observations(
        &self,
        walk: EntityId,
        view: (LatLon, LatLon),
        limit: u32,
    ) -> Result<Vec<Marker>, StoreError> {
        self.read(|connection| log::map(connection, walk, view, limit))
    }

    /// The items of a kind in a walk, newest first.
    pub fn list_items(&self, walk: EntityId, kind: Kind) -> Result<Vec<ItemView>, StoreError> {
        self.read(|connection| {
            let rows = log::list(connection, walk, kind, Page::all())?;
            rows.iter().map(|row| item_view(connection, row)).collect()
        })
    }

    /// The items whose id begins or ends like this; none when it is too short to mean one.
    pub fn find_items(&self, part: &str) -> Result<Vec<EntityId>, StoreError> {
        let part = part.replace('-', "").to_ascii_uppercase();
        if part.len() < SHORTEST_PART || !part.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        self.read(|connection| {
            let sql = "SELECT id FROM entity WHERE hex(id) LIKE ?1 || '%' \
                       OR hex(id) LIKE '%' || ?1 ORDER BY id";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([part], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Everything that is known of one item.
    pub fn show(&self, id: EntityId) -> Result<ItemView, StoreError> {
        self.read(|connection| {
            let row = log::entity_row(connection, id)?.ok_or(StoreError::NotFound(id))?;
            item_view(connection, &row)
        })
    }
}

fn observation_view(
    connection: &Connection,
    row: &EntityRow,
) -> Result<ObservationView, StoreError> {
    let ops = log::ops_of(connection, row.id)?;
    let state = fold(row.id, &ops)?;
    let text = |field: &str| state.text(field).map(str::to_owned);
    Ok(ObservationView {
        id: row.id,
        kind: state.text("kind").and_then(ObservationKind::from_name),
        at: row.at,
        group: row.group,
        spot: state.value("spot").and_then(Spot::from_value),
        categories: named(&state, "category/", Category::from_name),
        when: named(&state, "when/", When::from_name),
        feeling: state.value("feeling").and_then(Value::as_int),
        words: text("words"),
        suggestion: text("suggestion"),
        stop: state.value("stop").and_then(Value::as_id),
        for_another: state.value("for_another") == Some(&Value::Bool(true)),
        unsettled: row.unsettled,
        disputed: disputed(&state),
        own: is_own(connection, row.creator)?,
        state: state_of_ops(&ops),
        held: held_reasons(&ops),
        photos: photos_of(connection, row.id)?,
    })
}

fn item_view(connection: &Connection, row: &EntityRow) -> Result<ItemView, StoreError> {
    let ops = log::ops_of(connection, row.id)?;
    let state = fold(row.id, &ops)?;
    let history = ops.iter().map(history_item).collect::<Result<_, _>>()?;
    Ok(ItemView {
        id: row.id,
        kind: row.kind.clone(),
        parent: row.parent,
        at: row.at,
        withdrawn: row.withdrawn,
        state: state_of_ops(&ops),
        held: held_reasons(&ops),
        fields: state.fields.iter().map(field_view).collect(),
        history,
        photos: photos_of(connection, row.id)?,
    })
}

fn fold(id: EntityId, ops: &[StoredOp]) -> Result<EntityState, StoreError> {
    let counting = ops.iter().filter(|op| op.counts);
    let folded = counting.map(StoredOp::folded);
    let folded: Vec<_> = folded.collect::<Result<_, _>>()?;
    crate::merge::fold(id, &folded).ok_or(StoreError::NotFound(id))
}

fn named<T>(state: &EntityState, set: &str, from: impl Fn(&str) -> Option<T>) -> Vec<T> {
    state
        .elements(set)
        .filter_map(|(name, _)| from(name))
        .collect()
}

fn field_view((name, field): (&String, &crate::merge::FieldState)) -> FieldView {
    let also_said = field.also_said().map(|head| AlsoSaid {
        value: head.value.clone(),
        at: head.at,
    });
    FieldView {
        name: name.clone(),
        value: field.shown().clone(),
        erased: field.heads()[0].erased,
        also_said: also_said.collect(),
    }
}

fn history_item(stored: &StoredOp) -> Result<HistoryItem, StoreError> {
    Ok(HistoryItem {
        replica: stored.replica,
        role: stored.role,
        at: stored.at,
        fields: stored.read()?.fields.into_keys().collect(),
        state: stored.state,
        reason: stored.reason,
    })
}

fn state_of_ops(ops: &[StoredOp]) -> OpState {
    let states = ops.iter().map(|op| op.state);
    states.reduce(least).unwrap_or(OpState::OnPhone)
}

fn held_reasons(ops: &[StoredOp]) -> Vec<HeldReason> {
    let mut reasons: Vec<HeldReason> = ops.iter().filter_map(|op| op.reason).collect();
    reasons.sort();
    reasons.dedup();
    reasons
}

fn is_own(connection: &Connection, replica: ReplicaId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM replica WHERE id = ?1)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([replica], |row| row.get(0))?)
}

fn photos_of(connection: &Connection, parent: EntityId) -> Result<Vec<PhotoView>, StoreError> {
    let rows = log::children(connection, parent, Kind::Photo)?;
    rows.iter().map(|row| photo_view(connection, row)).collect()
}

fn photo_view(connection: &Connection, row: &EntityRow) -> Result<PhotoView, StoreError> {
    let ops = log::ops_of(connection, row.id)?;
    let state = fold(row.id, &ops)?;
    let file = state.value("file").and_then(|file| file.entry("hash"));
    let file = file.and_then(Value::to_bytes);
    let file = file.and_then(|hash| ContentHash::from_slice(&hash));
    Ok(PhotoView {
        id: row.id,
        file,
        caption: state.text("caption").map(str::to_owned),
        taken_at: state.time("taken_at"),
        state: state_of_ops(&ops),
        file_state: file_state(connection, row.id, file)?,
    })
}

/// How far a file has come; one of somebody else is on the server already.
fn file_state(
    connection: &Connection,
    photo: EntityId,
    file: Option<ContentHash>,
) -> Result<OpState, StoreError> {
    let Some(hash) = file else {
        return Ok(OpState::Erased);
    };
    let sql = "SELECT state FROM file WHERE hash = ?1 AND photo = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let state = statement
        .query_row(params![hash, photo], |row| {
            log::named(row, 0, OpState::from_name)
        })
        .optional()?;
    Ok(state.unwrap_or(OpState::Visible))
}
