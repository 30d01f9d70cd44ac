//! A made-up walker with GNSS noise, for the demo, the benchmark and tests.

use geo::{Bearing, Destination, Distance, Geodesic, Point};

use super::fix::{Fix, Readings};
use crate::place::LatLon;
use crate::time::Timestamp;

/// The pace of a group that talks while it walks.
const PACE_MPS: f64 = 1.3;
/// Errors of a phone's position wander over a minute or two: what is left of one after a second.
const POSITION_MEMORY: f64 = 0.99;
/// Spread of the error of a position, each axis, in metres.
const POSITION_SPREAD_M: f64 = 4.0;

/// The same numbers for the same seed on every machine (Steele, Lea, Flood 2014: `SplitMix64`).
///
/// Not for secrets; kept here so that no dependency's new version changes the benchmark.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A sequence that depends on `seed` alone.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly spread from 0 up to but without 1.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normally spread around 0 with deviation 1, near enough: the sum of twelve even numbers.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// An error that remembers a part of itself: a first-order autoregression.
struct Wander {
    memory: f64,
    spread: f64,
    now: f64,
}

impl Wander {
    fn new(memory: f64, spread: f64, random: &mut SplitMix64) -> Self {
        let now = spread * random.normal();
        Self {
            memory,
            spread,
            now,
        }
    }

    fn step(&mut self, random: &mut SplitMix64) -> f64 {
        let fresh = self.spread * (1.0 - self.memory * self.memory).sqrt();
        self.now = self.memory * self.now + fresh * random.normal();
        self.now
    }
}

/// What one phone's receiver gets wrong.
struct Receiver {
    north: Wander,
    east: Wander,
    height: Wander,
    accuracy: Wander,
    speed: Wander,
    bearing: Wander,
    random: SplitMix64,
}

impl Receiver {
    fn new(seed: u64) -> Self {
        let mut random = SplitMix64::new(seed);
        Self {
            north: Wander::new(POSITION_MEMORY, POSITION_SPREAD_M, &mut random),
            east: Wander::new(POSITION_MEMORY, POSITION_SPREAD_M, &mut random),
            height: Wander::new(0.99, 3.0, &mut random),
            accuracy: Wander::new(0.98, 2.0, &mut random),
            speed: Wander::new(0.8, 0.12, &mut random),
            bearing: Wander::new(0.8, 6.0, &mut random),
            random,
        }
    }

    fn observe(&mut self, at: Timestamp, truth: &Truth) -> Fix {
        let random = &mut self.random;
        let north_m = self.north.step(random);
        let east_m = self.east.step(random);
        let seen = moved(truth.point, north_m, east_m);
        let readings = Readings {
            altitude_m: Some(30.0 + self.height.step(random)),
            accuracy_m: Some((6.0 + self.accuracy.step(random)).clamp(3.0, 12.0)),
            speed_mps: Some((PACE_MPS + self.speed.step(random)).max(0.0)),
            bearing_deg: Some((truth.bearing_deg + self.bearing.step(random)).rem_euclid(360.0)),
        };
        Fix::new(at, seen, readings)
    }
}

/// Where the walker really is.
struct Truth {
    point: Point<f64>,
    bearing_deg: f64,
}

fn moved(point: Point<f64>, north_m: f64, east_m: f64) -> LatLon {
    let direction = east_m.atan2(north_m).to_degrees();
    let seen = Geodesic.destination(point, direction, north_m.hypot(east_m));
    LatLon {
        lat: seen.y(),
        lon: seen.x(),
    }
}

/// One fix a second of a walker who follows `route` at walking pace, once, to its end.
pub fn walk(route: &[LatLon], start: Timestamp, seed: u64) -> Vec<Fix> {
    let mut receiver = Receiver::new(seed);
    let mut fixes = Vec::new();
    let mut until_next_m = 0.0;
    for leg in route.windows(2) {
        let (from, to) = (Point::from(leg[0]), Point::from(leg[1]));
        let length_m = Geodesic.distance(from, to);
        let bearing_deg = Geodesic.bearing(from, to).rem_euclid(360.0);
        let mut along_m = until_next_m;
        while along_m < length_m {
            let point = Geodesic.destination(from, bearing_deg, along_m);
            let at = start.plus_ms(1_000 * fixes.len() as i64);
            fixes.push(receiver.observe(at, &Truth { point, bearing_deg }));
            along_m += PACE_MPS;
        }
        until_next_m = along_m - length_m;
    }
    fixes
}

/// A route through streets: legs of 40–160 m with turns, about `length_m` long.
pub fn route(from: LatLon, length_m: f64, seed: u64) -> Vec<LatLon> {
    let mut random = SplitMix64::new(seed);
    let mut route = vec![from];
    let mut heading_deg = 360.0 * random.unit();
    let mut walked_m = 0.0;
    while walked_m < length_m {
        let leg_m = (40.0 + 120.0 * random.unit()).min(length_m - walked_m);
        let here = Point::from(route[route.len() - 1]);
        let next = Geodesic.destination(here, heading_deg, leg_m);
        route.push(LatLon {
            lat: next.y(),
            lon: next.x(),
        });
        walked_m += leg_m;
        heading_deg += [-90.0, -30.0, 20.0, 90.0][(random.next_u64() % 4) as usize];
    }
    route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_walk_near_its_route() {
        let stortorget = LatLon::new(59.325, 18.071).unwrap();
        let route = route(stortorget, 1_300.0, 5);
        let fixes = walk(&route, Timestamp(1_000), 7);
        assert_eq!(fixes, walk(&route, Timestamp(1_000), 7));
        assert_ne!(fixes, walk(&route, Timestamp(1_000), 8));
        assert!((990..=1_010).contains(&fixes.len()), "{}", fixes.len());
        assert_eq!(fixes[9].at, Timestamp(10_000));
        let start: Point<f64> = fixes[0].position.to_lat_lon().into();
        assert!(Geodesic.distance(start, Point::from(stortorget)) < 25.0);
    }
}
