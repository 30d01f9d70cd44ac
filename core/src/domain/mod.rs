//! The nouns of the work: what a walk is made of, and the choices that people have.

mod measure;
mod observation;
mod role;
mod walk;

pub use measure::{MeasureKind, MeasureStatus, Outcome};
pub use observation::{Category, Feeling, ObservationKind, PlaceSource, Spot, When};
pub use role::{AttendanceCategory, Role};
pub use walk::{ADMITTED_FOR_MS, Light, Occasion, WalkLife};

use crate::named::named;

named! {
    /// What an op can be about. Names and tree: `docs/sync-protocol.md` §1.
    Kind {
        /// A district.
        Area = "area",
        /// The safety plan of an area for a period.
        Plan = "plan",
        /// An occasion on foot.
        Walk = "walk",
        /// One party of a walk.
        Group = "group",
        /// A random id for one walk.
        Participant = "participant",
        /// A place where the group stops, planned or made on the way.
        Stop = "stop",
        /// Where a phone of the group went.
        Track = "track",
        /// How many came, by category, as one recorder counted them.
        Attendance = "attendance",
        /// What somebody said of a place or a situation.
        Observation = "observation",
        /// A picture; its file travels apart.
        Photo = "photo",
        /// Something to be done.
        Measure = "measure",
        /// What a walk saw of a measure.
        Verification = "verification",
        /// The office admits or holds an op or a replica.
        Admission = "admission",
        /// The office erases an op, an entity or a replica.
        Erasure = "erasure",
        /// The office revokes a code or a replica.
        Revocation = "revocation",
    }
}

impl Kind {
    /// Whether it is an act of the office, which never changes.
    pub fn is_act(self) -> bool {
        matches!(self, Self::Admission | Self::Erasure | Self::Revocation)
    }

    /// The kinds that one of this kind may be created under; empty for an area.
    pub fn parents(self) -> &'static [Kind] {
        match self {
            Self::Area => &[],
            Self::Plan => &[Self::Area],
            Self::Walk | Self::Measure => &[Self::Plan],
            Self::Group | Self::Admission | Self::Erasure | Self::Revocation => &[Self::Walk],
            Self::Participant | Self::Stop | Self::Track | Self::Attendance | Self::Observation => {
                &[Self::Group, Self::Walk]
            }
            Self::Verification => &[Self::Measure],
            Self::Photo => &[Self::Observation, Self::Verification, Self::Measure],
        }
    }
}
