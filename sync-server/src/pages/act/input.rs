//! Fields of ops as fields of a form: what to show, and what was meant by what was typed.

use lykta_core::domain::{Category, Kind, PlaceSource, Spot, When};
use lykta_core::merge::FieldState;
use lykta_core::op::Value;
use lykta_core::place::LatLon;
use lykta_core::rules::{Shape, rule_of};
use lykta_core::words::Words;

use super::typed::Typed;
use crate::pages::said::{self, capital};

/// A form's field.
pub(super) struct Field {
    /// The op's field, or the set.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) error: Option<String>,
    pub(super) input: Input,
    /// The ops whose values are shown, by field.
    pub(super) saw: Vec<(String, String)>,
}

/// What is typed or chosen.
pub(super) enum Input {
    Line(String),
    Text(String),
    Number {
        least: i64,
        most: i64,
        value: String,
    },
    OneOf(Vec<Choice>),
    Several(Vec<Choice>),
    Spot(SpotInput),
}

/// One of several.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// Where: a place with its position, a situation in words, or neither.
pub(super) struct SpotInput {
    pub(super) is: Vec<Choice>,
    pub(super) text: String,
    pub(super) lat: String,
    pub(super) lon: String,
}

/// The name of "nothing" among choices.
const NOTHING: &str = "nothing";
/// Longer texts are given more than a line.
const LINE: usize = 300;

impl Field {
    /// The id of its first input, for labels and links.
    pub(super) fn id(&self) -> String {
        format!("f-{}", self.name.replace('/', "-"))
    }

    /// `aria-describedby`, when there is something that describes it.
    pub(super) fn described(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The form's field for a field of an op with this value; none when it cannot be typed.
pub(super) fn of(words: &Words, kind: Kind, name: &str, value: &Value) -> Option<Field> {
    let input = match (rule_of(kind, name)?.shape, value) {
        (Shape::Text(most), _) => {
            let text = value.as_text().unwrap_or_default().to_owned();
            if most > LINE {
                Input::Text(text)
            } else {
                Input::Line(text)
            }
        }
        (Shape::Int(..), _) if name == "feeling" => {
            let level = value.as_int().map(|level| level.to_string());
            Input::OneOf(choices(
                words,
                name,
                &["0", "1", "2", "3"],
                level.as_deref(),
            ))
        }
        (Shape::Int(least, most), _) => Input::Number {
            least,
            most,
            value: value.as_int().map_or_else(String::new, |n| n.to_string()),
        },
        (Shape::OneOf(names), _) => {
            Input::OneOf(choices(words, group_of(kind, name), names, value.as_text()))
        }
        (Shape::Bool, _) => Input::OneOf(yes_or_no(words, value.as_bool())),
        (Shape::Spot, _) => Input::Spot(spot(words, value)),
        _ => return None,
    };
    Some(Field {
        name: name.to_owned(),
        label: said::field(words, name),
        hint: None,
        error: None,
        input,
        saw: Vec::new(),
    })
}

/// Whether a field of an op can be typed at all.
pub(super) fn takes(kind: Kind, name: &str) -> bool {
    let shape = rule_of(kind, name).map(|rule| rule.shape);
    matches!(
        shape,
        Some(Shape::Text(_) | Shape::Int(..) | Shape::OneOf(_) | Shape::Bool | Shape::Spot)
    )
}

/// The words of a choice stand under the field's name, but for these.
fn group_of(kind: Kind, name: &str) -> &str {
    match (kind, name) {
        (_, "light") => "light",
        (Kind::Walk, "occasion") => "occasion",
        _ => name,
    }
}

fn choices(words: &Words, group: &str, names: &[&str], chosen: Option<&str>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = names
        .iter()
        .map(|name| Choice {
            name: (*name).to_owned(),
            words: capital(&words.say(&format!("{group}-{name}"))),
            chosen: chosen == Some(*name),
        })
        .collect();
    // The kind is what makes an observation one; all else may be left out.
    if group != "kind" {
        choices.push(Choice {
            name: NOTHING.to_owned(),
            words: capital(&words.say("page-unknown")),
            chosen: chosen.is_none(),
        });
    }
    choices
}

fn yes_or_no(words: &Words, value: Option<bool>) -> Vec<Choice> {
    let choice = |name: &str, key: &str, of: bool| Choice {
        name: name.to_owned(),
        words: words.say(key),
        chosen: value.unwrap_or(false) == of,
    };
    vec![
        choice("yes", "page-yes", true),
        choice("no", "page-no", false),
    ]
}

fn spot(words: &Words, value: &Value) -> SpotInput {
    let spot = Spot::from_value(value);
    let point = spot.as_ref().and_then(Spot::point);
    let degrees = |of: fn(&LatLon) -> f64| point.as_ref().map(of).map_or_else(String::new, written);
    let text = match &spot {
        Some(Spot::Situation { text, .. }) => text.clone(),
        _ => String::new(),
    };
    let names = ["place", "situation", "unplaced"];
    SpotInput {
        is: choices(words, "spot", &names, spot.as_ref().map(Spot::name)),
        text,
        lat: degrees(|point| point.lat),
        lon: degrees(|point| point.lon),
    }
}

/// Six decimals are a tenth of a metre.
fn written(degrees: f64) -> String {
    format!("{degrees:.6}")
}

/// A set such as `category/` as one field with a box for each element.
pub(super) fn set(words: &Words, set: &str, is_in: impl Fn(&str) -> bool) -> Field {
    let group = set.trim_end_matches('/');
    let elements = elements(set).iter();
    let choices = elements.map(|element| Choice {
        name: (*element).to_owned(),
        words: capital(&words.say(&format!("{group}-{element}"))),
        chosen: is_in(element),
    });
    Field {
        name: group.to_owned(),
        label: words.say(&format!("page-field-{group}")),
        hint: None,
        error: None,
        input: Input::Several(choices.collect()),
        saw: Vec::new(),
    }
}

/// All elements that a set may have.
pub(super) fn elements(set: &str) -> &'static [&'static str] {
    match set {
        "category/" => Category::NAMES,
        "when/" => When::NAMES,
        _ => &[],
    }
}

/// The short hashes of a field's heads, as a form sends them back.
pub(super) fn saw(field: Option<&FieldState>) -> String {
    let heads = field.map(FieldState::references).unwrap_or_default();
    let hashes: Vec<String> = heads.iter().map(|head| head.2.to_string()).collect();
    hashes.join(",")
}

/// What was meant for a field; the error is a key of words.
///
/// `before` is the value that was shown: a position that was not touched keeps its accuracy.
pub(super) fn read(
    typed: &Typed,
    kind: Kind,
    name: &str,
    before: &Value,
) -> Result<Value, &'static str> {
    let text = typed.get(name);
    let value = match rule_of(kind, name).map(|rule| rule.shape) {
        Some(Shape::Text(_)) => said_text(text, before),
        Some(Shape::Int(..)) => number(text)?,
        Some(Shape::OneOf(_)) => match text {
            Some(NOTHING) | None => Value::Null,
            Some(name) => Value::text(name),
        },
        Some(Shape::Bool) => Value::Bool(text == Some("yes")),
        Some(Shape::Spot) => read_spot(typed, name, before)?,
        _ => return Err("act-wrong-value"),
    };
    check(kind, name, value)
}

