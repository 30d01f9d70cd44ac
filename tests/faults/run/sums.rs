//! What schedules did, to be seen that they did something.

use std::fmt;

/// The sums.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    pub(super) ops: usize,
    pub(super) files: usize,
    pub(super) stretches: usize,
    pub(super) syncs: usize,
    pub(super) failed_syncs: usize,
    pub(super) kills: usize,
    pub(super) put_back: usize,
    pub(super) acts: usize,
    pub(super) refused: usize,
}

impl Sums {
    pub(crate) fn add(&mut self, other: &Self) {
        self.ops += other.ops;
        self.files += other.files;
        self.stretches += other.stretches;
        self.syncs += other.syncs;
        self.failed_syncs += other.failed_syncs;
        self.kills += other.kills;
        self.put_back += other.put_back;
        self.acts += other.acts;
        self.refused += other.refused;
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} ops, {} photos, {} fixes and gaps, {} syncs of which {} failed, {} kills, {} put back, {} acts, {} errors told",
            self.ops,
            self.files,
            self.stretches,
            self.syncs,
            self.failed_syncs,
            self.kills,
            self.put_back,
            self.acts,
            self.refused
        )
    }
}
