//! Fixes, gaps and the list of both that a track is.

use serde::{Deserialize, Serialize};

use crate::place::LatLon;
use crate::time::Timestamp;

const E7: f64 = 1e7;
const MAX_LAT_E7: i32 = 900_000_000;
const MAX_LON_E7: i32 = 1_800_000_000;

/// A position in steps of 1e-7 degrees, about 1 cm; always on Earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GridPosition {
    lat_e7: i32,
    lon_e7: i32,
}

impl GridPosition {
    /// A position from whole steps; `None` when it is not on Earth.
    pub fn from_e7(lat_e7: i32, lon_e7: i32) -> Option<Self> {
        let valid = (-MAX_LAT_E7..=MAX_LAT_E7).contains(&lat_e7)
            && (-MAX_LON_E7..=MAX_LON_E7).contains(&lon_e7);
        valid.then_some(Self { lat_e7, lon_e7 })
    }

    /// Latitude in steps of 1e-7 degrees.
    pub fn lat_e7(self) -> i32 {
        self.lat_e7
    }

    /// Longitude in steps of 1e-7 degrees.
    pub fn lon_e7(self) -> i32 {
        self.lon_e7
    }

    /// The same position in degrees.
    pub fn to_lat_lon(self) -> LatLon {
        LatLon {
            lat: f64::from(self.lat_e7) / E7,
            lon: f64::from(self.lon_e7) / E7,
        }
    }
}

impl From<LatLon> for GridPosition {
    /// Rounds to the nearest step; what is not on Earth is moved to its nearest edge.
    fn from(position: LatLon) -> Self {
        let lat = position.lat.clamp(-90.0, 90.0);
        let lon = position.lon.clamp(-180.0, 180.0);
        Self {
            lat_e7: (lat * E7).round() as i32,
            lon_e7: (lon * E7).round() as i32,
        }
    }
}

/// Where a phone was at one moment, as whole steps of the resolution that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// When the position was measured.
    pub at: Timestamp,
    /// Where.
    pub position: GridPosition,
    /// Height above the ellipsoid, in 0.1 m.
    pub altitude_dm: Option<i32>,
    /// Horizontal accuracy (68 %), in 0.1 m.
    pub accuracy_dm: Option<u32>,
    /// Speed over ground, in 0.01 m/s.
    pub speed_cm_per_s: Option<u32>,
    /// Direction of travel clockwise from north, in 0.1°.
    pub bearing_decideg: Option<u16>,
}

/// What a phone's location service tells beside time and position, in its own units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Readings {
    /// Height above the ellipsoid, in metres.
    pub altitude_m: Option<f64>,
    /// Horizontal accuracy (68 %), in metres.
    pub accuracy_m: Option<f64>,
    /// Speed over ground, in metres a second.
    pub speed_mps: Option<f64>,
    /// Direction of travel clockwise from north, in degrees.
    pub bearing_deg: Option<f64>,
}

impl Fix {
    /// A fix rounded to what is kept; a reading that makes no sense counts as absent.
    pub fn new(at: Timestamp, position: LatLon, readings: Readings) -> Self {
        Self {
            at,
            position: position.into(),
            altitude_dm: readings.altitude_m.and_then(|m| signed_steps(m, 10.0)),
            accuracy_dm: readings.accuracy_m.and_then(|m| steps(m, 10.0)),
            speed_cm_per_s: readings.speed_mps.and_then(|mps| steps(mps, 100.0)),
            bearing_decideg: readings.bearing_deg.and_then(bearing_steps),
        }
    }

    /// Height above the ellipsoid, in metres.
    pub fn altitude_m(&self) -> Option<f64> {
        self.altitude_dm.map(|dm| f64::from(dm) / 10.0)
    }

    /// Horizontal accuracy (68 %), in metres.
    pub fn accuracy_m(&self) -> Option<f64> {
        self.accuracy_dm.map(|dm| f64::from(dm) / 10.0)
    }

    /// Speed over ground, in metres a second.
    pub fn speed_mps(&self) -> Option<f64> {
        self.speed_cm_per_s.map(|cm| f64::from(cm) / 100.0)
    }

    /// Direction of travel clockwise from north, in degrees.
    pub fn bearing_deg(&self) -> Option<f64> {
        self.bearing_decideg.map(|tenths| f64::from(tenths) / 10.0)
    }
}

fn signed_steps(value: f64, per_unit: f64) -> Option<i32> {
    let steps = (value * per_unit).round();
    let fits = (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&steps);
    fits.then_some(steps as i32)
}

/// Android and iOS say "unknown" with a negative number.
fn steps(value: f64, per_unit: f64) -> Option<u32> {
    let steps = (value * per_unit).round();
    (value >= 0.0 && steps <= f64::from(u32::MAX)).then_some(steps as u32)
}

fn bearing_steps(bearing_deg: f64) -> Option<u16> {
    let known = (0.0..=360.0).contains(&bearing_deg);
    known.then(|| (bearing_deg * 10.0).round() as u16 % 3_600)
}

/// Why nothing was recorded for a while.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum GapReason {
    /// The person paused the recording.
    Paused,
    /// The phone did not let the app use its position.
    NoPermission,
    /// The phone found no position.
    NoFix,
    /// The app was not running.
    Killed,
    /// The group was far outside of its area for long.
    OutsideArea,
    /// The phone's clock was set.
    ClockChanged,
    /// A reason that a newer version wrote, kept as it is; made by [`GapReason::from_name`].
    Other(String),
}

