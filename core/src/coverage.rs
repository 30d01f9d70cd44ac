//! Which part of an area the groups of a walk have been near.

use geo::{BoundingRect, Contains, Coord, Distance, Euclidean, Line, MultiPolygon, Point, Rect};

use crate::place::LatLon;
use crate::track::Segment;
use crate::track::plane::LocalPlane;

/// The most cells of an area and its surroundings; larger areas get larger cells.
pub const MOST_CELLS: usize = 20_000;
/// Smaller cells than this are finer than any position.
const SMALLEST_CELL_M: f64 = 1.0;

/// How coverage is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverageSettings {
    /// The side of a cell, in metres; larger when the area is huge, smaller when it is tiny.
    pub cell_m: f64,
    /// Whoever passes this close has been at a place, in metres.
    pub near_m: f64,
}

impl Default for CoverageSettings {
    /// 25 m cells; 40 m is about as far as one makes out a person and a hiding place under
    /// street lamps, and still on this side of a block.
    fn default() -> Self {
        Self {
            cell_m: 25.0,
            near_m: 40.0,
        }
    }
}

/// One square of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverageCell {
    /// Its centre, which is in the area.
    pub centre: LatLon,
    /// Whether a group was near its centre.
    pub is_covered: bool,
}

/// How much of an area was walked.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Covered cells among all, 0 to 1; 0 for an area without cells.
    pub share: f64,
    /// The side of a cell, in metres.
    pub cell_m: f64,
    /// Row by row from south-west to north-east.
    pub cells: Vec<CoverageCell>,
}

