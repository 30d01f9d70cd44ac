//! What somebody of the office changes: an op that names the values that they saw.

use lykta_core::id::{EntityId, ShortHash};
use lykta_core::op::{OpBuilder, Value};
use lykta_core::store::log;

use super::office::Office;
use crate::error::Error;

/// A field as somebody would have it, and whose values they saw when they wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field.
    pub field: String,
    /// Its new value.
    pub value: Value,
    /// The ops whose values they saw.
    pub saw: Vec<ShortHash>,
}

impl Office<'_, '_> {
    /// Changes fields of something of a walk.
    ///
    /// A value that came after they looked is not replaced: it stays beside the new one, and its
    /// field is returned.
    pub fn change(
        &mut self,
        walk: EntityId,
        id: EntityId,
        changes: &[Change],
    ) -> Result<Vec<String>, Error> {
        let state = log::state_of(self.connection(), id)?.ok_or(Error::NotFound)?;
        let mut op = OpBuilder::edit(&state.target.kind, id);
        for change in changes {
            let named = state.superseded_by(self.replica(), &change.field, |reference| {
                change.saw.contains(&reference.2)
            });
            op = op.replace(&change.field, change.value.clone(), named);
        }
        if op.fields().is_empty() {
            return Ok(Vec::new());
        }
        for piece in op.in_pieces() {
            self.act(walk, piece)?;
        }
        self.still_unsettled(id, changes)
    }

    fn still_unsettled(&self, id: EntityId, changes: &[Change]) -> Result<Vec<String>, Error> {
        let state = log::state_of(self.connection(), id)?.ok_or(Error::NotFound)?;
        let unsettled: Vec<&str> = state.unsettled().map(|(field, _)| field).collect();
        let fields = changes.iter().map(|change| change.field.clone());
        Ok(fields
            .filter(|field| unsettled.contains(&field.as_str()))
            .collect())
    }
}
