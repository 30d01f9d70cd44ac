//! The demo itself: once, and again on another port.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

/// What the demo said; its programs are built beside it by `cargo test --workspace`.
fn demo(data: &Path, port: u16) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta-demo"));
    command.args(["--once", "--port", &port.to_string(), "--data"]);
    let output = command.arg(data).output().expect("the demo starts");
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{why}");
    let said = String::from_utf8(output.stdout).expect("it speaks UTF-8");
    said.lines().map(str::to_owned).collect()
}

#[test]
fn the_demo_ends_with_everything_visible_and_a_second_run_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let first = demo(folder.path(), port);
    let totals = first.last().unwrap();
    assert!(totals.contains(" ops, 12 photos, "), "{first:?}");
    assert!(totals.ends_with(" fixes: all visible"), "{first:?}");

    let evening = std::fs::read_to_string(folder.path().join("evening.json")).unwrap();
    let evening: serde_json::Value = serde_json::from_str(&evening).unwrap();
    let taken = evening["port"].as_u64().unwrap() as u16;
    let _busy = TcpListener::bind(("127.0.0.1", taken)).unwrap();
    let second = demo(folder.path(), port);
    assert_eq!(second.last(), first.last());
    assert!(
        second.iter().any(|line| line.contains("is taken")),
        "{second:?}"
    );
}
