//! Making an op: from what is said to bytes that never change again.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{FieldSet, MAX_PAYLOAD_BYTES, Op, PARENT, Reference, Target, Value};
use crate::id::{EntityId, OpHash, ReplicaId};
use crate::time::Timestamp;

/// Leaves room in a payload for all but its fields.
const MAX_FIELDS_BYTES: usize = MAX_PAYLOAD_BYTES - 1024;

#[derive(Serialize)]
struct EnvelopeOut<'a> {
    v: u32,
    replica: ReplicaId,
    seq: u64,
    at: Timestamp,
    target: &'a Target,
    fields: &'a BTreeMap<String, FieldSet>,
}

/// What an op shall say, before it is numbered and sealed.
#[derive(Clone, Debug)]
pub struct OpBuilder {
    target: Target,
    fields: BTreeMap<String, FieldSet>,
}

/// An op with the bytes that it is identified by.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// The bytes, to be stored and sent as they are.
    pub payload: Vec<u8>,
    /// The same, read.
    pub op: Op,
}

impl OpBuilder {
    /// An op about something that exists.
    pub fn edit(kind: &str, id: EntityId) -> Self {
        Self {
            target: Target {
                kind: kind.to_owned(),
                id,
            },
            fields: BTreeMap::new(),
        }
    }

    /// An op that creates something below `parent`; `None` is for an area.
    #[must_use]
    pub fn create(kind: &str, id: EntityId, parent: Option<(&str, EntityId)>) -> Self {
        let parent = parent.map_or(Value::Null, |(kind, id)| {
            Value::map([("kind", kind.into()), ("id", Value::id(id))])
        });
        Self::edit(kind, id).set(PARENT, parent)
    }

    /// Sets a field.
    #[must_use]
    pub fn set(self, field: &str, value: impl Into<Value>) -> Self {
        self.replace(field, value, Vec::new())
    }

    /// Sets a field when there is a value for it.
    #[must_use]
    pub fn set_some(self, field: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(field, value),
            None => self,
        }
    }

    /// Sets a field, replacing what `supersedes` names.
    #[must_use]
    pub fn replace(
        mut self,
        field: &str,
        value: impl Into<Value>,
        supersedes: Vec<Reference>,
    ) -> Self {
        let set = FieldSet {
            value: value.into(),
            supersedes,
        };
        self.fields.insert(field.to_owned(), set);
        self
    }

    /// What the op will be about.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The names of the fields that it sets.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    /// The fields that it sets.
    pub fn fields(&self) -> &BTreeMap<String, FieldSet> {
        &self.fields
    }

    /// Fills in what the writer saw: the references for each field that has none yet.
    #[must_use]
    pub fn superseding(mut self, seen: impl Fn(&str) -> Vec<Reference>) -> Self {
        for (name, set) in &mut self.fields {
            if set.supersedes.is_empty() {
                set.supersedes = seen(name);
            }
        }
        self
    }

    /// The same in as few ops as their size demands; the first creates, when this does.
    #[must_use]
    pub fn in_pieces(mut self) -> Vec<Self> {
        let mut pieces = Vec::new();
        while self.bytes() > MAX_FIELDS_BYTES && self.fields.len() > 1 {
            let apart = self.fields.iter().filter(|(name, _)| *name != PARENT);
            let largest = apart.max_by_key(|(_, set)| bytes_of(set));
            let Some(name) = largest.map(|(name, _)| name.clone()) else {
                break;
            };
            let mut piece = Self::edit(&self.target.kind, self.target.id);
            piece.fields.extend(self.fields.remove_entry(&name));
            pieces.push(piece);
        }
        pieces.insert(0, self);
        pieces
    }

    fn bytes(&self) -> usize {
        let fields = self.fields.iter();
        fields.map(|(name, set)| name.len() + bytes_of(set)).sum()
    }

    /// The finished op, in MessagePack.
    pub fn seal(self, replica: ReplicaId, seq: u64, at: Timestamp) -> Sealed {
        let envelope = EnvelopeOut {
            v: 1,
            replica,
            seq,
            at,
            target: &self.target,
            fields: &self.fields,
        };
        let payload = rmp_serde::to_vec_named(&envelope).expect("an envelope has only plain data");
        let op = Op {
            hash: OpHash::of(&payload),
            replica,
            seq,
            at,
            target: self.target,
            fields: self.fields,
        };
        Sealed { payload, op }
    }
}

