//! A chunk: consecutive items of a track as bytes. `docs/track-format.md` describes them.

use thiserror::Error;

use super::bits::{ByteReader, put_varint, zigzag};
use super::column::{put_column, take_column};
use super::fix::{Fix, Gap, GapReason, GridPosition, TrackItem};
use crate::time::Timestamp;

const VERSION: u8 = 1;

/// The most items that a chunk may hold, three days at one a second. It bounds what
/// hostile bytes can make a reader allocate.
pub const MAX_CHUNK_ITEMS: usize = 1 << 18;

/// Consecutive items of one track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The number of the first item; the others count on from it.
    pub first_number: u64,
    /// Fixes and gaps in the order in which they happened.
    pub items: Vec<TrackItem>,
}

impl Chunk {
    /// The number that the item after this chunk has.
    pub fn next_number(&self) -> u64 {
        self.first_number.saturating_add(self.items.len() as u64)
    }
}

/// Why bytes are not a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodecError {
    /// The bytes end too early.
    #[error("track chunk is cut short")]
    Truncated,
    /// Bytes are left over after the last item.
    #[error("track chunk is followed by other bytes")]
    Trailing,
    /// A newer app wrote it.
    #[error("track chunk has version {0}; update the app to read it")]
    Version(u8),
    /// It claims more items than [`MAX_CHUNK_ITEMS`].
    #[error("track chunk claims too many items")]
    TooMany,
    /// A part of it cannot be true.
    #[error("track chunk has an impossible {0}")]
    Invalid(&'static str),
    /// Chunks that were to be joined do not follow each other.
    #[error("track chunks do not follow each other")]
    NotConsecutive,
}

/// Encodes at most [`MAX_CHUNK_ITEMS`] items, the first of which has `first_number`.
pub fn encode_chunk(first_number: u64, items: &[TrackItem]) -> Vec<u8> {
    debug_assert!(
        items.len() <= MAX_CHUNK_ITEMS,
        "a longer chunk would not be read"
    );
    let (fixes, gaps) = split(items);
    let mut out = vec![VERSION];
    put_varint(&mut out, first_number);
    put_varint(&mut out, fixes.len() as u64);
    put_varint(&mut out, gaps.len() as u64);
    put_gaps(&mut out, &gaps);
    put_fixes(&mut out, &fixes);
    out
}

/// Decodes one chunk, which must be all of `bytes`.
pub fn decode_chunk(bytes: &[u8]) -> Result<Chunk, CodecError> {
    let mut from = ByteReader::new(bytes);
    let version = from.byte()?;
    if version != VERSION {
        return Err(CodecError::Version(version));
    }
    let first_number = from.varint()?;
    let (fix_count, gap_count) = take_counts(&mut from)?;
    let gaps = take_gaps(&mut from, gap_count)?;
    let fixes = take_fixes(&mut from, fix_count)?;
    if from.left() > 0 {
        return Err(CodecError::Trailing);
    }
    let items = merge(fixes, gaps)?;
    Ok(Chunk {
        first_number,
        items,
    })
}

/// Makes one chunk of several that follow each other, such as ten of 60 items.
pub fn join_chunks<B: AsRef<[u8]>>(chunks: &[B]) -> Result<Vec<u8>, CodecError> {
    let mut joined: Option<Chunk> = None;
    for bytes in chunks {
        let next = decode_chunk(bytes.as_ref())?;
        joined = Some(match joined {
            Some(before) => append(before, next)?,
            None => next,
        });
    }
    let all = joined.ok_or(CodecError::Truncated)?;
    Ok(encode_chunk(all.first_number, &all.items))
}

fn append(mut before: Chunk, next: Chunk) -> Result<Chunk, CodecError> {
    if before.next_number() != next.first_number {
        return Err(CodecError::NotConsecutive);
    }
    before.items.extend(next.items);
    if before.items.len() > MAX_CHUNK_ITEMS {
        return Err(CodecError::TooMany);
    }
    Ok(before)
}

/// A gap and the number of fixes before it.
type PlacedGap<G> = (usize, G);

fn split(items: &[TrackItem]) -> (Vec<&Fix>, Vec<PlacedGap<&Gap>>) {
    let (mut fixes, mut gaps) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            TrackItem::Fix(fix) => fixes.push(fix),
            TrackItem::Gap(gap) => gaps.push((fixes.len(), gap)),
        }
    }
    (fixes, gaps)
}

