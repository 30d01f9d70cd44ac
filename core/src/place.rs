//! Positions on the ground.

use serde::{Deserialize, Serialize};

/// A position in WGS 84, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LatLon {
    /// Latitude, −90 to 90, north positive.
    pub lat: f64,
    /// Longitude, −180 to 180, east positive.
    pub lon: f64,
}

impl LatLon {
    /// A position, or `None` when a coordinate is out of range or not a number.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let valid = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        valid.then_some(Self { lat, lon })
    }

    /// Reads `LAT,LON` in decimal degrees.
    pub fn parse(text: &str) -> Option<Self> {
        let (lat, lon) = text.split_once(',')?;
        Self::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
    }
}

impl From<LatLon> for geo::Point<f64> {
    fn from(position: LatLon) -> Self {
        geo::Point::new(position.lon, position.lat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_positions_on_earth_are_read() {
        assert_eq!(LatLon::parse("60.17, 24.94"), LatLon::new(60.17, 24.94));
        for wrong in ["", "60.17", "91,0", "0,181", "NaN,0", "inf,0", "a,b"] {
            assert_eq!(LatLon::parse(wrong), None, "{wrong}");
        }
    }
}
