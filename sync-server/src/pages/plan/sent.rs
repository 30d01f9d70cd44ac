//! What a form sent: words, and files up to a limit.

use std::collections::HashMap;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use crate::error::Error;
use crate::state::AppState;

/// The longest file that is read: a day and a night of fixes as GPX.
const MOST_FILE_BYTES: usize = 16 << 20;
/// A longer form is not read to its end; two files and the words fit.
pub(super) const MOST_BYTES: usize = 40 << 20;
/// The longest text: the points of the longest route.
const MOST_TEXT_BYTES: usize = 256 << 10;
const MOST_FIELDS: usize = 2_000;

/// A file of a form.
pub(super) struct SentFile {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Whether it was longer than is read; then its bytes are not all there.
    pub(super) is_too_large: bool,
}

/// What a form sent.
#[derive(Default)]
pub(super) struct Sent {
    texts: Vec<(String, String)>,
    files: HashMap<String, SentFile>,
}

impl Sent {
    /// The text of a field; empty when it was not sent.
    pub(super) fn text(&self, name: &str) -> &str {
        self.texts(name).next().unwrap_or_default()
    }

    /// The texts of all fields of one name, in order.
    pub(super) fn texts<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let name = name.to_owned();
        let named = self.texts.iter().filter(move |(of, _)| *of == name);
        named.map(|(_, text)| text.as_str())
    }

    /// The file of a field, when one was chosen.
    pub(super) fn file(&self, name: &str) -> Option<&SentFile> {
        self.files.get(name)
    }

    async fn read(mut form: Multipart) -> Result<Self, Error> {
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await.map_err(bad)? {
            sent.take(field).await?;
        }
        Ok(sent)
    }

    async fn take(&mut self, field: Field<'_>) -> Result<(), Error> {
        if self.texts.len() + self.files.len() >= MOST_FIELDS {
            return Err(Error::BadRequest("the form has too many fields".to_owned()));
        }
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file_name) = field.file_name().map(str::to_owned) {
            let (bytes, is_too_large) = bytes(field, MOST_FILE_BYTES).await?;
            // A browser sends a file field without a file as an empty one.
            if !file_name.is_empty() || !bytes.is_empty() {
                let file = SentFile {
                    name: file_name,
                    bytes,
                    is_too_large,
                };
                self.files.insert(name, file);
            }
        } else {
            let (bytes, is_too_large) = bytes(field, MOST_TEXT_BYTES).await?;
            if is_too_large {
                return Err(Error::TooLarge("a field is too long".to_owned()));
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            self.texts.push((name, text));
        }
        Ok(())
    }
}

/// The first `most` bytes, and whether there were more; those are read and let go.
async fn bytes(mut field: Field<'_>, most: usize) -> Result<(Vec<u8>, bool), Error> {
    let mut bytes = Vec::new();
    let mut is_too_large = false;
    while let Some(chunk) = field.chunk().await.map_err(bad)? {
        let room = most - bytes.len();
        is_too_large |= chunk.len() > room;
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok((bytes, is_too_large))
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn bad(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge("the form is too large".to_owned())
    } else {
        Error::BadRequest("the form was not understood".to_owned())
    }
}

impl FromRequest<AppState> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Error> {
        let form = Multipart::from_request(request, state).await;
        Self::read(form.map_err(|error| Error::BadRequest(error.to_string()))?).await
    }
}