fn merge(fixes: Vec<Fix>, gaps: Vec<PlacedGap<Gap>>) -> Result<Vec<TrackItem>, CodecError> {
    if gaps.last().is_some_and(|(place, _)| *place > fixes.len()) {
        return Err(CodecError::Invalid("gap position"));
    }
    let mut items = Vec::with_capacity(fixes.len() + gaps.len());
    let mut gaps = gaps.into_iter().peekable();
    for (place, fix) in fixes.into_iter().enumerate() {
        while let Some((_, gap)) = gaps.next_if(|(before, _)| *before == place) {
            items.push(TrackItem::Gap(gap));
        }
        items.push(TrackItem::Fix(fix));
    }
    items.extend(gaps.map(|(_, gap)| TrackItem::Gap(gap)));
    Ok(items)
}

fn take_counts(from: &mut ByteReader) -> Result<(usize, usize), CodecError> {
    let fixes = from.varint()?;
    let gaps = from.varint()?;
    let fits = fixes.saturating_add(gaps) <= MAX_CHUNK_ITEMS as u64;
    if fits {
        Ok((fixes as usize, gaps as usize))
    } else {
        Err(CodecError::TooMany)
    }
}

fn put_gaps(out: &mut Vec<u8>, gaps: &[PlacedGap<&Gap>]) {
    let (mut place_before, mut from_before) = (0, 0);
    for (place, gap) in gaps {
        put_varint(out, (place - place_before) as u64);
        put_varint(out, gap.reason.name().len() as u64);
        out.extend_from_slice(gap.reason.name().as_bytes());
        put_varint(out, zigzag(gap.from.0.wrapping_sub(from_before)));
        out.push(u8::from(gap.to.is_some()));
        if let Some(to) = gap.to {
            put_varint(out, zigzag(to.0.wrapping_sub(gap.from.0)));
        }
        (place_before, from_before) = (*place, gap.from.0);
    }
}

fn take_gaps(from: &mut ByteReader, count: usize) -> Result<Vec<PlacedGap<Gap>>, CodecError> {
    let mut gaps = Vec::new();
    let (mut place, mut began) = (0_usize, 0_i64);
    for _ in 0..count {
        let step = from.varint()?.min(MAX_CHUNK_ITEMS as u64 + 1) as usize;
        place = place.saturating_add(step);
        let reason = take_reason(from)?;
        began = began.wrapping_add(from.signed()?);
        let to = take_end(from, began)?;
        gaps.push((
            place,
            Gap {
                reason,
                from: Timestamp(began),
                to,
            },
        ));
    }
    Ok(gaps)
}

fn take_reason(from: &mut ByteReader) -> Result<GapReason, CodecError> {
    let length = usize::try_from(from.varint()?).map_err(|_| CodecError::Truncated)?;
    let name = std::str::from_utf8(from.take(length)?);
    name.map(GapReason::from_name)
        .map_err(|_| CodecError::Invalid("gap reason"))
}

fn take_end(from: &mut ByteReader, began: i64) -> Result<Option<Timestamp>, CodecError> {
    match from.byte()? {
        0 => Ok(None),
        1 => Ok(Some(Timestamp(began.wrapping_add(from.signed()?)))),
        _ => Err(CodecError::Invalid("gap end")),
    }
}

fn put_fixes(out: &mut Vec<u8>, fixes: &[&Fix]) {
    let column = |field: fn(&Fix) -> i64| fixes.iter().map(|fix| field(fix)).collect::<Vec<_>>();
    put_column(out, &column(|fix| fix.at.0));
    put_column(out, &column(|fix| fix.position.lat_e7().into()));
    put_column(out, &column(|fix| fix.position.lon_e7().into()));
    put_optional(out, fixes, |fix| fix.altitude_dm.map(i64::from));
    put_optional(out, fixes, |fix| fix.accuracy_dm.map(i64::from));
    put_optional(out, fixes, |fix| fix.speed_cm_per_s.map(i64::from));
    put_optional(out, fixes, |fix| fix.bearing_decideg.map(i64::from));
}

