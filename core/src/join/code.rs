//! Codes: what walk, group and role somebody joins with, sealed by the server's key.
//!
//! The bytes are those of `docs/sync-protocol.md` §6. A code is neither an account nor a password.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::{ADMITTED_FOR_MS, Role};
use crate::id::EntityId;
use crate::seam::IdSource;
use crate::time::Timestamp;

const VERSION: u8 = 1;
const SEALED: usize = 46;
const LENGTH: usize = SEALED + 16;
const MINUTE_MS: i64 = 60_000;

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    /// Characters or length are off: a part is missing, or it was mistyped.
    #[error("the code is not complete: copy or scan the whole link again")]
    Incomplete,
    /// From a newer version of the server.
    #[error("the code is of a newer version: update the app")]
    Newer,
    /// Not made by this server, or changed since.
    #[error("the code was not made by this server: ask the walk's leader for a new one")]
    NotGenuine,
}

/// The server's secret for codes, 32 bytes.
#[derive(Clone)]
pub struct CodeKey([u8; 32]);

impl CodeKey {
    /// A new key.
    pub fn random(ids: &dyn IdSource) -> Self {
        let mut bytes = [0; 32];
        ids.fill(&mut bytes);
        Self(bytes)
    }

    /// The key in `bytes`, when they are 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The key's bytes, to be kept and never shown.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Another key that follows from this one, for one purpose alone.
    pub fn for_purpose(&self, purpose: &str) -> [u8; 32] {
        let name = format!("lykta key for {purpose}");
        *blake3::keyed_hash(&self.0, name.as_bytes()).as_bytes()
    }

    fn mac(&self, sealed: &[u8]) -> [u8; 16] {
        let mac = blake3::keyed_hash(&self.0, sealed);
        let mut short = [0; 16];
        short.copy_from_slice(&mac.as_bytes()[..16]);
        short
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeKey(…)")
    }
}

/// What a code says. Only a server can tell whether it is genuine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The walk to take part in.
    pub walk: EntityId,
    /// The group; none for a coordinator.
    pub group: Option<EntityId>,
    /// What its holder may do.
    pub role: Role,
    /// When the walk is planned to end, to the minute.
    pub planned_end: Timestamp,
}

impl Code {
    /// Issues a code under `key`: two of the same content differ.
    pub fn issue(&self, key: &CodeKey, ids: &dyn IdSource) -> CodeText {
        let mut bytes = [0; LENGTH];
        bytes[0] = VERSION;
        bytes[1..17].copy_from_slice(self.walk.as_bytes());
        if let Some(group) = self.group {
            bytes[17..33].copy_from_slice(group.as_bytes());
        }
        bytes[33] = self.role.number();
        let minutes = u32::try_from(self.planned_end.0 / MINUTE_MS).unwrap_or(u32::MAX);
        bytes[34..38].copy_from_slice(&minutes.to_be_bytes());
        ids.fill(&mut bytes[38..SEALED]);
        let mac = key.mac(&bytes[..SEALED]);
        bytes[SEALED..].copy_from_slice(&mac);
        CodeText(bytes)
    }

    /// Until when what comes with this code is admitted.
    pub fn admitted_until(&self) -> Timestamp {
        self.planned_end.plus_ms(ADMITTED_FOR_MS)
    }
}

/// A code as it is handed on: 62 bytes, 83 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeText([u8; LENGTH]);

impl CodeText {
    /// What the code says, genuine or not.
    pub fn read(&self) -> Result<Code, NotACode> {
        if self.0[0] != VERSION {
            return Err(NotACode::Newer);
        }
        let id = |bytes: &[u8]| EntityId::from_slice(bytes).ok_or(NotACode::Incomplete);
        let group = Some(id(&self.0[17..33])?).filter(|group| !group.0.is_nil());
        let mut minutes = [0; 4];
        minutes.copy_from_slice(&self.0[34..38]);
        Ok(Code {
            walk: id(&self.0[1..17])?,
            group,
            role: Role::from_number(self.0[33]).ok_or(NotACode::Newer)?,
            planned_end: Timestamp(i64::from(u32::from_be_bytes(minutes)) * MINUTE_MS),
        })
    }

    /// What the code says, if it was issued under `key`.
    pub fn verify(&self, key: &CodeKey) -> Result<Code, NotACode> {
        // blake3's hashes compare in constant time; plain arrays do not.
        let mut expected = [0; 32];
        expected[..16].copy_from_slice(&key.mac(&self.0[..SEALED]));
        let mut given = [0; 32];
        given[..16].copy_from_slice(&self.0[SEALED..]);
        if blake3::Hash::from(expected) != blake3::Hash::from(given) {
            return Err(NotACode::NotGenuine);
        }
        self.read()
    }

    /// The code in `bytes`, when they are as many as it takes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The code's bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl fmt::Debug for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeText(…)")
    }
}

impl Serialize for CodeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CodeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for CodeText {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim());
        let bytes = bytes.map_err(|_| NotACode::Incomplete)?;
        Self::from_slice(&bytes).ok_or(NotACode::Incomplete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seam::SystemIds;

    fn leader() -> Code {
        Code {
            walk: EntityId::random(&SystemIds, Timestamp(1)),
            group: Some(EntityId::random(&SystemIds, Timestamp(1))),
            role: Role::Leader,
            planned_end: Timestamp(1_790_000_040_000),
        }
    }

    #[test]
    fn a_code_says_what_it_was_issued_for() {
        let key = CodeKey::random(&SystemIds);
        let code = leader();
        let text = code.issue(&key, &SystemIds).to_string();
        assert_eq!(text.len(), 83);
        let read = text.parse::<CodeText>().unwrap();
        assert_eq!(read.verify(&key), Ok(code));
    }

    #[test]
    fn no_byte_of_a_code_can_be_changed() {
        let key = CodeKey::random(&SystemIds);
        let genuine = leader().issue(&key, &SystemIds);
        for at in 0..LENGTH {
            let mut changed = genuine;
            changed.0[at] ^= 1;
            assert_eq!(changed.verify(&key), Err(NotACode::NotGenuine), "{at}");
        }
        let other = CodeKey::random(&SystemIds);
        assert_eq!(genuine.verify(&other), Err(NotACode::NotGenuine));
    }

    #[test]
    fn half_a_code_is_incomplete() {
        for text in ["", "AQ", "not base64!", &"A".repeat(84)] {
            assert_eq!(text.parse::<CodeText>().err(), Some(NotACode::Incomplete));
        }
    }
}
