//! The fields of a walk itself: as they are typed, and what they mean.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use lykta_core::domain::{Light, Occasion};
use lykta_core::merge::EntityState;
use lykta_core::time::Timestamp;
use lykta_core::words::Words;

use super::mistakes::Mistakes;
use super::sent::Sent;
use crate::store::planning::WalkEdit;

const LONGEST_NAME: usize = 200;
const LONGEST_PURPOSE: usize = 2_000;
/// The occasions that are walks.
const ON_FOOT: [Occasion; 3] = [
    Occasion::SafetyWalk,
    Occasion::SchoolWalk,
    Occasion::FollowUpWalk,
];

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub(super) struct WalkForm {
    pub(super) name: String,
    pub(super) occasion: String,
    pub(super) date: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) ends_on: String,
    pub(super) light: String,
    pub(super) purpose: String,
}

impl WalkForm {
    /// What was typed.
    pub(super) fn sent(sent: &Sent) -> Self {
        let text = |name: &str| sent.text(name).trim().to_owned();
        Self {
            name: text("name"),
            occasion: text("occasion"),
            date: text("date"),
            from: text("from"),
            to: text("to"),
            ends_on: text("ends_on"),
            light: text("light"),
            purpose: text("purpose"),
        }
    }

    /// What a walk says now.
    pub(super) fn of(walk: &EntityState, zone: Tz) -> Self {
        let text = |field: &str| walk.text(field).unwrap_or_default().to_owned();
        let (date, from) = local(walk.time("planned_start"), zone);
        let (ends_on, to) = local(walk.time("planned_end"), zone);
        Self {
            name: text("name"),
            occasion: text("occasion"),
            ends_on: if ends_on == date {
                String::new()
            } else {
                ends_on
            },
            date,
            from,
            to,
            light: text("light"),
            purpose: text("purpose"),
        }
    }

    /// The occasions to choose from, with the walk's own among them.
    pub(super) fn occasions(&self) -> Vec<&'static str> {
        let own = Occasion::from_name(&self.occasion).filter(|own| !ON_FOOT.contains(own));
        let all = ON_FOOT.into_iter().chain(own);
        all.map(Occasion::name).collect()
    }

    /// The lights to choose from; the empty one is that nobody knows yet.
    pub(super) fn lights() -> Vec<&'static str> {
        let lights = Light::NAMES.iter().copied();
        std::iter::once("").chain(lights).collect()
    }

    /// What the fields mean. Moments that nobody touched stay as `known` has them, to the second.
    pub(super) fn check(
        &self,
        words: &Words,
        zone: Tz,
        known: Option<&EntityState>,
        mistakes: &mut Mistakes,
    ) -> Option<WalkEdit> {
        self.check_texts(words, mistakes);
        let occasion = Occasion::from_name(&self.occasion);
        if occasion.is_none() {
            mistakes.add("occasion", words.say("plan-wrong-choice"));
        }
        let light = Light::from_name(&self.light);
        if light.is_none() && !self.light.is_empty() {
            mistakes.add("light", words.say("plan-wrong-choice"));
        }
        let of = |field| known.and_then(|walk| walk.time(field));
        let ends_on = if self.ends_on.is_empty() {
            ("date", &self.date)
        } else {
            ("ends_on", &self.ends_on)
        };
        let start = (("date", &self.date), ("from", &self.from));
        let end = (ends_on, ("to", &self.to));
        let start = moment(words, zone, start, of("planned_start"), mistakes);
        let end = moment(words, zone, end, of("planned_end"), mistakes);
        if let (Some(start), Some(end)) = (start, end)
            && end <= start
        {
            mistakes.add("to", words.say("plan-wrong-end_before_start"));
        }
        Some(WalkEdit {
            name: self.name.clone(),
            occasion: occasion?,
            planned_start: start?,
            planned_end: end?,
            light,
            purpose: Some(self.purpose.clone()).filter(|text| !text.is_empty()),
        })
    }

    fn check_texts(&self, words: &Words, mistakes: &mut Mistakes) {
        check_name(words, "name", &self.name, mistakes);
        if self.purpose.chars().count() > LONGEST_PURPOSE {
            let most = [("most", LONGEST_PURPOSE.into())];
            mistakes.add("purpose", words.say_with("plan-wrong-too_long", most));
        }
    }
}

