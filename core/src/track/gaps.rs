//! Notices when a recording stops telling where the group is, and says why.
//!
//! A pure state machine: the recorder tells it of fixes, ticks and what the shell learns,
//! and writes down the items that come back, in their order.

use geo::{BoundingRect, Distance, Euclidean, MultiPolygon, Point};

use super::fix::{Fix, Gap, GapReason, TrackItem};
use super::plane::LocalPlane;
use crate::place::LatLon;
use crate::seam::Clock;
use crate::time::Timestamp;

/// The wall and the monotonic clock differ by no less when the wall clock was set.
pub const CLOCK_CHANGE_MS: i64 = 2_000;
/// Silence of the receiver that makes a gap: about 40 m on foot, the width of a block's
/// street front that must not be drawn as known.
pub const NO_FIX_MS: u64 = 30_000;
/// Farther than this from its area a group is outside.
pub const OUTSIDE_M: f64 = 200.0;
/// For so long a group may be outside before recording rests.
pub const OUTSIDE_MS: u64 = 10 * 60_000;
/// So long after the planned end recording stops by itself.
pub const OVERTIME_MS: i64 = 30 * 60_000;

/// One moment by both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock, which may be set at any moment.
    pub wall: Timestamp,
    /// The clock that cannot be set and goes on while the phone sleeps.
    pub monotonic_ms: u64,
}

impl Moment {
    /// This moment by `clock`.
    pub fn now(clock: &dyn Clock) -> Self {
        Self {
            wall: clock.now(),
            monotonic_ms: clock.monotonic_ms(),
        }
    }

    fn ms_since(self, earlier: Self) -> u64 {
        self.monotonic_ms.saturating_sub(earlier.monotonic_ms)
    }
}

/// What the watch needs to know of a walk.
#[derive(Clone, Debug, Default)]
pub struct WatchPlan {
    /// The group's or the walk's area; without one nothing is outside.
    pub area: Option<MultiPolygon<f64>>,
    /// When the walk should be over; without it recording never stops by itself.
    pub planned_end: Option<Timestamp>,
}

/// What the recorder must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Write this item down.
    Record(TrackItem),
    /// Seal what there is and switch the receiver off.
    Stop(StopReason),
}

/// Why recording is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StopReason {
    /// Somebody ended the walk.
    WalkEnded,
    /// The planned end passed [`OVERTIME_MS`] ago.
    Overdue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Recording,
    Silent,
    Outside,
    Stopped,
}

/// The area on a flat map.
#[derive(Clone, Debug)]
struct FlatArea {
    plane: LocalPlane,
    shape: MultiPolygon<f64>,
}

impl FlatArea {
    fn new(area: &MultiPolygon<f64>) -> Option<Self> {
        let centre = area.bounding_rect()?.center();
        let plane = LocalPlane::around(LatLon::new(centre.y, centre.x)?);
        Some(Self {
            plane,
            shape: plane.flatten_area(area),
        })
    }

    fn is_far_from(&self, position: LatLon) -> bool {
        let point = Point::from(self.plane.flatten(position));
        Euclidean.distance(&point, &self.shape) > OUTSIDE_M
    }
}

/// Watches one recording from its start, or from its resumption, to its stop.
#[derive(Clone, Debug)]
pub struct GapWatch {
    area: Option<FlatArea>,
    deadline_monotonic_ms: Option<u64>,
    state: State,
    is_paused: bool,
    is_permitted: bool,
    /// When the clocks were last compared and agreed.
    compared: Moment,
    /// When the receiver was last heard of, and the time of what it said.
    heard: Moment,
    heard_at: Timestamp,
    outside_since: Option<Moment>,
}

impl GapWatch {
    /// A watch over a recording that begins now.
    pub fn start(plan: &WatchPlan, now: Moment) -> Self {
        Self {
            area: plan.area.as_ref().and_then(FlatArea::new),
            deadline_monotonic_ms: plan.planned_end.map(|end| deadline(end, now)),
            state: State::Recording,
            is_paused: false,
            is_permitted: true,
            compared: now,
            heard: now,
            heard_at: now.wall,
            outside_since: None,
        }
    }

    /// A watch over a recording whose app had died after it recorded `last_at`, with the
    /// gap that this made. One that was paused must be paused again.
    pub fn resume(plan: &WatchPlan, last_at: Timestamp, now: Moment) -> (Self, Step) {
        (
            Self::start(plan, now),
            gap(GapReason::Killed, last_at, None),
        )
    }

