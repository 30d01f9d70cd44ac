//! Reading a part of a payload: what it says of some fields, without making the rest.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::read::{FieldSet, MAX_DEPTH, Op, Unreadable};
use crate::id::OpHash;

impl Op {
    /// Reads of a payload, which was read whole before, what it says of the fields that are `wanted`.
    pub fn read_part(
        payload: &[u8],
        hash: OpHash,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Self, Unreadable> {
        let mut reader = rmp_serde::Deserializer::from_read_ref(payload);
        reader.set_max_depth(MAX_DEPTH);
        if let Ok(part) = Envelope(hash, &wanted).deserialize(&mut reader) {
            return Ok(part);
        }
        // In JSON, or in a form that no client of ours writes.
        let mut whole = Self::read_as(payload, hash)?;
        whole.fields.retain(|name, _| wanted(name));
        Ok(whole)
    }
}

struct Envelope<'a, W>(OpHash, &'a W);

impl<'de, W: Fn(&str) -> bool> DeserializeSeed<'de> for Envelope<'_, W> {
    type Value = Op;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Op, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, W: Fn(&str) -> bool> Visitor<'de> for Envelope<'_, W> {
    type Value = Op;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Op, A::Error> {
        let Self(hash, wanted) = self;
        let (mut replica, mut seq, mut at) = (None, None, None);
        let (mut target, mut fields) = (None, None);
        while let Some(name) = map.next_key::<&str>()? {
            match name {
                "replica" => replica = Some(map.next_value()?),
                "seq" => seq = Some(map.next_value()?),
                "at" => at = Some(map.next_value()?),
                "target" => target = Some(map.next_value()?),
                "fields" => fields = Some(map.next_value_seed(Fields(wanted))?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let missing = |what| move || A::Error::missing_field(what);
        Ok(Op {
            hash,
            replica: replica.ok_or_else(missing("replica"))?,
            seq: seq.ok_or_else(missing("seq"))?,
            at: at.ok_or_else(missing("at"))?,
            target: target.ok_or_else(missing("target"))?,
            fields: fields.ok_or_else(missing("fields"))?,
        })
    }
}

struct Fields<'a, W>(&'a W);

impl<'de, W: Fn(&str) -> bool> DeserializeSeed<'de> for Fields<'_, W> {
    type Value = BTreeMap<String, FieldSet>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, W: Fn(&str) -> bool> Visitor<'de> for Fields<'_, W> {
    type Value = BTreeMap<String, FieldSet>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(name) = map.next_key::<&str>()? {
            if (self.0)(name) {
                fields.insert(name.to_owned(), map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::{EntityId, ReplicaId};
    use crate::op::{OpBuilder, Value};
    use crate::time::Timestamp;

    fn payloads() -> impl Strategy<Value = Vec<u8>> {
        let said = ("[a-d]", any::<i64>(), "\\PC{0,40}");
        proptest::collection::vec(said, 1..6).prop_map(|said| {
            let mut op = OpBuilder::create("observation", EntityId(uuid::Uuid::nil()), None);
            for (name, number, text) in said {
                let value = Value::map([("n", Value::Int(number)), ("t", Value::text(text))]);
                op = op.set(&name, value);
            }
            op.seal(ReplicaId([7; 16]), 3, Timestamp(-5)).payload
        })
    }

    proptest! {
        #[test]
        fn a_part_is_the_whole_without_the_rest(payload in payloads(), wanted in "[a-d]{0,3}") {
            let hash = OpHash::of(&payload);
            let is_wanted = |name: &str| wanted.contains(name);
            let mut whole = Op::read(&payload).unwrap();
            whole.fields.retain(|name, _| is_wanted(name));
            prop_assert_eq!(Op::read_part(&payload, hash, is_wanted), Ok(whole));
        }
    }

    fn words_of(payload: &[u8]) -> Op {
        Op::read_part(payload, OpHash::of(payload), |name| name == "words").unwrap()
    }

    #[test]
    fn json_is_read_in_part_as_well() {
        let payload = br#"{"v":1,"replica":"07070707070707070707070707070707","seq":3,"at":4,
            "target":{"kind":"observation","id":"00000000-0000-0000-0000-000000000009"},
            "fields":{"kind":{"value":"unsafe"},"words":{"value":"a\nb"}}}"#;
        let part = words_of(payload);
        assert_eq!(part.fields.len(), 1);
        assert_eq!(part.value("words"), Some(&Value::text("a\nb")));
    }

    #[test]
    fn what_can_be_read_whole_can_be_read_in_part() {
        let op = OpBuilder::edit("observation", EntityId(uuid::Uuid::nil())).set("words", "a");
        let op = op.seal(ReplicaId([7; 16]), 3, Timestamp(5)).op;
        let target = (&op.target.kind, op.target.id);
        // An envelope without names.
        let listed = (1, op.replica, op.seq, op.at, target, &op.fields);
        let payload = rmp_serde::to_vec(&listed).unwrap();
        assert_eq!(Op::read(&payload).unwrap().fields, op.fields);
        assert_eq!(words_of(&payload).fields, op.fields);
    }
}