fn bytes_of(set: &FieldSet) -> usize {
    let packed = rmp_serde::to_vec_named(set);
    packed.expect("a field has only plain data").len()
}

impl Op {
    /// The same op without its values, as bytes: what is left of it after an erasure.
    pub fn skeleton(&self) -> Vec<u8> {
        let fields = self.fields.iter().map(|(name, set)| {
            let kept = if name == PARENT {
                set.value.clone()
            } else {
                Value::Null
            };
            let set = FieldSet {
                value: kept,
                supersedes: set.supersedes.clone(),
            };
            (name.clone(), set)
        });
        let envelope = EnvelopeOut {
            v: 1,
            replica: self.replica,
            seq: self.seq,
            at: self.at,
            target: &self.target,
            fields: &fields.collect(),
        };
        rmp_serde::to_vec_named(&envelope).expect("an envelope has only plain data")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::op::Unreadable;

    const REPLICA: ReplicaId = ReplicaId([1; 16]);

    fn id(n: u128) -> EntityId {
        EntityId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn an_op_is_read_as_it_was_sealed() {
        let sealed = OpBuilder::create("observation", id(1), Some(("group", id(2))))
            .set("kind", "unsafe")
            .set("words", "mörkt under bron")
            .seal(REPLICA, 1, Timestamp(5));
        let read = Op::read(&sealed.payload).unwrap();
        assert_eq!(read, sealed.op);
        assert_eq!(read.creates().unwrap().unwrap().id, id(2));
        assert_eq!(read.value("kind"), Some(&Value::text("unsafe")));
    }

    #[test]
    fn json_and_keys_from_the_future_are_read() {
        let json = br#"{"v":1,"replica":"01010101010101010101010101010101","seq":3,"at":9,
            "mood":"from 2031","target":{"kind":"observation",
            "id":"00000000-0000-0000-0000-000000000001","colour":1},
            "fields":{"words":{"value":"hej","weight":2},"scent":{"value":[1,{"a":null}]}}}"#;
        let op = Op::read(json).unwrap();
        assert_eq!(op.seq, 3);
        assert_eq!(op.value("words"), Some(&Value::text("hej")));
        assert_eq!(op.hash, OpHash::of(json));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let large = vec![b'{'; MAX + 1];
        assert_eq!(Op::read(&large), Err(Unreadable::TooLarge(MAX + 1)));
        assert_eq!(Op::read(b""), Err(Unreadable::NoEnvelope));
        let newer = br#"{"v":2,"replica":"01010101010101010101010101010101","seq":1,"at":0,
            "target":{"kind":"a","id":"00000000-0000-0000-0000-000000000001"},"fields":{}}"#;
        assert_eq!(Op::read(newer), Err(Unreadable::Version(2)));
        let deep = [vec![b'['; 60_000], vec![b']'; 60_000]].concat();
        assert!(Op::read(&deep).is_err());
    }

    const MAX: usize = crate::op::MAX_PAYLOAD_BYTES;

    #[test]
    fn a_skeleton_keeps_place_and_references_and_loses_values() {
        let sealed = OpBuilder::create("observation", id(1), Some(("group", id(2))))
            .replace(
                "words",
                "secret",
                vec![Reference(REPLICA, 1, OpHash([3; 32]).short())],
            )
            .seal(REPLICA, 2, Timestamp(5));
        let skeleton = sealed.op.skeleton();
        assert!(!String::from_utf8_lossy(&skeleton).contains("secret"));
        let op = Op::read_as(&skeleton, sealed.op.hash).unwrap();
        assert_eq!(op.reference(), sealed.op.reference());
        assert_eq!(op.creates(), sealed.op.creates());
        assert_eq!(op.fields["words"].supersedes.len(), 1);
        assert_eq!(op.skeleton(), skeleton);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = Op::read(&bytes);
        }

        #[test]
        fn every_damaged_payload_is_an_error_or_another_op(at in 0usize..100, with in any::<u8>()) {
            let sealed = OpBuilder::create("stop", id(1), Some(("group", id(2))))
                .set("number", 4)
                .seal(REPLICA, 1, Timestamp(5));
            let mut bytes = sealed.payload.clone();
            let at = at % bytes.len();
            bytes[at] = with;
            if let Ok(op) = Op::read(&bytes) {
                prop_assert_eq!(op.hash == sealed.op.hash, bytes == sealed.payload);
            }
        }
    }
}