impl GapReason {
    const KNOWN: [Self; 6] = [
        Self::Paused,
        Self::NoPermission,
        Self::NoFix,
        Self::Killed,
        Self::OutsideArea,
        Self::ClockChanged,
    ];

    /// The name in chunks, JSON and GPX.
    pub fn name(&self) -> &str {
        match self {
            Self::Paused => "paused",
            Self::NoPermission => "no_permission",
            Self::NoFix => "no_fix",
            Self::Killed => "killed",
            Self::OutsideArea => "outside_area",
            Self::ClockChanged => "clock_changed",
            Self::Other(name) => name,
        }
    }

    /// The reason of that name, `Other` when this version does not know it.
    pub fn from_name(name: &str) -> Self {
        let known = Self::KNOWN.into_iter().find(|reason| reason.name() == name);
        known.unwrap_or_else(|| Self::Other(name.to_owned()))
    }
}

impl From<String> for GapReason {
    fn from(name: String) -> Self {
        Self::from_name(&name)
    }
}

impl From<GapReason> for String {
    fn from(reason: GapReason) -> Self {
        reason.name().to_owned()
    }
}

/// A time without fixes. No line is drawn and nothing is counted across it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gap {
    /// Why.
    pub reason: GapReason,
    /// When it began.
    pub from: Timestamp,
    /// When it ended; `None` when that was not known yet as it was written down: then it
    /// ends with the next fix.
    pub to: Option<Timestamp>,
}

/// One entry of a track. Entries of both kinds are numbered together from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TrackItem {
    /// Where the phone was.
    Fix(Fix),
    /// A time without fixes.
    Gap(Gap),
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn any_fix() -> impl Strategy<Value = Fix> {
        (
            any::<i64>(),
            -MAX_LAT_E7..=MAX_LAT_E7,
            -MAX_LON_E7..=MAX_LON_E7,
            option::of(any::<i32>()),
            option::of(any::<u32>()),
            option::of(any::<u32>()),
            option::of(any::<u16>()),
        )
            .prop_map(|(at, lat, lon, altitude, accuracy, speed, bearing)| Fix {
                at: Timestamp(at),
                position: GridPosition::from_e7(lat, lon).unwrap(),
                altitude_dm: altitude,
                accuracy_dm: accuracy,
                speed_cm_per_s: speed,
                bearing_decideg: bearing,
            })
    }

    pub(crate) fn any_gap() -> impl Strategy<Value = Gap> {
        let name = prop_oneof![Just("paused".to_owned()), ".{0,20}"];
        (name, any::<i64>(), option::of(any::<i64>())).prop_map(|(name, from, to)| Gap {
            reason: GapReason::from_name(&name),
            from: Timestamp(from),
            to: to.map(Timestamp),
        })
    }

    pub(crate) fn any_item() -> impl Strategy<Value = TrackItem> {
        prop_oneof![
            5 => any_fix().prop_map(TrackItem::Fix),
            1 => any_gap().prop_map(TrackItem::Gap),
        ]
    }

    #[test]
    fn a_fix_keeps_what_was_measured_at_its_resolution() {
        let readings = Readings {
            altitude_m: Some(-3.12),
            accuracy_m: Some(4.96),
            speed_mps: Some(1.337),
            bearing_deg: Some(359.96),
        };
        let place = LatLon::new(59.123_456_74, -18.000_000_06).unwrap();
        let fix = Fix::new(Timestamp(7), place, readings);
        assert_eq!(
            fix.position,
            GridPosition::from_e7(591_234_567, -180_000_001).unwrap()
        );
        assert_eq!(fix.altitude_m(), Some(-3.1));
        assert_eq!(fix.accuracy_m(), Some(5.0));
        assert_eq!(fix.speed_mps(), Some(1.34));
        assert_eq!(fix.bearing_deg(), Some(0.0));
    }

    #[test]
    fn readings_that_make_no_sense_are_absent() {
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e300] {
            let readings = Readings {
                altitude_m: Some(odd).filter(|m| !(-2.0..0.0).contains(m)),
                accuracy_m: Some(odd),
                speed_mps: Some(odd),
                bearing_deg: Some(odd),
            };
            let fix = Fix::new(Timestamp(0), LatLon { lat: 0.0, lon: 0.0 }, readings);
            let read = (
                fix.altitude_dm,
                fix.accuracy_dm,
                fix.speed_cm_per_s,
                fix.bearing_decideg,
            );
            assert_eq!(read, (None, None, None, None), "{odd}");
        }
    }

    #[test]
    fn a_reason_from_the_future_survives_json() {
        let json = r#"["paused","clock_changed","lift_ride"]"#;
        let reasons: Vec<GapReason> = serde_json::from_str(json).unwrap();
        assert_eq!(reasons[1], GapReason::ClockChanged);
        assert_eq!(reasons[2], GapReason::Other("lift_ride".into()));
        assert_eq!(serde_json::to_string(&reasons).unwrap(), json);
    }

    proptest! {
        #[test]
        fn degrees_and_steps_are_the_same_position(fix in any_fix()) {
            prop_assert_eq!(GridPosition::from(fix.position.to_lat_lon()), fix.position);
        }
    }
}