fn take_fixes(from: &mut ByteReader, count: usize) -> Result<Vec<Fix>, CodecError> {
    let times = take_column(from, count)?;
    let positions = take_positions(from, count)?;
    let mut altitudes = take_optional(from, count, "altitude")?.into_iter();
    let mut accuracies = take_optional(from, count, "accuracy")?.into_iter();
    let mut speeds = take_optional(from, count, "speed")?.into_iter();
    let mut bearings = take_optional(from, count, "bearing")?.into_iter();
    let fixes = times.into_iter().zip(positions).map(|(at, position)| Fix {
        at: Timestamp(at),
        position,
        altitude_dm: altitudes.next().flatten(),
        accuracy_dm: accuracies.next().flatten(),
        speed_cm_per_s: speeds.next().flatten(),
        bearing_decideg: bearings.next().flatten(),
    });
    Ok(fixes.collect())
}

fn take_positions(from: &mut ByteReader, count: usize) -> Result<Vec<GridPosition>, CodecError> {
    let lats = take_column(from, count)?;
    let lons = take_column(from, count)?;
    let position = |(lat, lon): (i64, i64)| {
        let steps = Some((i32::try_from(lat).ok()?, i32::try_from(lon).ok()?));
        steps.and_then(|(lat, lon)| GridPosition::from_e7(lat, lon))
    };
    let positions: Option<Vec<_>> = lats.into_iter().zip(lons).map(position).collect();
    positions.ok_or(CodecError::Invalid("position"))
}

/// Writes which fixes have the field, as lengths of runs that have it and have it not in
/// turn, then a column of the values that there are.
fn put_optional(out: &mut Vec<u8>, fixes: &[&Fix], field: fn(&Fix) -> Option<i64>) {
    let values: Vec<Option<i64>> = fixes.iter().map(|fix| field(fix)).collect();
    if values.first().is_some_and(Option::is_none) {
        put_varint(out, 0);
    }
    for run in values.chunk_by(|a, b| a.is_some() == b.is_some()) {
        put_varint(out, run.len() as u64);
    }
    let present: Vec<i64> = values.into_iter().flatten().collect();
    put_column(out, &present);
}

fn take_optional<T: TryFrom<i64>>(
    from: &mut ByteReader,
    count: usize,
    what: &'static str,
) -> Result<Vec<Option<T>>, CodecError> {
    let presence = take_presence(from, count)?;
    let present = presence.iter().filter(|present| **present).count();
    let values = take_column(from, present)?;
    let values: Result<Vec<T>, _> = values.into_iter().map(T::try_from).collect();
    let mut values = values.map_err(|_| CodecError::Invalid(what))?.into_iter();
    let field = |present: bool| if present { values.next() } else { None };
    Ok(presence.into_iter().map(field).collect())
}

