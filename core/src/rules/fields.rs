//! The table: kind × field × role.

use super::shape::Shape;
use super::shape::Shape::{
    Bool, Bytes, File, Id, Int, Line, OneOf, Point, Spot, Target, Text, Time,
};
use crate::domain::Kind::{
    Admission, Area, Attendance, Erasure, Group, Measure, Observation, Participant, Photo, Plan,
    Revocation, Stop, Track, Verification, Walk,
};
use crate::domain::Role::{Coordinator, Leader, NoteTaker, Photographer};
use crate::domain::{
    AttendanceCategory, Category, Kind, Light, MeasureKind, MeasureStatus, ObservationKind,
    Occasion, Outcome, Role, When,
};
use crate::op::{PARENT, WITHDRAWN};

/// What one field takes, and from whom.
#[derive(Debug)]
pub struct FieldRule {
    /// The kind that has the field.
    pub kind: Kind,
    /// The field's name; one that ends in `/` stands for all elements of a set.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Whether it cannot be taken away by setting it to nothing.
    pub needed: bool,
    /// Who may set it.
    pub set_by: &'static [Role],
}

const OFFICE: &[Role] = &[Coordinator];
const LEADING: &[Role] = &[Coordinator, Leader, NoteTaker];
const PICTURING: &[Role] = &[Coordinator, Leader, NoteTaker, Photographer];
const ANYONE: &[Role] = Role::ALL;

const NAME: Shape = Text(200);
const WORDS: Shape = Text(10_000);
const NOTE: Shape = Text(2_000);

/// The rule of a field; `None` when this version does not know the field.
pub fn rule_of(kind: Kind, field: &str) -> Option<&'static FieldRule> {
    FIELDS
        .iter()
        .find(|rule| rule.kind == kind && names(rule, field))
}

fn names(rule: &FieldRule, field: &str) -> bool {
    if rule.name.ends_with('/') {
        return field
            .strip_prefix(rule.name)
            .is_some_and(|element| is_element(rule, element));
    }
    rule.name == field
}

