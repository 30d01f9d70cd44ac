//! What a newcomer is told whose machine lacks what is needed.

use std::path::Path;
use std::process::Command;

#[test]
fn a_machine_without_tools_is_told_what_to_get_before_anything_is_built() {
    let nothing = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for script in ["script/demo", "script/setup", "script/lint"] {
        let mut command = Command::new("/bin/bash");
        let output = command
            .arg(script)
            .current_dir(&root)
            .env("PATH", nothing.path())
            .output();
        let output = output.unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(69), "{script}: {told}");
        assert!(output.stdout.is_empty());
        for part in [
            "Rust",
            "a C compiler",
            "Debian: apt",
            "Fedora: dnf",
            "macOS:  brew",
        ] {
            assert!(told.contains(part), "{script} lacks {part}: {told}");
        }
    }
}
