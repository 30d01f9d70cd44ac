//! The messages of `POST /v1/sync`, and their two encodings.

use std::{fmt, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::Role;
use crate::id::{ContentHash, EntityId, OpHash, ShortHash};
use crate::merge::{HeldReason, OpState};
use crate::time::Timestamp;

/// The version of these messages.
pub const PROTOCOL: u32 = 1;
/// The most ops in one request.
pub const MAX_OPS: usize = 1_000;
/// The most bytes of one decompressed message.
pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;
/// The content type of MessagePack under zstd.
pub const PACKED_TYPE: &str = "application/vnd.lykta.v1+msgpack";
/// The content type of JSON.
pub const JSON_TYPE: &str = "application/json";
const ZSTD_LEVEL: i32 = 3;

/// An op's original bytes on their way.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload(pub Vec<u8>);

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.0);
        }
        match std::str::from_utf8(&self.0) {
            Ok(json) if json.starts_with('{') => serializer.serialize_str(json),
            _ => serializer.serialize_str(&STANDARD.encode(&self.0)),
        }
    }
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if !deserializer.is_human_readable() {
            return serde_bytes::ByteBuf::deserialize(deserializer).map(|b| Self(b.into_vec()));
        }
        let text = String::deserialize(deserializer)?;
        if text.starts_with('{') {
            return Ok(Self(text.into_bytes()));
        }
        let bytes = STANDARD.decode(text);
        bytes
            .map(Self)
            .map_err(|_| D::Error::custom("a payload is JSON or base64"))
    }
}

/// A position of the server's log and the random mark of the commit there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogHead {
    /// The position, counted from 1; 0 for an empty log.
    #[serde(deserialize_with = "countable")]
    pub position: u64,
    /// The mark.
    #[serde(deserialize_with = "countable")]
    pub mark: u64,
}

/// Where a phone's next pull goes on; opaque to the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// What the caller may see, as a number; another one starts anew.
    pub scope: u64,
    /// The last position that was pulled.
    #[serde(deserialize_with = "countable")]
    pub position: u64,
}

/// How much the phone still has that the server has not, for the coordinator's panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Ops, those of this request included.
    #[serde(deserialize_with = "countable")]
    pub ops: u64,
    /// Photos.
    #[serde(deserialize_with = "countable")]
    pub photos: u64,
    /// Their bytes.
    #[serde(deserialize_with = "countable")]
    pub photo_bytes: u64,
    /// Of what it holds beside the ops of this request, when the oldest was recorded, by the
    /// phone's clock. Older phones do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

/// Reads a number that fits where both sides store it.
fn countable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    use serde::de::Error;
    let number = u64::deserialize(deserializer)?;
    let fits = i64::try_from(number).is_ok();
    fits.then_some(number)
        .ok_or_else(|| D::Error::custom("a number is out of range"))
}

fn known_reason<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<HeldReason>, D::Error> {
    let name: Option<String> = Option::deserialize(deserializer)?;
    Ok(name.and_then(|name| HeldReason::from_name(&name)))
}

/// What a phone asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// [`PROTOCOL`].
    pub protocol: u32,
    /// The phone's wall clock.
    pub now: Timestamp,
    /// Where the last pull ended.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// The highest head that an answer carried.
    #[serde(default)]
    pub seen_head: Option<LogHead>,
    /// New ops.
    #[serde(default)]
    pub ops: Vec<Payload>,
    /// What the phone holds.
    #[serde(default)]
    pub holding: Holding,
    /// Send the caller's own ops too.
    #[serde(default)]
    pub want_own: bool,
}

/// What the server says of one op of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The first half of the op's hash.
    pub hash: ShortHash,
    /// How far it has come.
    pub state: OpState,
    /// Why it is held; none for a reason that only newer versions know.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "known_reason"
    )]
    pub reason: Option<HeldReason>,
}

/// What the server says of one file of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoReceipt {
    /// The file's hash.
    pub hash: ContentHash,
    /// How far it has come.
    pub state: OpState,
}

/// An op that the caller may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledOp {
    /// Its bytes, or its skeleton when it was erased.
    pub payload: Payload,
    /// The writer's role.
    pub role: Role,
    /// The group that the op belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<EntityId>,
    /// The original's hash, when only the skeleton is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<OpHash>,
}

