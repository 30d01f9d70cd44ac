//! What a value must look like.

use std::fmt;

use crate::domain::Spot;
use crate::op::Value;

/// The shape and size of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text of at most so many characters.
    Text(usize),
    /// A whole number between two.
    Int(i64, i64),
    /// Yes or no.
    Bool,
    /// A moment in milliseconds.
    Time,
    /// At most so many bytes.
    Bytes(usize),
    /// An id.
    Id,
    /// A position.
    Point,
    /// A line: a list of positions, at most 10,000.
    Line,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// What an observation is tied to.
    Spot,
    /// A photo's file: its hash and sizes.
    File,
    /// Kind and id of another entity.
    Target,
}

const MAX_LINE: usize = 10_000;
const MAX_SITUATION: usize = 2_000;

impl Shape {
    /// Whether the value is of this shape.
    pub fn admits(self, value: &Value) -> bool {
        match self {
            Self::Text(max) => value.as_text().is_some_and(|text| fits(text, max)),
            Self::Int(min, max) => value.as_int().is_some_and(|n| (min..=max).contains(&n)),
            Self::Bool => value.as_bool().is_some(),
            Self::Time => value.as_int().is_some(),
            Self::Bytes(max) => value.to_bytes().is_some_and(|bytes| bytes.len() <= max),
            Self::Id => value.as_id().is_some(),
            Self::Point => value.as_point().is_some(),
            Self::Line => is_line(value),
            Self::OneOf(names) => value.as_text().is_some_and(|name| names.contains(&name)),
            Self::Spot => is_spot(value),
            Self::File => is_file(value),
            Self::Target => is_target(value),
        }
    }
}

fn fits(text: &str, max: usize) -> bool {
    text.len() <= max || text.chars().count() <= max
}

fn is_line(value: &Value) -> bool {
    value.as_list().is_some_and(|points| {
        points.len() <= MAX_LINE && points.iter().all(|point| point.as_point().is_some())
    })
}

fn is_spot(value: &Value) -> bool {
    match Spot::from_value(value) {
        Some(Spot::Situation { text, .. }) => fits(&text, MAX_SITUATION),
        Some(Spot::Place { accuracy_m, .. }) => accuracy_m.is_none_or(|m| m >= 0.0),
        Some(Spot::Unplaced) => true,
        None => false,
    }
}

fn is_file(value: &Value) -> bool {
    let hash = value.entry("hash").and_then(Value::to_bytes);
    let positive = |name| {
        let number = value.entry(name).and_then(Value::as_int);
        number.is_some_and(|n| n > 0)
    };
    hash.is_some_and(|hash| hash.len() == 32)
        && positive("bytes")
        && positive("width")
        && positive("height")
}

fn is_target(value: &Value) -> bool {
    value.entry("kind").and_then(Value::as_text).is_some()
        && value.entry("id").and_then(Value::as_id).is_some()
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(max) => write!(f, "text of at most {max} characters"),
            Self::Int(min, max) => write!(f, "a whole number from {min} to {max}"),
            Self::Bool => f.write_str("true or false"),
            Self::Time => f.write_str("a moment in milliseconds"),
            Self::Bytes(max) => write!(f, "at most {max} bytes"),
            Self::Id => f.write_str("an id"),
            Self::Point => f.write_str("a position"),
            Self::Line => write!(f, "a line of at most {MAX_LINE} positions"),
            Self::OneOf(names) => write!(f, "one of {}", names.join(", ")),
            Self::Spot => {
                f.write_str("a place, a situation of at most 2000 characters, or neither")
            }
            Self::File => f.write_str("a file's hash, bytes, width and height"),
            Self::Target => f.write_str("the kind and id of another entity"),
        }
    }
}
