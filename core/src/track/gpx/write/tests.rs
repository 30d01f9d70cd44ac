use std::io::ErrorKind;
use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::track::fix::tests::any_item;
use crate::track::gpx::{GpxLimits, read_gpx};
use crate::track::{GapReason, Readings};

fn fix(second: i64) -> TrackItem {
    let place = LatLon {
        lat: 59.325 + second as f64 * 1e-5,
        lon: 18.071,
    };
    let readings = Readings {
        altitude_m: Some(-4.25),
        accuracy_m: Some(4.5),
        speed_mps: Some(1.3),
        bearing_deg: None,
    };
    TrackItem::Fix(Fix::new(
        Timestamp(1_760_000_000_000 + second * 1_000),
        place,
        readings,
    ))
}

fn gap(reason: &str, to: Option<i64>) -> TrackItem {
    let reason = GapReason::from_name(reason);
    let (from, to) = (Timestamp(1_760_000_002_000), to.map(Timestamp));
    TrackItem::Gap(Gap { reason, from, to })
}

fn waypoint(name: &str) -> GpxWaypoint {
    GpxWaypoint {
        position: LatLon {
            lat: -0.000_000_04,
            lon: 180.0,
        },
        at: Some(Timestamp(1_760_000_001_000)),
        name: name.into(),
        description: "mörkt & trångt <bakom> \"kiosken\"".into(),
        kind: "unsafe".into(),
    }
}

fn document(items: &[TrackItem]) -> GpxDocument<'_> {
    GpxDocument {
        name: "Kvällsvandring".into(),
        made_at: Timestamp(1_760_000_000_000),
        waypoints: vec![waypoint("Hållplats"), waypoint("")],
        tracks: vec![GpxTrack {
            name: "Grupp 1".into(),
            items,
        }],
    }
}

/// Whether `xmllint` accepts the text, by the official schema when `LYKTA_GPX_SCHEMA` names
/// it and else by our own extract of it; `None` where there is no `xmllint`.
fn is_valid(gpx: &str) -> Option<bool> {
    let extract = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/track/gpx/fixtures/gpx-1.1-subset.xsd"
    );
    let schema = std::env::var("LYKTA_GPX_SCHEMA").unwrap_or_else(|_| extract.to_owned());
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), gpx).unwrap();
    let mut command = Command::new("xmllint");
    command
        .args(["--noout", "--nonet", "--schema", &schema])
        .arg(file.path());
    match command.output() {
        Ok(output) => Some(output.status.success()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => panic!("{error}"),
    }
}

#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn assert_valid(gpx: &str) {
    match is_valid(gpx) {
        Some(is_valid) => assert!(is_valid, "{gpx}"),
        None => eprintln!("skipped: xmllint is not installed"),
    }
}

#[test]
fn a_walk_with_gaps_is_written_in_segments() {
    let items = [
        gap("paused", None),
        fix(0),
        fix(1),
        gap("no_fix", Some(1_760_000_003_000)),
        fix(3),
    ];
    insta::assert_snapshot!(write_gpx(&document(&items)), @r##"
    <?xml version="1.0" encoding="UTF-8"?>
    <gpx version="1.1" creator="Lykta" xmlns="http://www.topografix.com/GPX/1/1" xmlns:lykta="https://lykta.example/gpx/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
    <metadata><name>Kvällsvandring</name><time>2025-10-09T08:53:20.000Z</time></metadata>
    <wpt lat="0.0000000" lon="-180.0000000"><time>2025-10-09T08:53:21.000Z</time><name>Hållplats</name><desc>mörkt &amp; trångt &lt;bakom&gt; &quot;kiosken&quot;</desc><type>unsafe</type></wpt>
    <wpt lat="0.0000000" lon="-180.0000000"><time>2025-10-09T08:53:21.000Z</time><desc>mörkt &amp; trångt &lt;bakom&gt; &quot;kiosken&quot;</desc><type>unsafe</type></wpt>
    <trk><name>Grupp 1</name><extensions><lykta:gap reason="paused" after_segments="0" from="2025-10-09T08:53:22.000Z"/><lykta:gap reason="no_fix" after_segments="1" from="2025-10-09T08:53:22.000Z" to="2025-10-09T08:53:23.000Z"/></extensions><trkseg>
    <trkpt lat="59.3250000" lon="18.0710000"><ele>-4.3</ele><time>2025-10-09T08:53:20.000Z</time><extensions><lykta:fix accuracy_m="4.5" speed_mps="1.3"/></extensions></trkpt>
    <trkpt lat="59.3250100" lon="18.0710000"><ele>-4.3</ele><time>2025-10-09T08:53:21.000Z</time><extensions><lykta:fix accuracy_m="4.5" speed_mps="1.3"/></extensions></trkpt>
    </trkseg>
    <trkseg>
    <trkpt lat="59.3250300" lon="18.0710000"><ele>-4.3</ele><time>2025-10-09T08:53:23.000Z</time><extensions><lykta:fix accuracy_m="4.5" speed_mps="1.3"/></extensions></trkpt>
    </trkseg>
    </trk>
    </gpx>
    "##);
}

#[test]
fn what_is_written_is_valid_and_what_is_not_valid_is_noticed() {
    let odd = [
        gap("tunnel \"<&>\u{0}", None),
        fix(0),
        gap("killed", None),
        gap("paused", None),
    ];
    let gpx = write_gpx(&document(&odd));
    assert_valid(&gpx);
    assert_valid(&write_gpx(&GpxDocument::default()));
    let wrong = gpx.replace("<time>", "<time>yesterday ");
    assert_ne!(is_valid(&wrong), Some(true), "the schema looks at types");
}

#[test]
fn the_reader_reads_back_what_was_written() {
    let items = [fix(0), fix(1), gap("no_fix", None), fix(3)];
    let gpx = read_gpx(
        write_gpx(&document(&items)).as_bytes(),
        GpxLimits::default(),
    )
    .unwrap();
    assert_eq!(gpx.name.as_deref(), Some("Kvällsvandring"));
    assert_eq!(gpx.waypoints[0].description, Some(waypoint("").description));
    let lengths: Vec<usize> = gpx.tracks[0].segments.iter().map(Vec::len).collect();
    assert_eq!(lengths, [2, 1]);
    let TrackItem::Fix(first) = fix(0) else {
        unreachable!()
    };
    let point = gpx.tracks[0].segments[0][0];
    assert_eq!(GridPosition::from(point.position), first.position);
    assert_eq!(
        (point.at, point.altitude_m),
        (Some(first.at), first.altitude_m())
    );
    assert_eq!(gpx.warnings, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_walk_and_any_text_are_valid(items in vec(any_item(), 0..20), name: String, at: i64) {
        let mut document = document(&items);
        document.waypoints[0].name.clone_from(&name);
        document.name = name;
        document.made_at = Timestamp(at);
        assert_valid(&write_gpx(&document));
    }
}
