//! Figures, and how they are told.

use serde::Serialize;

/// One figure.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    /// What it belongs to.
    pub(crate) row: &'static str,
    /// What was measured.
    #[serde(rename = "figure")]
    pub(crate) name: String,
    /// The median of the rounds.
    pub(crate) value: f64,
    /// Its unit.
    pub(crate) unit: &'static str,
    /// What the least program that does the same work needs; none where nothing compares.
    pub(crate) floor: Option<f64>,
    /// The median of value to floor within a round.
    pub(crate) ratio: Option<f64>,
    /// The most that is borne: of the ratio where there is one, else of the value.
    pub(crate) must: f64,
    /// The most that is wished for.
    pub(crate) aim: f64,
}

impl Figure {
    fn compared(&self) -> f64 {
        self.ratio.unwrap_or(self.value)
    }

    /// Whether it is borne.
    pub(crate) fn holds_must(&self) -> bool {
        self.compared() <= self.must
    }

    fn holds_aim(&self) -> bool {
        self.compared() <= self.aim
    }
}

/// The middle of what was measured.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// For the screen.
pub(crate) fn table(figures: &[Figure]) -> String {
    let mut lines = vec![line("row", "figure", "value", "must", "aim", "holds")];
    for figure in figures {
        let value = format!("{:.1} {}", figure.value, figure.unit);
        let (must, aim) = (format!("{:.0}", figure.must), format!("{:.0}", figure.aim));
        let holds = match (figure.holds_must(), figure.holds_aim()) {
            (true, true) => "aim",
            (true, false) => "must",
            (false, _) => "NO",
        };
        lines.push(line(figure.row, &figure.name, &value, &must, &aim, holds));
    }
    lines.join("\n")
}

fn line(row: &str, figure: &str, value: &str, must: &str, aim: &str, holds: &str) -> String {
    format!("{row:<8} {figure:<48} {value:>14} {must:>7} {aim:>7}  {holds}")
}

/// For whoever compares runs.
pub(crate) fn json(figures: &[Figure]) -> String {
    let with_verdicts = figures.iter().map(|figure| {
        let mut one = serde_json::to_value(figure).expect("figures are plain data");
        one["holds_must"] = figure.holds_must().into();
        one["holds_aim"] = figure.holds_aim().into();
        one
    });
    let all: Vec<_> = with_verdicts.collect();
    serde_json::to_string_pretty(&all).expect("figures are plain data")
}
