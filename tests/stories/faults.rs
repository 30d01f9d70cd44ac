//! A sample of the schedules of faults; `script/test --soak` runs a thousand.

use std::process::Command;

/// How many of the first seeds are the sample.
const SAMPLE: u64 = 12;

/// A schedule at whose end something is held and something was erased.
const SPOILT: u64 = 3;

#[test]
fn no_schedule_of_faults_loses_anything_or_says_what_is_not_so() {
    let (held, told) = run(&["--regressions", "--seeds", &SAMPLE.to_string()]);
    assert!(held, "{told}");
    // Schedules in which nothing happened would prove nothing.
    let told = format!(" {}", told.replace('\n', " "));
    for zero in [
        " 0 ops",
        " 0 photos",
        " 0 fixes",
        " 0 failed",
        " 0 kills",
        " 0 put back",
        " 0 acts",
    ] {
        assert!(!told.contains(zero), "{told}");
    }
}

#[test]
fn a_server_that_loses_lifts_or_recalls_something_is_found_out() {
    for (spoil, told_of) in [
        ("lose", "is lost"),
        ("lift", "is visible None and should be"),
        ("recall", "was erased"),
    ] {
        let seed = SPOILT.to_string();
        let (held, told) = run(&["--seeds", "1", "--from", &seed, "--spoil", spoil]);
        assert!(!held && told.contains(told_of), "{told}");
    }
}

fn run(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_lykta-faults"))
        .args(arguments)
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), told)
}