    /// The receiver found a position. Fixes that a sleeping phone saved up and tells all at
    /// once are no silence: their own times show it.
    pub fn fix(&mut self, now: Moment, fix: &Fix) -> Vec<Step> {
        let mut steps = self.check_clocks_and_end(now);
        if self.is_resting() {
            return steps;
        }
        if self.is_silent(now) && fix.at.ms_since(self.heard_at) >= NO_FIX_MS as i64 {
            steps.push(gap(GapReason::NoFix, self.heard_at, Some(fix.at)));
        }
        (self.heard, self.heard_at) = (now, fix.at);
        steps.extend(self.place(now, fix));
        steps
    }

    /// Time passed; to be told every few seconds, whether there are fixes or not.
    pub fn tick(&mut self, now: Moment) -> Vec<Step> {
        let mut steps = self.check_clocks_and_end(now);
        if !self.is_resting() && self.is_silent(now) {
            self.state = State::Silent;
            steps.push(gap(GapReason::NoFix, self.heard_at, None));
        }
        steps
    }

    /// The person paused the recording.
    pub fn pause(&mut self, now: Moment) -> Vec<Step> {
        if self.state == State::Stopped || std::mem::replace(&mut self.is_paused, true) {
            return Vec::new();
        }
        vec![gap(GapReason::Paused, now.wall, None)]
    }

    /// The person lets the recording go on.
    pub fn unpause(&mut self, now: Moment) {
        if std::mem::replace(&mut self.is_paused, false) {
            self.begin_again(now);
        }
    }

    /// The phone allows or forbids the app to use its position.
    pub fn permit(&mut self, now: Moment, is_permitted: bool) -> Vec<Step> {
        let before = std::mem::replace(&mut self.is_permitted, is_permitted);
        if before == is_permitted || self.state == State::Stopped {
            return Vec::new();
        }
        if is_permitted {
            self.begin_again(now);
            return Vec::new();
        }
        vec![gap(GapReason::NoPermission, now.wall, None)]
    }

    /// Somebody ended the walk.
    pub fn end(&mut self) -> Vec<Step> {
        self.stop(StopReason::WalkEnded)
    }

    /// Why nothing is recorded at present, for the screen; `None` while recording or stopped.
    pub fn resting(&self) -> Option<GapReason> {
        match self.state {
            State::Stopped => None,
            _ if !self.is_permitted => Some(GapReason::NoPermission),
            _ if self.is_paused => Some(GapReason::Paused),
            State::Silent => Some(GapReason::NoFix),
            State::Outside => Some(GapReason::OutsideArea),
            State::Recording => None,
        }
    }

    fn is_resting(&self) -> bool {
        self.is_paused || !self.is_permitted || self.state == State::Stopped
    }

    fn is_silent(&self, now: Moment) -> bool {
        self.state == State::Recording && now.ms_since(self.heard) >= NO_FIX_MS
    }

    fn begin_again(&mut self, now: Moment) {
        if self.state != State::Stopped {
            self.state = State::Recording;
            (self.heard, self.heard_at) = (now, now.wall);
            self.outside_since = None;
        }
    }

    fn stop(&mut self, reason: StopReason) -> Vec<Step> {
        let before = std::mem::replace(&mut self.state, State::Stopped);
        if before == State::Stopped {
            Vec::new()
        } else {
            vec![Step::Stop(reason)]
        }
    }

    fn check_clocks_and_end(&mut self, now: Moment) -> Vec<Step> {
        if self.state == State::Stopped {
            return Vec::new();
        }
        if self
            .deadline_monotonic_ms
            .is_some_and(|deadline| now.monotonic_ms >= deadline)
        {
            return self.stop(StopReason::Overdue);
        }
        self.check_clocks(now).into_iter().collect()
    }

    /// The clocks are compared with when they last agreed, so slow drift adds up too.
    fn check_clocks(&mut self, now: Moment) -> Option<Step> {
        let wall_ms = now.wall.ms_since(self.compared.wall);
        let true_ms = now.ms_since(self.compared) as i64;
        if wall_ms.saturating_sub(true_ms).saturating_abs() < CLOCK_CHANGE_MS {
            return None;
        }
        let from = self.heard_at;
        (self.compared, self.heard_at) = (now, now.wall);
        Some(gap(GapReason::ClockChanged, from, Some(now.wall)))
    }

