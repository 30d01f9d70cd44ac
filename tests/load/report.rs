//! What was measured, and what of it does not hold.

use crate::say;

/// What a run found.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// What does not hold.
    pub(crate) faults: Vec<String>,
    /// What this machine lacks, so that nothing was found.
    pub(crate) lacking: Option<String>,
}

impl Report {
    /// Tells a figure that must not be above something.
    pub(crate) fn judges(&mut self, what: &str, (value, most): (f64, f64), unit: &str) {
        tells(what, format!("{value:.1} {unit}, at most {most:.0}"));
        if value > most {
            self.faults
                .push(format!("{what}: {value:.1} {unit}, not {most:.0}"));
        }
    }
}

/// Tells a figure.
pub(crate) fn tells(what: &str, value: impl std::fmt::Display) {
    say(&format!("{what:<44} {value}"));
}
