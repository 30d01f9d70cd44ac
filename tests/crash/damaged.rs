//! A phone whose database cannot be read loses power while it is set aside: it is somewhere.

use std::path::Path;
use std::process::Command;

use lykta_core::phone::Store;

use crate::journal::{Recorder, milestone, own_journal};
use crate::proof::files;
use crate::run::{Crash, Found};

const DATABASE: &str = "lykta.sqlite3";
const RUBBISH: [u8; 9_000] = [7; 9_000];

/// Leaves a phone whose database cannot be read.
pub(crate) fn damages(folder: &Path) {
    std::fs::write(folder.join(DATABASE), RUBBISH).expect("a file");
}

/// Records all calls of opening it.
pub(crate) fn record(folder: &Path) -> Recorder {
    let recorder = Recorder::of(folder);
    let mut phone = Command::new(std::env::current_exe().expect("the own path"));
    let done = recorder.watches(phone.arg("--opens").arg(folder)).status();
    assert!(done.expect("the own program").success());
    recorder
}

/// Opens it once, in a process of its own.
pub(crate) fn opens(folder: &Path) {
    let opened = Store::open(folder).expect("a store opens, whatever is there");
    assert!(opened.set_aside.is_some(), "the damage was not seen");
    milestone(&own_journal(), "opened", "");
}

/// Opens what a crash left: what could not be read is there as it was.
pub(crate) fn examine(folder: &Path, _: &Crash<'_>) -> Found {
    let opened =
        Store::open(folder).map_err(|error| format!("the store does not open: {error}"))?;
    drop(opened);
    let mut here = files(folder).into_iter();
    if here.any(|file| std::fs::read(file).expect("a file") == RUBBISH) {
        return Ok(());
    }
    Err("what could not be read is lost".to_owned())
}
