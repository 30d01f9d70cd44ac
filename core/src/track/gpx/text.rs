//! Text, numbers and times as they stand in GPX.

use chrono::{Datelike, NaiveDateTime};

use crate::time::Timestamp;

/// Text for an element or an attribute: markup escaped, and what XML 1.0 forbids left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|character| is_xml(*character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

fn is_xml(character: char) -> bool {
    let is_control = character < ' ' && !matches!(character, '\t' | '\n' | '\r');
    // The controls from U+007F on are allowed in XML but of no use to anyone.
    let is_late_control = ('\u{7F}'..='\u{9F}').contains(&character);
    !is_control && !is_late_control && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

/// `xsd:dateTime`; `None` outside the years 1 to 9999, which it cannot say everywhere.
pub(super) fn date_time(at: Timestamp) -> Option<String> {
    let is_plain = at
        .to_utc()
        .is_some_and(|moment| (1..=9_999).contains(&moment.year()));
    is_plain.then(|| at.to_rfc3339())
}

/// Steps of 1e-7 degrees as a plain decimal number, exactly.
pub(super) fn degrees(e7: i32) -> String {
    let sign = if e7 < 0 { "-" } else { "" };
    let steps = e7.unsigned_abs();
    format!("{sign}{}.{:07}", steps / 10_000_000, steps % 10_000_000)
}

/// A finite number; a comma may stand for the point when nothing else can be meant.
pub(super) fn lenient_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_decimal_comma = text.matches(',').count() == 1 && !text.contains('.');
    let number = if is_decimal_comma {
        text.replace(',', ".").parse()
    } else {
        text.parse()
    };
    number.ok().filter(|number: &f64| number.is_finite())
}

/// A time and whether it said its zone; without one it is UTC, as GPX has it.
pub(super) fn lenient_time(text: &str) -> Option<(Timestamp, bool)> {
    let text = text.trim();
    if let Some(at) = Timestamp::from_rfc3339(text) {
        return Some((at, true));
    }
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"];
    let naive = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    naive.map(|naive| (Timestamp(naive.and_utc().timestamp_millis()), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_without_controls() {
        assert_eq!(
            escaped("a<b>&\"'\u{0}\u{8}\u{FFFF}\n\rå"),
            "a&lt;b&gt;&amp;&quot;'\n&#13;å"
        );
    }

    #[test]
    fn degrees_are_exact() {
        for (e7, text) in [
            (0, "0.0000000"),
            (-1, "-0.0000001"),
            (591_234_567, "59.1234567"),
        ] {
            assert_eq!(degrees(e7), text);
        }
        assert_eq!(degrees(-1_800_000_000), "-180.0000000");
    }

    #[test]
    fn numbers_are_read_when_nothing_else_can_be_meant() {
        for (text, number) in [
            (" 12.5\n", 12.5),
            ("12,5", 12.5),
            ("-0,5", -0.5),
            ("1e2", 100.0),
        ] {
            assert_eq!(lenient_number(text), Some(number), "{text}");
        }
        for text in ["", "1,234.5", "1,2,3", "NaN", "inf", "12 m", "1 2"] {
            assert_eq!(lenient_number(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_a_zone() {
        let noon = Timestamp(1_357_041_600_000);
        assert_eq!(
            lenient_time(" 2013-01-01T13:00:00+01:00 "),
            Some((noon, true))
        );
        assert_eq!(lenient_time("2013-01-01T12:00:00"), Some((noon, false)));
        assert_eq!(lenient_time("2013-01-01 12:00:00.0"), Some((noon, false)));
        assert_eq!(lenient_time("noon"), None);
    }

    #[test]
    fn years_that_xsd_does_not_know_are_left_out() {
        assert_eq!(
            date_time(Timestamp(0)).as_deref(),
            Some("1970-01-01T00:00:00.000Z")
        );
        for far in [i64::MIN, i64::MAX, 253_402_300_800_000, -62_167_219_200_000] {
            assert_eq!(date_time(Timestamp(far)), None);
        }
    }
}
