use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<ImportedGpx, GpxError> {
    read_gpx(text.as_bytes(), GpxLimits::default())
}

fn warnings(gpx: &ImportedGpx) -> Vec<(SkippedKind, u32)> {
    gpx.warnings
        .iter()
        .map(|warning| (warning.skipped, warning.count))
        .collect()
}

fn with_points(points: &str) -> String {
    format!("<gpx version='1.1'><trk><name>T</name><trkseg>{points}</trkseg></trk></gpx>")
}

#[test]
fn tracks_routes_and_waypoints_are_read() {
    let gpx = read(
        r#"<?xml version="1.0"?><g:gpx xmlns:g="urn:odd"><g:metadata><g:name>Walk &amp; talk</g:name></g:metadata>
        <g:wpt lat="59.1" lon="18.1"><g:ele>3</g:ele><g:time>2013-01-01T12:00:00Z</g:time>
          <g:name><![CDATA[<Stop>]]> 1</g:name><g:desc>d&#xE4;r</g:desc><g:type>stop</g:type></g:wpt>
        <g:rte><g:name>Way</g:name><g:rtept lat="59.2" lon="18.2"/></g:rte>
        <g:trk><g:trkseg/><g:trkseg><g:trkpt lat="59.3" lon="18.3">
          <g:extensions><x><g:trkpt lat="1" lon="1"/></x></g:extensions></g:trkpt></g:trkseg></g:trk></g:gpx>"#,
    )
    .unwrap();
    assert_eq!(gpx.name.as_deref(), Some("Walk & talk"));
    let waypoint = &gpx.waypoints[0];
    assert_eq!(waypoint.name.as_deref(), Some("<Stop> 1"));
    assert_eq!(waypoint.description.as_deref(), Some("där"));
    assert_eq!(waypoint.kind.as_deref(), Some("stop"));
    assert_eq!(waypoint.point.altitude_m, Some(3.0));
    assert_eq!(waypoint.point.at, Some(Timestamp(1_357_041_600_000)));
    assert_eq!(gpx.routes[0].name.as_deref(), Some("Way"));
    assert_eq!(
        gpx.routes[0].points[0].position,
        LatLon {
            lat: 59.2,
            lon: 18.2
        }
    );
    assert_eq!(gpx.tracks[0].segments.len(), 1);
    assert_eq!(
        gpx.tracks[0].segments[0][0].position,
        LatLon {
            lat: 59.3,
            lon: 18.3
        }
    );
    assert_eq!(gpx.point_count(), 3);
    assert_eq!(warnings(&gpx), []);
}

#[test]
fn what_cannot_be_read_is_passed_over_and_counted() {
    let gpx = read(&with_points(
        "<trkpt lat='59,5' lon=' 18.5 '><ele>x</ele><time>2013-01-01T12:00:00</time></trkpt>
         <trkpt lat='91' lon='0'/><trkpt lat='1'/><trkpt lat='1.5,5' lon='1'/>
         <trkpt lat='1' lon='1'><time>noon</time><name>&who;</name></trkpt>
         <wpt lat='1' lon='1'/>",
    ))
    .unwrap();
    let points = &gpx.tracks[0].segments[0];
    assert_eq!(points.len(), 2);
    assert_eq!(
        points[0].position,
        LatLon {
            lat: 59.5,
            lon: 18.5
        }
    );
    assert_eq!((points[0].altitude_m, points[1].at), (None, None));
    let expected = [
        (SkippedKind::PointWithoutPosition, 3),
        (SkippedKind::Elevation, 1),
        (SkippedKind::Time, 1),
        (SkippedKind::TimeZone, 1),
        (SkippedKind::MisplacedElement, 1),
        (SkippedKind::UnknownEntity, 1),
    ];
    assert_eq!(warnings(&gpx), expected);
}

#[test]
fn what_is_no_gpx_gets_one_clear_error() {
    for text in [
        "",
        "hello",
        "{}",
        "<html/>",
        "<gp",
        "\u{0}\u{1}",
        "&&&",
        "<?xml version='1.0'?>",
    ] {
        assert_eq!(read(text), Err(GpxError::NotGpx), "{text:?}");
    }
    assert_eq!(read("<gpx></gpx>"), Err(GpxError::NoPoints));
    assert_eq!(
        read("<gpx><trk><trkseg/></trk></gpx>"),
        Err(GpxError::NoPoints)
    );
    assert_eq!(
        read("<gpx><trk><trkseg><trkpt lat='1' "),
        Err(GpxError::Damaged)
    );
    assert_eq!(read("<gpx><trk></gpx>"), Err(GpxError::Damaged));
}

