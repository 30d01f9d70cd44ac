//! The runs of fixes that may be joined by a line.

use geo::{LineString, Simplify};

use super::fix::{Fix, GridPosition, TrackItem};

/// Fixes less accurate than this are kept but not used to draw, measure or cover: a
/// pavement and the one across the street are about this far apart.
pub const USABLE_ACCURACY_M: f64 = 25.0;

/// Longer than this without a usable fix, nobody knows which way a group went. The
/// recorder calls it a gap after the same time.
pub const LONGEST_STEP_MS: i64 = 30_000;

/// Usable fixes in the order in which they were recorded, without a gap between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// At least one fix.
    pub fixes: Vec<Fix>,
}

impl Segment {
    /// The segment as a line for a map, without the points that stray less than
    /// `tolerance_deg` from it (Ramer–Douglas–Peucker, in degrees).
    pub fn simplified(&self, tolerance_deg: f64) -> LineString<f64> {
        let points = self.fixes.iter().map(|fix| fix.position.to_lat_lon());
        let line: LineString<f64> = points.map(geo::Point::from).collect();
        line.simplify(tolerance_deg)
    }

    /// The positions in order.
    pub fn positions(&self) -> impl Iterator<Item = GridPosition> + '_ {
        self.fixes.iter().map(|fix| fix.position)
    }
}

/// Divides a track at its gaps, and wherever usable fixes are too far apart in time.
pub fn usable_segments(items: &[TrackItem]) -> Vec<Segment> {
    divide(items, Fix::is_usable, |step_ms| {
        (0..=LONGEST_STEP_MS).contains(&step_ms)
    })
}

/// Divides a track at its gaps alone and keeps every fix, as an export must.
pub fn all_segments(items: &[TrackItem]) -> Vec<Segment> {
    divide(items, |_| true, |_| true)
}

fn divide(
    items: &[TrackItem],
    is_kept: impl Fn(&Fix) -> bool,
    may_follow_after_ms: impl Fn(i64) -> bool,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut current: Vec<Fix> = Vec::new();
    for item in items {
        let kept = match item {
            TrackItem::Fix(fix) if is_kept(fix) => Some(fix),
            TrackItem::Fix(_) => continue,
            TrackItem::Gap(_) => None,
        };
        let step_ms = kept
            .zip(current.last())
            .map(|(fix, last)| fix.at.ms_since(last.at));
        if kept.is_none() || step_ms.is_some_and(|step_ms| !may_follow_after_ms(step_ms)) {
            segments.push(Segment {
                fixes: std::mem::take(&mut current),
            });
        }
        current.extend(kept);
    }
    segments.push(Segment { fixes: current });
    segments.retain(|segment| !segment.fixes.is_empty());
    segments
}

impl Fix {
    /// Whether the fix is accurate enough to draw, measure and cover by
    /// ([`USABLE_ACCURACY_M`]); one that does not tell its accuracy is taken at its word.
    pub fn is_usable(&self) -> bool {
        self.accuracy_m()
            .is_none_or(|accuracy_m| accuracy_m <= USABLE_ACCURACY_M)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fix::{Gap, GapReason, Readings};
    use super::*;
    use crate::place::LatLon;
    use crate::time::Timestamp;

    fn fix(second: i64, accuracy_m: f64) -> TrackItem {
        let readings = Readings {
            accuracy_m: Some(accuracy_m),
            ..Readings::default()
        };
        let place = LatLon {
            lat: 59.0,
            lon: 18.0,
        };
        TrackItem::Fix(Fix::new(Timestamp(second * 1_000), place, readings))
    }

    fn gap() -> TrackItem {
        let (reason, from) = (GapReason::Paused, Timestamp(0));
        TrackItem::Gap(Gap {
            reason,
            from,
            to: None,
        })
    }

    fn lengths(segments: &[Segment]) -> Vec<usize> {
        segments.iter().map(|segment| segment.fixes.len()).collect()
    }

    #[test]
    fn gaps_divide_and_bad_fixes_are_passed_over() {
        let items = [
            gap(),
            fix(0, 5.0),
            fix(1, 80.0),
            fix(2, 5.0),
            gap(),
            gap(),
            fix(3, 5.0),
        ];
        assert_eq!(lengths(&usable_segments(&items)), [2, 1]);
        assert_eq!(lengths(&all_segments(&items)), [3, 1]);
    }

    #[test]
    fn a_simplified_line_keeps_its_ends_and_corners() {
        let places = [(0, 0), (10, 1), (20, 0), (30, 0), (30, 30)];
        let fixes = places.map(|(x, y)| {
            let place = LatLon {
                lat: f64::from(y) * 1e-5,
                lon: f64::from(x) * 1e-5,
            };
            Fix::new(Timestamp(0), place, Readings::default())
        });
        let line = Segment {
            fixes: fixes.to_vec(),
        }
        .simplified(2e-5);
        let steps = line
            .coords()
            .map(|at| ((at.x * 1e5).round() as i32, (at.y * 1e5).round() as i32));
        assert_eq!(steps.collect::<Vec<_>>(), [(0, 0), (30, 0), (30, 30)]);
    }

    #[test]
    fn a_long_time_without_a_usable_fix_divides_too() {
        let mut items: Vec<TrackItem> = (1..40).map(|second| fix(second, 80.0)).collect();
        items.insert(0, fix(0, 5.0));
        items.extend([fix(40, 5.0), fix(41, 5.0), fix(10, 5.0)]);
        assert_eq!(lengths(&usable_segments(&items)), [1, 2, 1]);
        assert_eq!(lengths(&all_segments(&items)), [43]);
    }
}
