//! Recording and editing observations.

use rusqlite::Transaction;

use super::participation;
use super::photo::{PreparedPhoto, files_of};
use super::store::Store;
use crate::dictation::as_said;
use crate::domain::{Category, Feeling, ObservationKind, Spot, When};
use crate::id::EntityId;
use crate::op::{OpBuilder, Value};
use crate::store::StoreError;
use crate::store::log;

/// What a new observation says. The kind alone is enough.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ObservationDraft {
    /// The one thing that it must have.
    pub kind: ObservationKind,
    /// What it is tied to; `None` when that is not known yet.
    pub spot: Option<Spot>,
    /// What it is about.
    pub categories: Vec<Category>,
    /// When it is so.
    pub when: Vec<When>,
    /// How safe it feels.
    pub feeling: Option<Feeling>,
    /// In the person's own words.
    pub words: Option<String>,
    /// What could be done.
    pub suggestion: Option<String>,
    /// The stop where it was said.
    pub stop: Option<EntityId>,
    /// Whether the recorder wrote down what another said.
    pub for_another: bool,
}

impl ObservationDraft {
    /// A draft that has only its kind.
    pub fn new(kind: ObservationKind) -> Self {
        Self {
            kind,
            spot: None,
            categories: Vec::new(),
            when: Vec::new(),
            feeling: None,
            words: None,
            suggestion: None,
            stop: None,
            for_another: false,
        }
    }

    /// The op that creates an observation which says this.
    #[must_use]
    pub fn create_op(&self, id: EntityId, parent: (&str, EntityId)) -> OpBuilder {
        with_draft(OpBuilder::create("observation", id, Some(parent)), self)
    }
}

/// What shall change of an observation; what is `None` or not named stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ObservationEdit {
    /// Another kind.
    pub kind: Option<ObservationKind>,
    /// Another place; the history keeps the old one.
    pub spot: Option<Spot>,
    /// Categories to put in or take out.
    pub categories: Vec<(Category, bool)>,
    /// Times to put in or take out.
    pub when: Vec<(When, bool)>,
    /// Another feeling.
    pub feeling: Option<Feeling>,
    /// Other words.
    pub words: Option<String>,
    /// Another suggestion.
    pub suggestion: Option<String>,
    /// Another stop.
    pub stop: Option<EntityId>,
    /// Whether the recorder writes down what another said.
    pub for_another: Option<bool>,
    /// What was told and shall be untold again; it goes before anything else that is named here.
    pub cleared: Vec<Clearable>,
}

/// What may be untold once it was told. The kind cannot, sets have their items taken out, and
/// texts are made empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Clearable {
    /// What it is tied to: not known again, which is something else than tied to nothing.
    Spot,
    /// How safe it feels.
    Feeling,
    /// The stop where it was said.
    Stop,
}

impl Clearable {
    fn field(self) -> &'static str {
        match self {
            Self::Spot => "spot",
            Self::Feeling => "feeling",
            Self::Stop => "stop",
        }
    }
}

impl Store {
    /// Records an observation under the caller's id; doing it again changes nothing.
    pub fn record_observation(
        &self,
        walk: EntityId,
        id: EntityId,
        draft: &ObservationDraft,
    ) -> Result<(), StoreError> {
        self.record_observation_with(walk, id, draft, &[])
    }

    /// Records an observation together with its photos: all of it or nothing.
    pub fn record_observation_with(
        &self,
        walk: EntityId,
        id: EntityId,
        draft: &ObservationDraft,
        photos: &[PreparedPhoto],
    ) -> Result<(), StoreError> {
        let work = |tx: &Transaction<'_>| {
            if log::entity_row(tx, id)?.is_some() {
                return Ok(());
            }
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            self.record(tx, &by, draft.create_op(id, by.party()))?;
            for photo in photos {
                self.record_prepared(tx, &by, ("observation", id), photo)?;
            }
            Ok(())
        };
        if photos.is_empty() {
            return self.write(work);
        }
        let hashes: Vec<_> = photos.iter().map(|photo| photo.prepared.hash).collect();
        let files = photos.iter().flat_map(|photo| files_of(&photo.prepared));
        self.write_naming(&hashes, &files.collect::<Vec<_>>(), work)
    }

    /// Changes an observation.
    pub fn edit_observation(&self, id: EntityId, edit: &ObservationEdit) -> Result<(), StoreError> {
        self.edit(id, |op| with_edit(op, edit))
    }
}

fn with_draft(op: OpBuilder, draft: &ObservationDraft) -> OpBuilder {
    let op = op
        .set("kind", draft.kind.name())
        .set_some("spot", draft.spot.clone().map(spot_as_said))
        .set_some("feeling", draft.feeling.map(feeling))
        .set_some("words", draft.words.as_deref().map(as_said))
        .set_some("suggestion", draft.suggestion.as_deref().map(as_said))
        .set_some("stop", draft.stop.map(Value::id))
        .set_some("for_another", draft.for_another.then_some(true));
    let in_set = |item: &Category| (*item, true);
    let op = with_set(op, "category", draft.categories.iter().map(in_set));
    with_set(op, "when", draft.when.iter().map(|item| (*item, true)))
}

fn with_edit(op: OpBuilder, edit: &ObservationEdit) -> OpBuilder {
    let cleared = edit.cleared.iter();
    let op = cleared
        .fold(op, |op, clearable| op.set(clearable.field(), Value::Null))
        .set_some("kind", edit.kind.map(ObservationKind::name))
        .set_some("spot", edit.spot.clone().map(spot_as_said))
        .set_some("feeling", edit.feeling.map(feeling))
        .set_some("words", edit.words.as_deref().map(as_said))
        .set_some("suggestion", edit.suggestion.as_deref().map(as_said))
        .set_some("stop", edit.stop.map(Value::id))
        .set_some("for_another", edit.for_another);
    let op = with_set(op, "category", edit.categories.iter().copied());
    with_set(op, "when", edit.when.iter().copied())
}

fn spot_as_said(spot: Spot) -> Value {
    Value::from(match spot {
        Spot::Situation { text, point } => Spot::Situation {
            text: as_said(&text),
            point,
        },
        other => other,
    })
}

/// Each element of a set is a field of its own.
fn with_set<T: std::fmt::Display>(
    op: OpBuilder,
    set: &str,
    items: impl Iterator<Item = (T, bool)>,
) -> OpBuilder {
    items.fold(op, |op, (item, is_in)| {
        op.set(&format!("{set}/{item}"), is_in)
    })
}

fn feeling(feeling: Feeling) -> Value {
    Value::Int(i64::from(feeling.level()))
}
