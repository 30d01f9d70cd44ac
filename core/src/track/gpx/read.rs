//! Reads GPX 1.0 and 1.1 as devices and people really write it.
//!
//! What cannot be read is passed over and counted, never guessed at. Document types are
//! refused, so no entity is ever expanded.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::{lenient_number, lenient_time};
use crate::place::LatLon;
use crate::time::Timestamp;

/// How much a reader takes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GpxLimits {
    /// The longest file, in bytes.
    pub max_bytes: usize,
    /// How deep elements may stand in each other.
    pub max_depth: usize,
}

impl Default for GpxLimits {
    /// 16 MiB, about a day and a night of fixes; GPX itself is five elements deep.
    fn default() -> Self {
        Self {
            max_bytes: 16 << 20,
            max_depth: 64,
        }
    }
}

/// Why nothing can be taken from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GpxError {
    /// Longer than [`GpxLimits::max_bytes`].
    #[error("the file is larger than {max_bytes} bytes; export a shorter part of the track")]
    TooLarge {
        /// The limit.
        max_bytes: usize,
    },
    /// Deeper than [`GpxLimits::max_depth`].
    #[error("the file has elements inside each other too deep to be GPX; choose another file")]
    TooDeep,
    /// Its root element is not `gpx`, or it is no XML at all.
    #[error("the file is not GPX; choose a file that ends with .gpx")]
    NotGpx,
    /// It declares a document type, which GPX does not have.
    #[error("the file declares a document type, which GPX must not; export it anew")]
    DocumentType,
    /// It is GPX without one usable point.
    #[error("the file has no points; check that the track was recorded")]
    NoPoints,
    /// It is damaged or cut short before its first whole point.
    #[error("the file is damaged before its first point; export it or send it again")]
    Damaged,
}

/// What was passed over while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkippedKind {
    /// A point whose latitude or longitude is missing or not on Earth.
    PointWithoutPosition,
    /// An elevation that is no number.
    Elevation,
    /// A time that is no time.
    Time,
    /// The missing zone of a time, which was taken as UTC.
    TimeZone,
    /// An element of GPX where GPX does not have it.
    MisplacedElement,
    /// The meaning of an entity that XML does not know; its name was kept.
    UnknownEntity,
    /// Bytes that are not UTF-8, which were taken as Latin-1.
    Encoding,
    /// Everything after a place where the file is not XML any more.
    DamagedRest,
    /// The end of the file, which is missing.
    MissingEnd,
}

/// How often something was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GpxWarning {
    /// What.
    pub skipped: SkippedKind,
    /// How often.
    pub count: u32,
}

/// What a GPX file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedGpx {
    /// The file's name for itself.
    pub name: Option<String>,
    /// Tracks that have points.
    pub tracks: Vec<ImportedTrack>,
    /// Routes that have points.
    pub routes: Vec<ImportedLine>,
    /// Waypoints.
    pub waypoints: Vec<ImportedWaypoint>,
    /// What was passed over, each kind once.
    pub warnings: Vec<GpxWarning>,
}

impl ImportedGpx {
    /// All points of tracks, routes and waypoints.
    pub fn point_count(&self) -> usize {
        let tracks = self.tracks.iter().flat_map(|track| &track.segments);
        let routes = self.routes.iter().map(|route| &route.points);
        tracks.chain(routes).map(Vec::len).sum::<usize>() + self.waypoints.len()
    }
}

/// A track; between its segments nobody knows the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedTrack {
    /// Its name.
    pub name: Option<String>,
    /// Segments that have points.
    pub segments: Vec<Vec<ImportedPoint>>,
}

/// A route: where somebody means to go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedLine {
    /// Its name.
    pub name: Option<String>,
    /// At least one.
    pub points: Vec<ImportedPoint>,
}

/// A point of a track or a route.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImportedPoint {
    /// Where.
    pub position: LatLon,
    /// Elevation, in metres.
    pub altitude_m: Option<f64>,
    /// When, if the file says so; [`super::space_times`] makes times up.
    pub at: Option<Timestamp>,
}

/// A place with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedWaypoint {
    /// Where and when.
    pub point: ImportedPoint,
    /// Its name.
    pub name: Option<String>,
    /// What is said of it.
    pub description: Option<String>,
    /// What it is.
    pub kind: Option<String>,
}

/// Reads all of a GPX file.
pub fn read_gpx(bytes: &[u8], limits: GpxLimits) -> Result<ImportedGpx, GpxError> {
    if bytes.len() > limits.max_bytes {
        return Err(GpxError::TooLarge {
            max_bytes: limits.max_bytes,
        });
    }
    let mut import = Import::default();
    let text = import.decode(bytes);
    import.read(text.trim_start_matches('\u{FEFF}'), limits)?;
    import.finish()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Description,
    Kind,
    Elevation,
    Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PointKind {
    Track,
    Route,
    Waypoint,
}

/// An element that is open at the place that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Gpx,
    Metadata,
    Track,
    Segment,
    Route,
    Point(PointKind),
    Field(Field),
    /// Anything else, with all that is in it.
    Ignored,
}