#[test]
fn document_types_depth_and_size_are_bounded() {
    let bomb = "<!DOCTYPE gpx [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><gpx><name>&b;</name></gpx>";
    assert_eq!(read(bomb), Err(GpxError::DocumentType));
    assert_eq!(read(&"<gpx>".repeat(100_000)), Err(GpxError::TooDeep));
    let limits = GpxLimits {
        max_bytes: 10,
        ..GpxLimits::default()
    };
    assert_eq!(
        read_gpx(&[b' '; 11], limits),
        Err(GpxError::TooLarge { max_bytes: 10 })
    );
}

#[test]
fn other_encodings_are_read_too() {
    let text = "<gpx><wpt lat='1' lon='2'><name>Å</name></wpt></gpx>";
    let name = |bytes: &[u8]| {
        let gpx = read_gpx(bytes, GpxLimits::default()).unwrap();
        (gpx.waypoints[0].name.clone().unwrap(), gpx.warnings.len())
    };
    let little: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let latin: Vec<u8> = text.chars().map(|character| character as u8).collect();
    assert_eq!(name(&little), ("Å".into(), 0));
    assert_eq!(name(&big), ("Å".into(), 0));
    assert_eq!(name(&latin), ("Å".into(), 1));
    assert_eq!(name(format!("\u{FEFF}{text}").as_bytes()), ("Å".into(), 0));
}

#[test]
fn a_file_cut_anywhere_keeps_its_whole_points() {
    let point = "<trkpt lat=\"59.1\" lon=\"18.1\"><ele>12.25</ele></trkpt>";
    let text = with_points(&point.repeat(3));
    let root_end = text.find('>').unwrap() + 1;
    for cut in 0..text.len() {
        let whole = text[..cut].matches("</trkpt>").count();
        match read(&text[..cut]) {
            Ok(gpx) => {
                assert_eq!(gpx.point_count(), whole, "{cut}");
                assert_eq!(warnings(&gpx), [(SkippedKind::MissingEnd, 1)], "{cut}");
            }
            Err(GpxError::NotGpx) => assert!(cut < root_end, "{cut}"),
            Err(error) => assert_eq!((error, whole), (GpxError::Damaged, 0), "{cut}"),
        }
    }
}

#[test]
fn a_damaged_rest_does_not_take_the_whole_points_with_it() {
    let gpx = read("<gpx><wpt lat='1' lon='1'></wpt><wpt lat='2' lon='2'></rte>").unwrap();
    assert_eq!(gpx.point_count(), 1);
    assert_eq!(warnings(&gpx), [(SkippedKind::DamagedRest, 1)]);
}

/// Files that real devices and programs wrote; they are not part of the repository.
fn shared_tracks() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let folder = std::env::var("LYKTA_SHARED_DATA").unwrap_or_else(|_| beside.to_owned());
    let tracks = PathBuf::from(folder).join("tracks");
    tracks.is_dir().then_some(tracks)
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn files_of_real_devices_are_read() {
    let Some(folder) = shared_tracks() else {
        eprintln!("skipped: no folder of shared test data");
        return;
    };
    let expected = [
        ("Mojstrovka.gpx", [184, 0, 0]),
        ("cerknicko-jezero.gpx", [296, 0, 7]),
        ("gpx1.0_with_all_fields.gpx", [1, 5, 2]),
        ("korita-zbevnica.gpx", [871, 0, 2]),
        ("track-with-empty-segment.gpx", [9, 0, 0]),
        ("unicode_with_bom.gpx", [0, 0, 1]),
    ];
    for (name, counts) in expected {
        let gpx = read_gpx(
            &std::fs::read(folder.join(name)).unwrap(),
            GpxLimits::default(),
        );
        let gpx = gpx.unwrap_or_else(|error| panic!("{name}: {error}"));
        let in_tracks = gpx
            .tracks
            .iter()
            .flat_map(|track| &track.segments)
            .map(Vec::len)
            .sum();
        let in_routes = gpx.routes.iter().map(|route| route.points.len()).sum();
        assert_eq!(
            [in_tracks, in_routes, gpx.waypoints.len()],
            counts,
            "{name}"
        );
        assert!(
            gpx.warnings
                .iter()
                .all(|warning| warning.skipped == SkippedKind::TimeZone),
            "{name}: {:?}",
            gpx.warnings
        );
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, text in "[<>/&;='\" a-z!\\[\\]-]{0,80}") {
        let _ = read_gpx(&bytes, GpxLimits::default());
        let _ = read(&text);
        let _ = read(&with_points(&text));
    }
}
