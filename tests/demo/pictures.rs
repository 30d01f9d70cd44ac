//! Photos that the demo draws itself, with the EXIF that a phone's camera writes.

use image::{Rgb, RgbImage};
use little_exif::exif_tag::ExifTag;
use little_exif::filetype::FileExtension;
use little_exif::metadata::Metadata;
use little_exif::rational::uR64;
use lykta_core::place::LatLon;

use crate::Failure;

const WIDTH: u32 = 1_600;
const HEIGHT: u32 = 1_200;

/// A street at night with lamps, one of them out; `n` makes each its own.
pub(crate) fn draw(n: u32, at: LatLon) -> Result<Vec<u8>, Failure> {
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| pixel(n, x, y));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg)?;
    let mut jpeg = bytes.into_inner();
    exif(n, at).write_to_vec(&mut jpeg, FileExtension::JPEG)?;
    Ok(jpeg)
}

fn pixel(n: u32, x: u32, y: u32) -> Rgb<u8> {
    let horizon = HEIGHT * 2 / 5;
    let lamps = (0..5).map(|lamp| (lamp, 160 + lamp * 320, horizon - 120));
    let light: u32 = lamps
        .filter(|(lamp, _, _)| *lamp != n % 5)
        .map(|(_, lamp_x, lamp_y)| {
            let (dx, dy) = (x.abs_diff(lamp_x), y.abs_diff(lamp_y));
            26_000 / (300 + (dx * dx + dy * dy) / 24)
        })
        .sum();
    let ground = if y > horizon {
        26 + (y - horizon) / 30
    } else {
        14
    };
    let grain = (x.wrapping_mul(31) ^ y.wrapping_mul(17) ^ n) % 6;
    let value = |warm: u32| (ground + grain + light * warm / 100).min(255) as u8;
    Rgb([value(100), value(86), value(58)])
}

fn exif(n: u32, at: LatLon) -> Metadata {
    let mut metadata = Metadata::new();
    metadata.set_tag(ExifTag::Make("Lykta demo".to_owned()));
    metadata.set_tag(ExifTag::Model("Drawn camera".to_owned()));
    metadata.set_tag(ExifTag::SerialNumber(format!("DEMO-{n:04}")));
    metadata.set_tag(ExifTag::DateTimeOriginal("2026:11:24 18:30:00".to_owned()));
    let reference = |positive, yes: &str, no: &str| {
        if positive {
            yes.to_owned()
        } else {
            no.to_owned()
        }
    };
    metadata.set_tag(ExifTag::GPSLatitudeRef(reference(at.lat >= 0.0, "N", "S")));
    metadata.set_tag(ExifTag::GPSLatitude(degrees(at.lat)));
    metadata.set_tag(ExifTag::GPSLongitudeRef(reference(at.lon >= 0.0, "E", "W")));
    metadata.set_tag(ExifTag::GPSLongitude(degrees(at.lon)));
    metadata
}

/// Degrees, minutes and hundredths of seconds, as EXIF 2.32 §4.6.6 has them.
fn degrees(value: f64) -> Vec<uR64> {
    let hundredths = (value.abs() * 360_000.0).round() as u32;
    let part = |nominator, denominator| uR64 {
        nominator,
        denominator,
    };
    vec![
        part(hundredths / 360_000, 1),
        part(hundredths / 6_000 % 60, 1),
        part(hundredths % 6_000, 100),
    ]
}