impl Element {
    /// What `name` means inside of `parent`; `None` for an element that must not be there.
    fn inside(parent: Self, name: &str) -> Option<Self> {
        use PointKind::{Route, Track, Waypoint};
        Some(match (parent, name) {
            (Self::Ignored | Self::Field(_), _) => Self::Ignored,
            (Self::Gpx, "metadata") => Self::Metadata,
            (Self::Gpx, "trk") => Self::Track,
            (Self::Gpx, "rte") => Self::Route,
            (Self::Gpx, "wpt") => Self::Point(Waypoint),
            (Self::Track, "trkseg") => Self::Segment,
            (Self::Segment, "trkpt") => Self::Point(Track),
            (Self::Route, "rtept") => Self::Point(Route),
            (Self::Gpx | Self::Metadata | Self::Track | Self::Route, "name") => {
                Self::Field(Field::Name)
            }
            (Self::Point(_), field) => Self::of_point(field)?,
            (_, "trk" | "rte" | "wpt" | "trkseg" | "trkpt" | "rtept") => return None,
            _ => Self::Ignored,
        })
    }

    fn of_point(name: &str) -> Option<Self> {
        Some(match name {
            "name" => Self::Field(Field::Name),
            "desc" => Self::Field(Field::Description),
            "type" => Self::Field(Field::Kind),
            "ele" => Self::Field(Field::Elevation),
            "time" => Self::Field(Field::Time),
            "trk" | "rte" | "wpt" | "trkseg" | "trkpt" | "rtept" => return None,
            _ => Self::Ignored,
        })
    }
}

/// A point whose element is still open.
#[derive(Clone, Debug, Default)]
struct PointDraft {
    position: Option<LatLon>,
    altitude_m: Option<f64>,
    at: Option<Timestamp>,
    name: Option<String>,
    description: Option<String>,
    kind: Option<String>,
}

#[derive(Debug, Default)]
struct Import {
    found: ImportedGpx,
    open: Vec<Element>,
    has_root: bool,
    point: PointDraft,
    text: String,
    skipped: BTreeMap<SkippedKind, u32>,
}

