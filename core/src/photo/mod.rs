//! Turns what a camera wrote into what may be sent: upright, small, without metadata.
//!
//! Pure functions from bytes to bytes. A camera's file never leaves this module: what comes
//! out was drawn anew from its pixels, so nothing hidden in it can travel.

mod blur;
#[cfg(test)]
mod corpus;
mod error;
mod exif;
mod header;
mod prepare;
#[cfg(test)]
mod sample;

pub use crate::id::ContentHash;
pub use blur::BlurRegion;
pub use error::PhotoError;
pub use exif::{Taken, read_taken};
pub use header::{JpegHeader, MAX_PIXELS, MAX_SIDE_PX, inspect};
pub use prepare::{LONG_EDGE_PX, Prepared, THUMBNAIL_EDGE_PX, prepare, reblur};
