//! Measures, as far as a phone shows and verifies them.

use crate::named::named;

named! {
    /// How soon a measure can be done.
    MeasureKind {
        /// At once.
        Direct = "direct",
        /// Takes time.
        LongTerm = "long_term",
    }
}

named! {
    /// How far a measure has come.
    MeasureStatus {
        /// Somebody proposed it.
        Proposed = "proposed",
        /// The municipality decided it.
        Decided = "decided",
        /// Work has begun.
        InProgress = "in_progress",
        /// Its owner says that it is done.
        Done = "done",
        /// A walk saw that it is done.
        Verified = "verified",
        /// It will not be done, for a stated reason.
        Declined = "declined",
    }
}

named! {
    /// What a walk saw of a measure.
    Outcome {
        /// It is done.
        Done = "done",
        /// Part of it is done.
        Partly = "partly",
        /// It is not done.
        NotDone = "not_done",
    }
}
