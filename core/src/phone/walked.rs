//! Where the groups of a walk have been, as far as this phone knows.

use super::recording::area_within;
use super::store::Store;
use crate::coverage::{CoverageSettings, coverage};
use crate::domain::Kind;
use crate::id::EntityId;
use crate::place::LatLon;
use crate::store::StoreError;
use crate::store::log::{self, Page};
use crate::track::{Segment, usable_segments};

/// Where the groups of a walk have been.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Walked {
    /// All tracks that are here, as lines with nothing drawn across a gap.
    pub lines: Vec<Vec<LatLon>>,
    /// How much of the area they came near, 0 to 1; none where no area is known.
    pub share: Option<f64>,
    /// The middles of the squares of the area that they came near.
    pub covered: Vec<LatLon>,
    /// The side of such a square, in metres.
    pub cell_m: f64,
}

impl Store {
    /// Where the groups of a walk have been, and how much of the area that is.
    pub fn walked(&self, walk: EntityId) -> Result<Walked, StoreError> {
        let tracks =
            self.read(|connection| log::list(connection, walk, Kind::Track, Page::all()))?;
        let mut segments = Vec::new();
        for track in tracks {
            segments.extend(usable_segments(&self.track_items(track.id)?));
        }
        let area = self.package(walk)?.and_then(|(package, _)| package.area);
        let area = area.and_then(|area| area_within(&area.polygon));
        let coverage = area.map(|area| coverage(&area, &segments, CoverageSettings::default()));
        let mut walked = Walked {
            lines: lines(segments),
            ..Walked::default()
        };
        if let Some(coverage) = coverage {
            let covered = coverage.cells.iter().filter(|cell| cell.is_covered);
            walked.covered = covered.map(|cell| cell.centre).collect();
            walked.share = Some(coverage.share);
            walked.cell_m = coverage.cell_m;
        }
        Ok(walked)
    }

    /// A track as lines of positions for a map: nothing is drawn across a gap, nor to a fix too
    /// vague to tell.
    pub fn track_lines(&self, track: EntityId) -> Result<Vec<Vec<LatLon>>, StoreError> {
        Ok(lines(usable_segments(&self.track_items(track)?)))
    }
}

fn lines(segments: Vec<Segment>) -> Vec<Vec<LatLon>> {
    let lines = segments.into_iter().map(|segment| {
        let fixes = segment.fixes.into_iter();
        fixes.map(|fix| fix.position.to_lat_lon()).collect()
    });
    lines.collect()
}
