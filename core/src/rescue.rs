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

/// Reads an archive: what each replica recorded.
///
/// Names decide nothing but where a piece belongs; hashes are computed again by whoever
/// takes it in.
pub fn read_archive(archive: impl Read) -> Result<Vec<Rescued>, BadArchive> {
    let mut by_replica: BTreeMap<String, Rescued> = BTreeMap::new();
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let Some((replica, name)) = path.split_once('/') else {
            continue;
        };
        let rescued = by_replica.entry(replica.to_owned()).or_default();
        take_entry(&mut entry, name, rescued)?;
    }
    by_replica.retain(|_, rescued| rescued.manifest.is_some());
    if by_replica.is_empty() {
        return Err(BadArchive::Empty);
    }
    Ok(by_replica.into_values().collect())
}

fn take_entry(entry: &mut impl Read, name: &str, rescued: &mut Rescued) -> Result<(), BadArchive> {
    if name == "manifest.json" {
        let bytes = read_up_to(entry, MAX_SMALL)?;
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(io::Error::from)?;
        if manifest.version > VERSION {
            return Err(BadArchive::Newer(manifest.version));
        }
        rescued.manifest = Some(manifest);
    } else if let Some(hash) = name.strip_prefix("ops/") {
        let bytes = read_up_to(entry, MAX_SMALL)?;
        rescued.ops.insert(hash.to_owned(), bytes);
    } else if name.starts_with("photos/") {
        let bytes = read_up_to(entry, MAX_PHOTO)?;
        rescued.photos.insert(ContentHash::of(&bytes), bytes);
    }
    Ok(())
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
    use super::*;

    const REPLICA: ReplicaId = ReplicaId([5; 16]);

    fn archive() -> Vec<u8> {
        let mut writer = ArchiveWriter::new(Vec::new());
        let manifest = Manifest {
            version: VERSION,
            replica: REPLICA,
            code: "code".into(),
            walk: EntityId(uuid::Uuid::nil()),
        };
        writer.manifest(&manifest).unwrap();
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
}
