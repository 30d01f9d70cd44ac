//! The rescue archive: everything that a phone recorded on a walk, as one file.
//!
//! For when sync is impossible. It is a tar file with a folder for each replica:
//! `<replica>/manifest.json`, `<replica>/ops/<hash>` with the original bytes, and
//! `<replica>/photos/<hash>.jpg`. Importing it again changes nothing.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::id::{ContentHash, EntityId, OpHash, ReplicaId};

/// The version of the archive's layout.
pub const VERSION: u32 = 1;
/// No op and no manifest is larger, in bytes.
const MAX_SMALL: u64 = 64 * 1024;
/// No photo is larger, in bytes.
const MAX_PHOTO: u64 = 16 * 1024 * 1024;

/// Who recorded what is in one folder of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`VERSION`].
    pub version: u32,
    /// The replica.
    pub replica: ReplicaId,
    /// The code that it joined with; its MAC shows the server that it is genuine.
    pub code: String,
    /// The walk.
    pub walk: EntityId,
}

/// What one replica recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rescued {
    /// Who; none when the archive lost its manifest.
    pub manifest: Option<Manifest>,
    /// Ops' original bytes, by their hash.
    pub ops: BTreeMap<String, Vec<u8>>,
    /// Photos' files, by their hash.
    pub photos: BTreeMap<ContentHash, Vec<u8>>,
}

/// Why an archive cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadArchive {
    /// Not a tar file, or cut off.
    #[error("the archive is damaged or cut off: share it again from the phone ({0})")]
    Damaged(#[from] io::Error),
    /// No replica's folder is in it.
    #[error("this is no rescue archive: it holds no manifest")]
    Empty,
    /// From a newer version.
    #[error("the archive is of version {0}, newer than this server: update the server")]
    Newer(u32),
}

/// Writes an archive piece by piece.
pub struct ArchiveWriter<W: Write> {
    tar: tar::Builder<W>,
}

impl<W: Write> ArchiveWriter<W> {
    /// Begins an archive.
    pub fn new(out: W) -> Self {
        Self {
            tar: tar::Builder::new(out),
        }
    }

    /// Begins the folder of a replica.
    pub fn manifest(&mut self, manifest: &Manifest) -> io::Result<()> {
        let json = serde_json::to_vec(manifest)?;
        self.file(&format!("{}/manifest.json", manifest.replica), &json)
    }

    /// Adds an op of a replica.
    pub fn op(&mut self, replica: ReplicaId, hash: OpHash, payload: &[u8]) -> io::Result<()> {
        self.file(&format!("{replica}/ops/{hash}"), payload)
    }

    /// Adds a photo's file of a replica.
    pub fn photo(&mut self, replica: ReplicaId, hash: ContentHash, jpeg: &[u8]) -> io::Result<()> {
        self.file(&format!("{replica}/photos/{hash}.jpg"), jpeg)
    }

    /// Ends the archive.
    pub fn finish(self) -> io::Result<W> {
        self.tar.into_inner()
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        self.tar.append_data(&mut header, name, bytes)
    }
}

/// One piece of an archive, as it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Who recorded what is in the folder.
    Manifest(Manifest),
    /// An op's original bytes.
    Op(Vec<u8>),
    /// A photo's file.
    Photo(Vec<u8>),
}

/// Reads an archive piece by piece, so that no more than one is in memory.
///
/// `take` is told the replica's folder and the piece. Names decide nothing but where a piece
/// belongs; hashes are computed again by whoever takes it in.
pub fn visit_archive<E: From<BadArchive>>(
    archive: impl Read,
    mut take: impl FnMut(&str, Piece) -> Result<(), E>,
) -> Result<(), E> {
    let damaged = |error: io::Error| E::from(BadArchive::Damaged(error));
    for entry in tar::Archive::new(archive).entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let path = entry.path().map_err(damaged)?;
        let path = path.to_string_lossy().into_owned();
        let Some((replica, name)) = path.split_once('/') else {
            continue;
        };
        if let Some(piece) = read_piece(&mut entry, name)? {
            take(replica, piece)?;
        }
    }
    Ok(())
}

fn read_piece(entry: &mut impl Read, name: &str) -> Result<Option<Piece>, BadArchive> {
    if name == "manifest.json" {
        let bytes = read_up_to(entry, MAX_SMALL)?;
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(io::Error::from)?;
        if manifest.version > VERSION {
            return Err(BadArchive::Newer(manifest.version));
        }
        return Ok(Some(Piece::Manifest(manifest)));
    }
    Ok(match name.split_once('/') {
        Some(("ops", _)) => Some(Piece::Op(read_up_to(entry, MAX_SMALL)?)),
        Some(("photos", _)) => Some(Piece::Photo(read_up_to(entry, MAX_PHOTO)?)),
        _ => None,
    })
}

