//! A phone in a process of its own that dies, without a word, before one change of a file.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lykta_core::id::EntityId;
use lykta_core::phone::Store;
use lykta_core::seam::{DiskFiles, Files, SystemClock, SystemIds};
use lykta_tests::walk_and_record;

/// Real files, until it dies.
struct Dying {
    files: DiskFiles,
    left: AtomicUsize,
}

impl Dying {
    fn live(&self) {
        if self.left.fetch_sub(1, Ordering::Relaxed) == 0 {
            std::process::abort();
        }
    }
}

impl Files for Dying {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.read(path)
    }

    fn read_at(&self, path: &str, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        self.files.read_at(path, offset, length)
    }

    fn length(&self, path: &str) -> io::Result<Option<u64>> {
        self.files.length(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.live();
        self.files.write(path, bytes)
    }

    fn append(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.live();
        self.files.append(path, bytes)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.live();
        self.files.remove(path)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.files.list(folder)
    }
}

/// `dying-phone FOLDER WALK CHANGES`
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = Path::new(&arguments[1]);
    let walk: EntityId = arguments[2].parse().expect("a walk's id");
    let changes = arguments[3].parse().expect("a number of changes");
    let files = Dying {
        files: DiskFiles::open(folder).expect("a folder"),
        left: AtomicUsize::new(changes),
    };
    let (clock, ids) = (Arc::new(SystemClock::default()), Arc::new(SystemIds));
    let opened = Store::open_with(folder, Arc::new(files), clock, ids);
    walk_and_record(&opened.expect("a store").store, walk);
}