    fn place(&mut self, now: Moment, fix: &Fix) -> Option<Step> {
        if let Some(is_outside) = self.is_outside(fix) {
            if !is_outside {
                self.outside_since = None;
                self.state = State::Recording;
            } else if self.state != State::Outside {
                let since = *self.outside_since.get_or_insert(now);
                if now.ms_since(since) >= OUTSIDE_MS {
                    self.state = State::Outside;
                    return Some(gap(GapReason::OutsideArea, fix.at, None));
                }
            }
        }
        if self.state == State::Outside {
            return None;
        }
        self.state = State::Recording;
        Some(Step::Record(TrackItem::Fix(*fix)))
    }

    /// `None` for a fix too vague to tell.
    fn is_outside(&self, fix: &Fix) -> Option<bool> {
        let area = self.area.as_ref();
        let is_outside = || area.is_some_and(|area| area.is_far_from(fix.position.to_lat_lon()));
        fix.is_usable().then(is_outside)
    }
}

fn gap(reason: GapReason, from: Timestamp, to: Option<Timestamp>) -> Step {
    Step::Record(TrackItem::Gap(Gap { reason, from, to }))
}

/// By the monotonic clock, so that nobody's setting of the clock ends a recording; half an
/// hour is given even to a walk that starts after its planned end.
fn deadline(planned_end: Timestamp, now: Moment) -> u64 {
    let left_ms = planned_end.plus_ms(OVERTIME_MS).ms_since(now.wall);
    now.monotonic_ms
        .saturating_add(left_ms.max(OVERTIME_MS) as u64)
}

#[cfg(test)]
mod tests {
    use geo::{Polygon, Rect, coord};

    use super::super::fix::Readings;
    use super::*;

    const NOON: i64 = 1_760_000_000_000;

    fn second(second: u64) -> Moment {
        let wall = Timestamp(NOON + 1_000 * second as i64);
        Moment {
            wall,
            monotonic_ms: 5_000 + 1_000 * second,
        }
    }

    /// A fix so many metres north of the area's southern edge.
    fn fix_at(now: Moment, north_m: f64, accuracy_m: f64) -> Fix {
        let place = LatLon {
            lat: 59.0 + north_m / 111_195.0,
            lon: 18.005,
        };
        let readings = Readings {
            accuracy_m: Some(accuracy_m),
            ..Readings::default()
        };
        Fix::new(now.wall, place, readings)
    }

    /// An area 1,112 m high.
    fn plan() -> WatchPlan {
        let corners = (coord! { x: 18.0, y: 59.0 }, coord! { x: 18.01, y: 59.01 });
        let area = Polygon::from(Rect::new(corners.0, corners.1)).into();
        let planned_end = Some(Timestamp(NOON + 7_200_000));
        WatchPlan {
            area: Some(area),
            planned_end,
        }
    }

    fn watch() -> GapWatch {
        GapWatch::start(&plan(), second(0))
    }

    fn recorded(now: Moment, north_m: f64) -> Vec<Step> {
        vec![Step::Record(TrackItem::Fix(fix_at(now, north_m, 5.0)))]
    }

    fn hear(watch: &mut GapWatch, now: Moment, north_m: f64) -> Vec<Step> {
        watch.fix(now, &fix_at(now, north_m, 5.0))
    }

    #[test]
    fn fixes_of_a_steady_walk_are_recorded_as_they_come() {
        let mut watch = watch();
        for now in (1..600).map(second) {
            assert_eq!(hear(&mut watch, now, 100.0), recorded(now, 100.0));
            assert_eq!(watch.tick(now), []);
        }
        assert_eq!(watch.resting(), None);
    }

    #[test]
    fn silence_makes_one_gap_from_the_last_fix() {
        let mut watch = watch();
        hear(&mut watch, second(1), 100.0);
        assert_eq!(watch.tick(second(30)), []);
        let expected = gap(GapReason::NoFix, second(1).wall, None);
        assert_eq!(watch.tick(second(31)), [expected]);
        assert_eq!(watch.tick(second(90)), []);
        assert_eq!(watch.resting(), Some(GapReason::NoFix));
        assert_eq!(
            hear(&mut watch, second(91), 100.0),
            recorded(second(91), 100.0)
        );
        assert_eq!(watch.resting(), None);
    }

    #[test]
    fn silence_that_no_tick_saw_is_a_gap_all_the_same() {
        let mut watch = watch();
        hear(&mut watch, second(1), 100.0);
        let steps = hear(&mut watch, second(100), 100.0);
        let expected = gap(GapReason::NoFix, second(1).wall, Some(second(100).wall));
        assert_eq!(
            steps,
            [vec![expected], recorded(second(100), 100.0)].concat()
        );
    }

