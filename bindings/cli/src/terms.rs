//! Names of kinds, fields and values as people read them.

use chrono::{Local, TimeZone};
use lykta_core::domain::{Kind, Role, Spot};
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::rules::{Shape, rule_of};
use lykta_core::time::Timestamp;
use lykta_core::words::Words;

/// Fields whose value is a name that has words, with where these stand.
const NAMED: [(&str, &str); 4] = [
    ("kind", "kind"),
    ("light", "light"),
    ("occasion", "occasion"),
    ("status", "status"),
];

/// What a kind of item is called.
pub(crate) fn kind(words: &Words, kind: &str) -> String {
    known(words, &format!("noun-{kind}"), kind)
}

/// What a role is called.
pub(crate) fn role(words: &Words, role: Role) -> String {
    words.say(&format!("role-{role}"))
}

/// What a field is called; an element of a set comes after its set.
pub(crate) fn field(words: &Words, field: &str) -> String {
    let Some((set, element)) = field.split_once('/') else {
        return known(words, &format!("cli-field_{field}"), field);
    };
    let group = if set == "count" { "attendance" } else { set };
    let element = known(words, &format!("{group}-{element}"), element);
    format!(
        "{}: {element}",
        known(words, &format!("cli-field_{set}"), set)
    )
}

fn known(words: &Words, key: &str, otherwise: &str) -> String {
    if words.knows(key) {
        words.say(key)
    } else {
        otherwise.to_owned()
    }
}

/// A field's value in words.
pub(crate) fn value(words: &Words, field: &str, value: &Value) -> String {
    match value {
        Value::Null => words.say("cli-nothing"),
        Value::Bool(true) => words.say("cli-yes"),
        Value::Bool(false) => words.say("cli-no"),
        Value::Int(level) if field == "feeling" => words.say(&format!("feeling-{level}")),
        Value::Int(ms) if is_moment(field) => moment(Timestamp(*ms)),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => named(words, field, text),
        Value::Bytes(bytes) => hex::encode(bytes),
        Value::List(items) => items.len().to_string(),
        Value::Map(_) => map(words, value),
    }
}

fn is_moment(field: &str) -> bool {
    field.ends_with("_at") || field.starts_with("planned_") || field == "due"
}

fn named(words: &Words, field: &str, text: &str) -> String {
    let group = NAMED.iter().find(|(name, _)| *name == field);
    group.map_or_else(
        || text.to_owned(),
        |(_, group)| known(words, &format!("{group}-{text}"), text),
    )
}

fn map(words: &Words, value: &Value) -> String {
    if let Some(found) = Spot::from_value(value) {
        return spot(words, &found);
    }
    if let Some(at) = value.as_point() {
        return point(at);
    }
    let part = |name| value.entry(name).and_then(Value::as_int);
    match (part("width"), part("height"), part("bytes")) {
        (Some(width), Some(height), Some(bytes)) => format!("{width} × {height}, {bytes} B"),
        _ => serde_json::to_string(value).unwrap_or_default(),
    }
}

/// What an observation is tied to.
pub(crate) fn spot(words: &Words, spot: &Spot) -> String {
    match spot {
        Spot::Place { point: at, .. } => point(*at),
        Spot::Situation { text, .. } => text.clone(),
        Spot::Unplaced => words.say("spot-unplaced"),
    }
}

/// A position as it is typed.
pub(crate) fn point(at: LatLon) -> String {
    format!("{:.6},{:.6}", at.lat, at.lon)
}

/// A moment by the clock of this machine.
pub(crate) fn moment(at: Timestamp) -> String {
    let local = Local.timestamp_millis_opt(at.0).single();
    local.map_or_else(
        || at.to_rfc3339(),
        |local| local.format("%Y-%m-%d %H:%M").to_string(),
    )
}

/// What a field takes.
pub(crate) fn expected(words: &Words, kind: Kind, field: &str) -> String {
    let Some(rule) = rule_of(kind, field) else {
        return words.say("cli-takes_other");
    };
    match rule.shape {
        Shape::Text(max) => words.say_with("cli-takes_text", [("max", max.into())]),
        Shape::Int(min, max) => words.say_with(
            "cli-takes_number",
            [("min", min.into()), ("max", max.into())],
        ),
        Shape::Bool => words.say("cli-takes_bool"),
        Shape::Time => words.say("cli-takes_time"),
        Shape::Point => words.say("cli-takes_point"),
        Shape::Spot => words.say("cli-takes_spot"),
        Shape::OneOf(names) => {
            words.say_with("cli-takes_one_of", [("names", names.join(", ").into())])
        }
        _ => words.say("cli-takes_other"),
    }
}

