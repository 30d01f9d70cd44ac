//! Where a group walked: fixes, the gaps between them, their storage and figures.

mod bits;
mod chunks;
pub mod codec;
mod column;
pub mod figures;
pub mod fix;
pub mod gaps;
pub mod gpx;
pub(crate) mod plane;
pub mod segment;
pub mod simulate;
pub mod tail;

pub use chunks::{chunks_of, items_of};
pub use codec::{Chunk, CodecError, decode_chunk, encode_chunk, join_chunks};
pub use figures::{TrackFigures, track_figures};
pub use fix::{Fix, Gap, GapReason, GridPosition, Readings, TrackItem};
pub use gaps::{GapWatch, Moment, OVERTIME_MS, Step, StopReason, WatchPlan};
pub use segment::{Segment, all_segments, usable_segments};
pub use tail::{Tail, TailFile};
