//! What stands side by side, and settling it.

use super::record::entity_with_participation;
use super::store::Store;
use crate::domain::Spot;
use crate::id::EntityId;
use crate::merge::{EntityState, FieldState};
use crate::op::{OpBuilder, Reference, Value};
use crate::store::StoreError;
use crate::store::log;
use crate::time::Timestamp;

/// A field of which different things were said.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Disputed {
    /// The field, such as `words` or `category/lighting`.
    pub field: String,
    /// What was said, the one to show first in front.
    pub said: Vec<Said>,
}

/// One of several things that were said of a field.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Said {
    /// The ops that say so; nothing to show.
    pub by: Vec<Reference>,
    /// The value.
    pub value: SaidValue,
    /// When it was said, by the writer's clock.
    pub at: Timestamp,
}

/// A value of an observation's field, for a screen.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum SaidValue {
    /// Words, or the name of one of a few choices.
    Text {
        /// It.
        text: String,
    },
    /// A number, such as a feeling.
    Number {
        /// It.
        number: i64,
    },
    /// Whether something is so.
    YesNo {
        /// It is.
        is_so: bool,
    },
    /// What it is tied to.
    Place {
        /// It.
        spot: Spot,
    },
    /// Something else of this walk, such as a stop.
    Item {
        /// It.
        id: EntityId,
    },
    /// Nothing: it was erased or taken back.
    Nothing,
    /// A newer app said something that this one cannot show.
    Unknown,
}

impl SaidValue {
    fn of(field: &str, value: &Value) -> Self {
        match (field, value) {
            (_, Value::Null) => Self::Nothing,
            ("spot", value) => {
                Spot::from_value(value).map_or(Self::Unknown, |spot| Self::Place { spot })
            }
            ("stop", value) => value.as_id().map_or(Self::Unknown, |id| Self::Item { id }),
            (_, Value::Text(text)) => Self::Text { text: text.clone() },
            (_, Value::Int(number)) => Self::Number { number: *number },
            (_, Value::Bool(is_so)) => Self::YesNo { is_so: *is_so },
            _ => Self::Unknown,
        }
    }
}

/// The fields of which different things were said.
pub(super) fn disputed(state: &EntityState) -> Vec<Disputed> {
    let unsettled = state.unsettled();
    let fields = unsettled.map(|(field, state)| Disputed {
        field: field.to_owned(),
        said: said(field, state),
    });
    fields.collect()
}

fn said(field: &str, state: &FieldState) -> Vec<Said> {
    let mut said: Vec<(&Value, Said)> = Vec::new();
    for head in state.heads() {
        if let Some((_, same)) = said.iter_mut().find(|(value, _)| *value == &head.value) {
            same.by.push(head.reference);
            continue;
        }
        let one = Said {
            by: vec![head.reference],
            value: SaidValue::of(field, &head.value),
            at: head.at,
        };
        said.push((&head.value, one));
    }
    said.into_iter().map(|(_, said)| said).collect()
}

impl Store {
    /// Settles a field in favour of one of the things that were said, by its place in
    /// [`Disputed::said`]. What somebody else said in the meantime stays beside it: nobody
    /// replaces what they have not seen.
    pub fn settle_for(
        &self,
        id: EntityId,
        disputed: &Disputed,
        chosen: u32,
    ) -> Result<(), StoreError> {
        const GONE: StoreError =
            StoreError::NotNow("others have settled it meanwhile: look at it again");
        let field = &disputed.field;
        let seen: Vec<Reference> = disputed
            .said
            .iter()
            .flat_map(|said| &said.by)
            .copied()
            .collect();
        let chosen = &disputed.said.get(chosen as usize).ok_or(GONE)?.by;
        self.write(|tx| {
            let (row, by) = entity_with_participation(tx, id)?;
            let state = log::state_of(tx, id)?.ok_or(StoreError::NotFound(id))?;
            let heads = state.fields.get(field).map_or(&[][..], FieldState::heads);
            let mut chosen = heads.iter().filter(|head| chosen.contains(&head.reference));
            let value = chosen.next().ok_or(GONE)?.value.clone();
            let references = state.superseded_by(by.replica, field, |head| seen.contains(head));
            if references.is_empty() {
                return Err(GONE);
            }
            let op = OpBuilder::edit(&row.kind, id).replace(field, value, references);
            self.record(tx, &by, op)
        })
    }
}
