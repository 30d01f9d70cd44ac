//! Load in small: many phones at once and a server that is killed; a thin link. `script/bench
//! --load` and `script/test soak` run them as large as they are meant.

use std::io::Write;
use std::process::Command;

/// The exit status when a machine lacks what is needed.
const LACKING: i32 = 69;

#[test]
fn many_phones_at_once_lose_nothing_when_the_server_is_killed() {
    let asked = ["evening", "--phones", "20", "--photos", "160"];
    let (status, told) = run(&asked, &["--groups", "3", "--kill"]);
    assert_eq!(status, Some(0), "{told}");
    // A kill that broke no sync would prove nothing.
    assert!(!told.contains(" 0 syncs broken"), "{told}");
}

#[test]
fn photos_pass_a_thin_link_that_loses_and_breaks_for_few_bytes_more() {
    let (status, told) = run(&["thin"], &[]);
    if status == Some(LACKING) {
        // Not by a macro whose words tests keep to themselves.
        let _ = writeln!(std::io::stderr(), "\nThe thin link: {told}");
        return;
    }
    assert_eq!(status, Some(0), "{told}");
    assert!(!told.contains("broken off                1\n"), "{told}");
}

fn run(asked: &[&str], more: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_lykta-load"))
        .args(asked)
        .args(more)
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), told)
}