fn take_presence(from: &mut ByteReader, count: usize) -> Result<Vec<bool>, CodecError> {
    let mut presence = Vec::new();
    let mut present = true;
    while presence.len() < count {
        let run = from.varint()?;
        let first = present && presence.is_empty();
        if run > (count - presence.len()) as u64 || (run == 0 && !first) {
            return Err(CodecError::Invalid("presence"));
        }
        presence.resize(presence.len() + run as usize, present);
        present = !present;
    }
    Ok(presence)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::fix::tests::any_item;
    use super::super::simulate;
    use super::*;
    use crate::place::LatLon;

    /// The bytes of the example in the description of the format.
    fn documented_chunk() -> Vec<u8> {
        let page = include_str!("../../../docs/track-format.md");
        let (_, from_example) = page.split_once("```hex").unwrap();
        let (example, _) = from_example.split_once("```").unwrap();
        let bytes = example.split_whitespace();
        bytes
            .map(|byte| u8::from_str_radix(byte, 16).unwrap())
            .collect()
    }

    fn fix(at: i64, e7: (i32, i32), accuracy_dm: Option<u32>) -> TrackItem {
        TrackItem::Fix(Fix {
            at: Timestamp(at),
            position: GridPosition::from_e7(e7.0, e7.1).unwrap(),
            altitude_dm: None,
            accuracy_dm,
            speed_cm_per_s: None,
            bearing_decideg: None,
        })
    }

    #[test]
    fn the_documented_example_is_what_it_says() {
        let (reason, from) = (GapReason::Paused, Timestamp(2_500));
        let gap = Gap {
            reason,
            from,
            to: None,
        };
        let items = vec![
            fix(1_000, (590_000_000, 180_000_000), Some(45)),
            fix(2_000, (590_000_010, 180_000_020), Some(46)),
            TrackItem::Gap(gap),
            fix(9_000, (590_000_030, 180_000_010), None),
        ];
        assert_eq!(encode_chunk(60, &items), documented_chunk());
        let chunk = Chunk {
            first_number: 60,
            items,
        };
        assert_eq!(decode_chunk(&documented_chunk()), Ok(chunk));
    }

    fn walked() -> Vec<TrackItem> {
        let route = simulate::route(LatLon::new(59.33, 18.06).unwrap(), 9_360.0, 3);
        let fixes = simulate::walk(&route, Timestamp(1_760_000_000_000), 4);
        fixes.into_iter().map(TrackItem::Fix).collect()
    }

    proptest! {
        #[test]
        fn a_chunk_reads_back(first: u64, items in vec(any_item(), 0..80)) {
            let chunk = decode_chunk(&encode_chunk(first, &items)).unwrap();
            prop_assert_eq!(chunk, Chunk { first_number: first, items });
        }

        #[test]
        fn a_chunk_cut_short_or_with_more_behind_is_refused(
            items in vec(any_item(), 0..20), cut: prop::sample::Index, more: u8,
        ) {
            let mut bytes = encode_chunk(9, &items);
            let shorter = &bytes[..cut.index(bytes.len())];
            prop_assert!(decode_chunk(shorter).is_err());
            bytes.push(more);
            prop_assert_eq!(decode_chunk(&bytes), Err(CodecError::Trailing));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, flip: prop::sample::Index, with: u8) {
            let _ = decode_chunk(&bytes);
            let mut versioned = vec![VERSION];
            versioned.extend(&bytes);
            let _ = decode_chunk(&versioned);
            let mut broken = encode_chunk(3, &walked()[..20]);
            let at = flip.index(broken.len());
            broken[at] ^= with;
            let _ = decode_chunk(&broken);
        }

        #[test]
        fn chunks_of_any_sizes_join(items in vec(any_item(), 1..60), size in 1_usize..20) {
            let parts: Vec<Vec<u8>> = items
                .chunks(size)
                .enumerate()
                .map(|(i, part)| encode_chunk((i * size) as u64, part))
                .collect();
            prop_assert_eq!(join_chunks(&parts).unwrap(), encode_chunk(0, &items));
        }
    }

    #[test]
    fn only_chunks_that_follow_each_other_join() {
        let items = &walked()[..10];
        let (first, again) = (encode_chunk(0, items), encode_chunk(11, items));
        assert_eq!(
            join_chunks(&[first, again]),
            Err(CodecError::NotConsecutive)
        );
        assert_eq!(join_chunks::<&[u8]>(&[]), Err(CodecError::Truncated));
    }

    #[test]
    fn a_claim_of_many_items_costs_nothing() {
        let mut bytes = vec![VERSION, 0];
        put_varint(&mut bytes, MAX_CHUNK_ITEMS as u64);
        put_varint(&mut bytes, 0);
        assert_eq!(decode_chunk(&bytes), Err(CodecError::Truncated));
        put_varint(&mut bytes, 0);
        let mut more = vec![VERSION, 0];
        put_varint(&mut more, u64::MAX);
        put_varint(&mut more, 1);
        assert_eq!(decode_chunk(&more), Err(CodecError::TooMany));
        assert_eq!(decode_chunk(&[2, 0]), Err(CodecError::Version(2)));
    }

    #[test]
    fn a_fix_of_a_real_walk_takes_about_five_bytes() {
        let items = walked();
        assert!(items.len() >= 7_000);
        let chunks: Vec<Vec<u8>> = items
            .chunks(600)
            .enumerate()
            .map(|(i, part)| encode_chunk(600 * i as u64, part))
            .collect();
        let message = chunks.concat();
        let packed = zstd::bulk::compress(&message, 3).unwrap();
        let per_fix = |bytes: usize| bytes as f64 / items.len() as f64;
        assert!(
            per_fix(message.len()) <= 5.3,
            "plain: {}",
            per_fix(message.len())
        );
        assert!(
            per_fix(packed.len()) <= 5.3,
            "packed: {}",
            per_fix(packed.len())
        );
    }
}