/// A name must be there, and not too long.
pub(super) fn check_name(words: &Words, field: &'static str, name: &str, mistakes: &mut Mistakes) {
    if name.is_empty() {
        mistakes.add(field, words.say("plan-wrong-name_missing"));
    }
    if name.chars().count() > LONGEST_NAME {
        let most = [("most", LONGEST_NAME.into())];
        mistakes.add(field, words.say_with("plan-wrong-too_long", most));
    }
}

type Typed<'a> = (&'static str, &'a String);

fn moment(
    words: &Words,
    zone: Tz,
    (day, time): (Typed<'_>, Typed<'_>),
    known: Option<Timestamp>,
    mistakes: &mut Mistakes,
) -> Option<Timestamp> {
    let date = read_date(day.1);
    let clock = NaiveTime::parse_from_str(time.1, "%H:%M");
    let clock = clock.or_else(|_| NaiveTime::parse_from_str(time.1, "%H:%M:%S"));
    if date.is_none() {
        mistakes.add(day.0, words.say("plan-wrong-date"));
    }
    if clock.is_err() {
        mistakes.add(time.0, words.say("plan-wrong-time"));
    }
    let typed = (date?, clock.ok()?);
    let untouched = known.filter(|_| local(known, zone) == (day.1.clone(), time.1.clone()));
    let at = untouched.or_else(|| at(zone, typed.0, typed.1));
    if at.is_none() {
        mistakes.add(time.0, words.say("plan-wrong-clock_gap"));
    }
    at
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (2000..2200).contains(&date.year()).then_some(date)
}

/// None when the clock jumps over it; of two such moments in autumn the first.
fn at(zone: Tz, date: NaiveDate, time: NaiveTime) -> Option<Timestamp> {
    let at = zone.from_local_datetime(&date.and_time(time)).earliest()?;
    Some(Timestamp(at.timestamp_millis()))
}

/// Day and time as inputs of these types want them.
fn local(at: Option<Timestamp>, zone: Tz) -> (String, String) {
    let at: Option<DateTime<Tz>> = at
        .and_then(Timestamp::to_utc)
        .map(|at| at.with_timezone(&zone));
    at.map_or_else(Default::default, |at| {
        (
            at.format("%Y-%m-%d").to_string(),
            at.format("%H:%M").to_string(),
        )
    })
}

#[cfg(test)]
mod tests {
    use lykta_core::words::Language;

    use super::*;

    fn form(date: &str, from: &str, to: &str) -> WalkForm {
        WalkForm {
            name: "Kvällsvandring".into(),
            occasion: "safety_walk".into(),
            date: date.into(),
            from: from.into(),
            to: to.into(),
            ..WalkForm::default()
        }
    }

    fn check(form: &WalkForm) -> Result<WalkEdit, Vec<(&'static str, String)>> {
        let words = Words::new(Language::English);
        let mut mistakes = Mistakes::default();
        let edit = form.check(&words, chrono_tz::Europe::Stockholm, None, &mut mistakes);
        edit.filter(|_| mistakes.is_empty())
            .ok_or_else(|| mistakes.all().to_vec())
    }

    #[test]
    fn times_are_those_of_the_place() {
        let edit = check(&form("2026-10-17", "18:30", "20:30")).unwrap();
        let at = |text| Timestamp::from_rfc3339(text).unwrap();
        assert_eq!(edit.planned_start, at("2026-10-17T18:30:00+02:00"));
        assert_eq!(edit.planned_end, at("2026-10-17T20:30:00+02:00"));
        let overnight = WalkForm {
            ends_on: "2026-10-18".into(),
            ..form("2026-10-17", "22:00", "01:00")
        };
        let edit = check(&overnight).unwrap();
        assert_eq!(edit.planned_end, at("2026-10-18T01:00:00+02:00"));
    }

    #[test]
    fn a_time_that_does_not_exist_or_comes_too_early_is_told() {
        for (date, from, to, field) in [
            ("2027-03-28", "02:30", "04:00", "from"),
            ("2027-03-28", "01:30", "02:15", "to"),
            ("2026-10-17", "20:30", "18:30", "to"),
            ("2026-10-17", "18:30", "18:30", "to"),
            ("2026-02-30", "18:30", "20:30", "date"),
            ("0001-01-01", "18:30", "20:30", "date"),
            ("2026-10-17", "25:00", "26:00", "from"),
            ("", "", "", "date"),
        ] {
            let mistakes = check(&form(date, from, to)).unwrap_err();
            assert_eq!(mistakes[0].0, field, "{date} {from}–{to}");
        }
    }
}
