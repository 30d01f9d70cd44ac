//! Who may set what, and what a value must look like: one table for screens and server.

mod fields;
mod shape;

pub use fields::{FieldRule, rule_of};
pub use shape::Shape;

use crate::domain::{Kind, Role};
use crate::op::{FieldSet, PARENT, Value};
use std::collections::BTreeMap;

/// What is wrong with what an op says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleBroken {
    /// The role may not set this field.
    #[error("a {role} may not set {kind}.{field}")]
    Forbidden {
        /// The writer's role.
        role: Role,
        /// The target's kind.
        kind: Kind,
        /// The field.
        field: String,
    },
    /// The value is not of the field's shape or size.
    #[error("{kind}.{field} takes {expected}")]
    BadValue {
        /// The target's kind.
        kind: Kind,
        /// The field.
        field: String,
        /// What it takes, for people.
        expected: String,
    },
}

/// Checks what an op says against the table.
pub fn check(
    role: Role,
    kind: Kind,
    fields: &BTreeMap<String, FieldSet>,
) -> Result<(), RuleBroken> {
    let mut bad = Ok(());
    for (name, set) in fields {
        let known = rule_of(kind, name);
        if !is_for(role, known, kind) {
            let field = name.clone();
            return Err(RuleBroken::Forbidden { role, kind, field });
        }
        // What nobody may set comes before what is set badly.
        bad = bad.and_then(|()| known.map_or(Ok(()), |rule| check_value(rule, name, &set.value)));
    }
    bad
}

/// Whether `role` may set the field of something of this kind.
///
/// A field that this version does not know is for whoever may create the kind.
pub fn may_set(role: Role, kind: Kind, field: &str) -> bool {
    is_for(role, rule_of(kind, field), kind)
}

fn is_for(role: Role, known: Option<&FieldRule>, kind: Kind) -> bool {
    known
        .or_else(|| rule_of(kind, PARENT))
        .is_some_and(|rule| rule.set_by.contains(&role))
}

fn check_value(rule: &FieldRule, name: &str, value: &Value) -> Result<(), RuleBroken> {
    let kind = rule.kind;
    // Null takes a value away; only what makes an entity what it is cannot be taken away.
    let may_be_null = !rule.needed || (kind == Kind::Area && name == PARENT);
    if (*value == Value::Null && may_be_null) || rule.shape.admits(value) {
        return Ok(());
    }
    Err(RuleBroken::BadValue {
        kind,
        field: name.to_owned(),
        expected: rule.shape.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::OpBuilder;

    fn says(field: &str, value: impl Into<Value>) -> BTreeMap<String, FieldSet> {
        let id = crate::id::EntityId(uuid::Uuid::nil());
        OpBuilder::edit("observation", id)
            .set(field, value)
            .fields()
            .clone()
    }

    #[test]
    fn the_table_says_who_and_what() {
        let kind = Kind::Observation;
        let by_anyone = check(Role::Participant, kind, &says("kind", "unsafe"));
        assert_eq!(by_anyone, Ok(()));
        assert!(matches!(
            check(Role::Participant, kind, &says("kind", "ugly")),
            Err(RuleBroken::BadValue { .. })
        ));
        assert!(matches!(
            check(Role::Participant, kind, &says("feeling", 4)),
            Err(RuleBroken::BadValue { .. })
        ));
        assert!(matches!(
            check(Role::Participant, Kind::Walk, &says("closed_at", 4)),
            Err(RuleBroken::Forbidden { .. })
        ));
        assert!(check(Role::Leader, Kind::Group, &says("started_at", 4)).is_ok());
        assert!(check(Role::Participant, Kind::Group, &says("started_at", 4)).is_err());
    }

    #[test]
    fn fields_from_the_future_are_for_whoever_creates_the_kind() {
        assert!(may_set(Role::Participant, Kind::Observation, "scent"));
        assert!(!may_set(Role::Participant, Kind::Walk, "scent"));
        assert!(may_set(Role::Coordinator, Kind::Walk, "scent"));
    }

    #[test]
    fn every_kind_can_be_created_by_somebody() {
        for kind in Kind::ALL {
            assert!(rule_of(*kind, PARENT).is_some(), "{kind}");
        }
    }
}