/// What the server answers. Everything in it is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// [`PROTOCOL`].
    pub protocol: u32,
    /// The server's wall clock.
    pub server_time: Timestamp,
    /// The newest commit.
    pub head: LogHead,
    /// Where the next pull goes on.
    pub cursor: Cursor,
    /// The server does not know the caller's `seen_head`: offer everything again.
    #[serde(default)]
    pub start_over: bool,
    /// Ops of others, and the caller's own when asked for.
    #[serde(default)]
    pub ops: Vec<PulledOp>,
    /// Of the request's ops, and of own ops that changed since.
    #[serde(default)]
    pub receipts: Vec<Receipt>,
    /// Of own files that changed since.
    #[serde(default)]
    pub photo_receipts: Vec<PhotoReceipt>,
    /// Files that admitted ops of the caller name and the server does not have.
    #[serde(default)]
    pub wanted_photos: Vec<ContentHash>,
    /// Ops of others that a person has held after they were visible.
    #[serde(default)]
    pub retracted: Vec<ShortHash>,
    /// There is more to pull: ask again at once.
    #[serde(default)]
    pub more: bool,
    /// Otherwise not before so many seconds.
    #[serde(default)]
    pub next_sync_after_s: u32,
}

/// How a message is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// MessagePack with named fields under zstd.
    Packed,
    /// JSON.
    Json,
}

/// Why a message cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BadMessage {
    /// Larger than [`MAX_MESSAGE_BYTES`].
    #[error("the message is larger than 1 MiB: send fewer ops at a time")]
    TooLarge,
    /// Not zstd.
    #[error("the message is not compressed with zstd")]
    NotZstd,
    /// Not the message that was expected.
    #[error("the message cannot be read: {0}")]
    Unreadable(String),
}

impl Encoding {
    /// The `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Packed => PACKED_TYPE,
            Self::Json => JSON_TYPE,
        }
    }

    /// The encoding that a `Content-Type` stands for.
    pub fn from_content_type(content_type: &str) -> Option<Self> {
        match content_type.split(';').next().map(str::trim) {
            Some(PACKED_TYPE) => Some(Self::Packed),
            Some(JSON_TYPE) => Some(Self::Json),
            _ => None,
        }
    }

    /// Writes a message down.
    pub fn encode<T: Serialize>(self, message: &T) -> Vec<u8> {
        let plain = "a message has only plain data";
        match self {
            Self::Json => serde_json::to_vec(message).expect(plain),
            Self::Packed => {
                let packed = rmp_serde::to_vec_named(message).expect(plain);
                compress(&packed).expect("compressing into memory")
            }
        }
    }

    /// Reads a message of at most [`MAX_MESSAGE_BYTES`].
    pub fn decode<T: for<'de> Deserialize<'de>>(self, bytes: &[u8]) -> Result<T, BadMessage> {
        self.decode_up_to(bytes, MAX_MESSAGE_BYTES)
    }

    /// Reads an answer, which may be larger: eight times [`MAX_MESSAGE_BYTES`].
    pub fn decode_answer(self, bytes: &[u8]) -> Result<SyncAnswer, BadMessage> {
        self.decode_up_to(bytes, 8 * MAX_MESSAGE_BYTES)
    }

    fn decode_up_to<T: for<'de> Deserialize<'de>>(
        self,
        bytes: &[u8],
        max: usize,
    ) -> Result<T, BadMessage> {
        let unreadable = |error: &dyn fmt::Display| BadMessage::Unreadable(error.to_string());
        if self == Self::Json {
            if bytes.len() > max {
                return Err(BadMessage::TooLarge);
            }
            return serde_json::from_slice(bytes).map_err(|error| unreadable(&error));
        }
        let packed = decompress(bytes, max)?;
        rmp_serde::from_slice(&packed).map_err(|error| unreadable(&error))
    }
}

/// Compresses with a checksum, so that a bit that was turned on the way is noticed.
fn compress(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(ZSTD_LEVEL)?;
    compressor.include_checksum(true)?;
    compressor.compress(packed)
}

