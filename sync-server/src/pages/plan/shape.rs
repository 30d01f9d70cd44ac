//! Outlines and routes as forms carry them, and what is wrong with them in words.

use lykta_core::merge::EntityState;
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::track::gpx::GpxError;
use lykta_core::words::Words;

use super::sent::SentFile;
use crate::plan::{BadPlan, MOST_GROUPS, MOST_POINTS, MOST_STOPS};

/// The points of a field: `60.17,24.94 60.18,24.95`; `None` when it is anything else.
pub(super) fn read_points(text: &str) -> Option<Vec<LatLon>> {
    text.split_whitespace().map(LatLon::parse).collect()
}

/// The same, written: every digit counts, so that what nobody moved stays the same.
pub(super) fn write_points(points: &[LatLon]) -> String {
    let points = points.iter().map(|at| format!("{},{}", at.lat, at.lon));
    points.collect::<Vec<_>>().join(" ")
}

/// The points that a field of an entity holds.
pub(super) fn points_of(state: &EntityState, field: &str) -> Vec<LatLon> {
    let points = state.value(field).and_then(Value::as_list);
    let points = points.unwrap_or_default().iter();
    points.filter_map(Value::as_point).collect()
}

/// A file's bytes, unless it is longer than is read.
pub(super) fn whole<'a>(words: &Words, file: &'a SentFile) -> Result<&'a [u8], String> {
    if file.is_too_large {
        return Err(words.say("plan-file_too_large"));
    }
    Ok(&file.bytes)
}

/// What is wrong, and what to do about it.
pub(super) fn why(words: &Words, bad: &BadPlan) -> String {
    let key = match bad {
        BadPlan::Io(_) | BadPlan::NotGeoJson(_) => "plan-bad-geojson",
        BadPlan::Gpx(GpxError::DocumentType) => "plan-bad-document_type",
        BadPlan::Gpx(GpxError::TooLarge { .. }) => "plan-file_too_large",
        BadPlan::Gpx(GpxError::NoPoints) | BadPlan::NoWay => "plan-bad-no_way",
        BadPlan::Gpx(_) => "plan-bad-gpx",
        BadPlan::NoPolygon => "plan-bad-no_polygon",
        BadPlan::NoLine => "plan-bad-no_line",
        BadPlan::NotOnEarth => "plan-bad-not_on_earth",
        BadPlan::TooWide => "plan-bad-too_wide",
        BadPlan::TooFewPoints => "plan-bad-too_few",
        BadPlan::TooManyPoints => "plan-bad-too_many",
        BadPlan::TooManyStops => "plan-bad-too_many_stops",
        BadPlan::TooManyGroups => "plan-bad-too_many_groups",
    };
    let most = match bad {
        BadPlan::TooManyStops => MOST_STOPS,
        BadPlan::TooManyGroups => MOST_GROUPS,
        _ => MOST_POINTS,
    };
    words.say_with(key, [("most", most.into())])
}