/// Whether a set can have this element: a name from the kind's own list, or a number.
fn is_element(rule: &FieldRule, element: &str) -> bool {
    match rule.name {
        "category/" => Category::from_name(element).is_some(),
        "when/" => When::from_name(element).is_some(),
        "count/" => AttendanceCategory::from_name(element).is_some(),
        _ => !element.is_empty() && element.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

const fn rule(kind: Kind, name: &'static str, shape: Shape, set_by: &'static [Role]) -> FieldRule {
    FieldRule {
        kind,
        name,
        shape,
        needed: false,
        set_by,
    }
}

const fn needed(
    kind: Kind,
    name: &'static str,
    shape: Shape,
    set_by: &'static [Role],
) -> FieldRule {
    FieldRule {
        kind,
        name,
        shape,
        needed: true,
        set_by,
    }
}

static FIELDS: &[FieldRule] = &[
    needed(Area, PARENT, Target, OFFICE),
    rule(Area, "name", NAME, OFFICE),
    rule(Area, "polygon", Line, OFFICE),
    needed(Plan, PARENT, Target, OFFICE),
    rule(Plan, "name", NAME, OFFICE),
    needed(Walk, PARENT, Target, OFFICE),
    rule(Walk, "occasion", OneOf(Occasion::NAMES), OFFICE),
    rule(Walk, "name", NAME, OFFICE),
    rule(Walk, "purpose", NOTE, OFFICE),
    rule(Walk, "planned_start", Time, OFFICE),
    rule(Walk, "planned_end", Time, OFFICE),
    rule(Walk, "light", OneOf(Light::NAMES), LEADING),
    rule(Walk, "weather", NAME, LEADING),
    rule(Walk, "closed_at", Time, OFFICE),
    rule(Walk, "cancelled_at", Time, OFFICE),
    needed(Group, PARENT, Target, OFFICE),
    rule(Group, "name", NAME, OFFICE),
    rule(Group, "route", Line, OFFICE),
    rule(Group, "started_at", Time, LEADING),
    rule(Group, "ended_at", Time, LEADING),
    rule(Group, "light", OneOf(Light::NAMES), LEADING),
    rule(Group, "weather", NAME, LEADING),
    rule(Group, "remarks", WORDS, LEADING),
    rule(Group, "phones_counted", Int(0, 999), LEADING),
    rule(Group, WITHDRAWN, Bool, OFFICE),
    needed(Participant, PARENT, Target, ANYONE),
    rule(Participant, "language", Text(35), ANYONE),
    needed(Stop, PARENT, Target, LEADING),
    rule(Stop, "number", Int(0, 999), LEADING),
    rule(Stop, "name", NAME, LEADING),
    rule(Stop, "point", Point, LEADING),
    rule(Stop, "planned", Bool, LEADING),
    rule(Stop, "reached_at", Time, LEADING),
    rule(Stop, WITHDRAWN, Bool, LEADING),
    needed(Track, PARENT, Target, LEADING),
    rule(Track, "started_at", Time, LEADING),
    rule(Track, "ended_at", Time, LEADING),
    rule(Track, "name", NAME, LEADING),
    rule(Track, "main", Bool, LEADING),
    needed(Track, "fixes/", Bytes(48 * 1024), LEADING),
    rule(Track, WITHDRAWN, Bool, LEADING),
    needed(Attendance, PARENT, Target, LEADING),
    rule(Attendance, "count/", Int(0, 999), LEADING),
    rule(Attendance, WITHDRAWN, Bool, LEADING),
    needed(Observation, PARENT, Target, ANYONE),
    needed(Observation, "kind", OneOf(ObservationKind::NAMES), ANYONE),
    rule(Observation, "spot", Spot, ANYONE),
    rule(Observation, "category/", Bool, ANYONE),
    rule(Observation, "when/", Bool, ANYONE),
    rule(Observation, "feeling", Int(0, 3), ANYONE),
    rule(Observation, "words", WORDS, ANYONE),
    rule(Observation, "suggestion", WORDS, ANYONE),
    rule(Observation, "stop", Id, ANYONE),
    rule(Observation, "for_another", Bool, ANYONE),
    rule(Observation, WITHDRAWN, Bool, ANYONE),
    needed(Photo, PARENT, Target, ANYONE),
    needed(Photo, "file", File, ANYONE),
    rule(Photo, "taken_at", Time, ANYONE),
    rule(Photo, "caption", NOTE, ANYONE),
    rule(Photo, WITHDRAWN, Bool, ANYONE),
    needed(Measure, PARENT, Target, OFFICE),
    rule(Measure, "name", NAME, OFFICE),
    rule(Measure, "kind", OneOf(MeasureKind::NAMES), OFFICE),
    rule(Measure, "status", OneOf(MeasureStatus::NAMES), OFFICE),
    rule(Measure, "reason", NOTE, OFFICE),
    rule(Measure, "owner", NAME, OFFICE),
    rule(Measure, "due", Time, OFFICE),
    rule(Measure, "point", Point, OFFICE),
    needed(Verification, PARENT, Target, PICTURING),
    needed(Verification, "outcome", OneOf(Outcome::NAMES), PICTURING),
    rule(Verification, "words", WORDS, PICTURING),
    rule(Verification, WITHDRAWN, Bool, PICTURING),
    needed(Admission, PARENT, Target, OFFICE),
    rule(Admission, "op", Bytes(32), OFFICE),
    rule(Admission, "replica", Bytes(16), OFFICE),
    needed(Admission, "decision", OneOf(&["admit", "hold"]), OFFICE),
    rule(Admission, "reason", NOTE, OFFICE),
    needed(Erasure, PARENT, Target, OFFICE),
    rule(Erasure, "op", Bytes(32), OFFICE),
    rule(Erasure, "entity", Id, OFFICE),
    rule(Erasure, "replica", Bytes(16), OFFICE),
    rule(Erasure, "rule", NOTE, OFFICE),
    needed(Revocation, PARENT, Target, OFFICE),
    rule(Revocation, "code", Bytes(62), OFFICE),
    rule(Revocation, "replica", Bytes(16), OFFICE),
    rule(Revocation, "reason", NOTE, OFFICE),
];