/// A text; one that was not touched stays to the last space, however a browser sends it.
fn said_text(typed: Option<&str>, before: &Value) -> Value {
    let plain = |text: &str| text.trim().replace("\r\n", "\n");
    match (typed.map(plain), before.as_text()) {
        (Some(text), Some(old)) if text == plain(old) => before.clone(),
        (Some(text), _) => Value::text(text),
        (None, _) => Value::Null,
    }
}

fn check(kind: Kind, name: &str, value: Value) -> Result<Value, &'static str> {
    let rule = rule_of(kind, name).ok_or("act-wrong-value")?;
    let fits = rule.shape.admits(&value) || (value == Value::Null && !rule.needed);
    match rule.shape {
        _ if fits => Ok(value),
        Shape::Text(_) | Shape::Spot => Err("act-wrong-too_long"),
        Shape::Int(..) => Err("act-wrong-number"),
        _ => Err("act-wrong-choose"),
    }
}

fn number(text: Option<&str>) -> Result<Value, &'static str> {
    match text {
        None | Some(NOTHING) => Ok(Value::Null),
        Some(text) => text.parse().map(Value::Int).map_err(|_| "act-wrong-number"),
    }
}

fn read_spot(typed: &Typed, name: &str, before: &Value) -> Result<Value, &'static str> {
    let part = |part: &str| typed.get(&format!("{name}.{part}")).map(str::to_owned);
    let point = point(part("lat").as_deref(), part("lon").as_deref())?;
    Ok(match part("is").as_deref() {
        Some("place") => place(point.ok_or("act-wrong-no_position")?, before),
        Some("situation") => Value::from(Spot::Situation {
            text: part("text").ok_or("act-wrong-no_situation")?,
            point: kept(point, before),
        }),
        Some("unplaced") => Value::from(Spot::Unplaced),
        _ => Value::Null,
    })
}

fn place(point: LatLon, before: &Value) -> Value {
    match Spot::from_value(before) {
        Some(Spot::Place { point: old, .. }) if is_same(point, old) => before.clone(),
        _ => Value::from(Spot::Place {
            point,
            accuracy_m: None,
            source: PlaceSource::Map,
        }),
    }
}

