//! Reading a payload: a view of bytes that are kept as they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PARENT, Value};
use crate::id::{EntityId, OpHash, ReplicaId, ShortHash};
use crate::time::Timestamp;

/// The largest payload that is read, in bytes.
pub const MAX_PAYLOAD_BYTES: usize = 64 * 1024;
const VERSION: u32 = 1;
pub(super) const MAX_DEPTH: usize = 16;

/// What an op is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The kind by its name in the glossary, also one that only newer versions know.
    pub kind: String,
    /// Which one.
    pub id: EntityId,
}

/// Names one op of one replica, so surely that it cannot name what does not exist yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reference(pub ReplicaId, pub u64, pub ShortHash);

/// What an op says of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldSet {
    /// The new value.
    #[serde(default = "null")]
    pub value: Value,
    /// The ops whose value the writer saw and replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<Reference>,
}

fn null() -> Value {
    Value::Null
}

#[derive(Deserialize)]
struct Envelope {
    v: u32,
    replica: ReplicaId,
    seq: u64,
    at: Timestamp,
    target: Target,
    fields: BTreeMap<String, FieldSet>,
}

/// One op as it was read from its payload.
#[derive(Clone, Debug, PartialEq)]
pub struct Op {
    /// The hash of the payload.
    pub hash: OpHash,
    /// Who wrote it.
    pub replica: ReplicaId,
    /// Its number among that replica's ops, from 1.
    pub seq: u64,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub fields: BTreeMap<String, FieldSet>,
}

/// Why a payload cannot be read. It is kept all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Larger than [`MAX_PAYLOAD_BYTES`].
    #[error("the payload has {0} bytes, more than 64 KiB")]
    TooLarge(usize),
    /// Neither a JSON nor a MessagePack envelope.
    #[error("the payload is no envelope")]
    NoEnvelope,
    /// From a version that does not exist yet.
    #[error("the envelope has version {0}, which this version cannot read")]
    Version(u32),
    /// A number that no op can have, or no field at all.
    #[error("the envelope has no field or a number out of range")]
    OutOfRange,
}

impl Op {
    /// Reads a payload: MessagePack, or JSON when it starts with `{`.
    pub fn read(payload: &[u8]) -> Result<Self, Unreadable> {
        Self::read_as(payload, OpHash::of(payload))
    }

    /// Reads a payload whose hash is known, or the skeleton that is left of it.
    pub fn read_as(payload: &[u8], hash: OpHash) -> Result<Self, Unreadable> {
        if payload.len() > MAX_PAYLOAD_BYTES {
            return Err(Unreadable::TooLarge(payload.len()));
        }
        let envelope = read_envelope(payload).ok_or(Unreadable::NoEnvelope)?;
        if envelope.v != VERSION {
            return Err(Unreadable::Version(envelope.v));
        }
        let countable = (1..=i64::MAX as u64).contains(&envelope.seq);
        if !countable || envelope.fields.is_empty() {
            return Err(Unreadable::OutOfRange);
        }
        Ok(Self {
            hash,
            replica: envelope.replica,
            seq: envelope.seq,
            at: envelope.at,
            target: envelope.target,
            fields: envelope.fields,
        })
    }

    /// How another op names this one.
    pub fn reference(&self) -> Reference {
        Reference(self.replica, self.seq, self.hash.short())
    }

    /// The parent that this op gives its target, when it creates it.
    pub fn creates(&self) -> Option<Option<Target>> {
        let parent = &self.fields.get(PARENT)?.value;
        let Some(kind) = parent.entry("kind").and_then(Value::as_text) else {
            return Some(None);
        };
        let id = parent.entry("id").and_then(Value::as_id);
        Some(id.map(|id| Target {
            kind: kind.to_owned(),
            id,
        }))
    }

    /// The value that this op gives to a field, when it does.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).map(|set| &set.value)
    }
}

fn read_envelope(payload: &[u8]) -> Option<Envelope> {
    if payload.first() == Some(&b'{') {
        return serde_json::from_slice(payload).ok();
    }
    let mut reader = rmp_serde::Deserializer::from_read_ref(payload);
    reader.set_max_depth(MAX_DEPTH);
    Envelope::deserialize(&mut reader).ok()
}
