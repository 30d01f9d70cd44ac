//! Observations: what somebody said, and of what.

use crate::named::named;
use crate::op::Value;
use crate::place::LatLon;

named! {
    /// The one thing that an observation must have.
    ObservationKind {
        /// Feels safe.
        Safe = "safe",
        /// Feels unsafe.
        Unsafe = "unsafe",
        /// Worth keeping.
        WorthKeeping = "worth_keeping",
    }
}

named! {
    /// What an observation is about.
    Category {
        /// Lighting.
        Lighting = "lighting",
        /// Vegetation and sight lines.
        Vegetation = "vegetation",
        /// Traffic.
        Traffic = "traffic",
        /// Litter.
        Litter = "litter",
        /// Graffiti and damage.
        Graffiti = "graffiti",
        /// Maintenance.
        Maintenance = "maintenance",
        /// Few people, isolation.
        Isolation = "isolation",
        /// Noise and disorder.
        Noise = "noise",
        /// Violence and threats.
        Violence = "violence",
        /// Path and accessibility.
        Accessibility = "accessibility",
        /// Public transport.
        Transport = "transport",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// When it is so.
    When {
        /// By day.
        Day = "day",
        /// In the evening.
        Evening = "evening",
        /// At night.
        Night = "night",
        /// In spring.
        Spring = "spring",
        /// In summer.
        Summer = "summer",
        /// In autumn.
        Autumn = "autumn",
        /// In winter.
        Winter = "winter",
    }
}

named! {
    /// Where a place's position came from.
    PlaceSource {
        /// The phone's satellite receiver.
        Gnss = "gnss",
        /// A point on the map that somebody chose.
        Map = "map",
        /// The stop where the group stood.
        Stop = "stop",
    }
}

/// How safe it feels, from 0 (not at all) to 3 (wholly).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feeling(u8);

impl Feeling {
    /// A feeling, or `None` above 3.
    pub fn new(level: u8) -> Option<Self> {
        (level <= 3).then_some(Self(level))
    }

    /// The level, 0 to 3.
    pub fn level(self) -> u8 {
        self.0
    }
}

/// What an observation is tied to.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Spot {
    /// A point on the ground.
    Place {
        /// Where.
        point: LatLon,
        /// How far off the true position may be, in metres.
        accuracy_m: Option<f64>,
        /// How the position is known.
        source: PlaceSource,
    },
    /// A situation in words, such as walking home from the last bus.
    Situation {
        /// The words.
        text: String,
        /// Where it comes to mind, if anywhere.
        point: Option<LatLon>,
    },
    /// Tied to no place: a general unease, say.
    Unplaced,
}

impl Spot {
    /// The point to draw, if there is one.
    pub fn point(&self) -> Option<LatLon> {
        match self {
            Self::Place { point, .. } => Some(*point),
            Self::Situation { point, .. } => *point,
            Self::Unplaced => None,
        }
    }

    /// The stable name of its form: `place`, `situation` or `unplaced`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Place { .. } => "place",
            Self::Situation { .. } => "situation",
            Self::Unplaced => "unplaced",
        }
    }

    /// Reads the value of the field `spot`.
    pub fn from_value(value: &Value) -> Option<Self> {
        match value.entry("is")?.as_text()? {
            "place" => Some(Self::Place {
                point: value.entry("point")?.as_point()?,
                accuracy_m: value.entry("accuracy_m").and_then(Value::as_float),
                source: PlaceSource::from_name(value.entry("source")?.as_text()?)?,
            }),
            "situation" => Some(Self::Situation {
                text: value.entry("text")?.as_text()?.to_owned(),
                point: value.entry("point").and_then(Value::as_point),
            }),
            "unplaced" => Some(Self::Unplaced),
            _ => None,
        }
    }
}

impl From<Spot> for Value {
    fn from(spot: Spot) -> Self {
        let is = ("is", Value::text(spot.name()));
        match spot {
            Spot::Place {
                point,
                accuracy_m,
                source,
            } => Value::map([
                is,
                ("point", Value::point(point)),
                ("accuracy_m", accuracy_m.map_or(Value::Null, Value::Float)),
                ("source", source.name().into()),
            ]),
            Spot::Situation { text, point } => Value::map([
                is,
                ("text", Value::Text(text)),
                ("point", point.map_or(Value::Null, Value::point)),
            ]),
            Spot::Unplaced => Value::map([is]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spots_are_read_as_they_were_written() {
        let point = LatLon::new(60.17, 24.94).unwrap();
        let spots = [
            Spot::Place {
                point,
                accuracy_m: Some(4.5),
                source: PlaceSource::Gnss,
            },
            Spot::Situation {
                text: "hem från sista bussen".into(),
                point: None,
            },
            Spot::Unplaced,
        ];
        for spot in spots {
            assert_eq!(Spot::from_value(&spot.clone().into()), Some(spot));
        }
        assert_eq!(
            Spot::from_value(&Value::map([("is", "dream".into())])),
            None
        );
        assert_eq!(Feeling::new(4), None);
    }
}
