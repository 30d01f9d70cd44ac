//! The calls of a phone's screens through the bindings: a table of what the JVM measured.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use crate::Failure;

/// What `bindings/kotlin` prints.
#[derive(Deserialize)]
struct Told {
    /// Observations of the walk.
    observations: u64,
    /// By the call's name.
    calls: BTreeMap<String, Call>,
}

/// Microseconds of one call.
#[derive(Deserialize)]
struct Call {
    median_us: f64,
    p99_us: f64,
    times: u64,
}

/// For the screen, the dearest call first.
pub(crate) fn table(told: &str) -> Result<String, Failure> {
    let told: Told = serde_json::from_str(told)?;
    let mut calls: Vec<_> = told.calls.into_iter().collect();
    calls.sort_by(|(_, one), (_, other)| other.median_us.total_cmp(&one.median_us));
    let mut table = format!(
        "calls through the bindings (JVM), {} observations\n{:<24} {:>11} {:>11} {:>7}",
        told.observations, "call", "median", "99 %", "times"
    );
    for (name, call) in calls {
        let Call {
            median_us,
            p99_us,
            times,
        } = call;
        write!(
            table,
            "\n{name:<24} {median_us:>8.0} µs {p99_us:>8.0} µs {times:>7}"
        )?;
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dearest_call_stands_first() {
        let told = r#"{"observations": 5, "calls": {
            "fix": {"median_us": 20, "p99_us": 90, "times": 7},
            "list_walks": {"median_us": 300, "p99_us": 400, "times": 7}}}"#;
        let table = table(told).unwrap();
        let lines: Vec<_> = table.lines().collect();
        assert!(lines[0].ends_with("5 observations"), "{table}");
        assert!(lines[2].starts_with("list_walks"), "{table}");
        assert!(lines[3].starts_with("fix"), "{table}");
    }
}
