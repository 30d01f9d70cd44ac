//! `lykta-server walk` as a terminal and a script see it: the real program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const AREA: &str = r#"{"type": "Feature", "properties": {"name": "Centrum"}, "geometry":
    {"type": "Polygon", "coordinates": [[[24.93, 60.16], [24.95, 60.16], [24.95, 60.18], [24.93, 60.16]]]}}"#;
const ROUTES: &str = r#"{"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"group": 1, "name": "Norra delen"},
     "geometry": {"type": "LineString", "coordinates": [[24.94, 60.17], [24.95, 60.18]]}},
    {"type": "Feature", "properties": {"group": 2, "name": "Södra delen"},
     "geometry": {"type": "LineString", "coordinates": [[24.94, 60.17], [24.95, 60.16]]}}]}"#;

struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("area.geojson"), AREA).unwrap();
        std::fs::write(folder.path().join("routes.geojson"), ROUTES).unwrap();
        Self(folder)
    }

    fn runs(&self, mut command: Command) -> (bool, String, String) {
        let output = command.current_dir(self.0.path()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.success(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn walk(&self, arguments: &[&str]) -> (bool, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lykta-server"));
        command.arg("walk").args(arguments);
        self.runs(command)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (done, answer, why) = self.walk(arguments);
        assert!(done, "{arguments:?}: {why}");
        serde_json::from_str(&answer).unwrap()
    }

    fn plans(&self, more: &[&str]) -> (bool, String, String) {
        let times = [
            "--starts",
            "2026-11-24T18:00:00+01:00",
            "--ends",
            "2026-11-24T20:00:00+01:00",
        ];
        let named = [
            "create",
            "--name",
            "Kvällsvandring",
            "--area",
            "area.geojson",
        ];
        self.walk(&[&named[..], &times, more].concat())
    }
}

/// Role and group of each link.
fn links(answer: &Value) -> Vec<(&str, Option<&str>)> {
    let links = answer["links"].as_array().unwrap().iter();
    let link = links.map(|link| (link["role"].as_str().unwrap(), link["group_name"].as_str()));
    link.collect()
}

#[test]
fn a_walk_is_planned_from_files_listed_and_closed() {
    let office = Office::new();
    let more = [
        "--route",
        "routes.geojson",
        "--purpose",
        "Ljus",
        "--light",
        "dark",
        "--json",
    ];
    let (done, answer, why) = office.plans(&more);
    assert!(done, "{why}");
    let made: Value = serde_json::from_str(&answer).unwrap();
    let roles = links(&made);
    assert_eq!(roles.len(), 9);
    assert_eq!(roles[0], ("coordinator", None));
    assert_eq!(roles[1], ("leader", Some("Norra delen")));
    assert_eq!(roles[8], ("participant", Some("Södra delen")));

    let walk = made["walk"].as_str().unwrap();
    let listed = office.json(&["list", "--json"]);
    assert_eq!(listed[0]["id"], walk);
    assert_eq!(listed[0]["life"], "planned");
    let again = office.json(&["links", walk, "--json"]);
    assert_eq!(links(&again), roles);
    assert_ne!(again["links"][0]["link"], made["links"][0]["link"]);
    assert!(office.walk(&["close", walk]).0);
    assert_eq!(office.json(&["list", "--json"])[0]["life"], "closed");
}

#[test]
fn the_command_of_the_readme_plans_a_walk() {
    let office = Office::new();
    let readme = include_str!("../../README.md");
    let mut blocks = readme.split("```").map(str::trim);
    let block = blocks.find(|block| block.starts_with("lykta-server walk create"));
    let command = block.unwrap().split("\nlykta-server serve").next().unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_lykta-server"))
        .parent()
        .unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.args(["-eu", "-c", command]);
    shell.env("PATH", format!("{}:{path}", programs.display()));
    let (done, answer, why) = office.runs(shell);
    assert!(done, "{why}");
    assert!(answer.contains("leader ("), "{answer}");
}

#[test]
fn what_cannot_be_planned_says_why_and_plans_nothing() {
    let office = Office::new();
    for (more, why) in [
        (&["--route", "missing.geojson"][..], "missing.geojson"),
        (&["--route", "area.geojson"], "it holds no line"),
        (&["--ends", "2026-11-24T17:00:00+01:00"], "--ends"),
        (&["--light", "moon"], "expected one of"),
        (&["--groups", "0"], "--groups"),
        (&["--again", "x"], "join link"),
    ] {
        let (done, _, error) = office.plans(more);
        assert!(!done && error.contains(why), "{more:?}: {error}");
    }
    assert_eq!(office.json(&["list", "--json"]), serde_json::json!([]));
    let nobody = "00000000-0000-0000-0000-000000000000";
    for act in ["links", "close"] {
        let (done, _, error) = office.walk(&[act, nobody]);
        assert!(!done && error.contains("there is no walk"), "{error}");
    }
}
