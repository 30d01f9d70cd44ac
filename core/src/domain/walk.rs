//! A walk: an occasion on foot, and how it lives.

use crate::named::named;
use crate::time::Timestamp;

/// How long after its planned end a walk's codes admit what comes, in milliseconds: 30 days.
pub const ADMITTED_FOR_MS: i64 = 30 * 24 * 3600 * 1000;

named! {
    /// How the municipality listened.
    Occasion {
        /// Residents and officials walk a district.
        SafetyWalk = "safety_walk",
        /// A school walks its own grounds.
        SchoolWalk = "school_walk",
        /// An interview with a group that took part too little.
        FocusGroup = "focus_group",
        /// The public form.
        EService = "e_service",
        /// Groups discuss and prioritise.
        Workshop = "workshop",
        /// Guards on patrol.
        Patrol = "patrol",
        /// A walk that checks what was done.
        FollowUpWalk = "follow_up_walk",
    }
}

named! {
    /// The light of a walk.
    Light {
        /// Daylight.
        Daylight = "daylight",
        /// Dusk or dawn.
        Dusk = "dusk",
        /// After dark.
        Dark = "dark",
    }
}

named! {
    /// Where a walk is in its life. Ending and cancelling hold nothing; closing does.
    WalkLife {
        /// Not begun.
        Planned = "planned",
        /// A group has started.
        UnderWay = "under_way",
        /// Every group that started has ended.
        Ended = "ended",
        /// The coordinator closed the protocol.
        Closed = "closed",
        /// The coordinator called it off.
        Cancelled = "cancelled",
    }
}

impl WalkLife {
    /// A walk's life from when its groups started and ended, and whether it was closed.
    pub fn of(
        groups: &[(Option<Timestamp>, Option<Timestamp>)],
        closed_at: Option<Timestamp>,
    ) -> Self {
        let started = groups.iter().any(|(start, _)| start.is_some());
        let walking = groups
            .iter()
            .any(|(start, end)| start.is_some() && end.is_none());
        match (closed_at, started, walking) {
            (Some(_), _, _) => Self::Closed,
            (None, false, _) => Self::Planned,
            (None, true, true) => Self::UnderWay,
            (None, true, false) => Self::Ended,
        }
    }

    /// The same life, or that the walk was cancelled: whoever reads of it must know that first.
    #[must_use]
    pub fn or_cancelled(self, cancelled_at: Option<Timestamp>) -> Self {
        cancelled_at.map_or(self, |_| Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_is_under_way_until_every_group_is_home() {
        let t = Some(Timestamp(1));
        assert_eq!(WalkLife::of(&[(None, None)], None), WalkLife::Planned);
        assert_eq!(WalkLife::of(&[(t, t), (t, None)], None), WalkLife::UnderWay);
        assert_eq!(WalkLife::of(&[(t, t), (None, None)], None), WalkLife::Ended);
        assert_eq!(WalkLife::of(&[(t, None)], t), WalkLife::Closed);
        let closed = WalkLife::Closed;
        assert_eq!(closed.or_cancelled(None), WalkLife::Closed);
        assert_eq!(closed.or_cancelled(t), WalkLife::Cancelled);
    }
}
