//! A sample of the schedules of faults; `script/test soak` runs a thousand.

use std::process::Command;

/// How many of the first seeds are the sample.
const SAMPLE: u64 = 12;

#[test]
fn no_schedule_of_faults_loses_anything_or_says_what_is_not_so() {
    let output = Command::new(env!("CARGO_BIN_EXE_lykta-faults"))
        .args(["--seeds", &SAMPLE.to_string()])
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
    // Schedules in which nothing happened would prove nothing.
    for zero in [
        "0 ops,",
        " 0 photos",
        " 0 failed",
        " 0 kills",
        " 0 put back",
    ] {
        assert!(!told.contains(zero), "{told}");
    }
}
