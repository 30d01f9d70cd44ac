//! Where a group walked: fixes, the gaps between them, their storage and figures.

mod bits;
pub mod codec;
mod column;
pub mod fix;
pub mod simulate;

pub use codec::{Chunk, CodecError, decode_chunk, encode_chunk, join_chunks};
pub use fix::{Fix, Gap, GapReason, GridPosition, Readings, TrackItem};