impl Import {
    fn decode<'b>(&mut self, bytes: &'b [u8]) -> Cow<'b, str> {
        if let [0xFF, 0xFE, rest @ ..] = bytes {
            return Cow::Owned(utf16(rest, u16::from_le_bytes));
        }
        if let [0xFE, 0xFF, rest @ ..] = bytes {
            return Cow::Owned(utf16(rest, u16::from_be_bytes));
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(text);
        }
        self.skip(SkippedKind::Encoding);
        Cow::Owned(bytes.iter().copied().map(char::from).collect())
    }

    fn skip(&mut self, kind: SkippedKind) {
        *self.skipped.entry(kind).or_default() += 1;
    }

    fn read(&mut self, text: &str, limits: GpxLimits) -> Result<(), GpxError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => self.take(&event, limits)?,
                Err(quick_xml::Error::Syntax(_)) => return self.end_early(SkippedKind::MissingEnd),
                Err(_) => return self.end_early(SkippedKind::DamagedRest),
            }
        }
        if self.open.is_empty() {
            Ok(())
        } else {
            self.end_early(SkippedKind::MissingEnd)
        }
    }

    /// What was whole is kept; a point that was not is not.
    fn end_early(&mut self, kind: SkippedKind) -> Result<(), GpxError> {
        if !self.has_root {
            return Err(GpxError::NotGpx);
        }
        self.skip(kind);
        if self.found.point_count() == 0 {
            Err(GpxError::Damaged)
        } else {
            Ok(())
        }
    }

    fn take(&mut self, event: &Event, limits: GpxLimits) -> Result<(), GpxError> {
        match event {
            Event::DocType(_) => return Err(GpxError::DocumentType),
            Event::Start(start) => return self.start(start, limits),
            Event::End(_) => self.end(),
            Event::Text(text) => self.add_text(text),
            Event::CData(text) => self.add_text(text),
            Event::GeneralRef(reference) => self.add_reference(reference),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart, limits: GpxLimits) -> Result<(), GpxError> {
        if self.open.len() >= limits.max_depth {
            return Err(GpxError::TooDeep);
        }
        let local_name = start.local_name();
        let name: &str = local_name.as_ref();
        let element = match self.open.last() {
            Some(parent) => Element::inside(*parent, name),
            None if name == "gpx" => Some(Element::Gpx),
            None if self.has_root => Some(Element::Ignored),
            None => return Err(GpxError::NotGpx),
        };
        self.has_root = true;
        if element.is_none() {
            self.skip(SkippedKind::MisplacedElement);
        }
        let element = element.unwrap_or(Element::Ignored);
        self.open(element, start);
        self.open.push(element);
        Ok(())
    }

    fn open(&mut self, element: Element, start: &BytesStart) {
        match element {
            Element::Track => self.found.tracks.push(ImportedTrack::default()),
            Element::Route => self.found.routes.push(ImportedLine::default()),
            Element::Segment => {
                if let Some(track) = self.found.tracks.last_mut() {
                    track.segments.push(Vec::new());
                }
            }
            Element::Point(_) => {
                self.point = PointDraft {
                    position: position(start),
                    ..PointDraft::default()
                };
            }
            Element::Field(_) => self.text.clear(),
            Element::Gpx | Element::Metadata | Element::Ignored => {}
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Element::Point(kind)) => self.end_point(kind),
            Some(Element::Field(field)) => self.end_field(field),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        if matches!(self.open.last(), Some(Element::Field(_))) {
            self.text.push_str(text);
        }
    }

    fn add_reference(&mut self, reference: &BytesRef) {
        let known = quick_xml::escape::resolve_xml_entity(reference);
        let character = reference.resolve_char_ref().ok().flatten();
        if let Some(text) = known {
            self.add_text(text);
        } else if let Some(character) = character {
            self.add_text(character.encode_utf8(&mut [0; 4]));
        } else {
            self.skip(SkippedKind::UnknownEntity);
            self.add_text(&format!("&{};", &**reference));
        }
    }

    fn end_field(&mut self, field: Field) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        if text.is_empty() {
            return;
        }
        match field {
            Field::Name => self.end_name(text),
            Field::Description => self.point.description = Some(text),
            Field::Kind => self.point.kind = Some(text),
            Field::Elevation => {
                self.point.altitude_m = lenient_number(&text);
                if self.point.altitude_m.is_none() {
                    self.skip(SkippedKind::Elevation);
                }
            }
            Field::Time => self.end_time(&text),
        }
    }

    fn end_name(&mut self, text: String) {
        let place = match self.open.last() {
            Some(Element::Point(_)) => Some(&mut self.point.name),
            Some(Element::Track) => self.found.tracks.last_mut().map(|track| &mut track.name),
            Some(Element::Route) => self.found.routes.last_mut().map(|route| &mut route.name),
            _ => Some(&mut self.found.name),
        };
        if let Some(name) = place {
            *name = Some(text);
        }
    }

    fn end_time(&mut self, text: &str) {
        match lenient_time(text) {
            Some((at, says_zone)) => {
                self.point.at = Some(at);
                if !says_zone {
                    self.skip(SkippedKind::TimeZone);
                }
            }
            None => self.skip(SkippedKind::Time),
        }
    }

    fn end_point(&mut self, kind: PointKind) {
        let draft = std::mem::take(&mut self.point);
        let Some(position) = draft.position else {
            return self.skip(SkippedKind::PointWithoutPosition);
        };
        let point = ImportedPoint {
            position,
            altitude_m: draft.altitude_m,
            at: draft.at,
        };
        let (name, description, kind_text) = (draft.name, draft.description, draft.kind);
        let points = match kind {
            PointKind::Track => self
                .found
                .tracks
                .last_mut()
                .and_then(|track| track.segments.last_mut()),
            PointKind::Route => self.found.routes.last_mut().map(|route| &mut route.points),
            PointKind::Waypoint => {
                let waypoint = ImportedWaypoint {
                    point,
                    name,
                    description,
                    kind: kind_text,
                };
                return self.found.waypoints.push(waypoint);
            }
        };
        if let Some(points) = points {
            points.push(point);
        }
    }

    fn finish(mut self) -> Result<ImportedGpx, GpxError> {
        if !self.has_root {
            return Err(GpxError::NotGpx);
        }
        if self.found.point_count() == 0 {
            return Err(GpxError::NoPoints);
        }
        for track in &mut self.found.tracks {
            track.segments.retain(|segment| !segment.is_empty());
        }
        self.found.tracks.retain(|track| !track.segments.is_empty());
        self.found.routes.retain(|route| !route.points.is_empty());
        let warning = |(skipped, count)| GpxWarning { skipped, count };
        self.found.warnings = self.skipped.into_iter().map(warning).collect();
        Ok(self.found)
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let characters = char::decode_utf16(units);
    characters
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Quotes may be missing, as in HTML.
fn position(start: &BytesStart) -> Option<LatLon> {
    let coordinate = |name: &str| {
        let mut attributes = start.html_attributes();
        let mut readable = attributes.with_checks(false).flatten();
        let found = readable.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        lenient_number(&found.value)
    };
    LatLon::new(coordinate("lat")?, coordinate("lon")?)
}

#[cfg(test)]
mod tests;