/// Reads what a person typed as the value of a field; `None` when the field does not take it.
pub(crate) fn read(kind: Kind, field: &str, text: &str) -> Option<Value> {
    let shape = rule_of(kind, field)?.shape;
    let value = match shape {
        Shape::Text(_) | Shape::OneOf(_) => Value::text(text),
        Shape::Int(..) => Value::Int(text.parse().ok()?),
        Shape::Bool => Value::Bool(read_bool(text)?),
        Shape::Time => Value::Int(Timestamp::from_rfc3339(text)?.0),
        Shape::Point => Value::point(LatLon::parse(text)?),
        Shape::Id => Value::id(text.parse().ok()?),
        Shape::Spot => read_spot(text).into(),
        Shape::Bytes(_) | Shape::Line | Shape::File | Shape::Target => return None,
    };
    shape.admits(&value).then_some(value)
}

fn read_bool(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "ja" => Some(true),
        "false" | "no" | "nej" => Some(false),
        _ => None,
    }
}

/// `LAT,LON`, `unplaced`, or a situation in words.
fn read_spot(text: &str) -> Spot {
    if let Some(point) = LatLon::parse(text) {
        return Spot::Place {
            point,
            accuracy_m: None,
            source: lykta_core::domain::PlaceSource::Map,
        };
    }
    match text {
        "unplaced" => Spot::Unplaced,
        words => Spot::Situation {
            text: words.to_owned(),
            point: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use lykta_core::words::Language;

    use super::*;

    #[test]
    fn what_is_typed_is_read_by_the_fields_own_rule() {
        let read = |field, text| read(Kind::Observation, field, text);
        assert_eq!(read("kind", "safe"), Some(Value::text("safe")));
        assert_eq!(read("kind", "ugly"), None);
        assert_eq!(read("feeling", "3"), Some(Value::Int(3)));
        assert_eq!(read("feeling", "4"), None);
        assert_eq!(read("category/lighting", "nej"), Some(Value::Bool(false)));
        assert_eq!(read("spot", "unplaced"), Some(Spot::Unplaced.into()));
        let spot = read("spot", "60.17,24.94").and_then(|value| Spot::from_value(&value));
        assert_eq!(
            spot.and_then(|spot| spot.point()),
            LatLon::new(60.17, 24.94)
        );
        assert_eq!(read("parent", "x"), None);
        assert_eq!(read("scent", "x"), None);
    }

    #[test]
    fn fields_and_values_have_words() {
        let words = Words::new(Language::Swedish);
        assert_eq!(field(&words, "category/lighting"), "Handlar om: belysning");
        assert_eq!(value(&words, "kind", &"unsafe".into()), "otrygg");
        assert_eq!(value(&words, "feeling", &Value::Int(0)), "mycket otryggt");
        assert_eq!(value(&words, "words", &"unsafe".into()), "unsafe");
    }

    /// Every key that stands whole in a file of this program.
    fn keys_in(text: &str) -> impl Iterator<Item = &str> {
        let quoted = text.split('"');
        quoted.filter(|part| {
            let is_key = |group: &str| part.starts_with(group) && !part.ends_with(['-', '_']);
            let is_plain = part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b"-_".contains(&b));
            is_plain
                && ["cli-", "photo-", "spot-", "receipt-"]
                    .into_iter()
                    .any(is_key)
        })
    }

    #[test]
    fn every_key_that_is_asked_for_has_words() {
        let words = Words::new(Language::Swedish);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut asked = 0;
        for folder in [folder.to_owned(), format!("{folder}/command")] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let text = std::fs::read_to_string(entry.unwrap().path()).unwrap_or_default();
                for key in keys_in(&text) {
                    assert!(words.knows(key), "{key}");
                    asked += 1;
                }
            }
        }
        assert!(asked > 20);
    }
}