/// What part of `area` (longitude, latitude) the `segments` came near.
///
/// Segments are those of [`crate::track::usable_segments`]: what lies in a gap or rests on
/// vague fixes covers nothing.
pub fn coverage(
    area: &MultiPolygon<f64>,
    segments: &[Segment],
    settings: CoverageSettings,
) -> Coverage {
    let Some(mut grid) = Grid::over(area, settings) else {
        return Coverage {
            share: 0.0,
            cell_m: settings.cell_m,
            cells: Vec::new(),
        };
    };
    for segment in segments {
        grid.cover(segment, settings.near_m);
    }
    grid.into_coverage()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Cell {
    NotInArea,
    Missed,
    Covered,
}

/// Square cells over the rectangle around an area.
#[derive(Debug)]
struct Grid {
    plane: LocalPlane,
    south_west: Coord<f64>,
    cell_m: f64,
    columns: usize,
    cells: Vec<Cell>,
}

impl Grid {
    /// `None` when the area has no extent or is nowhere.
    fn over(area: &MultiPolygon<f64>, settings: CoverageSettings) -> Option<Self> {
        let centre = area.bounding_rect()?.center();
        let plane = LocalPlane::around(LatLon::new(centre.y, centre.x)?);
        let flat = plane.flatten_area(area);
        let bounds = flat.bounding_rect()?;
        let mut cell_m = cell_size_m(bounds, settings.cell_m)?;
        loop {
            let grid = Self::with_cells(plane, &flat, bounds, cell_m);
            if grid.cells.iter().any(|cell| *cell != Cell::NotInArea) {
                return Some(grid);
            }
            cell_m = smaller_cell_m(bounds, cell_m)?;
        }
    }

    fn with_cells(
        plane: LocalPlane,
        area: &MultiPolygon<f64>,
        bounds: Rect<f64>,
        cell_m: f64,
    ) -> Self {
        let (columns, rows) = counts(bounds, cell_m);
        let cells = vec![Cell::NotInArea; columns * rows];
        let mut grid = Self {
            plane,
            south_west: bounds.min(),
            cell_m,
            columns,
            cells,
        };
        for index in 0..grid.cells.len() {
            if area.contains(&grid.centre(index)) {
                grid.cells[index] = Cell::Missed;
            }
        }
        grid
    }

    fn centre(&self, index: usize) -> Point<f64> {
        let (row, column) = (index / self.columns, index % self.columns);
        let x = self.south_west.x + (column as f64 + 0.5) * self.cell_m;
        let y = self.south_west.y + (row as f64 + 0.5) * self.cell_m;
        Point::new(x, y)
    }

    fn cover(&mut self, segment: &Segment, near_m: f64) {
        let mut points = segment
            .positions()
            .map(|place| self.plane.flatten(place.to_lat_lon()));
        let Some(first) = points.next() else {
            return;
        };
        let ends: Vec<Coord<f64>> = points.collect();
        self.cover_line(Line::new(first, first), near_m);
        let mut from = first;
        for to in ends {
            self.cover_line(Line::new(from, to), near_m);
            from = to;
        }
    }

    /// Looks only at the cells around the line.
    fn cover_line(&mut self, line: Line<f64>, near_m: f64) {
        let rows = self.cells.len() / self.columns;
        let (low, high) = (line.bounding_rect().min(), line.bounding_rect().max());
        let columns = self.span(low.x, high.x, self.south_west.x, near_m, self.columns);
        for row in self.span(low.y, high.y, self.south_west.y, near_m, rows) {
            for column in columns.clone() {
                let index = row * self.columns + column;
                let is_missed = self.cells[index] == Cell::Missed;
                if is_missed && Euclidean.distance(&self.centre(index), &line) <= near_m {
                    self.cells[index] = Cell::Covered;
                }
            }
        }
    }

    fn span(
        &self,
        low: f64,
        high: f64,
        zero: f64,
        near_m: f64,
        count: usize,
    ) -> std::ops::Range<usize> {
        let first = ((low - near_m - zero) / self.cell_m).floor().max(0.0) as usize;
        let last = ((high + near_m - zero) / self.cell_m).ceil().max(0.0) as usize;
        first.min(count)..last.min(count)
    }

    fn into_coverage(self) -> Coverage {
        let in_area = |(index, cell): (usize, &Cell)| {
            let centre = self.plane.unflatten(self.centre(index).into());
            let is_covered = *cell == Cell::Covered;
            (*cell != Cell::NotInArea).then_some(CoverageCell { centre, is_covered })
        };
        let cells: Vec<CoverageCell> = self.cells.iter().enumerate().filter_map(in_area).collect();
        let covered = cells.iter().filter(|cell| cell.is_covered).count();
        let share = covered as f64 / cells.len().max(1) as f64;
        Coverage {
            share,
            cell_m: self.cell_m,
            cells,
        }
    }
}

fn counts(bounds: Rect<f64>, cell_m: f64) -> (usize, usize) {
    let count = |extent_m: f64| (extent_m / cell_m).ceil().max(1.0) as usize;
    (count(bounds.width()), count(bounds.height()))
}

fn is_too_fine(bounds: Rect<f64>, cell_m: f64) -> bool {
    let (columns, rows) = counts(bounds, cell_m);
    columns.saturating_mul(rows) > MOST_CELLS
}

/// The wanted size, or so much more that there are no more than [`MOST_CELLS`].
fn cell_size_m(bounds: Rect<f64>, wanted_m: f64) -> Option<f64> {
    let extent_m = bounds.width() + bounds.height();
    if !extent_m.is_finite() || extent_m <= 0.0 {
        return None;
    }
    let mut cell_m = if wanted_m.is_finite() {
        wanted_m.max(SMALLEST_CELL_M)
    } else {
        extent_m
    };
    while is_too_fine(bounds, cell_m) {
        cell_m *= 1.1;
    }
    Some(cell_m)
}

/// The next size to try for an area so small or thin that no cell had its centre in it.
fn smaller_cell_m(bounds: Rect<f64>, cell_m: f64) -> Option<f64> {
    let smaller_m = cell_m / 2.0;
    (smaller_m >= SMALLEST_CELL_M && !is_too_fine(bounds, smaller_m)).then_some(smaller_m)
}

#[cfg(test)]
mod tests {
    use geo::{Polygon, coord};
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::time::Timestamp;
    use crate::track::{Fix, Gap, GapReason, Readings, TrackItem, simulate, usable_segments};

    /// About 1,112 m high and 1,146 m wide.
    fn area() -> MultiPolygon<f64> {
        rectangle(59.0, 18.0, 0.01, 0.02)
    }

    fn rectangle(south: f64, west: f64, height: f64, width: f64) -> MultiPolygon<f64> {
        let south_west = coord! { x: west, y: south };
        let north_east = coord! { x: west + width, y: south + height };
        Polygon::from(Rect::new(south_west, north_east)).into()
    }

    fn fix(second: i64, lat: f64, lon: f64) -> TrackItem {
        let readings = Readings {
            accuracy_m: Some(5.0),
            ..Readings::default()
        };
        TrackItem::Fix(Fix::new(
            Timestamp(second * 1_000),
            LatLon { lat, lon },
            readings,
        ))
    }

    fn covered(items: &[TrackItem]) -> Coverage {
        coverage(
            &area(),
            &usable_segments(items),
            CoverageSettings::default(),
        )
    }

    #[test]
    fn a_line_across_covers_its_strip() {
        let across = [fix(0, 59.005, 17.99), fix(10, 59.005, 18.03)];
        let strip = covered(&across);
        assert_eq!(strip.cells.len(), 44 * 46);
        // 80 m of 1,112 m, give or take a row of cells.
        assert!((0.05..0.1).contains(&strip.share), "{}", strip.share);
        for cell in strip.cells {
            let away_m = (cell.centre.lat - 59.005).abs() * 111_195.0;
            assert_eq!(cell.is_covered, away_m <= 40.0, "{cell:?}");
        }
    }

    #[test]
    fn a_gap_across_the_area_covers_nothing() {
        let (reason, from) = (GapReason::NoFix, Timestamp(0));
        let gap = TrackItem::Gap(Gap {
            reason,
            from,
            to: None,
        });
        let outside = [fix(0, 59.005, 17.99), gap, fix(10, 59.005, 18.03)];
        assert!(covered(&outside).share.abs() < f64::EPSILON);
        let vague = Readings {
            accuracy_m: Some(200.0),
            ..Readings::default()
        };
        let inside = Fix::new(
            Timestamp(0),
            LatLon {
                lat: 59.005,
                lon: 18.01,
            },
            vague,
        );
        assert!(covered(&[TrackItem::Fix(inside)]).share.abs() < f64::EPSILON);
    }

    #[test]
    fn huge_tiny_and_empty_areas_have_a_share_too() {
        let settings = CoverageSettings::default();
        let here = usable_segments(&[fix(0, 60.000_005, 18.000_005)]);
        let huge = coverage(&rectangle(55.0, 11.0, 14.0, 13.0), &here, settings);
        assert!(huge.cells.len() <= MOST_CELLS && huge.cells.len() > MOST_CELLS / 2);
        assert!(huge.cell_m > 1_000.0);
        let tiny = coverage(&rectangle(60.0, 18.0, 0.000_05, 0.000_05), &here, settings);
        assert!((tiny.share - 1.0).abs() < f64::EPSILON, "{tiny:?}");
        let nowhere = rectangle(f64::NAN, 18.0, 1.0, 1.0);
        for nothing in [
            MultiPolygon::new(Vec::new()),
            rectangle(60.0, 18.0, 0.0, 0.0),
            nowhere,
        ] {
            assert_eq!(coverage(&nothing, &here, settings).cells, []);
        }
    }

    #[test]
    fn thirty_groups_cover_what_one_group_after_the_other_covers() {
        let middle = LatLon {
            lat: 59.005,
            lon: 18.01,
        };
        let mut segments = Vec::new();
        let mut shares = vec![0.0];
        for seed in 0..30 {
            let route = simulate::route(middle, 1_000.0, seed);
            let fixes = simulate::walk(&route, Timestamp(0), seed);
            segments.extend(usable_segments(
                &fixes.into_iter().map(TrackItem::Fix).collect::<Vec<_>>(),
            ));
            shares.push(coverage(&area(), &segments, CoverageSettings::default()).share);
        }
        assert!(shares.is_sorted());
        assert!(shares[30] > 2.0 * shares[1], "{shares:?}");
    }

    proptest! {
        #[test]
        fn another_segment_never_lowers_the_share(
            walks in vec(vec((58.99_f64..59.02, 17.99_f64..18.03), 1..6), 1..6),
        ) {
            let mut items = Vec::new();
            let mut before = 0.0;
            for walk in walks {
                items.extend(walk.into_iter().map(|(lat, lon)| fix(0, lat, lon)));
                let (reason, from) = (GapReason::Paused, Timestamp(0));
                items.push(TrackItem::Gap(Gap { reason, from, to: None }));
                let share = covered(&items).share;
                prop_assert!((before..=1.0).contains(&share));
                before = share;
            }
        }
    }
}
