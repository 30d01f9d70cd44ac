//! Files that are read in pieces: RFC 9110 §14, ranges.

use std::io::SeekFrom;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

const PIECE_BYTES: u64 = 64 * 1024;

/// What part of a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Bytes { from: u64, to: u64 },
    Nowhere,
}

/// Gives a file, the piece of it that is asked for, or word that the caller has it: `version` is
/// the same as long as the file is.
pub(crate) async fn answer(
    file: File,
    kind: &'static str,
    version: &str,
    headers: &HeaderMap,
) -> std::io::Result<Response> {
    let length = file.metadata().await?.len();
    let tag = format!("\"{version}\"");
    let about = [
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    if text(headers, &header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = (header::CONTENT_TYPE, kind.to_owned());
    Ok(match part_of(headers, &tag, length) {
        Part::Nowhere => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, about, range).into_response()
        }
        Part::Whole => {
            let size = (header::CONTENT_LENGTH, length.to_string());
            (about, [kind, size], read(file, 0, length)).into_response()
        }
        Part::Bytes { from, to } => {
            let count = to - from + 1;
            let size = (header::CONTENT_LENGTH, count.to_string());
            let range = (header::CONTENT_RANGE, format!("bytes {from}-{to}/{length}"));
            let body = read(file, from, count);
            (
                StatusCode::PARTIAL_CONTENT,
                about,
                [kind, size, range],
                body,
            )
                .into_response()
        }
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// RFC 9110 §14: one range; several, or one of another file than the caller has, get all.
fn part_of(headers: &HeaderMap, tag: &str, length: u64) -> Part {
    let is_same = text(headers, &header::IF_RANGE).is_none_or(|known| known == tag);
    let range = text(headers, &header::RANGE).and_then(|range| range.strip_prefix("bytes="));
    let range = range.filter(|_| is_same);
    let ends = range.and_then(|range| range.trim().split_once('-'));
    let Some((from, to)) = ends else {
        return Part::Whole;
    };
    let last = length.saturating_sub(1);
    let ends = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.min(last)),
        (Ok(from), Err(_)) if to.is_empty() => (from, last),
        (Err(_), Ok(count)) if from.is_empty() && count > 0 => (length.saturating_sub(count), last),
        (Err(_), Ok(0)) if from.is_empty() => return Part::Nowhere,
        _ => return Part::Whole,
    };
    match ends {
        (from, to) if from < length => Part::Bytes { from, to },
        _ => Part::Nowhere,
    }
}

/// Reads a piece at a time: a whole map may be larger than memory.
fn read(file: File, from: u64, count: u64) -> Body {
    let pieces = stream::try_unfold((file, from, count), async |(mut file, at, left)| {
        if left == 0 {
            return Ok::<_, std::io::Error>(None);
        }
        let mut piece = vec![0; left.min(PIECE_BYTES) as usize];
        file.seek(SeekFrom::Start(at)).await?;
        file.read_exact(&mut piece).await?;
        let read = piece.len() as u64;
        Ok(Some((Bytes::from(piece), (file, at + read, left - read))))
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(range: &str, if_range: Option<&str>) -> Part {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        if let Some(tag) = if_range {
            headers.insert(header::IF_RANGE, tag.parse().unwrap());
        }
        part_of(&headers, "\"now\"", 100)
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let bytes = |from, to| Part::Bytes { from, to };
        assert_eq!(asked("bytes=0-9", None), bytes(0, 9));
        assert_eq!(asked("bytes=90-", None), bytes(90, 99));
        assert_eq!(asked("bytes=90-200", None), bytes(90, 99));
        assert_eq!(asked("bytes=-10", None), bytes(90, 99));
        assert_eq!(asked("bytes=-200", None), bytes(0, 99));
        for nowhere in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert_eq!(asked(nowhere, None), Part::Nowhere, "{nowhere}");
        }
        for whole in ["bytes=9-0", "bytes=0-1,3-4", "lines=0-9", "bytes=a-b"] {
            assert_eq!(asked(whole, None), Part::Whole, "{whole}");
        }
        assert_eq!(asked("bytes=0-9", Some("\"now\"")), bytes(0, 9));
        assert_eq!(asked("bytes=0-9", Some("\"before\"")), Part::Whole);
    }
}
