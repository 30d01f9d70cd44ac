//! What a disk may hold after a crash, by POSIX and by what SQLite assumes, and no kinder.
//!
//! - A file's bytes and length are kept once the file is synced; that a name leads to it, once
//!   the folder of the name is synced. No other order is promised.
//! - Of what was not synced any part may be kept. A write is cut at 512 bytes, each sector kept
//!   or not, but a sector that has a later write has the earlier ones too. A sector that is
//!   written in part loses nothing beside (`SQLITE_POWERSAFE_OVERWRITE`); a gap holds zeros.
//! - A change of names happens whole or not at all, each by itself, also a rename from folder to
//!   folder: whichever of the two is synced, it is kept. It needs the folder that it is in, and
//!   what happened to the same name before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use lykta_core::track::simulate::SplitMix64;

use crate::journal::Call;

const SECTOR: usize = 512;

/// What a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder,
}

/// A change of one name.
type Named = (PathBuf, Option<Node>);

#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut { length: usize },
}

#[derive(Clone, Debug, Default)]
struct Content {
    synced: Vec<u8>,
    unsynced: Vec<Change>,
}

/// How much of what was not synced a crash leaves.
#[derive(Debug)]
pub(crate) enum Kept {
    Nothing,
    Everything,
    Some(SplitMix64),
}

impl Kept {
    fn keeps(&mut self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Some(chance) => chance.next_u64().is_multiple_of(2),
        }
    }

    /// How many of so many changes of one place are kept.
    fn of(&mut self, changes: usize) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Everything => changes,
            Self::Some(chance) => (chance.next_u64() % (changes as u64 + 1)) as usize,
        }
    }
}

/// Everything below one folder: files with their bytes, folders with nothing.
pub(crate) type Image = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// A disk that takes calls, and tells what it might hold if it lost power now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    contents: Vec<Content>,
    numbers: HashMap<u64, usize>,
    live: BTreeMap<PathBuf, Node>,
    synced: BTreeMap<PathBuf, Node>,
    unsynced: Vec<Vec<Named>>,
    folder: PathBuf,
}

impl Disk {
    /// A disk that holds what is in a folder.
    pub(crate) fn holding(folder: &Path) -> Self {
        let mut disk = Self {
            folder: folder.to_owned(),
            ..Self::default()
        };
        disk.take(folder);
        disk.synced.clone_from(&disk.live);
        disk
    }

    #[cfg(unix)]
    fn take(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = entry.path();
            if path.is_dir() {
                self.live.insert(path.clone(), Node::Folder);
                self.take(&path);
            } else if is_kept(&path) {
                let found = entry.metadata().expect("a file");
                let file = std::os::unix::fs::MetadataExt::ino(&found);
                let node = match self.numbers.get(&file) {
                    Some(linked) => Node::File(*linked),
                    None => self.begin(file, std::fs::read(&path).expect("a file")),
                };
                self.live.insert(path, node);
            }
        }
    }

    fn begin(&mut self, file: u64, synced: Vec<u8>) -> Node {
        let content = self.contents.len();
        self.contents.push(Content {
            synced,
            unsynced: Vec::new(),
        });
        self.numbers.insert(file, content);
        Node::File(content)
    }

    /// Does what a program did.
    pub(crate) fn does(&mut self, call: &Call) {
        match call {
            Call::Milestone { .. } => {}
            Call::Create { file, path } => {
                let node = self.begin(*file, Vec::new());
                self.name(vec![(path.clone(), Some(node))]);
            }
            Call::Write { file, at, bytes } => self.changes(
                *file,
                Change::Write {
                    at: *at as usize,
                    bytes: bytes.clone(),
                },
            ),
            Call::Cut { file, length } => {
                let length = *length as usize;
                self.changes(*file, Change::Cut { length });
            }
            Call::Sync { file } => self.content(*file).sync(),
            Call::SyncFolder { path } => self.sync_names(path),
            Call::MakeFolder { path } => self.name(vec![(path.clone(), Some(Node::Folder))]),
            Call::Rename { from, to } => self.rename(from, to),
            Call::Link { from, to } => {
                let node = self.live.get(from).copied();
                self.name(vec![(to.clone(), node)]);
            }
            Call::Remove { path } => self.name(vec![(path.clone(), None)]),
        }
    }

    fn content(&mut self, file: u64) -> &mut Content {
        let content = self.numbers.get(&file).expect("a file that was made");
        &mut self.contents[*content]
    }

    fn changes(&mut self, file: u64, change: Change) {
        self.content(file).unsynced.push(change);
    }

    fn rename(&mut self, from: &Path, to: &Path) {
        let node = self.live.get(from).copied();
        assert!(matches!(node, Some(Node::File(_))), "no file is renamed");
        self.name(vec![(from.to_owned(), None), (to.to_owned(), node)]);
    }

    fn name(&mut self, change: Vec<Named>) {
        if change.iter().any(|(path, _)| !is_kept(path)) {
            return;
        }
        apply_names(&mut self.live, &change);
        self.unsynced.push(change);
    }

    fn sync_names(&mut self, folder: &Path) {
        let unsynced = std::mem::take(&mut self.unsynced);
        for change in unsynced {
            if change.iter().any(|(path, _)| path.parent() == Some(folder)) {
                apply_names(&mut self.synced, &change);
            } else {
                self.unsynced.push(change);
            }
        }
    }

    /// What is there after a crash now.
    pub(crate) fn after_crash(&self, kept: &mut Kept) -> Image {
        let mut names = self.synced.clone();
        let mut lost = HashSet::new();
        for change in &self.unsynced {
            // Nothing is put into a folder that is not kept itself.
            let has_room = change.iter().all(|(path, _)| self.is_reached(&names, path));
            let is_next = !change.iter().any(|(path, _)| lost.contains(path));
            if kept.keeps() && has_room && is_next {
                apply_names(&mut names, change);
            } else {
                lost.extend(change.iter().map(|(path, _)| path));
            }
        }
        let mut image = Image::new();
        for (path, node) in names
            .iter()
            .filter(|(path, _)| self.is_reached(&names, path))
        {
            let bytes = match node {
                Node::Folder => None,
                Node::File(content) => Some(self.contents[*content].after_crash(kept)),
            };
            image.insert(path.clone(), bytes);
        }
        image
    }

    /// What is in a folder whose own name was lost is lost with it.
    fn is_reached(&self, names: &BTreeMap<PathBuf, Node>, path: &Path) -> bool {
        let above = path.ancestors().skip(1);
        let mut within = above.take_while(|above| *above != self.folder);
        within.all(|above| names.get(above) == Some(&Node::Folder))
    }
}

