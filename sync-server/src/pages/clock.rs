//! Times as people of the municipality read them.

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;
use lykta_core::time::Timestamp;
use lykta_core::words::Words;

/// Writes moments in a time zone and a language.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    words: &'a Words,
    zone: Tz,
}

impl<'a> Clock<'a> {
    pub(super) fn new(words: &'a Words, zone: Tz) -> Self {
        Self { words, zone }
    }

    fn local(&self, at: Timestamp) -> Option<DateTime<Tz>> {
        at.to_utc().map(|at| at.with_timezone(&self.zone))
    }

    /// `18.42`
    pub(super) fn time(&self, at: Timestamp) -> String {
        self.format(at, &self.words.say("page-time_format"))
    }

    /// `lördag 17 oktober 2026`
    pub(super) fn date(&self, at: Timestamp) -> String {
        let Some(local) = self.local(at) else {
            return self.words.say("page-unknown");
        };
        let weekday = local.weekday().number_from_monday();
        let weekday = self.words.say(&format!("page-weekday-{weekday}"));
        let month = self.words.say(&format!("page-month-{}", local.month()));
        let year = local.year().to_string();
        let values = [
            ("weekday", weekday.into()),
            ("day", local.day().into()),
            ("month", month.into()),
            ("year", year.into()),
        ];
        self.words.say_with("page-date", values)
    }

    /// `17 oktober 18.42`
    pub(super) fn day_and_time(&self, at: Timestamp) -> String {
        let Some(local) = self.local(at) else {
            return self.words.say("page-unknown");
        };
        let month = self.words.say(&format!("page-month-{}", local.month()));
        format!("{} {month} {}", local.day(), self.time(at))
    }

    /// `2026-10-17T18:42:10+02:00`, for machines.
    pub(super) fn machine(&self, at: Timestamp) -> String {
        self.local(at)
            .map_or_else(String::new, |at| at.to_rfc3339())
    }

    /// The date once and both times, or two whole moments when they are of two days.
    pub(super) fn span(&self, from: Option<Timestamp>, to: Option<Timestamp>) -> String {
        let whole = |at: Timestamp| format!("{} {}", self.date(at), self.time(at));
        match (from, to) {
            (Some(from), Some(to)) if self.date(from) == self.date(to) => {
                format!("{}–{}", whole(from), self.time(to))
            }
            (Some(from), Some(to)) => format!("{} – {}", whole(from), whole(to)),
            (Some(at), None) | (None, Some(at)) => whole(at),
            (None, None) => self.words.say("page-unknown"),
        }
    }

    fn format(&self, at: Timestamp, format: &str) -> String {
        match self.local(at) {
            Some(local) => local.format(format).to_string(),
            None => self.words.say("page-unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lykta_core::words::Language;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_rfc3339(text).unwrap()
    }

    #[test]
    fn times_are_those_of_the_place_in_summer_and_winter() {
        let words = Words::new(Language::Swedish);
        let clock = Clock::new(&words, chrono_tz::Europe::Stockholm);
        assert_eq!(clock.time(at("2026-07-01T16:42:00Z")), "18.42");
        assert_eq!(clock.time(at("2026-12-01T16:42:00Z")), "17.42");
        let walk = clock.span(
            Some(at("2026-10-17T16:30:00Z")),
            Some(at("2026-10-17T18:30:00Z")),
        );
        assert_eq!(walk, "lördag 17 oktober 2026 18.30–20.30");
        let machine = clock.machine(at("2026-10-17T16:30:00Z"));
        assert_eq!(machine, "2026-10-17T18:30:00+02:00");
    }

    #[test]
    fn a_clock_gone_mad_is_no_reason_to_fail() {
        let words = Words::new(Language::English);
        let clock = Clock::new(&words, chrono_tz::Europe::Stockholm);
        assert_eq!(clock.time(Timestamp(i64::MAX)), "not stated");
        assert_eq!(
            clock.day_and_time(at("2026-10-17T16:30:00Z")),
            "17 October 18:30"
        );
    }
}
