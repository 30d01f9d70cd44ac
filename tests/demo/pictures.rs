//! Photos that the demo makes itself, with the EXIF that a phone's camera writes.

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{rotate180, rotate270};
use little_exif::exif_tag::ExifTag;
use little_exif::filetype::FileExtension;
use little_exif::metadata::Metadata;
use little_exif::rational::uR64;
use lykta_core::place::LatLon;
use lykta_core::time::Timestamp;

use crate::Failure;
use crate::scene::Scene;

const QUALITY: u8 = 88;
/// As EXIF numbers them: upright, upside down, and the phone held on its side.
const ORIENTATIONS: [u16; 3] = [1, 3, 6];

/// The photo with this number, taken there and then.
pub(crate) fn take(n: u32, place: LatLon, at: Timestamp) -> Result<Vec<u8>, Failure> {
    let orientation = ORIENTATIONS[n as usize % ORIENTATIONS.len()];
    let picture = as_stored(Scene::draw(n), orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&picture)?;
    exif(n, orientation, place, at).write_to_vec(&mut jpeg, FileExtension::JPEG)?;
    Ok(jpeg)
}

/// Cameras store what the sensor saw and write down how to turn it.
fn as_stored(upright: RgbImage, orientation: u16) -> RgbImage {
    match orientation {
        3 => rotate180(&upright),
        6 => rotate270(&upright),
        _ => upright,
    }
}

fn exif(n: u32, orientation: u16, place: LatLon, at: Timestamp) -> Metadata {
    let mut metadata = Metadata::new();
    let taken = at
        .to_utc()
        .map(|at| at.format("%Y:%m:%d %H:%M:%S").to_string());
    let (north, east) = (place.lat >= 0.0, place.lon >= 0.0);
    for tag in [
        ExifTag::Make("Lykta demo".to_owned()),
        ExifTag::Model("Drawn camera".to_owned()),
        ExifTag::Orientation(vec![orientation]),
        ExifTag::SerialNumber(format!("DEMO-{n:04}")),
        ExifTag::DateTimeOriginal(taken.unwrap_or_default()),
        ExifTag::OffsetTimeOriginal("+00:00".to_owned()),
        ExifTag::GPSLatitudeRef(if north { "N" } else { "S" }.to_owned()),
        ExifTag::GPSLatitude(degrees(place.lat)),
        ExifTag::GPSLongitudeRef(if east { "E" } else { "W" }.to_owned()),
        ExifTag::GPSLongitude(degrees(place.lon)),
    ] {
        metadata.set_tag(tag);
    }
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
