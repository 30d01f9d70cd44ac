//! What the floor's phones and server say to each other: MessagePack under zstd, as the product.

use lykta_core::id::ShortHash;
use lykta_core::sync::wire::Payload;
use serde::{Deserialize, Serialize};

/// Leaves room in a message for all but its rows.
pub(crate) const MAX_BYTES: usize = 900 * 1024;

/// A row: its id and its bytes.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Row(pub(crate) ShortHash, pub(crate) Payload);

/// What a phone sends.
#[derive(Serialize, Deserialize)]
pub(crate) struct Push {
    pub(crate) rows: Vec<Row>,
}

/// What it is answered when all of it is durable.
#[derive(Serialize, Deserialize)]
pub(crate) struct Taken {
    pub(crate) rows: usize,
}

/// What a phone is given that asks for what came after a position.
#[derive(Serialize, Deserialize)]
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(crate) position: i64,
    pub(crate) more: bool,
}
