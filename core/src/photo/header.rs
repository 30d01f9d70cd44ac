//! Reads a JPEG's header without decoding it, so that nothing is allocated for a lie.

use super::PhotoError;

/// The longest side that is decoded.
pub const MAX_SIDE_PX: u32 = 16_384;

/// The most pixels that are decoded; 64 "megapixels" of a phone are a little over 64 million.
pub const MAX_PIXELS: u64 = 64 * 1_048_576;

/// The most memory that decoding may take. It lets every ordinary picture of [`MAX_PIXELS`]
/// through, and a progressive one, whose coefficients are held as well, up to 29 million.
const MAX_DECODE_BYTES: u64 = 256 * 1_048_576;

/// Three channels of a byte.
const BYTES_PER_PIXEL: u64 = 3;

/// The same, and three coefficients of two bytes.
const PROGRESSIVE_BYTES_PER_PIXEL: u64 = 9;

/// A progressive picture is drawn in scans, each over the whole of it. Cameras and editors use
/// about ten; a file made to keep a server busy could hold hundreds of thousands.
const MAX_SCANS: usize = 100;

/// What the header says of the picture, before it is turned upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JpegHeader {
    /// Pixels from left to right as stored.
    pub width: u32,
    /// Pixels from top to bottom as stored.
    pub height: u32,
}

/// Checks that the bytes begin as a JPEG of a size and kind that [`prepare`](super::prepare) takes.
///
/// Cheap: it reads up to the frame header and allocates nothing.
pub fn inspect(jpeg: &[u8]) -> Result<JpegHeader, PhotoError> {
    if !jpeg.starts_with(&[0xFF, START_OF_IMAGE, 0xFF]) {
        return Err(PhotoError::NotJpeg);
    }
    for segment in Segments::of(jpeg) {
        match segment.marker {
            0xC0 | 0xC1 => return read_frame(segment.body, BYTES_PER_PIXEL),
            0xC2 => return read_frame(segment.body, PROGRESSIVE_BYTES_PER_PIXEL),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(PhotoError::Unsupported),
            START_OF_SCAN => break,
            _ => {}
        }
    }
    Err(PhotoError::Broken)
}

/// [`inspect`], and a look through the whole file for more scans than a picture has.
pub(super) fn inspect_whole(jpeg: &[u8]) -> Result<JpegHeader, PhotoError> {
    let header = inspect(jpeg)?;
    let scans = Segments::of(jpeg).filter(|segment| segment.marker == START_OF_SCAN);
    if scans.count() > MAX_SCANS {
        return Err(PhotoError::Broken);
    }
    Ok(header)
}

/// Layout of a frame header: ITU-T T.81, B.2.2.
fn read_frame(body: &[u8], bytes_per_pixel: u64) -> Result<JpegHeader, PhotoError> {
    let &[bits, high, low, left, right, components, ..] = body else {
        return Err(PhotoError::Broken);
    };
    if bits != 8 || !matches!(components, 1 | 3 | 4) {
        return Err(PhotoError::Unsupported);
    }
    let height = u32::from(u16::from_be_bytes([high, low]));
    let width = u32::from(u16::from_be_bytes([left, right]));
    if width == 0 || height == 0 {
        return Err(PhotoError::Broken);
    }
    check_size(width, height, bytes_per_pixel)?;
    Ok(JpegHeader { width, height })
}

fn check_size(width_px: u32, height_px: u32, bytes_per_pixel: u64) -> Result<(), PhotoError> {
    let pixels = u64::from(width_px) * u64::from(height_px);
    let too_long = width_px.max(height_px) > MAX_SIDE_PX;
    if too_long || pixels > MAX_PIXELS || pixels * bytes_per_pixel > MAX_DECODE_BYTES {
        return Err(PhotoError::TooLarge {
            width_px,
            height_px,
        });
    }
    Ok(())
}

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

struct Segment<'a> {
    marker: u8,
    body: &'a [u8],
}

