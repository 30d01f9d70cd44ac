//! The tail file: what was recorded since the last chunk was sealed.
//!
//! Each item is appended without a sync, so an app that is killed loses nothing and a
//! phone that loses power only what the system had not written yet. Items already
//! sealed may stay in the file: their numbers say that they are duplicates.

use std::collections::BTreeMap;
use std::io;

use super::codec::{decode_chunk, encode_chunk};
use super::fix::TrackItem;
use crate::seam::Files;

/// Begins every record, so that reading finds its feet again after damage.
const MARK: [u8; 2] = [0xF1, 0x7C];
const LENGTH_BYTES: usize = 2;
const CRC_BYTES: usize = 4;

/// The file of the items of one track that are in no sealed chunk yet.
#[derive(Clone, Copy)]
pub struct TailFile<'a> {
    files: &'a dyn Files,
    path: &'a str,
}

/// What a tail file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// The items by number; of several with one number, the last that was written.
    pub items: BTreeMap<u64, TrackItem>,
    /// Where the first bytes stand that are no whole record; `None` when there are none.
    pub damaged_from: Option<u64>,
}

impl<'a> TailFile<'a> {
    /// The tail at `path`, which must be of one track only.
    pub fn new(files: &'a dyn Files, path: &'a str) -> Self {
        Self { files, path }
    }

    /// Adds one item. It may be added again after an error: numbers show duplicates.
    ///
    /// Fails without writing when the item is a gap whose reason has more than 60,000 bytes.
    pub fn append(&self, number: u64, item: &TrackItem) -> io::Result<()> {
        let record = encode_record(number, item)?;
        self.files.append(self.path, &record)
    }

    /// Every whole record of the file; a missing file is an empty one.
    pub fn read(&self) -> io::Result<Tail> {
        match self.files.length(self.path)? {
            Some(_) => Ok(decode_records(&self.files.read(self.path)?)),
            None => Ok(Tail::default()),
        }
    }

    /// Drops the items up to and including `number`, durably; the file goes when none is left.
    ///
    /// It costs a sync, and need not follow every sealed chunk.
    pub fn truncate_to(&self, number: u64) -> io::Result<()> {
        let kept = self.read()?.items.split_off(&number.saturating_add(1));
        let kept = if number == u64::MAX {
            BTreeMap::new()
        } else {
            kept
        };
        if kept.is_empty() {
            return self.files.remove(self.path);
        }
        let records: io::Result<Vec<Vec<u8>>> = kept
            .iter()
            .map(|(number, item)| encode_record(*number, item))
            .collect();
        self.files.write(self.path, &records?.concat())
    }
}

