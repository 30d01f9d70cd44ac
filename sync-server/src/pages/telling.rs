//! What everything about a walk is said with: words, times, groups, phones.

use chrono_tz::Tz;
use lykta_core::id::ReplicaId;
use lykta_core::merge::EntityState;
use lykta_core::time::Timestamp;
use lykta_core::words::Words;

use super::clock::Clock;
use super::groups::Groups;
use super::said::capital;
use crate::state::AppState;
use crate::store::page::WalkRecord;
use crate::store::replicas::PhoneRow;

/// How many digits of a replica tell a walk's phones apart.
const SHORT_DIGITS: usize = 6;

/// Words, clock and groups of one walk.
pub(super) struct Telling<'a> {
    pub(super) words: &'a Words,
    pub(super) clock: Clock<'a>,
    pub(super) groups: Groups<'a>,
    /// The walk's day: on other days times are told with their date.
    day: String,
}

impl<'a> Telling<'a> {
    pub(super) fn of(
        words: &'a Words,
        zone: Tz,
        walk: &EntityState,
        groups: &[EntityState],
    ) -> Self {
        let clock = Clock::new(words, zone);
        let start = walk.time("planned_start");
        Self {
            words,
            clock,
            groups: Groups::of(words, groups),
            day: clock.date(start.unwrap_or(walk.created_at)),
        }
    }

    /// The same of a walk that was read whole.
    pub(super) fn of_record(state: &AppState, words: &'a Words, record: &WalkRecord) -> Self {
        Self::of(words, state.config.time_zone, &record.walk, &record.groups)
    }

    /// A moment: its time on the walk's day, else with the date.
    pub(super) fn when(&self, at: Timestamp) -> String {
        if self.clock.date(at) == self.day {
            self.clock.time(at)
        } else {
            self.clock.day_and_time(at)
        }
    }

    /// Words that count something.
    pub(super) fn count(&self, key: &str, count: u64) -> String {
        self.words.say_with(key, [("count", count.into())])
    }

    /// What a phone is called: by the first digits of its replica, which tell of nobody.
    pub(super) fn phone(&self, replica: ReplicaId) -> String {
        let digits = &replica.to_string()[..SHORT_DIGITS];
        self.words
            .say_with("act-phone_name", [("digits", digits.into())])
    }

    /// What a phone said that it still holds: words and photos.
    pub(super) fn holds(&self, phone: &PhoneRow) -> String {
        let (ops, photos) = (phone.holding.ops, phone.holding.photos);
        let mut holds = Vec::new();
        if ops > 0 || photos == 0 {
            holds.push(self.count("page-phone_holds", ops));
        }
        if photos > 0 {
            holds.push(self.count("page-phone_holds_photos", photos));
        }
        capital(&holds.join(", "))
    }

    /// Since when; none when it holds nothing.
    pub(super) fn holds_since(&self, phone: &PhoneRow) -> Option<String> {
        let at = self.when(phone.holding.since?);
        Some(self.words.say_with("page-phone_since", [("at", at.into())]))
    }
}
