//! Databases of every schema that there has been, kept as files in `tests/fixtures`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lykta_core::phone::Store;
use lykta_core::seam::{Clock, DiskFiles, SystemIds};
use lykta_core::time::Timestamp;

use crate::Evening;

/// When everything in the fixtures was recorded: what is kept for some time is still kept then.
const MADE_AT: FixedClock = FixedClock(1_790_000_000_000);

/// A clock that stands.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub i64);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0)
    }

    fn monotonic_ms(&self) -> u64 {
        0
    }
}

/// The folder of the fixtures.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The keep folder of all server fixtures.
pub fn keep() -> PathBuf {
    folder().join("keep")
}

/// Where the database of `phone` or `server` with this schema is kept.
pub fn packed(of: &str, version: usize) -> PathBuf {
    folder().join(format!("{of}-{version}.sqlite3.zst"))
}

/// The store in a folder, opened when the fixtures were made.
pub fn opened(folder: &Path) -> Store {
    let files = DiskFiles::open(folder).expect("a folder");
    let opened = Store::open_with(
        folder,
        Arc::new(files),
        Arc::new(MADE_AT),
        Arc::new(SystemIds),
    );
    opened.expect("a store").store
}

/// Unpacks a database to a path.
pub fn unpack(of: &str, version: usize, to: &Path) -> std::io::Result<()> {
    let packed = std::fs::read(packed(of, version))?;
    std::fs::write(to, zstd::decode_all(packed.as_slice())?)
}

/// The walk that all fixtures are of; its codes are good until the end of the century.
pub fn evening() -> Evening {
    let id = |n: u8| format!("00000000-0000-7000-8000-0000000000{n:02}");
    let known = |n| id(n).parse().expect("an id");
    Evening {
        walk: known(1),
        groups: vec![known(2)],
        planned_end: Timestamp(4_102_444_800_000),
    }
}