fn kept(point: Option<LatLon>, before: &Value) -> Option<LatLon> {
    let old = Spot::from_value(before).and_then(|spot| spot.point());
    match (point, old) {
        (Some(point), Some(old)) if is_same(point, old) => Some(old),
        _ => point,
    }
}

fn is_same(typed: LatLon, old: LatLon) -> bool {
    written(typed.lat) == written(old.lat) && written(typed.lon) == written(old.lon)
}

fn point(lat: Option<&str>, lon: Option<&str>) -> Result<Option<LatLon>, &'static str> {
    let degrees = |text: &str| {
        let plain = text.replace(',', ".").replace('\u{2212}', "-");
        plain.parse::<f64>().map_err(|_| "act-wrong-position")
    };
    match (lat, lon) {
        (None, None) => Ok(None),
        (Some(lat), Some(lon)) => {
            let point = LatLon::new(degrees(lat)?, degrees(lon)?);
            point.map(Some).ok_or("act-wrong-position")
        }
        _ => Err("act-wrong-position"),
    }
}

/// The form's field as it was typed, with what is wrong with it.
pub(super) fn retyped(mut field: Field, typed: &Typed, error: Option<String>) -> Field {
    let text = |name: &str| typed.all(name).next().unwrap_or_default().to_owned();
    let name = field.name.clone();
    match &mut field.input {
        Input::Line(value) | Input::Text(value) | Input::Number { value, .. } => {
            *value = text(&name);
        }
        Input::OneOf(choices) => choose(choices, &text(&name)),
        Input::Several(choices) => {
            for choice in choices {
                choice.chosen = typed.all(&name).any(|chosen| chosen == choice.name);
            }
        }
        Input::Spot(spot) => {
            choose(&mut spot.is, &text(&format!("{name}.is")));
            spot.text = text(&format!("{name}.text"));
            spot.lat = text(&format!("{name}.lat"));
            spot.lon = text(&format!("{name}.lon"));
        }
    }
    for (of, saw) in &mut field.saw {
        *saw = text(&format!("saw.{of}"));
    }
    field.error = error;
    field
}

fn choose(choices: &mut [Choice], name: &str) {
    for choice in choices {
        choice.chosen = choice.name == name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gnss() -> Value {
        Value::from(Spot::Place {
            point: LatLon::new(59.123_456_7, 18.000_000_4).unwrap(),
            accuracy_m: Some(6.0),
            source: PlaceSource::Gnss,
        })
    }

    #[test]
    fn a_position_that_was_not_touched_stays_as_the_phone_measured_it() {
        let typed = Typed::of(&[
            ("spot.is", "place"),
            ("spot.lat", "59,123457"),
            ("spot.lon", "18.000000"),
        ]);
        let kind = Kind::Observation;
        assert_eq!(read(&typed, kind, "spot", &gnss()), Ok(gnss()));
        let moved = Typed::of(&[
            ("spot.is", "place"),
            ("spot.lat", "59.2"),
            ("spot.lon", "18"),
        ]);
        let moved = read(&moved, kind, "spot", &gnss()).unwrap();
        let moved = Spot::from_value(&moved);
        let Some(Spot::Place {
            accuracy_m, source, ..
        }) = moved
        else {
            panic!("{moved:?}")
        };
        assert_eq!((accuracy_m, source), (None, PlaceSource::Map));
    }

    #[test]
    fn what_cannot_be_meant_is_told_by_its_reason() {
        let kind = Kind::Observation;
        let wrong = |fields: &[(&str, &str)], name| {
            read(&Typed::of(fields), kind, name, &Value::Null).unwrap_err()
        };
        assert_eq!(
            wrong(&[("spot.is", "place")], "spot"),
            "act-wrong-no_position"
        );
        assert_eq!(
            wrong(&[("spot.is", "situation")], "spot"),
            "act-wrong-no_situation"
        );
        let north = [("spot.is", "place"), ("spot.lat", "95"), ("spot.lon", "1")];
        assert_eq!(wrong(&north, "spot"), "act-wrong-position");
        assert_eq!(wrong(&[("kind", "ugly")], "kind"), "act-wrong-choose");
        assert_eq!(wrong(&[], "kind"), "act-wrong-choose");
        assert_eq!(wrong(&[("feeling", "9")], "feeling"), "act-wrong-number");
        let long = "å".repeat(10_001);
        assert_eq!(wrong(&[("words", &long)], "words"), "act-wrong-too_long");
        let nothing = read(&Typed::default(), kind, "words", &Value::Null);
        assert_eq!(nothing, Ok(Value::Null));
    }
}
