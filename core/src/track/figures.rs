//! How far and how long a group walked.

use geo::{Distance, Geodesic, Point};

use super::fix::{Fix, TrackItem};
use super::segment::{Segment, usable_segments};

/// Steps shorter than this are summed up only once they got somewhere. At one fix a second
/// noise makes every step longer; over 10 m it hardly matters, and standing still counts
/// as nothing.
const SHORTEST_STEP_M: f64 = 10.0;

/// What a track says in numbers. Nothing is counted across a gap.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TrackFigures {
    /// The way walked, in metres.
    pub length_m: f64,
    /// The time that segments lasted, in milliseconds.
    pub walked_ms: i64,
    /// All fixes, whether accurate or not.
    pub fixes: usize,
    /// The fixes that the figures rest on.
    pub usable_fixes: usize,
    /// Gaps of any kind.
    pub gaps: usize,
}

/// The figures of one track.
pub fn track_figures(items: &[TrackItem]) -> TrackFigures {
    let segments = usable_segments(items);
    let gaps = items
        .iter()
        .filter(|item| matches!(item, TrackItem::Gap(_)))
        .count();
    TrackFigures {
        length_m: segments.iter().map(segment_length_m).sum(),
        walked_ms: segments.iter().map(duration_ms).sum(),
        fixes: items.len() - gaps,
        usable_fixes: segments.iter().map(|segment| segment.fixes.len()).sum(),
        gaps,
    }
}

fn duration_ms(segment: &Segment) -> i64 {
    match &segment.fixes[..] {
        [first, .., last] => last.at.ms_since(first.at).max(0),
        _ => 0,
    }
}

fn segment_length_m(segment: &Segment) -> f64 {
    let mut points = segment.fixes.iter().map(point);
    let Some(mut counted_to) = points.next() else {
        return 0.0;
    };
    let mut length_m = 0.0;
    for point in points {
        let step_m = Geodesic.distance(counted_to, point);
        if step_m >= SHORTEST_STEP_M {
            length_m += step_m;
            counted_to = point;
        }
    }
    length_m
}

fn point(fix: &Fix) -> Point<f64> {
    fix.position.to_lat_lon().into()
}

#[cfg(test)]
mod tests {
    use super::super::fix::{Gap, GapReason, Readings};
    use super::super::simulate;
    use super::*;
    use crate::place::LatLon;
    use crate::time::Timestamp;

    fn north(metres: f64) -> LatLon {
        // A degree of latitude at 59° is 111.4 km.
        LatLon {
            lat: 59.0 + metres / 111_400.0,
            lon: 18.0,
        }
    }

    fn fix(second: i64, metres: f64) -> TrackItem {
        let at = Timestamp(second * 1_000);
        TrackItem::Fix(Fix::new(at, north(metres), Readings::default()))
    }

    #[test]
    fn two_hours_with_noise_are_as_long_as_they_were() {
        let route = simulate::route(north(0.0), 9_360.0, 11);
        for seed in 0..4 {
            let fixes = simulate::walk(&route, Timestamp(0), seed);
            let items: Vec<TrackItem> = fixes.into_iter().map(TrackItem::Fix).collect();
            let figures = track_figures(&items);
            assert!(
                (figures.length_m / 9_360.0 - 1.0).abs() < 0.05,
                "{figures:?}"
            );
            assert_eq!(figures.walked_ms, 1_000 * (items.len() as i64 - 1));
            assert_eq!((figures.fixes, figures.gaps), (items.len(), 0));
        }
    }

    #[test]
    fn a_gap_adds_neither_way_nor_time() {
        let (reason, from) = (GapReason::NoPermission, Timestamp(10_000));
        let gap = TrackItem::Gap(Gap {
            reason,
            from,
            to: None,
        });
        let items = [
            fix(0, 0.0),
            fix(10, 20.0),
            gap,
            fix(20, 1_000.0),
            fix(30, 1_020.0),
        ];
        let figures = track_figures(&items);
        assert!((figures.length_m - 40.0).abs() < 0.1, "{figures:?}");
        assert_eq!(figures.walked_ms, 20_000);
        assert_eq!(
            (figures.fixes, figures.usable_fixes, figures.gaps),
            (4, 4, 1)
        );
    }

    #[test]
    fn nothing_walked_is_zero() {
        assert_eq!(track_figures(&[]), TrackFigures::default());
        let standing: Vec<TrackItem> = (0..600)
            .map(|second| fix(second, f64::from(second as i32 % 2) * 6.0))
            .collect();
        assert!(track_figures(&standing).length_m < f64::EPSILON);
    }
}
