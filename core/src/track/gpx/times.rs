//! Times for imported points that have none.

use geo::{Distance, Geodesic, Point};

use super::read::ImportedPoint;
use crate::place::LatLon;
use crate::time::Timestamp;
use crate::track::{Fix, Readings};

/// The pace of a person who looks around.
const PACE_MPS: f64 = 1.2;

/// Fixes of imported points: times that are known stay, missing ones follow from the point
/// before at walking pace, the first from `start`. None is later than the next known time.
///
/// A made-up time is no evidence of when someone was where; whoever shows it must say so.
pub fn space_times(points: &[ImportedPoint], start: Timestamp) -> Vec<Fix> {
    let latest = next_known_times(points);
    let mut before: Option<(LatLon, Timestamp)> = None;
    let mut fixes = Vec::with_capacity(points.len());
    for (point, latest) in points.iter().zip(latest) {
        let paced = before.map_or(start, |(place, at)| {
            at.plus_ms(walk_ms(place, point.position))
        });
        let spaced = latest.map_or(paced, |latest| paced.min(latest));
        let at = point.at.unwrap_or(spaced);
        before = Some((point.position, at));
        let readings = Readings {
            altitude_m: point.altitude_m,
            ..Readings::default()
        };
        fixes.push(Fix::new(at, point.position, readings));
    }
    fixes
}

fn next_known_times(points: &[ImportedPoint]) -> Vec<Option<Timestamp>> {
    let mut next = None;
    let mut times: Vec<_> = points
        .iter()
        .rev()
        .map(|point| {
            next = point.at.or(next);
            next
        })
        .collect();
    times.reverse();
    times
}

fn walk_ms(from: LatLon, to: LatLon) -> i64 {
    let distance_m = Geodesic.distance(Point::from(from), Point::from(to));
    (1_000.0 * distance_m / PACE_MPS) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(metres: f64, second: Option<i64>) -> ImportedPoint {
        let position = LatLon {
            lat: 59.0 + metres / 111_400.0,
            lon: 18.0,
        };
        let at = second.map(|second| Timestamp(second * 1_000));
        ImportedPoint {
            position,
            altitude_m: None,
            at,
        }
    }

    fn seconds(points: &[ImportedPoint]) -> Vec<i64> {
        let start = Timestamp(1_000_000);
        let rounded = |fix: Fix| (fix.at.0 as f64 / 1_000.0).round() as i64;
        space_times(points, start)
            .into_iter()
            .map(rounded)
            .collect()
    }

    #[test]
    fn missing_times_follow_at_walking_pace() {
        let points = [
            point(0.0, None),
            point(120.0, None),
            point(120.0, None),
            point(0.0, None),
        ];
        assert_eq!(seconds(&points), [1_000, 1_100, 1_100, 1_200]);
    }

    #[test]
    fn known_times_stay_and_bound_the_others() {
        let points = [
            point(0.0, Some(2_000)),
            point(12.0, None),
            point(1_200.0, None),
            point(0.0, Some(2_050)),
        ];
        assert_eq!(seconds(&points), [2_000, 2_010, 2_050, 2_050]);
        assert_eq!(
            seconds(&[point(0.0, None), point(0.0, Some(900))]),
            [900, 900]
        );
        assert_eq!(space_times(&[], Timestamp(0)), []);
    }
}
