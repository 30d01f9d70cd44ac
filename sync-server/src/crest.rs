//! The municipality's crest: a small picture that is drawn anew before anybody is shown it.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, ImageResult, Limits};

/// The largest file that is taken.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The longest side that is decoded, in pixels.
pub const MAX_SIDE_PX: u32 = 4_096;
/// The longest side that is kept: enough for print and for dense screens.
const LONG_EDGE_PX: u32 = 512;
/// What decoding may take in memory.
const MAX_MEMORY_BYTES: u64 = 128 * 1024 * 1024;

/// Why a file cannot be the crest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCrest {
    /// It is neither PNG nor JPEG.
    OtherFormat,
    /// Its sides are too long.
    TooManyPixels,
    /// It cannot be drawn.
    Broken,
}

/// The picture as PNG, drawn from its pixels alone: nothing hidden in the file comes along.
pub fn prepare(file: &[u8]) -> Result<Vec<u8>, BadCrest> {
    let format = image::guess_format(file).map_err(|_| BadCrest::OtherFormat)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg) {
        return Err(BadCrest::OtherFormat);
    }
    // A decoder that is not ours meets a stranger's bytes: its panic is a broken file, too.
    let drawn = catch_unwind(AssertUnwindSafe(|| draw(file, format)));
    drawn.unwrap_or(Err(BadCrest::Broken))
}

fn draw(file: &[u8], format: ImageFormat) -> Result<Vec<u8>, BadCrest> {
    let picture = decode(file, format).map_err(|error| match error {
        image::ImageError::Limits(_) => BadCrest::TooManyPixels,
        _ => BadCrest::Broken,
    })?;
    let is_large = picture.width().max(picture.height()) > LONG_EDGE_PX;
    let small = if is_large {
        picture.resize(LONG_EDGE_PX, LONG_EDGE_PX, FilterType::Lanczos3)
    } else {
        picture
    };
    let mut png = Cursor::new(Vec::new());
    let written = DynamicImage::from(small.into_rgba8()).write_to(&mut png, ImageFormat::Png);
    written.map_err(|_| BadCrest::Broken)?;
    Ok(png.into_inner())
}

fn decode(file: &[u8], format: ImageFormat) -> ImageResult<DynamicImage> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    limits.max_alloc = Some(MAX_MEMORY_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let turned = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbaImage;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        let picture = RgbaImage::from_pixel(width, height, image::Rgba([9, 80, 99, 128]));
        picture.write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    /// Puts a text chunk behind the header of a PNG.
    fn with_text(png: &[u8], text: &[u8]) -> Vec<u8> {
        let chunk = [b"tEXtComment\0".as_slice(), text].concat();
        let mut crc = u32::MAX;
        for byte in &chunk {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = (crc >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(crc & 1));
            }
        }
        let length = (chunk.len() as u32 - 4).to_be_bytes();
        let (head, rest) = png.split_at(33);
        [head, &length, &chunk, &(!crc).to_be_bytes(), rest].concat()
    }

    #[test]
    fn a_crest_is_drawn_anew_small_and_without_what_was_hidden_in_it() {
        let sent = with_text(&png(1_000, 500), b"home address");
        assert!(sent.windows(12).any(|part| part == b"home address"));
        let kept = prepare(&sent).unwrap();
        assert!(!kept.windows(12).any(|part| part == b"home address"));
        let drawn = image::load_from_memory(&kept).unwrap().into_rgba8();
        assert_eq!(drawn.dimensions(), (512, 256));
        assert_eq!(
            drawn.get_pixel(9, 9).0[3],
            128,
            "what shines through still does"
        );
        let small = image::load_from_memory(&prepare(&png(40, 60)).unwrap()).unwrap();
        assert_eq!((small.width(), small.height()), (40, 60));
    }

    #[test]
    fn what_is_no_fit_picture_is_refused() {
        for other in [
            &b""[..],
            b"<svg onload=alert(1)/>",
            b"GIF89a......",
            b"%PDF-1.7",
        ] {
            assert_eq!(prepare(other), Err(BadCrest::OtherFormat));
        }
        let whole = png(40, 40);
        assert_eq!(prepare(&whole[..60]), Err(BadCrest::Broken));
        assert_eq!(prepare(b"\xff\xd8\xff\xe0broken"), Err(BadCrest::Broken));
        let wide = png(MAX_SIDE_PX + 1, 1);
        assert_eq!(prepare(&wide), Err(BadCrest::TooManyPixels));
        // A header that promises more than any memory holds.
        let mut bomb = whole;
        bomb[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        assert!(prepare(&bomb).is_err());
    }
}
