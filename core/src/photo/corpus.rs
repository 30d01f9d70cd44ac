//! The pipeline on real photos, checked with a tool that is not ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use exif::Tag;

use super::{LONG_EDGE_PX, Prepared, THUMBNAIL_EDGE_PX, inspect, prepare, read_taken, sample};

/// The folder of real photos; `None`, and said so, where it does not exist.
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests must see what was skipped"
)]
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let data = std::env::var_os("LYKTA_SHARED_DATA").map_or(beside, PathBuf::from);
    let photos = data.join("photos");
    if !photos.is_dir() {
        eprintln!("skipped: no real photos in {}", photos.display());
        return None;
    }
    Some(photos)
}

fn photos(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "jpg") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, std::fs::read(path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "the folder of real photos is empty");
    found
}

fn prepare_named(folder: &Path, name: &str) -> Prepared {
    prepare(&std::fs::read(folder.join(name)).unwrap(), &[]).unwrap()
}

#[test]
fn every_real_photo_is_drawn_small_enough() {
    let Some(folder) = corpus() else { return };
    for (name, jpeg) in photos(&folder) {
        let prepared = prepare(&jpeg, &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
        let header = inspect(&prepared.jpeg).unwrap();
        assert_eq!(
            (header.width, header.height),
            (prepared.width, prepared.height)
        );
        assert!(header.width.max(header.height) <= LONG_EDGE_PX, "{name}");
        let small = inspect(&prepared.thumbnail_jpeg).unwrap();
        assert!(small.width.max(small.height) <= THUMBNAIL_EDGE_PX, "{name}");
    }
}

/// Mean difference of two thumbnails' channels, 0 to 255.
fn difference(one: &Prepared, other: &Prepared) -> u64 {
    let one = sample::decode(&one.thumbnail_jpeg);
    let other = sample::decode(&other.thumbnail_jpeg);
    assert_eq!(one.dimensions(), other.dimensions());
    let pairs = one.as_raw().iter().zip(other.as_raw());
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum / one.as_raw().len() as u64
}

#[test]
fn one_subject_stored_at_two_angles_becomes_one_picture() {
    let Some(folder) = corpus() else { return };
    for (one, other, wide) in [
        ("landscape_3.jpg", "landscape_8.jpg", true),
        ("portrait_5.jpg", "portrait_6.jpg", false),
    ] {
        let one = prepare_named(&folder, one);
        let other = prepare_named(&folder, other);
        assert_eq!(one.width > one.height, wide);
        let apart = difference(&one, &other);
        assert!(apart < 8, "{apart}");
    }
}

#[test]
fn time_and_place_are_proposed_where_the_camera_wrote_them() {
    let Some(folder) = corpus() else { return };
    let read = |name: &str| read_taken(&std::fs::read(folder.join(name)).unwrap());
    let taken = read("DSCN0010.jpg").unwrap();
    let position = taken.position.unwrap();
    assert!((position.lat - 43.467_447).abs() < 1e-5);
    assert!((position.lon - 11.885_128).abs() < 1e-5);
    assert_eq!(taken.local.unwrap().to_string(), "2008-10-22 16:28:39");
    assert_eq!(taken.at, None);
    assert_eq!(read("jolla.jpg").unwrap().position, None);
    assert_eq!(read("landscape_3.jpg"), None);
}

/// A photo of our own with everything that must go, for where no real ones are.
fn telling_photo() -> Vec<u8> {
    let fields = [
        sample::ascii(Tag::Make, "a maker"),
        sample::ascii(Tag::BodySerialNumber, "0815"),
        sample::ascii(Tag::DateTimeOriginal, "2026:11:03 18:30:05"),
        sample::ascii(Tag::GPSLatitudeRef, "N"),
        sample::rational(Tag::GPSLatitude, &[(59, 1), (51, 1), (36, 1)]),
        sample::ascii(Tag::GPSLongitudeRef, "E"),
        sample::rational(Tag::GPSLongitude, &[(18, 1), (30, 1), (0, 1)]),
    ];
    sample::with_exif(&sample::quadrants(640, 480), &fields)
}

#[test]
fn another_tool_finds_no_metadata_in_what_is_sent() {
    let mut originals = corpus().map_or_else(Vec::new, |folder| photos(&folder));
    originals.push(("telling.jpg".to_owned(), telling_photo()));
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, jpeg) in originals {
        let prepared = prepare(&jpeg, &[]).unwrap();
        std::fs::write(before.path().join(&name), jpeg).unwrap();
        std::fs::write(after.path().join(&name), prepared.jpeg).unwrap();
        let thumbnail = after.path().join(format!("thumbnail-{name}"));
        std::fs::write(thumbnail, prepared.thumbnail_jpeg).unwrap();
    }
    assert!(
        exiftool(before.path())
            .iter()
            .any(|line| line.contains("GPS"))
    );
    for line in exiftool(after.path()) {
        let group = line.trim_start_matches('[').split(']').next().unwrap();
        let harmless = ["File", "ExifTool", "System", "Composite", "JFIF"];
        assert!(harmless.contains(&group), "{line}");
        assert!(!line.contains("GPS"), "{line}");
    }
}

/// One line a tag, its group in brackets first; unknown and repeated tags too.
fn exiftool(folder: &Path) -> Vec<String> {
    let output = Command::new("exiftool")
        .args(["-a", "-u", "-G0", "-s", "-q"])
        .arg(folder)
        .output()
        .expect("exiftool is missing; run script/setup");
    let text = String::from_utf8_lossy(&output.stdout);
    let tags = text.lines().filter(|line| line.starts_with('['));
    let tags: Vec<String> = tags.map(str::to_owned).collect();
    let files = std::fs::read_dir(folder).unwrap().count();
    assert!(
        tags.len() >= 10 * files,
        "exiftool read next to nothing: {text}"
    );
    tags
}
