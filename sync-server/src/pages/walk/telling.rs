//! What everything on a walk's page is said with.

use lykta_core::time::Timestamp;
use lykta_core::words::Words;

use crate::pages::clock::Clock;
use crate::pages::groups::Groups;
use crate::state::AppState;
use crate::store::page::WalkRecord;

/// Words, times and groups of one walk.
pub(super) struct Telling<'a> {
    pub(super) words: &'a Words,
    pub(super) clock: Clock<'a>,
    pub(super) groups: Groups<'a>,
    /// The walk's day: on other days times are told with their date.
    day: String,
}

impl<'a> Telling<'a> {
    pub(super) fn of(state: &AppState, words: &'a Words, record: &WalkRecord) -> Self {
        let clock = Clock::new(words, state.config.time_zone);
        let start = record.walk.time("planned_start");
        Self {
            words,
            clock,
            groups: Groups::of(words, &record.groups),
            day: clock.date(start.unwrap_or(record.walk.created_at)),
        }
    }

    /// A moment: of the walk's own day its time is enough.
    pub(super) fn when(&self, at: Timestamp) -> String {
        if self.clock.date(at) == self.day {
            self.clock.time(at)
        } else {
            self.clock.day_and_time(at)
        }
    }

    /// Words that depend on a number.
    pub(super) fn count(&self, key: &str, count: u64) -> String {
        self.words.say_with(key, [("count", count.into())])
    }
}