impl Content {
    fn sync(&mut self) {
        self.synced = self.after_crash(&mut Kept::Everything);
        self.unsynced.clear();
    }

    fn after_crash(&self, kept: &mut Kept) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        let mut sectors = HashMap::new();
        let cuts = kept.of(self.unsynced.len());
        for (n, change) in self.unsynced.iter().enumerate() {
            match change {
                Change::Cut { length } if n < cuts => bytes.resize(*length, 0),
                Change::Cut { .. } => {}
                Change::Write { at, bytes: new } => {
                    for (from, piece) in in_sectors(*at, new) {
                        let all = self.unsynced.len();
                        let kept = sectors.entry(from / SECTOR).or_insert_with(|| kept.of(all));
                        if n < *kept {
                            put(&mut bytes, from, piece);
                        }
                    }
                }
            }
        }
        bytes
    }
}

fn in_sectors(at: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (SECTOR - at % SECTOR).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(SECTOR).enumerate();
    std::iter::once((at, head)).chain(rest.map(move |(n, piece)| (at + first + n * SECTOR, piece)))
}

fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let end = at + piece.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(piece);
}

fn apply_names(names: &mut BTreeMap<PathBuf, Node>, change: &[Named]) {
    for (path, node) in change {
        match node {
            Some(node) => names.insert(path.clone(), *node),
            None => names.remove(path),
        };
    }
}

/// SQLite makes its shared memory anew.
fn is_kept(path: &Path) -> bool {
    !path.to_string_lossy().ends_with("-shm")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEDS: u64 = 200;

    fn path(name: &str) -> PathBuf {
        Path::new("/phone").join(name)
    }

    fn create(name: &str) -> Call {
        let (file, path) = (1, path(name));
        Call::Create { file, path }
    }

    fn write(bytes: &[u8]) -> Call {
        let bytes = bytes.to_vec();
        Call::Write {
            file: 1,
            at: 0,
            bytes,
        }
    }

    fn sync_folder() -> Call {
        let path = PathBuf::from("/phone");
        Call::SyncFolder { path }
    }

    /// What may be there after these calls, each once.
    fn images(calls: &[Call]) -> Vec<Image> {
        let mut disk = Disk {
            folder: PathBuf::from("/phone"),
            ..Disk::default()
        };
        for call in calls {
            disk.does(call);
        }
        let mut images = Vec::new();
        for seed in 0..SEEDS {
            let image = disk.after_crash(&mut Kept::Some(SplitMix64::new(seed)));
            if !images.contains(&image) {
                images.push(image);
            }
        }
        images
    }

    #[test]
    fn bytes_that_were_not_synced_are_torn_at_sectors() {
        let images = images(&[create("a"), sync_folder(), write(&[7; 2 * SECTOR])]);
        let lengths = images
            .iter()
            .map(|image| image[&path("a")].as_ref().unwrap().len());
        let mut lengths: Vec<usize> = lengths.collect();
        lengths.sort_unstable();
        // The last one holds zeros before the second sector.
        assert_eq!(lengths, [0, SECTOR, 2 * SECTOR, 2 * SECTOR]);
    }

    #[test]
    fn a_synced_file_without_a_synced_name_may_be_lost_and_is_whole_otherwise() {
        let images = images(&[create("a"), write(b"all"), Call::Sync { file: 1 }]);
        let whole = Image::from([(path("a"), Some(b"all".to_vec()))]);
        assert_eq!(images.len(), 2);
        assert!(images.contains(&Image::new()) && images.contains(&whole));
    }

    #[test]
    fn a_rename_is_there_or_not_and_what_is_synced_stays() {
        let (from, to) = (path("a"), path("b"));
        let calls = [
            create("a"),
            write(b"x"),
            Call::Sync { file: 1 },
            sync_folder(),
        ];
        let renamed = [&calls[..], &[Call::Rename { from, to }]].concat();
        let names = images(&renamed)
            .into_iter()
            .map(|image| image.into_keys().collect());
        let mut names: Vec<Vec<PathBuf>> = names.collect();
        names.sort();
        assert_eq!(names, [[path("a")], [path("b")]]);
        assert_eq!(images(&[&renamed[..], &[sync_folder()]].concat()).len(), 1);
    }

    #[test]
    fn what_is_in_a_lost_folder_is_lost() {
        let folder = path("photos");
        let file = create("photos/a");
        let synced = Call::SyncFolder {
            path: folder.clone(),
        };
        let images = images(&[Call::MakeFolder { path: folder }, file, synced]);
        assert!(images.contains(&Image::new()) && images.len() == 2);
    }
}
