//! Ids: random, fixed in size, each a type of its own.

use std::fmt;
use std::io;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::seam::IdSource;
use crate::time::Timestamp;

/// A text that is not the hexadecimal form of an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected {expected} hexadecimal digits")]
pub struct NotAnId {
    expected: usize,
}

macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $length:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $length]);

        impl $name {
            /// The id in `bytes`, when they are as many as it takes.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// The id's bytes.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let mut bytes = [0; $length];
                hex::decode_to_slice(text, &mut bytes)
                    .map_err(|_| NotAnId { expected: 2 * $length })?;
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    serializer.serialize_bytes(&self.0)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                if deserializer.is_human_readable() {
                    let text = String::deserialize(deserializer)?;
                    text.parse().map_err(D::Error::custom)
                } else {
                    let bytes = serde_bytes::ByteBuf::deserialize(deserializer)?;
                    Self::from_slice(&bytes).ok_or_else(|| {
                        D::Error::invalid_length(bytes.len(), &"the bytes of an id")
                    })
                }
            }
        }
    };
}

byte_id! {
    /// Who writes: one random secret per installation and walk, known by half of its hash.
    ReplicaId, 16
}
byte_id! {
    /// The BLAKE3 hash of an op's original payload bytes.
    OpHash, 32
}
byte_id! {
    /// The first half of an [`OpHash`], as references and receipts carry it.
    ShortHash, 16
}

byte_id! {
    /// The BLAKE3 hash of a file's bytes.
    ContentHash, 32
}

impl ContentHash {
    /// The hash of a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The same of all that a reader gives, piece by piece.
    pub fn of_reader(reader: impl io::Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Self(*hasher.finalize().as_bytes()))
    }
}

impl OpHash {
    /// The hash of an op's payload.
    pub fn of(payload: &[u8]) -> Self {
        Self(*blake3::hash(payload).as_bytes())
    }

    /// Its first 16 bytes.
    pub fn short(&self) -> ShortHash {
        let mut short = [0; 16];
        short.copy_from_slice(&self.0[..16]);
        ShortHash(short)
    }
}

/// What proves that a caller is a replica: 32 random bytes that only its installation has.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplicaSecret([u8; 32]);

impl ReplicaSecret {
    /// A new secret.
    pub fn random(ids: &dyn IdSource) -> Self {
        let mut bytes = [0; 32];
        ids.fill(&mut bytes);
        Self(bytes)
    }

    /// The secret in `bytes`, when they are 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The secret's bytes, to be stored or sent and never logged.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The id of the replica that has this secret.
    pub fn replica(&self) -> ReplicaId {
        let hash = blake3::hash(&self.0);
        let mut id = [0; 16];
        id.copy_from_slice(&hash.as_bytes()[..16]);
        ReplicaId(id)
    }
}

impl fmt::Debug for ReplicaSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReplicaSecret(…)")
    }
}

/// The id of anything that ops are about: a UUID.
///
/// Version 7 where this core makes it, so that new rows land beside each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub Uuid);

impl EntityId {
    /// A new id, made at `now`.
    pub fn random(ids: &dyn IdSource, now: Timestamp) -> Self {
        let mut chance = [0; 10];
        ids.fill(&mut chance);
        let millis = u64::try_from(now.0).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
    }

    /// The id in `bytes`, when they are 16.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().map(Self)
    }

    /// The id's bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for EntityId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

#[cfg(feature = "store")]
mod sql {
    //! Ids are blobs in SQL.

    use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

    use super::{ContentHash, EntityId, OpHash, ReplicaId, ShortHash};

    macro_rules! blob_id {
        ($name:ident) => {
            impl ToSql for $name {
                fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                    Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.as_bytes())))
                }
            }

            impl FromSql for $name {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    Self::from_slice(value.as_blob()?).ok_or(FromSqlError::InvalidType)
                }
            }
        };
    }

    blob_id!(ContentHash);
    blob_id!(EntityId);
    blob_id!(OpHash);
    blob_id!(ReplicaId);
    blob_id!(ShortHash);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seam::SystemIds;

    #[test]
    fn a_replica_is_known_by_its_secret() {
        let secret = ReplicaSecret::random(&SystemIds);
        let again = ReplicaSecret::from_slice(secret.as_bytes()).unwrap();
        assert_eq!(secret.replica(), again.replica());
        assert_ne!(
            secret.replica(),
            ReplicaSecret::random(&SystemIds).replica()
        );
        assert_eq!(format!("{secret:?}"), "ReplicaSecret(…)");
    }

    #[test]
    fn ids_are_text_for_people_and_bytes_for_machines() {
        let id = ReplicaId([7; 16]);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{}\"", "07".repeat(16)));
        assert_eq!(serde_json::from_str::<ReplicaId>(&json).unwrap(), id);

        let packed = rmp_serde::to_vec(&id).unwrap();
        assert_eq!(packed.len(), 18);
        assert_eq!(rmp_serde::from_slice::<ReplicaId>(&packed).unwrap(), id);
        assert!("07".parse::<ReplicaId>().is_err());
    }

    #[test]
    fn new_entity_ids_sort_by_time() {
        let early = EntityId::random(&SystemIds, Timestamp(1_000));
        let late = EntityId::random(&SystemIds, Timestamp(2_000));
        assert!(early < late);
        assert_eq!(early.0.get_version_num(), 7);
    }
}
