//! Every crash point once, with a disk by chance at each; `script/test soak` takes more of them.

use std::process::{Command, Stdio};

#[test]
fn no_crash_point_loses_what_was_told_or_leaves_anything_half_done() {
    let (held, told) = run(&["--seeds", "1"]);
    assert!(held, "{told}");
    for zero in [": 0 crash points", " 0 disks"] {
        assert!(!told.contains(zero), "{told}");
    }
}

#[test]
fn a_disk_that_forgets_what_it_said_was_synced_is_found_out() {
    let (held, told) = run(&["--seeds", "0", "--lies"]);
    assert!(!held, "{told}");
    for found in [
        "phone: after it saved an observation",
        "it is neither as before nor as after",
        "an op with a receipt is lost",
    ] {
        assert!(told.contains(found), "{found} is not in {told}");
    }
}

fn run(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_lykta-crash"))
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), told)
}
