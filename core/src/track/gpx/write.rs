//! Writes GPX 1.1 that is valid against its schema.

use std::fmt::{self, Write};

use super::text::{date_time, degrees, escaped};
use crate::place::LatLon;
use crate::time::Timestamp;
use crate::track::{Fix, Gap, GridPosition, TrackItem};

const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    "\n",
    r#"<gpx version="1.1" creator="Lykta" xmlns="http://www.topografix.com/GPX/1/1""#,
    r#" xmlns:lykta="https://lykta.example/gpx/1""#,
    r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#,
    r#" xsi:schemaLocation="http://www.topografix.com/GPX/1/1"#,
    r#" http://www.topografix.com/GPX/1/1/gpx.xsd">"#,
    "\n",
);

/// What a GPX file is to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GpxDocument<'a> {
    /// The walk's name.
    pub name: String,
    /// When the file was made.
    pub made_at: Timestamp,
    /// Stops and observations.
    pub waypoints: Vec<GpxWaypoint>,
    /// One for each recorded track.
    pub tracks: Vec<GpxTrack<'a>>,
}

/// A stop or an observation.
#[derive(Clone, Debug, PartialEq)]
pub struct GpxWaypoint {
    /// Where.
    pub position: LatLon,
    /// When it was reached or made.
    pub at: Option<Timestamp>,
    /// What a map shows beside it; an empty text is left out, as in the fields below.
    pub name: String,
    /// What was said.
    pub description: String,
    /// What it is, such as `stop` or `unsafe`.
    pub kind: String,
}

/// A track of the walk.
#[derive(Clone, Debug, PartialEq)]
pub struct GpxTrack<'a> {
    /// Such as the group's name.
    pub name: String,
    /// All fixes and gaps; a gap ends a segment, and its reason goes into the extensions.
    pub items: &'a [TrackItem],
}

/// The document as GPX 1.1.
///
/// Gaps and what GPX has no element for (accuracy, speed, bearing) are in the namespace
/// `https://lykta.example/gpx/1`.
pub fn write_gpx(document: &GpxDocument) -> String {
    let mut out = String::from(HEAD);
    let written = put_content(&mut out, document);
    debug_assert!(written.is_ok(), "a string takes whatever is written to it");
    out.push_str("</gpx>\n");
    out
}

fn put_content(out: &mut String, document: &GpxDocument) -> fmt::Result {
    out.push_str("<metadata>");
    put_element(out, "name", &document.name)?;
    put_time(out, document.made_at)?;
    out.push_str("</metadata>\n");
    for waypoint in &document.waypoints {
        put_waypoint(out, waypoint)?;
    }
    for track in &document.tracks {
        put_track(out, track)?;
    }
    Ok(())
}

fn put_element(out: &mut String, name: &str, text: &str) -> fmt::Result {
    if text.is_empty() {
        return Ok(());
    }
    write!(out, "<{name}>{}</{name}>", escaped(text))
}

fn put_time(out: &mut String, at: Timestamp) -> fmt::Result {
    put_element(out, "time", &date_time(at).unwrap_or_default())
}

/// GPX has longitudes up to but without 180°, which is the same meridian as −180°.
fn position_attributes(position: GridPosition) -> String {
    let lon_e7 = match position.lon_e7() {
        1_800_000_000 => -1_800_000_000,
        inside => inside,
    };
    let (lat, lon) = (degrees(position.lat_e7()), degrees(lon_e7));
    format!(r#"lat="{lat}" lon="{lon}""#)
}

fn put_waypoint(out: &mut String, waypoint: &GpxWaypoint) -> fmt::Result {
    let attributes = position_attributes(waypoint.position.into());
    write!(out, "<wpt {attributes}>")?;
    if let Some(at) = waypoint.at {
        put_time(out, at)?;
    }
    put_element(out, "name", &waypoint.name)?;
    put_element(out, "desc", &waypoint.description)?;
    put_element(out, "type", &waypoint.kind)?;
    out.write_str("</wpt>\n")
}

fn put_track(out: &mut String, track: &GpxTrack) -> fmt::Result {
    out.push_str("<trk>");
    put_element(out, "name", &track.name)?;
    put_gaps(out, track.items)?;
    for run in track.items.split(|item| matches!(item, TrackItem::Gap(_))) {
        put_segment(out, run)?;
    }
    out.write_str("</trk>\n")
}

/// Each gap with the number of segments before it.
fn put_gaps(out: &mut String, items: &[TrackItem]) -> fmt::Result {
    let mut gaps = String::new();
    let (mut segments, mut is_in_segment) = (0, false);
    for item in items {
        match item {
            TrackItem::Fix(_) => {
                segments += usize::from(!is_in_segment);
                is_in_segment = true;
            }
            TrackItem::Gap(gap) => {
                put_gap(&mut gaps, gap, segments)?;
                is_in_segment = false;
            }
        }
    }
    put_extensions(out, &gaps)
}

fn put_extensions(out: &mut String, content: &str) -> fmt::Result {
    if content.is_empty() {
        return Ok(());
    }
    write!(out, "<extensions>{content}</extensions>")
}

fn put_gap(out: &mut String, gap: &Gap, segments_before: usize) -> fmt::Result {
    let reason = escaped(gap.reason.name());
    write!(
        out,
        r#"<lykta:gap reason="{reason}" after_segments="{segments_before}""#
    )?;
    for (name, at) in [("from", Some(gap.from)), ("to", gap.to)] {
        if let Some(time) = at.and_then(date_time) {
            write!(out, r#" {name}="{time}""#)?;
        }
    }
    out.write_str("/>")
}

fn put_segment(out: &mut String, run: &[TrackItem]) -> fmt::Result {
    if run.is_empty() {
        return Ok(());
    }
    out.push_str("<trkseg>\n");
    for item in run {
        if let TrackItem::Fix(fix) = item {
            put_fix(out, fix)?;
        }
    }
    out.write_str("</trkseg>\n")
}

fn put_fix(out: &mut String, fix: &Fix) -> fmt::Result {
    write!(out, "<trkpt {}>", position_attributes(fix.position))?;
    if let Some(altitude_m) = fix.altitude_m() {
        write!(out, "<ele>{altitude_m:.1}</ele>")?;
    }
    put_time(out, fix.at)?;
    put_extensions(out, &readings(fix)?)?;
    out.write_str("</trkpt>\n")
}

fn readings(fix: &Fix) -> Result<String, fmt::Error> {
    let readings = [
        ("accuracy_m", fix.accuracy_m()),
        ("speed_mps", fix.speed_mps()),
        ("bearing_deg", fix.bearing_deg()),
    ];
    let mut attributes = String::new();
    for (name, value) in readings {
        if let Some(value) = value {
            write!(attributes, r#" {name}="{value}""#)?;
        }
    }
    let is_empty = attributes.is_empty();
    Ok(if is_empty {
        attributes
    } else {
        format!("<lykta:fix{attributes}/>")
    })
}

#[cfg(test)]
mod tests;