fn encode_record(number: u64, item: &TrackItem) -> io::Result<Vec<u8>> {
    let chunk = encode_chunk(number, std::slice::from_ref(item));
    let length = u16::try_from(chunk.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut record = MARK.to_vec();
    record.extend(length.to_le_bytes());
    record.extend(&chunk);
    let crc = crc32fast::hash(&record);
    record.extend(crc.to_le_bytes());
    Ok(record)
}

/// Takes whole records and steps over everything else byte by byte.
fn decode_records(bytes: &[u8]) -> Tail {
    let mut tail = Tail::default();
    let mut at = 0;
    while at < bytes.len() {
        if let Some((length, number, item)) = decode_record(&bytes[at..]) {
            tail.items.insert(number, item);
            at += length;
        } else {
            tail.damaged_from.get_or_insert(at as u64);
            at += 1;
        }
    }
    tail
}

fn decode_record(bytes: &[u8]) -> Option<(usize, u64, TrackItem)> {
    let after_mark = bytes.strip_prefix(&MARK)?;
    let (length, _) = after_mark.split_first_chunk::<LENGTH_BYTES>()?;
    let guarded = MARK.len() + LENGTH_BYTES + usize::from(u16::from_le_bytes(*length));
    let (record, rest) = bytes.split_at_checked(guarded)?;
    let (crc, _) = rest.split_first_chunk::<CRC_BYTES>()?;
    if crc32fast::hash(record) != u32::from_le_bytes(*crc) {
        return None;
    }
    let chunk = decode_chunk(&record[MARK.len() + LENGTH_BYTES..]).ok()?;
    let [item] = <[TrackItem; 1]>::try_from(chunk.items).ok()?;
    Some((guarded + CRC_BYTES, chunk.first_number, item))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fix::{Fix, Gap, GapReason, Readings};
    use super::*;
    use crate::place::LatLon;
    use crate::seam::DiskFiles;
    use crate::time::Timestamp;

    const PATH: &str = "tracks/one.tail";

    fn item(second: i64) -> TrackItem {
        if second == 3 {
            let from = Timestamp(second * 1_000);
            let reason = GapReason::Paused;
            return TrackItem::Gap(Gap {
                reason,
                from,
                to: None,
            });
        }
        let place = LatLon {
            lat: 59.0 + second as f64 * 1e-5,
            lon: 18.0,
        };
        let readings = Readings {
            accuracy_m: Some(4.2),
            ..Readings::default()
        };
        TrackItem::Fix(Fix::new(Timestamp(second * 1_000), place, readings))
    }

    fn records(count: i64) -> Vec<Vec<u8>> {
        (0..count)
            .map(|i| encode_record(i as u64, &item(i)).unwrap())
            .collect()
    }

    fn numbers(tail: &Tail) -> Vec<u64> {
        tail.items.keys().copied().collect()
    }

    #[test]
    fn a_tail_gives_back_what_was_appended_and_not_yet_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let files = DiskFiles::open(folder.path()).unwrap();
        let tail = TailFile::new(&files, PATH);
        assert_eq!(tail.read().unwrap(), Tail::default());
        for second in [0, 1, 2, 3, 3, 4] {
            tail.append(second as u64, &item(second)).unwrap();
        }
        tail.truncate_to(1).unwrap();
        tail.append(5, &item(5)).unwrap();
        let read = tail.read().unwrap();
        assert_eq!(read.damaged_from, None);
        assert_eq!(numbers(&read), [2, 3, 4, 5]);
        assert!(
            read.items
                .iter()
                .all(|(number, read)| *read == item(*number as i64))
        );
        tail.truncate_to(5).unwrap();
        assert_eq!(files.length(PATH).unwrap(), None);
    }

    #[test]
    fn torn_at_any_byte_the_records_before_are_read() {
        let records = records(6);
        let whole = records.concat();
        let mut ends = vec![0];
        for record in &records {
            ends.push(ends[ends.len() - 1] + record.len());
        }
        for cut in 0..=whole.len() {
            let before = ends.iter().filter(|end| **end <= cut).count() - 1;
            let tail = decode_records(&whole[..cut]);
            assert_eq!(
                numbers(&tail),
                (0..before as u64).collect::<Vec<_>>(),
                "cut at {cut}"
            );
            let damage = (ends[before] != cut).then_some(ends[before] as u64);
            assert_eq!(tail.damaged_from, damage, "cut at {cut}");
        }
    }

    #[test]
    fn records_behind_any_damaged_byte_are_still_found() {
        let records = records(5);
        let start = records[..2].concat().len();
        for offset in 0..records[2].len() {
            let mut bytes = records.concat();
            bytes[start + offset] ^= 0x40;
            let tail = decode_records(&bytes);
            assert_eq!(numbers(&tail), [0, 1, 3, 4], "damaged at {offset}");
            assert_eq!(tail.damaged_from, Some(start as u64));
        }
    }

    #[test]
    fn an_append_after_a_torn_one_is_whole() {
        let records = records(3);
        for cut in 0..records[1].len() {
            let bytes = [
                &records[0][..],
                &records[1][..cut],
                &records[1],
                &records[2],
            ]
            .concat();
            assert_eq!(numbers(&decode_records(&bytes)), [0, 1, 2], "torn at {cut}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(mut bytes: Vec<u8>) {
            let _ = decode_records(&bytes);
            bytes.splice(0..0, MARK);
            let _ = decode_records(&bytes);
        }
    }
}
