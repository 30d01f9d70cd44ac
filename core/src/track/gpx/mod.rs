//! GPX: written strictly, so that everything reads it, and read leniently, because
//! everything writes it.

pub mod read;
mod text;
pub mod times;
pub mod write;

pub use read::{
    GpxError, GpxLimits, GpxWarning, ImportedGpx, ImportedLine, ImportedPoint, ImportedTrack,
    ImportedWaypoint, SkippedKind, read_gpx,
};
pub use times::space_times;
pub use write::{GpxDocument, GpxTrack, GpxWaypoint, write_gpx};