/// Decompresses without trusting the size that the frame claims.
fn decompress(bytes: &[u8], max: usize) -> Result<Vec<u8>, BadMessage> {
    use std::io::Read;
    let decoder = zstd::stream::read::Decoder::new(bytes).map_err(|_| BadMessage::NotZstd)?;
    let mut plain = Vec::new();
    let mut limited = decoder.take(max as u64 + 1);
    let read = limited.read_to_end(&mut plain);
    read.map_err(|_| BadMessage::NotZstd)?;
    if plain.len() > max {
        return Err(BadMessage::TooLarge);
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn request(ops: Vec<Payload>) -> SyncRequest {
        SyncRequest {
            protocol: PROTOCOL,
            now: Timestamp(1),
            cursor: Some(Cursor {
                scope: 4,
                position: 9,
            }),
            seen_head: None,
            ops,
            holding: Holding::default(),
            want_own: false,
        }
    }

    #[test]
    fn a_bit_that_was_turned_on_the_way_is_never_taken_for_the_message() {
        let sent = request(vec![
            Payload(vec![0x81, 0xff, 0x00]),
            Payload(b"{}".to_vec()),
        ]);
        let bytes = Encoding::Packed.encode(&sent);
        for bit in 0..8 * bytes.len() {
            let mut turned = bytes.clone();
            turned[bit / 8] ^= 1 << (bit % 8);
            let read = Encoding::Packed.decode::<SyncRequest>(&turned);
            assert!(
                read.is_err() || read.is_ok_and(|read| read == sent),
                "bit {bit}"
            );
        }
    }

    #[test]
    fn payloads_keep_their_bytes_in_both_encodings() {
        let sent = request(vec![
            Payload(br#"{"v":1, "odd":  "spacing"}"#.to_vec()),
            Payload(vec![0x81, 0xff, 0x00]),
        ]);
        for encoding in [Encoding::Packed, Encoding::Json] {
            let bytes = encoding.encode(&sent);
            let read: SyncRequest = encoding.decode(&bytes).unwrap();
            assert_eq!(read, sent);
        }
    }

    #[test]
    fn a_bomb_is_refused_before_it_unfolds() {
        let bomb = zstd::bulk::compress(&vec![0; 64 * MAX_MESSAGE_BYTES], 3).unwrap();
        let read = Encoding::Packed.decode::<SyncRequest>(&bomb);
        assert!(matches!(read, Err(BadMessage::TooLarge)));
    }

    #[test]
    fn a_request_may_leave_out_all_but_protocol_and_time() {
        let read: SyncRequest = Encoding::Json
            .decode(br#"{"protocol":1,"now":5,"from_the_future":[1,2]}"#)
            .unwrap();
        assert!(read.ops.is_empty() && read.cursor.is_none());
    }

    #[test]
    fn a_phone_may_leave_out_since_when_it_holds_something() {
        let older = br#"{"ops":1,"photos":2,"photo_bytes":3}"#;
        let holding: Holding = serde_json::from_slice(older).unwrap();
        assert_eq!(holding.since, None);
        assert_eq!(serde_json::to_vec(&holding).unwrap(), older);
    }

    #[test]
    fn a_reason_of_a_newer_version_does_not_make_an_answer_unreadable() {
        let hash = "00".repeat(16);
        let json = format!(r#"{{"hash":"{hash}","state":"held","reason":"too_shiny"}}"#);
        let receipt: Receipt = serde_json::from_str(&json).unwrap();
        assert_eq!((receipt.state, receipt.reason), (OpState::Held, None));
    }

    #[test]
    fn a_number_that_nobody_can_store_is_refused() {
        let json = format!(
            r#"{{"protocol":1,"now":5,"seen_head":{{"position":{},"mark":1}}}}"#,
            u64::MAX
        );
        let read = Encoding::Json.decode::<SyncRequest>(json.as_bytes());
        assert!(matches!(read, Err(BadMessage::Unreadable(_))));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Encoding::Packed.decode::<SyncRequest>(&bytes);
            let _ = Encoding::Json.decode::<SyncRequest>(&bytes);
            let packed = zstd::bulk::compress(&bytes, 1).unwrap();
            let _ = Encoding::Packed.decode::<SyncRequest>(&packed);
        }
    }
}