/// The segments of the first picture in a file; what follows its end is not looked at.
struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Segments<'a> {
    fn of(jpeg: &'a [u8]) -> Self {
        Self { rest: jpeg }
    }

    /// The next marker that has a body. Stuffed and filling bytes, restarts and strays are passed
    /// over, as decoders do; so the drawn data of a scan is skipped too.
    fn next_marker(&mut self) -> Option<u8> {
        loop {
            let at = self.rest.iter().position(|&byte| byte == 0xFF)?;
            let marker = *self.rest.get(at + 1)?;
            // A filling 0xFF may itself begin a marker, so only one byte of it is passed.
            let read = if marker == 0xFF { 1 } else { 2 };
            self.rest = &self.rest[at + read..];
            match marker {
                0x00 | 0x01 | 0xD0..=START_OF_IMAGE | 0xFF => {}
                END_OF_IMAGE => return None,
                _ => return Some(marker),
            }
        }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let marker = self.next_marker()?;
        let &[high, low, ..] = self.rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = self.rest.get(2..length)?;
        self.rest = &self.rest[length..];
        Some(Segment { marker, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::sample;

    fn header(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8];
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        bytes
    }

    fn size(width: u32, height: u32) -> JpegHeader {
        JpegHeader { width, height }
    }

    #[test]
    fn a_real_header_is_read_and_fillers_are_passed_over() {
        assert_eq!(inspect(&sample::quadrants(96, 64)), Ok(size(96, 64)));
        let mut filled = vec![0xFF, 0xD8, 0xFF, 0xFF, 0xFF];
        filled.extend(&header(40, 30)[3..]);
        assert_eq!(inspect(&filled), Ok(size(40, 30)));
    }

    #[test]
    fn sizes_are_taken_up_to_the_limit_and_no_further() {
        assert_eq!(inspect(&header(9_280, 6_944)), Ok(size(9_280, 6_944)));
        assert_eq!(inspect(&header(16_384, 4_096)), Ok(size(16_384, 4_096)));
        for (width, height) in [(50_000, 50_000), (16_385, 10), (8_193, 8_192)] {
            let refused = PhotoError::TooLarge {
                width_px: u32::from(width),
                height_px: u32::from(height),
            };
            assert_eq!(inspect(&header(width, height)), Err(refused));
        }
    }

    #[test]
    fn a_progressive_picture_has_less_room() {
        let mut camera = header(6_016, 4_016);
        camera[3] = 0xC2;
        assert_eq!(inspect(&camera), Ok(size(6_016, 4_016)));
        let mut phone = header(9_280, 6_944);
        phone[3] = 0xC2;
        assert!(matches!(inspect(&phone), Err(PhotoError::TooLarge { .. })));
    }

    #[test]
    fn what_is_no_ordinary_jpeg_is_told_apart() {
        assert_eq!(inspect(b""), Err(PhotoError::NotJpeg));
        assert_eq!(
            inspect(b"\x89PNG\r\n\x1a\n and more"),
            Err(PhotoError::NotJpeg)
        );
        assert_eq!(inspect(&header(0, 30)), Err(PhotoError::Broken));
        assert_eq!(inspect(&header(40, 30)[..8]), Err(PhotoError::Broken));
        let mut lossless = header(40, 30);
        lossless[3] = 0xC3;
        assert_eq!(inspect(&lossless), Err(PhotoError::Unsupported));
        let mut twelve_bits = header(40, 30);
        twelve_bits[6] = 12;
        assert_eq!(inspect(&twelve_bits), Err(PhotoError::Unsupported));
    }

    #[test]
    fn a_file_of_endless_scans_is_refused() {
        let mut busy = header(40, 30);
        for _ in 0..=MAX_SCANS {
            busy.extend([0xFF, START_OF_SCAN, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0]);
        }
        assert_eq!(inspect(&busy), Ok(size(40, 30)));
        assert_eq!(inspect_whole(&busy), Err(PhotoError::Broken));
    }
}
