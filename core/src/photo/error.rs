//! Why a photo was not taken in.

use thiserror::Error;

/// One clear reason each; [`PhotoError::id`] leads to the words for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhotoError {
    /// The bytes do not begin as a JPEG does.
    #[error("not a jpeg; take the photo as jpeg")]
    NotJpeg,
    /// The header promises more than is ever decoded; nothing was allocated for it.
    #[error("{width_px} x {height_px} pixels are too many; take the photo with a smaller size")]
    TooLarge {
        /// Width that the header states.
        width_px: u32,
        /// Height that the header states.
        height_px: u32,
    },
    /// A JPEG of a kind that cameras do not write: lossless, arithmetic or with more than 8 bits.
    #[error("a jpeg of a rare kind; save it as an ordinary jpeg")]
    Unsupported,
    /// The picture cannot be read.
    #[error("the jpeg is broken; take the photo again")]
    Broken,
    /// A region to blur is empty, outside of the picture or not a number.
    #[error("a region to blur lies outside of the picture; mark it again")]
    RegionOutside,
    /// A redaction without regions would hide nothing and yet be called one.
    #[error("no region to blur; mark at least one")]
    NothingToBlur,
}

impl PhotoError {
    /// Every reason, so that a test can see that each has its words.
    pub const ALL: [Self; 6] = [
        Self::NotJpeg,
        Self::TooLarge {
            width_px: 0,
            height_px: 0,
        },
        Self::Unsupported,
        Self::Broken,
        Self::RegionOutside,
        Self::NothingToBlur,
    ];

    /// The stable name, which `photo-<id>` in the words explains.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotJpeg => "not_jpeg",
            Self::TooLarge { .. } => "too_large",
            Self::Unsupported => "unsupported",
            Self::Broken => "broken",
            Self::RegionOutside => "region_outside",
            Self::NothingToBlur => "nothing_to_blur",
        }
    }
}
