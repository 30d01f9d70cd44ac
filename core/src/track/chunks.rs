//! A track's chunks among the fields of its ops.

use super::codec::{Chunk, decode_chunk};
use super::fix::TrackItem;
use crate::merge::EntityState;
use crate::op::Value;

/// The chunks of a track, in order. What cannot be decoded is left out.
pub fn chunks_of(track: &EntityState) -> Vec<Chunk> {
    let values = track.elements("fixes/").map(|(_, value)| value);
    let mut chunks: Vec<Chunk> = values
        .filter_map(Value::to_bytes)
        .filter_map(|bytes| decode_chunk(&bytes).ok())
        .collect();
    chunks.sort_by_key(|chunk| chunk.first_number);
    chunks
}

/// The items of a track, in order.
pub fn items_of(track: &EntityState) -> Vec<TrackItem> {
    let chunks = chunks_of(track).into_iter();
    chunks.flat_map(|chunk| chunk.items).collect()
}
