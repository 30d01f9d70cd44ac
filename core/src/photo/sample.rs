//! Small JPEGs drawn for tests.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, Rgb, RgbImage};

/// What [`name_quadrants`] says of a picture that stands upright.
pub(super) const UPRIGHT: [&str; 4] = ["red", "green", "blue", "white"];

/// A JPEG with a colour in each quarter.
pub(super) fn quadrants(width: u32, height: u32) -> Vec<u8> {
    encode(&draw_quadrants(width, height))
}

/// The same as a camera held askew stores it: turned away, with the orientation in its EXIF.
pub(super) fn turned_away(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    turn_away(draw_quadrants(width, height), orientation)
}

/// The same with fine detail in black and white where the upright picture's top left is.
pub(super) fn text_in_top_left(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut picture = draw_quadrants(width, height);
    for y in 0..height / 2 {
        for x in 0..width / 2 {
            let ink = (x / 4 + y / 4).is_multiple_of(2);
            picture.put_pixel(x, y, Rgb(if ink { [0; 3] } else { [255; 3] }));
        }
    }
    turn_away(picture, orientation)
}

/// Brightest less darkest within the top left quarter, a little away from its rim.
pub(super) fn contrast_top_left(jpeg: &[u8]) -> u8 {
    let picture = decode(jpeg);
    let (width, height) = (picture.width() / 2 - 8, picture.height() / 2 - 8);
    let part = image::imageops::crop_imm(&picture, 0, 0, width, height).to_image();
    let (mut darkest, mut brightest) = (255, 0);
    for pixel in part.pixels() {
        darkest = darkest.min(pixel[1]);
        brightest = brightest.max(pixel[1]);
    }
    brightest - darkest
}

/// The colours of the four quarters, row by row.
pub(super) fn name_quadrants(picture: &RgbImage) -> [&'static str; 4] {
    let (width, height) = picture.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)]
        .map(|(x, y)| name(*picture.get_pixel(width * x / 4, height * y / 4)))
}

fn name(Rgb(colour): Rgb<u8>) -> &'static str {
    match colour.map(|value| value > 128) {
        [true, false, false] => "red",
        [false, true, false] => "green",
        [false, false, true] => "blue",
        [true, true, true] => "white",
        _ => "mixed",
    }
}

/// The JPEG with an EXIF segment that holds `fields`.
pub(super) fn with_exif(jpeg: &[u8], fields: &[Field]) -> Vec<u8> {
    let mut writer = Writer::new();
    for field in fields {
        writer.push_field(field);
    }
    let mut body = Cursor::new(Vec::new());
    writer.write(&mut body, false).unwrap();
    let body = body.into_inner();
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend((body.len() as u16 + 8).to_be_bytes());
    bytes.extend(b"Exif\0\0");
    bytes.extend(body);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// An EXIF field of text.
pub(super) fn ascii(tag: Tag, text: &str) -> Field {
    field(tag, Value::Ascii(vec![text.into()]))
}

/// An EXIF field of one small number.
pub(super) fn short(tag: Tag, number: u16) -> Field {
    field(tag, Value::Short(vec![number]))
}

/// An EXIF field of fractions.
pub(super) fn rational(tag: Tag, parts: &[(u32, u32)]) -> Field {
    let parts = parts.iter().map(|&(num, denom)| Rational { num, denom });
    field(tag, Value::Rational(parts.collect()))
}

fn field(tag: Tag, value: Value) -> Field {
    Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    }
}

/// Where the frame header's marker stands.
pub(super) fn frame_at(jpeg: &[u8]) -> usize {
    jpeg.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap()
}

/// Makes the header state another size.
pub(super) fn claim_size(jpeg: &mut [u8], width: u16, height: u16) {
    let frame = frame_at(jpeg);
    jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
}

/// The pixels of a JPEG.
pub(super) fn decode(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

/// A JPEG of the pixels, good enough that edges stay.
pub(super) fn encode(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.encode_image(picture).unwrap();
    bytes
}

fn draw_quadrants(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width.div_ceil(2), y < height.div_ceil(2)) {
            (true, true) => [250, 0, 0],
            (false, true) => [0, 250, 0],
            (true, false) => [0, 0, 250],
            (false, false) => [250, 250, 250],
        })
    })
}

fn turn_away(picture: RgbImage, orientation: u8) -> Vec<u8> {
    let back = match Orientation::from_exif(orientation).unwrap() {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        own_inverse => own_inverse,
    };
    let mut stored = DynamicImage::ImageRgb8(picture);
    stored.apply_orientation(back);
    let field = short(Tag::Orientation, orientation.into());
    with_exif(&encode(&stored.into_rgb8()), &[field])
}
