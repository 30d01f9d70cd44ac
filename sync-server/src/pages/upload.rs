//! Files that a form carries, read to their end whatever is in them.
//!
//! A browser that is answered before it has sent all shows a broken connection and no answer.

use std::path::Path;

use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::error::Error;

/// What a line of a form holds at most.
const LONGEST_LINE: usize = 8 * 1024;

/// A body that broke off, or is larger than its route allows.
pub(super) fn broken(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge("the file is too large".to_owned()),
        _ => Error::BadRequest("the form broke off: send it again".to_owned()),
    }
}

/// A field of one line.
pub(super) async fn line(field: Field<'_>) -> Result<String, Error> {
    let bytes = bytes(field, LONGEST_LINE).await?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file in memory; none when it has more bytes than this.
pub(super) async fn bytes(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    let mut is_fit = true;
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        is_fit = is_fit && bytes.len() + piece.len() <= most;
        if is_fit {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok(is_fit.then_some(bytes))
}

/// Writes a file to disk as it comes; how many bytes there were. What is beyond `most` is not
/// written.
pub(super) async fn to_disk(mut field: Field<'_>, path: &Path, most: u64) -> Result<u64, Error> {
    let mut file = File::create(path).await?;
    let mut bytes = 0;
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        bytes += piece.len() as u64;
        if bytes <= most {
            file.write_all(&piece).await?;
        }
    }
    file.flush().await?;
    Ok(bytes)
}
