//! Every reader of bytes that come from outside the core: it gives a value or an error.
//!
//! Each function is a fuzz target, and runs over the committed corpus in the ordinary tests.
//! What was read and is written again reads the same.

use lykta_core::join::{CodeText, JoinLink};
use lykta_core::op::Op;
use lykta_core::photo;
use lykta_core::rescue;
use lykta_core::seam::{DiskFiles, Files};
use lykta_core::sync::wire::{Encoding, SyncAnswer, SyncRequest};
use lykta_core::track::gpx::{GpxLimits, read_gpx};
use lykta_core::track::{TailFile, TrackItem, decode_chunk, encode_chunk};

/// A message between phone and server, packed or in JSON, with the ops in it.
pub(crate) fn message(bytes: &[u8]) {
    // Chance finds no way through a checksummed frame: what is to be in one is framed here.
    let framed = zstd::bulk::compress(bytes, 1).expect("compressing into memory");
    message_in(Encoding::Packed, &framed);
    for encoding in [Encoding::Packed, Encoding::Json] {
        message_in(encoding, bytes);
    }
}

fn message_in(encoding: Encoding, bytes: &[u8]) {
    if let Ok(request) = encoding.decode::<SyncRequest>(bytes) {
        for payload in &request.ops {
            op(&payload.0);
        }
        let again = encoding.decode(&encoding.encode(&request));
        assert_eq!(again.ok(), Some(request));
    }
    if let Ok(answer) = encoding.decode::<SyncAnswer>(bytes) {
        let again = encoding.decode(&encoding.encode(&answer));
        assert_eq!(again.ok(), Some(answer));
    }
}

/// An op's payload.
pub(crate) fn op(bytes: &[u8]) {
    if let Ok(op) = Op::read(bytes) {
        let _ = (op.creates(), op.reference());
        let _ = op.fields.keys().filter_map(|field| op.value(field)).count();
        let again = Op::read_part(bytes, op.hash, |_| true).expect("what was read whole");
        // Printed, since a number that is none equals nothing.
        assert_eq!(format!("{again:?}"), format!("{op:?}"));
    }
}

/// A chunk of a track.
pub(crate) fn chunk(bytes: &[u8]) {
    if let Ok(chunk) = decode_chunk(bytes) {
        let again = decode_chunk(&encode_chunk(chunk.first_number, &chunk.items));
        assert_eq!(again.ok(), Some(chunk));
    }
}

/// The tail file of a track that is being recorded; what is added behind it is found.
pub(crate) fn tail(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = DiskFiles::open(folder.path()).expect("a folder");
    files.append("tail", bytes).expect("room");
    let tail = TailFile::new(&files, "tail");
    let read = tail.read().expect("a file that can be read");
    let last: Option<(u64, TrackItem)> = read.items.into_iter().next_back();
    if let Some((number, item)) = last {
        tail.append(number, &item).expect("room");
        let again = tail.read().expect("a file that can be read").items;
        assert_eq!(again.get(&number), Some(&item));
    }
}

/// A GPX file.
pub(crate) fn gpx(bytes: &[u8]) {
    if let Ok(imported) = read_gpx(bytes, GpxLimits::default()) {
        let _ = imported.point_count();
    }
}

/// A camera's file; what comes out is taken by the server.
pub(crate) fn jpeg(bytes: &[u8]) {
    let _ = photo::read_taken(bytes);
    let Ok(header) = photo::inspect(bytes) else {
        return;
    };
    // Drawing more costs time and finds nothing else.
    if u64::from(header.width) * u64::from(header.height) > 1 << 20 {
        return;
    }
    if let Ok(prepared) = photo::prepare(bytes, &[]) {
        photo::inspect(&prepared.jpeg).expect("what was drawn anew is a JPEG");
    }
}

/// A join link, or the code in it.
pub(crate) fn link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(code) = text.parse::<CodeText>() {
        let _ = code.read();
        assert_eq!(code.to_string().parse().ok(), Some(code));
    }
    if let Ok(link) = text.parse::<JoinLink>() {
        let _ = link.read_code();
        assert_eq!(link.to_string().parse().ok(), Some(link));
    }
}

/// A phone's rescue archive.
pub(crate) fn archive(bytes: &[u8]) {
    let _ = rescue::read_archive(bytes);
}
