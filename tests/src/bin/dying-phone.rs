//! A phone in a process of its own that dies, without a word, before one change of a file.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lykta_core::id::EntityId;
use lykta_core::phone::Store;
use lykta_core::seam::{SystemClock, SystemIds};
use lykta_tests::{BeforeEachChange, walk_and_record};

/// `dying-phone FOLDER WALK CHANGES`
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = Path::new(&arguments[1]);
    let walk: EntityId = arguments[2].parse().expect("a walk's id");
    let left = AtomicUsize::new(arguments[3].parse().expect("a number of changes"));
    let files = BeforeEachChange::of(folder, move |_| {
        if left.fetch_sub(1, Ordering::Relaxed) == 0 {
            std::process::abort();
        }
        Ok(())
    });
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(SystemIds));
    let opened = Store::open_with(folder, Arc::new(files), clock, ids);
    walk_and_record(&opened.expect("a store").store, walk);
}