    #[test]
    fn fixes_told_all_at_once_after_a_sleep_leave_no_gap() {
        let mut watch = watch();
        hear(&mut watch, second(1), 100.0);
        for measured in (2..=90).map(second) {
            let steps = watch.fix(second(90), &fix_at(measured, 100.0, 5.0));
            assert_eq!(steps, recorded(measured, 100.0));
        }
    }

    #[test]
    fn a_clock_set_by_two_seconds_is_a_gap_and_less_is_none() {
        for (set_ms, is_gap) in [
            (1_999, false),
            (2_000, true),
            (-2_000, true),
            (-86_400_000, true),
        ] {
            let mut watch = watch();
            hear(&mut watch, second(1), 100.0);
            let mut now = second(2);
            now.wall = now.wall.plus_ms(set_ms);
            let steps = hear(&mut watch, now, 100.0);
            let expected = gap(GapReason::ClockChanged, second(1).wall, Some(now.wall));
            assert_eq!(steps.contains(&expected), is_gap, "{set_ms}");
            assert_eq!(steps.len(), 1 + usize::from(is_gap));
            assert_eq!(watch.tick(now), [], "it is told once");
        }
    }

    #[test]
    fn a_clock_set_a_day_ahead_does_not_end_the_recording() {
        let mut watch = watch();
        let mut now = second(2);
        now.wall = now.wall.plus_ms(86_400_000);
        hear(&mut watch, now, 100.0);
        assert!(!watch.tick(now).contains(&Step::Stop(StopReason::Overdue)));
        assert_eq!(watch.end(), [Step::Stop(StopReason::WalkEnded)]);
    }

    #[test]
    fn ten_minutes_far_outside_rest_the_recording_until_the_group_is_back() {
        let mut watch = watch();
        for now in (1..=600).map(second) {
            assert_eq!(hear(&mut watch, now, -210.0), recorded(now, -210.0));
        }
        let expected = gap(GapReason::OutsideArea, second(601).wall, None);
        assert_eq!(hear(&mut watch, second(601), -210.0), [expected]);
        assert_eq!(hear(&mut watch, second(602), -210.0), []);
        assert_eq!(watch.resting(), Some(GapReason::OutsideArea));
        let vague = fix_at(second(603), 100.0, 300.0);
        assert_eq!(watch.fix(second(603), &vague), []);
        assert_eq!(
            hear(&mut watch, second(604), -190.0),
            recorded(second(604), -190.0)
        );
    }

    #[test]
    fn whoever_comes_back_in_time_was_never_outside() {
        let mut watch = watch();
        for now in (1..1_800).map(second) {
            let north_m = if now.monotonic_ms % 500_000 == 0 {
                0.0
            } else {
                -500.0
            };
            assert_eq!(hear(&mut watch, now, north_m), recorded(now, north_m));
        }
    }

    #[test]
    fn nothing_is_recorded_while_paused_or_forbidden() {
        let mut watch = watch();
        let paused = gap(GapReason::Paused, second(1).wall, None);
        assert_eq!(watch.pause(second(1)), [paused]);
        assert_eq!(watch.pause(second(2)), []);
        let forbidden = gap(GapReason::NoPermission, second(3).wall, None);
        assert_eq!(watch.permit(second(3), false), [forbidden]);
        assert_eq!(watch.permit(second(4), true), []);
        assert_eq!(hear(&mut watch, second(5), 100.0), []);
        assert_eq!(watch.tick(second(300)), [], "silence is expected");
        watch.unpause(second(300));
        assert_eq!(watch.tick(second(301)), []);
        assert_eq!(
            hear(&mut watch, second(302), 100.0),
            recorded(second(302), 100.0)
        );
    }

    #[test]
    fn a_killed_app_leaves_a_gap_from_its_last_fix() {
        let (mut watch, step) = GapWatch::resume(&plan(), second(10).wall, second(70));
        assert_eq!(step, gap(GapReason::Killed, second(10).wall, None));
        assert_eq!(
            hear(&mut watch, second(71), 100.0),
            recorded(second(71), 100.0)
        );
    }

    #[test]
    fn recording_stops_half_an_hour_after_the_planned_end() {
        let mut watch = watch();
        watch.pause(second(1));
        assert_eq!(watch.tick(second(8_999)), []);
        assert_eq!(watch.tick(second(9_000)), [Step::Stop(StopReason::Overdue)]);
        assert_eq!(watch.tick(second(9_001)), []);
        assert_eq!(hear(&mut watch, second(9_002), 100.0), []);
        assert_eq!(watch.end(), []);
        let mut late = GapWatch::start(&plan(), second(20_000));
        assert_eq!(
            hear(&mut late, second(20_001), 0.0),
            recorded(second(20_001), 0.0)
        );
    }
}
