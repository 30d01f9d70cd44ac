//! What must go for good from one field: the rest is said anew, then the ops that held it are
//! erased. An op is erased whole, so what it said besides would go with it.

use lykta_core::id::EntityId;
use lykta_core::merge::{Act, EntityState, OpState, Subject};
use lykta_core::op::{Op, OpBuilder, PARENT, Value};
use lykta_core::store::log;

use super::office::Office;
use crate::error::Error;

impl Office<'_, '_> {
    /// Puts `value` in the place of all that was ever said of a field, and erases that by `rule`.
    pub fn remove_for_good(
        &mut self,
        walk: EntityId,
        id: EntityId,
        field: &str,
        value: Value,
        rule: &str,
    ) -> Result<(), Error> {
        let said = self.ops_that_set(walk, id, field)?;
        let state = log::state_of(self.connection(), id)?.ok_or(Error::NotFound)?;
        let seen = state.superseded_by(self.replica(), field, |_| true);
        let op = OpBuilder::edit(&state.target.kind, id).replace(field, value, seen);
        let op = self.say_anew(&state, op, &said)?;
        self.act_and_erase(walk, op, &said, rule)
    }

    /// Erases all earlier versions of a photo's file by `rule`; what stands now stays.
    pub fn remove_earlier_files(
        &mut self,
        walk: EntityId,
        photo: EntityId,
        rule: &str,
    ) -> Result<(), Error> {
        let state = log::state_of(self.connection(), photo)?.ok_or(Error::NotFound)?;
        let heads = state
            .fields
            .get("file")
            .map(lykta_core::merge::FieldState::references);
        let heads = heads.unwrap_or_default();
        let mut earlier = self.ops_that_set(walk, photo, "file")?;
        earlier.retain(|op| !heads.contains(&op.reference()));
        let op = OpBuilder::edit(&state.target.kind, photo);
        let op = self.say_anew(&state, op, &earlier)?;
        self.act_and_erase(walk, op, &earlier, rule)
    }

    fn ops_that_set(&self, walk: EntityId, id: EntityId, field: &str) -> Result<Vec<Op>, Error> {
        let mut ops = Vec::new();
        for stored in log::ops_of(self.connection(), id)? {
            if stored.walk != walk || stored.state == OpState::Erased {
                continue;
            }
            let op = stored.read()?;
            if op.value(field).is_some_and(|value| *value != Value::Null) {
                ops.push(op);
            }
        }
        Ok(ops)
    }

    /// Adds to `op` what the ops that go say of other fields.
    fn say_anew(
        &self,
        state: &EntityState,
        mut op: OpBuilder,
        going: &[Op],
    ) -> Result<OpBuilder, Error> {
        for (name, field) in &state.fields {
            let goes = |head: &lykta_core::merge::Head| {
                going.iter().any(|op| op.reference() == head.reference)
            };
            let is_new = name != PARENT && !op.fields().contains_key(name);
            if !is_new || !field.heads().iter().any(goes) {
                continue;
            }
            if field.also_said().next().is_some() {
                // One op has one value a field: of several, a person chooses.
                return Err(Error::Conflict(format!("settle {name} first")));
            }
            let seen = state.superseded_by(self.replica(), name, |_| true);
            op = op.replace(name, field.shown().clone(), seen);
        }
        Ok(op)
    }

    fn act_and_erase(
        &mut self,
        walk: EntityId,
        op: OpBuilder,
        going: &[Op],
        rule: &str,
    ) -> Result<(), Error> {
        if !op.fields().is_empty() {
            for piece in op.in_pieces() {
                self.act(walk, piece)?;
            }
        }
        for op in going {
            self.decide(walk, &Act::Erase(Subject::Op(op.hash), rule.to_owned()))?;
        }
        Ok(())
    }
}
