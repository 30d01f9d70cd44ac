//! The office's acts: what an admission, an erasure or a revocation says, and of what.

use serde::{Deserialize, Serialize};

use crate::domain::Kind;
use crate::id::{EntityId, OpHash, ReplicaId};
use crate::join::CodeText;
use crate::named::named;
use crate::op::{Op, OpBuilder, Value};

named! {
    /// What a person decided of an op or a replica.
    Decision {
        /// It counts.
        Admit = "admit",
        /// It does not count.
        Hold = "hold",
    }
}

/// What an act is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "subject", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// One op, by the hash of its bytes.
    Op(OpHash),
    /// An entity with its children.
    Entity(EntityId),
    /// All of a replica, past and to come.
    Replica(ReplicaId),
    /// A code.
    Code(CodeText),
}

impl Subject {
    /// The field that names it; also its name in SQL.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Op(_) => "op",
            Self::Entity(_) => "entity",
            Self::Replica(_) => "replica",
            Self::Code(_) => "code",
        }
    }

    /// Its id.
    pub fn id(&self) -> &[u8] {
        match self {
            Self::Op(hash) => hash.as_bytes(),
            Self::Entity(id) => id.as_bytes(),
            Self::Replica(replica) => replica.as_bytes(),
            Self::Code(code) => code.as_bytes(),
        }
    }

    fn read(op: &Op, name: &str) -> Option<Self> {
        let bytes = || op.value(name)?.to_bytes();
        match name {
            "op" => OpHash::from_slice(&bytes()?).map(Self::Op),
            "entity" => op.value(name)?.as_id().map(Self::Entity),
            "replica" => ReplicaId::from_slice(&bytes()?).map(Self::Replica),
            "code" => CodeText::from_slice(&bytes()?).map(Self::Code),
            _ => None,
        }
    }
}

/// What the office does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A decision in place of the ordinary one.
    Decide(Subject, Decision),
    /// Values go for good, by a rule.
    Erase(Subject, String),
    /// Reading and inviting end at once.
    Revoke(Subject),
}

impl Act {
    /// Reads the act that an op makes; `None` when it makes none or names not exactly one subject.
    pub fn read(op: &Op) -> Option<Self> {
        let text = |field| op.value(field).and_then(Value::as_text);
        match Kind::from_name(&op.target.kind)? {
            Kind::Admission => {
                let decision = Decision::from_name(text("decision")?)?;
                Some(Self::Decide(only(op, &["op", "replica"])?, decision))
            }
            Kind::Erasure => {
                let rule = text("rule").unwrap_or_default().to_owned();
                Some(Self::Erase(only(op, &["op", "entity", "replica"])?, rule))
            }
            Kind::Revocation => Some(Self::Revoke(only(op, &["code", "replica"])?)),
            _ => None,
        }
    }

    /// The op that makes it, under the id `act` in a walk.
    pub fn builder(&self, act: EntityId, walk: EntityId) -> OpBuilder {
        let create = |kind: Kind, subject: &Subject| {
            let parent = Some((Kind::Walk.name(), walk));
            let id = Value::Bytes(subject.id().to_vec());
            OpBuilder::create(kind.name(), act, parent).set(subject.name(), id)
        };
        match self {
            Self::Decide(subject, decision) => {
                create(Kind::Admission, subject).set("decision", decision.name())
            }
            Self::Erase(subject, rule) => create(Kind::Erasure, subject).set("rule", rule.as_str()),
            Self::Revoke(subject) => create(Kind::Revocation, subject),
        }
    }
}

/// The subject, when exactly one of the fields that may name one does.
fn only(op: &Op, fields: &[&str]) -> Option<Subject> {
    let mut named = fields
        .iter()
        .filter(|field| op.value(field).is_some_and(|value| *value != Value::Null));
    let subject = Subject::read(op, named.next()?);
    subject.filter(|_| named.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    const REPLICA: ReplicaId = ReplicaId([1; 16]);

    fn id(n: u128) -> EntityId {
        EntityId(uuid::Uuid::from_u128(n))
    }

    fn read(op: OpBuilder) -> Option<Act> {
        Act::read(&op.seal(REPLICA, 1, Timestamp(0)).op)
    }

    #[test]
    fn an_act_is_read_as_it_was_made() {
        let acts = [
            Act::Decide(Subject::Op(OpHash([7; 32])), Decision::Admit),
            Act::Decide(Subject::Replica(REPLICA), Decision::Hold),
            Act::Erase(Subject::Entity(id(5)), "a request".to_owned()),
            Act::Revoke(Subject::Replica(REPLICA)),
        ];
        for act in acts {
            assert_eq!(read(act.builder(id(1), id(2))), Some(act));
        }
    }

    #[test]
    fn an_act_names_exactly_one_subject() {
        let erase = Act::Erase(Subject::Entity(id(5)), String::new());
        let two = erase
            .builder(id(1), id(2))
            .set("op", Value::Bytes(vec![0; 32]));
        assert_eq!(read(two), None);
        let short = OpBuilder::create("erasure", id(1), Some(("walk", id(2))));
        assert_eq!(
            read(short.clone().set("op", Value::Bytes(vec![0; 3]))),
            None
        );
        assert_eq!(read(short), None);
    }
}
