//! The way from a camera's file to the one that is sent.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::{PixelType, Resizer, images::Image};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageError, ImageResult, Limits, RgbImage,
};

use super::blur::destroy;
use super::exif::read_orientation;
use super::header::{JpegHeader, MAX_SIDE_PX, inspect_whole};
use super::{BlurRegion, ContentHash, PhotoError};

/// The long edge of what is sent; a smaller picture keeps its size.
pub const LONG_EDGE_PX: u32 = 2_048;

/// The long edge of a thumbnail.
pub const THUMBNAIL_EDGE_PX: u32 = 320;

/// Above this, files grow faster than what an eye sees in them.
const QUALITY: u8 = 82;

/// A photo fit to be kept and sent: upright, scaled, drawn anew, without metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// The picture.
    pub jpeg: Vec<u8>,
    /// The same at [`THUMBNAIL_EDGE_PX`], for lists.
    pub thumbnail_jpeg: Vec<u8>,
    /// Width of `jpeg` in pixels.
    pub width: u32,
    /// Height of `jpeg` in pixels.
    pub height: u32,
    /// Hash of `jpeg`.
    pub hash: ContentHash,
}

/// Makes a camera's file fit to be sent and destroys what is under the regions.
///
/// A file that is merely damaged is drawn as far as it goes. Colour profiles go with the
/// other metadata; what is drawn anew is read as sRGB.
pub fn prepare(jpeg: &[u8], blur: &[BlurRegion]) -> Result<Prepared, PhotoError> {
    let mut picture = upright(scale(decode(jpeg)?, LONG_EDGE_PX), jpeg);
    for region in blur {
        destroy(&mut picture, region);
    }
    finish(picture)
}

/// A redacted version of a prepared photo; it has to hide something.
pub fn reblur(prepared_jpeg: &[u8], blur: &[BlurRegion]) -> Result<Prepared, PhotoError> {
    if blur.is_empty() {
        return Err(PhotoError::NothingToBlur);
    }
    prepare(prepared_jpeg, blur)
}

fn decode(jpeg: &[u8]) -> Result<RgbImage, PhotoError> {
    let header = inspect_whole(jpeg)?;
    // Here a stranger's bytes meet a decoder that is not ours: its panic is a broken file, too.
    catch_unwind(AssertUnwindSafe(|| decode_as(header, jpeg))).unwrap_or(Err(PhotoError::Broken))
}

fn decode_as(header: JpegHeader, jpeg: &[u8]) -> Result<RgbImage, PhotoError> {
    let decoder = open(jpeg).map_err(|error| reason(&error))?;
    // A second frame header, hidden from our own look at the first, must not set the size.
    if decoder.dimensions() != (header.width, header.height) {
        return Err(PhotoError::Broken);
    }
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))?;
    Ok(picture.into_rgb8())
}

fn open(jpeg: &[u8]) -> ImageResult<JpegDecoder<Cursor<&[u8]>>> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    let mut decoder = JpegDecoder::new(Cursor::new(jpeg))?;
    decoder.set_limits(limits)?;
    Ok(decoder)
}

fn reason(error: &ImageError) -> PhotoError {
    match error {
        ImageError::Unsupported(_) => PhotoError::Unsupported,
        _ => PhotoError::Broken,
    }
}

/// Scales down so that the longer side is at most `long_edge_px`; never up.
fn scale(picture: RgbImage, long_edge_px: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let longer = width.max(height);
    if longer <= long_edge_px {
        return picture;
    }
    let fit = |side: u32| (side * long_edge_px).div_ceil(longer).max(1);
    resize(picture, fit(width), fit(height))
}

fn resize(picture: RgbImage, width: u32, height: u32) -> RgbImage {
    let (old_width, old_height) = picture.dimensions();
    let source = Image::from_vec_u8(old_width, old_height, picture.into_raw(), PixelType::U8x3)
        .expect("a picture's buffer has three bytes a pixel");
    let mut target = Image::new(width, height, PixelType::U8x3);
    Resizer::new()
        .resize(&source, &mut target, None)
        .expect("both images have the same kind of pixels");
    RgbImage::from_raw(width, height, target.into_vec()).expect("the target was made for this size")
}

/// Turned after scaling: there is less to turn.
fn upright(picture: RgbImage, jpeg: &[u8]) -> RgbImage {
    let mut turned = DynamicImage::ImageRgb8(picture);
    turned.apply_orientation(read_orientation(jpeg));
    turned.into_rgb8()
}