/// Reads a whole archive into memory: what each replica recorded.
pub fn read_archive(archive: impl Read) -> Result<Vec<Rescued>, BadArchive> {
    let mut by_replica: BTreeMap<String, Rescued> = BTreeMap::new();
    visit_archive(archive, |replica, piece| {
        let rescued = by_replica.entry(replica.to_owned()).or_default();
        match piece {
            Piece::Manifest(manifest) => rescued.manifest = Some(manifest),
            Piece::Op(bytes) => {
                rescued.ops.insert(OpHash::of(&bytes).to_string(), bytes);
            }
            Piece::Photo(bytes) => {
                rescued.photos.insert(ContentHash::of(&bytes), bytes);
            }
        }
        Ok::<_, BadArchive>(())
    })?;
    by_replica.retain(|_, rescued| rescued.manifest.is_some());
    if by_replica.is_empty() {
        return Err(BadArchive::Empty);
    }
    Ok(by_replica.into_values().collect())
}

fn read_up_to(entry: &mut impl Read, max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        return Err(io::Error::other("a piece is larger than any that is made"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REPLICA: ReplicaId = ReplicaId([5; 16]);

    /// The manifest alone, without an end, so that more can follow.
    fn archive_begun() -> Vec<u8> {
        let mut whole = Vec::new();
        let mut writer = ArchiveWriter::new(&mut whole);
        writer.manifest(&manifest()).unwrap();
        writer.finish().unwrap();
        whole.truncate(whole.len() - 1_024);
        whole
    }

    fn manifest() -> Manifest {
        Manifest {
            version: VERSION,
            replica: REPLICA,
            code: "code".into(),
            walk: EntityId(uuid::Uuid::nil()),
        }
    }

    fn archive() -> Vec<u8> {
        let mut writer = ArchiveWriter::new(Vec::new());
        writer.manifest(&manifest()).unwrap();
        writer.op(REPLICA, OpHash::of(b"op"), b"op").unwrap();
        let jpeg = b"jpeg";
        writer.photo(REPLICA, ContentHash::of(jpeg), jpeg).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn an_archive_is_read_as_it_was_written() {
        let read = read_archive(&archive()[..]).unwrap();
        let [rescued] = &read[..] else {
            panic!("{read:?}")
        };
        assert_eq!(rescued.manifest.as_ref().unwrap().replica, REPLICA);
        assert_eq!(rescued.ops.values().next().unwrap(), b"op");
        assert_eq!(rescued.photos[&ContentHash::of(b"jpeg")], b"jpeg");
    }

    #[test]
    fn what_is_no_archive_says_so() {
        assert!(matches!(read_archive(&b""[..]), Err(BadArchive::Empty)));
        assert!(read_archive(&[7_u8; 2_000][..]).is_err());
        let whole = archive();
        assert!(read_archive(&whole[..700]).is_err());
    }

    /// A tar file with one entry of any name, which may claim another size than it has.
    fn entry(name: &[u8], claimed: u64, bytes: &[u8]) -> Vec<u8> {
        let mut header = tar::Header::new_ustar();
        let length = name.len().min(99);
        header.as_mut_bytes()[..length].copy_from_slice(&name[..length]);
        header.set_size(claimed);
        header.set_cksum();
        let mut archive = header.as_bytes().to_vec();
        archive.extend(bytes);
        archive.resize(archive.len().next_multiple_of(512) + 1_024, 0);
        archive
    }

    #[test]
    fn a_piece_that_is_larger_than_any_is_refused_before_it_is_read() {
        let name = format!("{REPLICA}/ops/x");
        let huge = entry(name.as_bytes(), 1 << 40, &vec![7; 100_000]);
        assert!(matches!(
            read_archive(&huge[..]),
            Err(BadArchive::Damaged(_))
        ));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_only_a_name() {
        let manifest = archive();
        for name in ["../../etc/ops/x", "/ops/x", "a/../ops/x", "ops/x"] {
            let mut pieces = Vec::new();
            let both = [&entry(name.as_bytes(), 2, b"op")[..], &manifest].concat();
            let visited = visit_archive(&both[..], |_, piece| {
                pieces.push(piece);
                Ok::<_, BadArchive>(())
            });
            assert!(visited.is_ok() && pieces.len() <= 1, "{name}: {pieces:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            ops in proptest::collection::vec(any::<Vec<u8>>(), 0..20),
            photos in proptest::collection::vec(any::<Vec<u8>>(), 0..5),
        ) {
            let mut writer = ArchiveWriter::new(archive_begun());
            for op in &ops {
                writer.op(REPLICA, OpHash::of(op), op).unwrap();
            }
            for photo in &photos {
                writer.photo(REPLICA, ContentHash::of(photo), photo).unwrap();
            }
            let read = read_archive(&writer.finish().unwrap()[..]).unwrap();
            prop_assert!(ops.iter().all(|op| read[0].ops.values().any(|found| found == op)));
            let here = |photo: &Vec<u8>| read[0].photos.get(&ContentHash::of(photo)) == Some(photo);
            prop_assert!(photos.iter().all(here));
        }

        #[test]
        fn no_bytes_and_no_bite_make_the_reader_panic(
            at in any::<proptest::sample::Index>(),
            byte: u8,
            length in any::<proptest::sample::Index>(),
        ) {
            let mut bytes = archive();
            let place = at.index(bytes.len());
            bytes[place] = byte;
            bytes.truncate(length.index(bytes.len() + 1));
            let _ = read_archive(&bytes[..]);
        }
    }
}
