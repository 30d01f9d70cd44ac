//! What a camera wrote beside the picture: how to turn it, when and where it was taken.

use std::io::Cursor;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use exif::{Exif, In, Reader, Tag, Value};
use image::metadata::Orientation;
use serde::{Deserialize, Serialize};

use crate::place::LatLon;
use crate::time::Timestamp;

/// When and where a camera says that it took a photo.
///
/// For proposing both to the person who records; neither stays in the prepared file.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    /// The camera's own wall clock, in whatever zone it stood.
    pub local: Option<NaiveDateTime>,
    /// The same as a moment; `None` when the camera did not write its offset from UTC.
    pub at: Option<Timestamp>,
    /// Where the camera was; `None` when it had no fix.
    pub position: Option<LatLon>,
}

/// Reads time and position from a camera's file; `None` when it holds neither.
pub fn read_taken(jpeg: &[u8]) -> Option<Taken> {
    let exif = read_exif(jpeg)?;
    let local = read_local(&exif);
    let taken = Taken {
        local,
        at: local.and_then(|local| read_moment(&exif, local)),
        position: read_position(&exif),
    };
    (taken.local.is_some() || taken.position.is_some()).then_some(taken)
}

/// How the stored picture is turned to stand upright; as it is when nobody says.
pub(super) fn read_orientation(jpeg: &[u8]) -> Orientation {
    read_exif(jpeg)
        .and_then(|exif| {
            let field = exif.get_field(Tag::Orientation, In::PRIMARY)?;
            let number = u8::try_from(field.value.get_uint(0)?).ok()?;
            Orientation::from_exif(number)
        })
        .unwrap_or(Orientation::NoTransforms)
}

/// Cameras write faulty EXIF: whatever can be read counts, the rest is nothing.
fn read_exif(jpeg: &[u8]) -> Option<Exif> {
    Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(jpeg))
        .or_else(|error| error.distill_partial_result(|_| ()))
        .ok()
}

fn read_ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

fn read_local(exif: &Exif) -> Option<NaiveDateTime> {
    let text = read_ascii(exif, Tag::DateTimeOriginal)?;
    let read = exif::DateTime::from_ascii(text).ok()?;
    let date = NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into())?;
    let time = NaiveTime::from_hms_opt(read.hour.into(), read.minute.into(), read.second.into())?;
    Some(date.and_time(time))
}

fn read_moment(exif: &Exif, local: NaiveDateTime) -> Option<Timestamp> {
    let text = read_ascii(exif, Tag::OffsetTimeOriginal)?;
    let offset = std::str::from_utf8(text).ok()?.trim();
    let whole = format!("{}{offset}", local.format("%Y-%m-%dT%H:%M:%S"));
    let moment = DateTime::parse_from_rfc3339(&whole).ok()?;
    Some(Timestamp(moment.timestamp_millis()))
}

/// `None` also when the camera marks the fix as void, and at 0° 0', which is what some write
/// that never had one.
fn read_position(exif: &Exif) -> Option<LatLon> {
    if read_ascii(exif, Tag::GPSStatus).is_some_and(|status| status.starts_with(b"V")) {
        return None;
    }
    let lat = read_degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b"S")?;
    let lon = read_degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b"W")?;
    let nowhere = lat.abs() < f64::EPSILON && lon.abs() < f64::EPSILON;
    LatLon::new(lat, lon).filter(|_| !nowhere)
}

fn read_degrees(exif: &Exif, tag: Tag, side: Tag, negative: &[u8]) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let &[degrees, minutes, seconds] = parts.as_slice() else {
        return None;
    };
    let angle = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
    let turned = read_ascii(exif, side)?.eq_ignore_ascii_case(negative);
    Some(if turned { -angle } else { angle })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::sample;
    use exif::Field;

    const LATITUDE: [(u32, u32); 3] = [(59, 1), (51, 1), (3_600, 100)];
    const LONGITUDE: [(u32, u32); 3] = [(18, 1), (30, 1), (0, 1)];

    fn photo(fields: &[Field]) -> Vec<u8> {
        sample::with_exif(&sample::quadrants(32, 32), fields)
    }

    fn position(lat_side: &'static str, lon_side: &'static str) -> [Field; 4] {
        [
            sample::ascii(Tag::GPSLatitudeRef, lat_side),
            sample::rational(Tag::GPSLatitude, &LATITUDE),
            sample::ascii(Tag::GPSLongitudeRef, lon_side),
            sample::rational(Tag::GPSLongitude, &LONGITUDE),
        ]
    }

    #[test]
    fn a_moment_needs_the_offset_and_the_wall_clock_is_kept_without() {
        let clock = sample::ascii(Tag::DateTimeOriginal, "2026:11:03 18:30:05");
        let bare = read_taken(&photo(std::slice::from_ref(&clock))).unwrap();
        assert_eq!(bare.local.unwrap().to_string(), "2026-11-03 18:30:05");
        assert_eq!(bare.at, None);
        assert_eq!(bare.position, None);

        let offset = sample::ascii(Tag::OffsetTimeOriginal, "+01:00");
        let whole = read_taken(&photo(&[clock, offset])).unwrap();
        assert_eq!(whole.at, Timestamp::from_rfc3339("2026-11-03T17:30:05Z"));
    }

    #[test]
    fn a_position_is_read_on_every_quarter_of_the_globe() {
        for (lat_side, lon_side, lat, lon) in [
            ("N", "E", 59.86, 18.5),
            ("N", "W", 59.86, -18.5),
            ("S", "E", -59.86, 18.5),
            ("S", "W", -59.86, -18.5),
        ] {
            let read = read_taken(&photo(&position(lat_side, lon_side))).unwrap();
            let found = read.position.unwrap();
            assert!((found.lat - lat).abs() < 1e-9 && (found.lon - lon).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_no_position_or_time_is_not_proposed() {
        let mut void = position("N", "E").to_vec();
        void.push(sample::ascii(Tag::GPSStatus, "V"));
        assert_eq!(read_taken(&photo(&void)), None);

        let zero = [(0, 1), (0, 1), (0, 1)];
        let mut nowhere = position("N", "E");
        nowhere[1] = sample::rational(Tag::GPSLatitude, &zero);
        nowhere[3] = sample::rational(Tag::GPSLongitude, &zero);
        assert_eq!(read_taken(&photo(&nowhere)), None);

        let mut undefined = position("N", "E");
        undefined[1] = sample::rational(Tag::GPSLatitude, &[(0, 0), (0, 0), (0, 0)]);
        assert_eq!(read_taken(&photo(&undefined)), None);

        let never = sample::ascii(Tag::DateTimeOriginal, "2026:13:40 25:61:61");
        assert_eq!(read_taken(&photo(&[never])), None);
        assert_eq!(read_taken(&sample::quadrants(32, 32)), None);
        assert_eq!(read_taken(b"no jpeg at all"), None);
    }
}