fn finish(picture: RgbImage) -> Result<Prepared, PhotoError> {
    let (width, height) = picture.dimensions();
    let jpeg = encode(&picture)?;
    let thumbnail_jpeg = encode(&scale(picture, THUMBNAIL_EDGE_PX))?;
    Ok(Prepared {
        hash: ContentHash::of(&jpeg),
        jpeg,
        thumbnail_jpeg,
        width,
        height,
    })
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>, PhotoError> {
    let (width, height) = picture.dimensions();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode(picture, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| reason(&error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::sample;
    use exif::Tag;
    use image::Rgb;
    use proptest::prelude::*;

    fn colours(prepared: &Prepared) -> [&'static str; 4] {
        let picture = image::load_from_memory(&prepared.jpeg).unwrap().into_rgb8();
        sample::name_quadrants(&picture)
    }

    #[test]
    fn all_eight_orientations_come_out_upright() {
        for orientation in 1..=8 {
            let stored = sample::turned_away(96, 64, orientation);
            let prepared = prepare(&stored, &[]).unwrap();
            assert_eq!((prepared.width, prepared.height), (96, 64), "{orientation}");
            assert_eq!(colours(&prepared), sample::UPRIGHT, "{orientation}");
        }
    }

    #[test]
    fn an_orientation_that_does_not_exist_turns_nothing() {
        for wrong in [0, 9, 60_000] {
            let field = sample::short(Tag::Orientation, wrong);
            let stored = sample::with_exif(&sample::quadrants(96, 64), &[field]);
            assert_eq!(colours(&prepare(&stored, &[]).unwrap()), sample::UPRIGHT);
        }
    }

    #[test]
    fn large_pictures_shrink_and_small_ones_stay() {
        for (before, after) in [
            ((4_096, 3_072), (2_048, 1_536)),
            ((1_000, 3_000), (683, 2_048)),
            ((4_096, 1), (2_048, 1)),
            ((2_048, 10), (2_048, 10)),
            ((5, 7), (5, 7)),
        ] {
            let prepared = prepare(&sample::quadrants(before.0, before.1), &[]).unwrap();
            assert_eq!((prepared.width, prepared.height), after);
            let seen = crate::photo::inspect(&prepared.jpeg).unwrap();
            assert_eq!((seen.width, seen.height), after);
            let small = crate::photo::inspect(&prepared.thumbnail_jpeg).unwrap();
            assert!(small.width.max(small.height) <= THUMBNAIL_EDGE_PX);
        }
    }

    #[test]
    fn a_grey_picture_is_taken() {
        let grey = image::GrayImage::from_pixel(40, 30, image::Luma([90]));
        let mut bytes = Vec::new();
        JpegEncoder::new(&mut bytes).encode_image(&grey).unwrap();
        let prepared = prepare(&bytes, &[]).unwrap();
        assert_eq!((prepared.width, prepared.height), (40, 30));
    }

    #[test]
    fn the_same_photo_has_the_same_hash_and_another_has_another() {
        let photo = sample::quadrants(96, 64);
        let once = prepare(&photo, &[]).unwrap();
        assert_eq!(once, prepare(&photo, &[]).unwrap());
        assert_eq!(once.hash, ContentHash::of(&once.jpeg));
        let region = BlurRegion::new(0.0, 0.0, 0.5, 0.5).unwrap();
        assert_ne!(once.hash, prepare(&photo, &[region]).unwrap().hash);
    }

    #[test]
    fn regions_are_those_of_the_upright_picture() {
        let top_left = BlurRegion::new(0.0, 0.0, 0.5, 0.5).unwrap();
        for orientation in 1..=8 {
            let stored = sample::text_in_top_left(192, 128, orientation);
            let before = prepare(&stored, &[]).unwrap();
            let after = prepare(&stored, &[top_left]).unwrap();
            let again = reblur(&before.jpeg, &[top_left]).unwrap();
            assert!(sample::contrast_top_left(&before.jpeg) > 150);
            assert!(sample::contrast_top_left(&before.thumbnail_jpeg) > 150);
            for blurred in [&after, &again] {
                assert!(
                    sample::contrast_top_left(&blurred.jpeg) < 30,
                    "{orientation}"
                );
                assert!(sample::contrast_top_left(&blurred.thumbnail_jpeg) < 30);
            }
        }
    }

    #[test]
    fn a_redaction_has_to_hide_something() {
        let photo = prepare(&sample::quadrants(96, 64), &[]).unwrap();
        assert_eq!(reblur(&photo.jpeg, &[]), Err(PhotoError::NothingToBlur));
    }

    #[test]
    fn what_is_only_damaged_is_drawn() {
        let photo = sample::quadrants(96, 64);
        let mut trailing = photo.clone();
        trailing.extend(b"\0\0 a film that the phone hung behind its picture \xFF\xDA");
        assert_eq!(colours(&prepare(&trailing, &[]).unwrap()), sample::UPRIGHT);

        let mut bad_exif = photo[..2].to_vec();
        bad_exif.extend([0xFF, 0xE1, 0, 16]);
        bad_exif.extend(b"Exif\0\0MM\0*\xFF\xFF\xFF\xFF");
        bad_exif.extend(&photo[2..]);
        assert_eq!(colours(&prepare(&bad_exif, &[]).unwrap()), sample::UPRIGHT);
    }

    #[test]
    fn of_a_photo_that_breaks_off_the_first_part_is_drawn() {
        let photo = sample::quadrants(640, 480);
        let prepared = prepare(&photo[..photo.len() * 3 / 4], &[]).unwrap();
        assert_eq!((prepared.width, prepared.height), (640, 480));
        assert_eq!(colours(&prepared)[..2], sample::UPRIGHT[..2]);
    }

    #[test]
    fn what_cannot_be_drawn_gets_one_clear_error() {
        assert_eq!(prepare(b"", &[]), Err(PhotoError::NotJpeg));
        assert_eq!(prepare(b"GIF89a", &[]), Err(PhotoError::NotJpeg));
        assert_eq!(
            prepare(&sample::quadrants(96, 64)[..300], &[]),
            Err(PhotoError::Broken)
        );
        let mut huge = sample::quadrants(96, 64);
        sample::claim_size(&mut huge, 50_000, 50_000);
        let refused = PhotoError::TooLarge {
            width_px: 50_000,
            height_px: 50_000,
        };
        assert_eq!(prepare(&huge, &[]), Err(refused));
    }

    #[test]
    fn a_second_frame_header_does_not_set_the_size() {
        let mut two = sample::quadrants(96, 64);
        let frame = sample::frame_at(&two);
        let mut second = two[frame..frame + 19].to_vec();
        second[5..9].copy_from_slice(&[0xC3, 0x50, 0xC3, 0x50]);
        two.splice(frame + 19..frame + 19, second);
        let outcome = prepare(&two, &[]);
        assert!(
            outcome.is_err(),
            "{:?}",
            outcome.map(|p| (p.width, p.height))
        );
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            let mut jpeg = vec![0xFF, 0xD8, 0xFF];
            jpeg.extend(&bytes);
            let _ = super::super::inspect(&bytes);
            let _ = super::super::read_taken(&jpeg);
            prop_assert!(prepare(&bytes, &[]).is_err() || bytes.starts_with(&[0xFF, 0xD8]));
            let _ = prepare(&jpeg, &[]);
        }

        #[test]
        fn cut_and_bitten_photos_never_panic(
            cut in 0.0..1.0_f64,
            bites in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..12),
        ) {
            let field = sample::short(Tag::Orientation, 6);
            let mut photo = sample::with_exif(&sample::quadrants(96, 64), &[field]);
            photo.truncate((photo.len() as f64 * cut) as usize);
            for (at, byte) in bites {
                let at = (photo.len() as f64 * at) as usize;
                if let Some(place) = photo.get_mut(at) {
                    *place = byte;
                }
            }
            let _ = super::super::read_taken(&photo);
            let region = BlurRegion::new(0.1, 0.1, 0.3, 0.3).unwrap();
            if let Ok(prepared) = prepare(&photo, &[region]) {
                prop_assert!(prepared.width.max(prepared.height) <= LONG_EDGE_PX);
            }
        }
    }

    #[test]
    fn colours_survive() {
        let red = RgbImage::from_pixel(64, 64, Rgb([200, 30, 40]));
        let prepared = prepare(&encode(&red).unwrap(), &[]).unwrap();
        let after = image::load_from_memory(&prepared.jpeg).unwrap().into_rgb8();
        let middle = after.get_pixel(32, 32);
        assert!(middle[0].abs_diff(200) < 6 && middle[1].abs_diff(30) < 6);
    }
}
