//! Photos as a phone has prepared them, quickly made and each its own.

use std::io::Cursor;
use std::path::Path;

use image::{ImageFormat, Rgb, RgbImage};
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::phone::PreparedPhoto;
use lykta_core::photo::{Prepared, prepare};
use lykta_tests::{Failure, padded};

/// Bytes that no other photo has.
const OWN_BYTES: usize = 64;

/// Pictures that a phone has prepared; each photo of one has noise of its own behind it.
pub(crate) struct Camera {
    pictures: Vec<Prepared>,
    bytes: usize,
}

impl Camera {
    /// Takes photos of so many pixels and bytes.
    pub(crate) fn drawing(width: u32, height: u32, bytes: usize) -> Result<Self, Failure> {
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x / 8) as u8, (y / 8) as u8, ((x + y) / 16) as u8])
        });
        let mut jpeg = Cursor::new(Vec::new());
        picture.write_to(&mut jpeg, ImageFormat::Jpeg)?;
        let picture = prepare(&jpeg.into_inner(), &[])?;
        let least = picture.jpeg.len() + OWN_BYTES;
        if least > bytes {
            return Err(format!("a photo of this size has at least {least} bytes").into());
        }
        let pictures = vec![picture];
        Ok(Self { pictures, bytes })
    }

    /// Takes photos of the JPEGs in a folder, those that cannot be read left out.
    pub(crate) fn showing(folder: &Path) -> Result<Self, Failure> {
        let mut pictures = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let jpeg = std::fs::read(entry?.path())?;
            pictures.extend(prepare(&jpeg, &[]).ok());
        }
        if pictures.is_empty() {
            return Err("the folder has no JPEG that can be read".into());
        }
        Ok(Self { pictures, bytes: 0 })
    }

    /// A photo; the seed makes it its own.
    pub(crate) fn takes(&self, id: EntityId, seed: u64) -> PreparedPhoto {
        let picture = &self.pictures[seed as usize % self.pictures.len()];
        let bytes = self.bytes.max(picture.jpeg.len() + OWN_BYTES);
        let jpeg = padded(picture.jpeg.clone(), seed, bytes);
        PreparedPhoto {
            id,
            prepared: Prepared {
                hash: ContentHash::of(&jpeg),
                jpeg,
                ..picture.clone()
            },
            taken_at: None,
        }
    }
}
