//! Figures, and how they are told.

use serde::Serialize;

use crate::rounds::Outcome;

/// What is stored must not make a walk dearer than by this.
const GROWTH: f64 = 1.2;

/// What others need for a row's first figure: they printed or we measured it in November 2026.
const KNOWN: [(&str, &str); 9] = [
    ("1", "CouchDB 18 s, ODK Central 44–78 s"),
    ("2", "CouchDB 4.3 s"),
    ("3", "ODK Central 69 /s"),
    ("4", "ODK Central 17,000 µs"),
    ("5", "CouchDB 112 B; entropy 5.0 B"),
    ("6", "JSON 650 B"),
    ("10", "tus servers 146–332 MB/s, unhashed and unsynced"),
    ("12", "178 MB and 36,000 fsyncs"),
    ("13", "cr-sqlite 25×"),
];

/// What a figure is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judged {
    /// The value: no more than this.
    AtMost,
    /// The ratio to the floor: no more than this.
    RatioAtMost,
    /// The ratio to the floor: no less than this.
    RatioAtLeast,
}

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
    /// What is borne.
    pub(crate) must: f64,
    /// What is wished for.
    pub(crate) aim: f64,
    /// What both are about.
    #[serde(skip)]
    pub(crate) judged: Judged,
}

impl Figure {
    /// A figure that nothing is compared with.
    pub(crate) fn alone(
        row: &'static str,
        name: impl Into<String>,
        (value, unit): (f64, &'static str),
        (must, aim): (f64, f64),
    ) -> Self {
        Self {
            row,
            name: name.into(),
            value,
            unit,
            floor: None,
            ratio: None,
            must,
            aim,
            judged: Judged::AtMost,
        }
    }

    /// A figure that is told, and held against nothing.
    pub(crate) fn told(
        row: &'static str,
        name: impl Into<String>,
        value: (f64, &'static str),
    ) -> Self {
        Self::alone(row, name, value, (f64::INFINITY, f64::INFINITY))
    }

    /// Whether it is borne.
    pub(crate) fn holds_must(&self) -> bool {
        self.holds(self.must)
    }

    fn holds_aim(&self) -> bool {
        self.holds(self.aim)
    }

    fn holds(&self, limit: f64) -> bool {
        // Without a ratio there is nothing that could hold.
        let ratio = self.ratio.unwrap_or(f64::NAN);
        match self.judged {
            Judged::AtMost => self.value <= limit,
            Judged::RatioAtMost => ratio <= limit,
            Judged::RatioAtLeast => ratio >= limit,
        }
    }

    fn limit(&self, limit: f64) -> String {
        match self.judged {
            _ if limit.is_infinite() => String::new(),
            Judged::AtMost => format!("≤ {}", short(limit)),
            Judged::RatioAtMost => format!("≤ {}×", short(limit)),
            Judged::RatioAtLeast => format!("≥ {}×", short(limit)),
        }
    }
}

/// How many times as much something costs with more stored as with nothing else.
pub(crate) fn growth(row: &'static str, name: String, outcome: &Outcome) -> Figure {
    Figure::alone(row, name, (outcome.ratio, "×"), (GROWTH, GROWTH))
}

/// The middle of what was measured.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Three digits that count, and no more.
fn short(number: f64) -> String {
    let places = match number.abs() {
        size if size >= 100.0 || number.fract() == 0.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    format!("{number:.places$}")
}

/// For the screen.
pub(crate) fn table(figures: &[Figure]) -> String {
    let head = [
        "row",
        "figure",
        "value",
        "floor",
        "ratio",
        "must",
        "aim",
        "holds",
        "others (11/2026)",
    ];
    let mut lines = vec![line(head)];
    let mut last = "";
    for figure in figures {
        let known = KNOWN.iter().find(|(row, _)| *row == figure.row);
        let known = known
            .filter(|_| figure.row != last)
            .map_or("", |(_, known)| known);
        last = figure.row;
        let with_unit = |value| format!("{} {}", short(value), figure.unit);
        let holds = match (figure.holds_must(), figure.holds_aim()) {
            (true, true) if figure.must.is_infinite() => "",
            (true, true) => "aim",
            (true, false) => "must",
            (false, _) => "NO",
        };
        lines.push(line([
            figure.row,
            &figure.name,
            &with_unit(figure.value),
            &figure.floor.map(with_unit).unwrap_or_default(),
            &figure.ratio.map(|r| format!("{r:.2}×")).unwrap_or_default(),
            &figure.limit(figure.must),
            &figure.limit(figure.aim),
            holds,
            known,
        ]));
    }
    lines.join("\n")
}

fn line(cells: [&str; 9]) -> String {
    let [row, figure, value, floor, ratio, must, aim, holds, known] = cells;
    let line = format!(
        "{row:<6} {figure:<44} {value:>12} {floor:>12} {ratio:>7} {must:>8} {aim:>8}  {holds:<5} {known}"
    );
    line.trim_end().to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(judged: Judged, value: f64, ratio: Option<f64>) -> Figure {
        Figure {
            ratio,
            judged,
            ..Figure::alone("1", "a", (value, "s"), (2.0, 1.0))
        }
    }

    #[test]
    fn a_figure_is_held_against_what_it_is_about() {
        assert!(figure(Judged::AtMost, 2.0, Some(9.0)).holds_must());
        assert!(!figure(Judged::AtMost, 2.1, None).holds_must());
        assert!(figure(Judged::RatioAtMost, 9.0, Some(1.5)).holds_must());
        assert!(!figure(Judged::RatioAtMost, 9.0, Some(1.5)).holds_aim());
        assert!(figure(Judged::RatioAtLeast, 0.0, Some(2.0)).holds_must());
        assert!(!figure(Judged::RatioAtLeast, 9.0, Some(1.9)).holds_must());
        assert!(!figure(Judged::RatioAtLeast, 9.0, None).holds_must());
    }
}
