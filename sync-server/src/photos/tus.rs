//! The headers of tus 1.0: what is asked for in them, and what is answered.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lykta_core::id::ContentHash;
use lykta_core::time::Timestamp;
use sha1::{Digest, Sha1};

use crate::error::Error;
use crate::store::uploads::MAX_BYTES;

/// The only version that is spoken.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
/// The content type of a piece.
const PIECE_TYPE: &str = "application/offset+octet-stream";

/// What an upload's answer tells.
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// `OPTIONS`: what is spoken here.
#[utoipa::path(
    options,
    path = "/v1/photos",
    tag = "photos",
    responses((
        status = 204,
        description = "What is spoken here",
        headers(
            ("Tus-Resumable" = String, description = "1.0.0"),
            ("Tus-Version" = String, description = "1.0.0"),
            ("Tus-Extension" = String, description = "With commas between"),
            ("Tus-Checksum-Algorithm" = String, description = "With commas between"),
            ("Tus-Max-Size" = String, description = "In bytes")
        )
    ))
)]
pub async fn options() -> Response {
    let headers = [
        ("tus-version", "1.0.0".to_owned()),
        (
            "tus-extension",
            "creation,creation-with-upload,checksum,expiration,termination".to_owned(),
        ),
        ("tus-checksum-algorithm", "sha1,blake3".to_owned()),
        ("tus-max-size", MAX_BYTES.to_string()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// The same of one upload.
#[utoipa::path(
    options,
    path = "/v1/photos/{id}",
    tag = "photos",
    params(("id" = String, Path, format = Uuid, description = "The upload")),
    responses((
        status = 204,
        description = "What is spoken here",
        headers(
            ("Tus-Resumable" = String, description = "1.0.0"),
            ("Tus-Version" = String, description = "1.0.0"),
            ("Tus-Extension" = String, description = "With commas between"),
            ("Tus-Checksum-Algorithm" = String, description = "With commas between"),
            ("Tus-Max-Size" = String, description = "In bytes")
        )
    ))
)]
pub async fn options_of_one() -> Response {
    options().await
}

/// Answers tus to all who speak it, and says so to all others but those who ask what is spoken.
pub async fn speak_tus(request: Request, next: Next) -> Response {
    let asked = request.headers().get(RESUMABLE);
    let mut response = if asked == Some(&VERSION) || request.method() == Method::OPTIONS {
        next.run(request).await
    } else {
        let mut refused = Error::UnknownTus.into_response();
        let version = HeaderName::from_static("tus-version");
        refused.headers_mut().insert(version, VERSION);
        refused
    };
    response.headers_mut().insert(RESUMABLE, VERSION);
    response
}

/// A header's number; `None` when it is missing.
pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, Error> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    let number = value
        .to_str()
        .ok()
        .and_then(|text| text.trim().parse().ok());
    let bad = || Error::BadRequest(format!("{name} must be a whole number of bytes"));
    Ok(Some(number.ok_or_else(bad)?))
}

/// What the headers of a creation ask for.
#[derive(Debug)]
pub struct NewUpload {
    pub(super) length: u64,
    /// The content hash that our clients give.
    pub(super) hash: Option<ContentHash>,
    /// Of the bytes that come along.
    pub(super) checksum: Option<Checksum>,
}

impl NewUpload {
    /// Reads the headers, and says what is wrong with them before anything is begun.
    pub fn of(headers: &HeaderMap) -> Result<Self, Error> {
        Ok(Self {
            length: length(headers)?,
            hash: hash(headers)?,
            checksum: Checksum::from_headers(headers)?,
        })
    }
}

/// The length that a new upload is to have.
fn length(headers: &HeaderMap) -> Result<u64, Error> {
    if headers.contains_key("upload-defer-length") {
        return Err(Error::BadRequest(
            "a photo's length is known before it is sent: give it in Upload-Length".to_owned(),
        ));
    }
    match number(headers, &LENGTH)? {
        None => Err(Error::BadRequest("Upload-Length is missing".to_owned())),
        Some(0) => Err(Error::BadRequest(
            "an upload of no bytes is no photo: send a JPEG".to_owned(),
        )),
        Some(length) if length > MAX_BYTES => Err(Error::TooLarge(
            "a photo has at most 16 MiB: make it smaller".to_owned(),
        )),
        Some(length) => Ok(length),
    }
}

/// Whether the body is a piece of an upload.
pub(super) fn is_piece(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes() == PIECE_TYPE.as_bytes())
}

/// The content hash that our clients give in `Upload-Metadata`; others may leave it out.
fn hash(headers: &HeaderMap) -> Result<Option<ContentHash>, Error> {
    let Some(metadata) = headers.get("upload-metadata") else {
        return Ok(None);
    };
    let bad = || {
        let detail = "Upload-Metadata must be keys with base64 values and commas between, \
                      such as `filename Yg==`: mend it or leave it out";
        Error::BadRequest(detail.to_owned())
    };
    let pairs = read_metadata(metadata).ok_or_else(bad)?;
    let Some((_, hash)) = pairs.into_iter().find(|(key, _)| key == "hash") else {
        return Ok(None);
    };
    let hash = String::from_utf8(hash)
        .ok()
        .and_then(|text| text.parse().ok());
    let bad = || "the metadata's hash must be BLAKE3 in hexadecimal: mend it or leave it out";
    Ok(Some(
        hash.ok_or_else(|| Error::BadRequest(bad().to_owned()))?,
    ))
}

type Pairs = Vec<(String, Vec<u8>)>;

fn read_metadata(metadata: &HeaderValue) -> Option<Pairs> {
    let text = metadata.to_str().ok()?.trim();
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(',').map(read_pair).collect()
}

fn read_pair(pair: &str) -> Option<(String, Vec<u8>)> {
    let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
    let value = STANDARD.decode(value.trim()).ok()?;
    (!key.is_empty()).then(|| (key.to_owned(), value))
}

/// What the bytes of one piece must hash to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Checksum {
    Sha1([u8; 20]),
    Blake3([u8; 32]),
}

impl Checksum {
    /// Reads `Upload-Checksum`.
    pub(super) fn from_headers(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let Some(value) = headers.get("upload-checksum") else {
            return Ok(None);
        };
        let bad = || {
            let detail = "Upload-Checksum must be `sha1` or `blake3` and the hash in base64";
            Error::BadRequest(detail.to_owned())
        };
        Self::read(value).map(Some).ok_or_else(bad)
    }

    fn read(value: &HeaderValue) -> Option<Self> {
        let (algorithm, hash) = value.to_str().ok()?.trim().split_once(' ')?;
        let hash = STANDARD.decode(hash.trim()).ok()?;
        match algorithm {
            "sha1" => hash.try_into().ok().map(Self::Sha1),
            "blake3" => hash.try_into().ok().map(Self::Blake3),
            _ => None,
        }
    }

    /// Something that takes in bytes and compares in the end.
    pub(super) fn begin(self) -> Check {
        match self {
            Self::Sha1(expected) => Check::Sha1(Sha1::new(), expected),
            Self::Blake3(expected) => Check::Blake3(Box::default(), expected),
        }
    }
}

/// A checksum that is being computed.
pub(super) enum Check {
    Sha1(Sha1, [u8; 20]),
    Blake3(Box<blake3::Hasher>, [u8; 32]),
}

impl Check {
    pub(super) fn take(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher, _) => hasher.update(bytes),
            Self::Blake3(hasher, _) => {
                hasher.update(bytes);
            }
        }
    }

    pub(super) fn holds(self) -> bool {
        match self {
            Self::Sha1(hasher, expected) => hasher.finalize()[..] == expected,
            Self::Blake3(hasher, expected) => *hasher.finalize().as_bytes() == expected,
        }
    }
}

/// RFC 9110 §5.6.7.
pub(super) fn http_date(moment: Timestamp) -> String {
    let date = moment.to_utc();
    let format = "%a, %d %b %Y %H:%M:%S GMT";
    date.map_or_else(String::new, |date| date.format(format).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &str) -> HeaderMap {
        let value = HeaderValue::from_str(value).unwrap();
        HeaderMap::from_iter([(HeaderName::from_static(name), value)])
    }

    #[test]
    fn metadata_may_be_missing_empty_or_somebody_elses() {
        assert_eq!(hash(&HeaderMap::new()).unwrap(), None);
        for metadata in [
            "",
            "filename Yg==",
            "is_confidential",
            "a YQ==,b",
            "a YQ==, b Yg==",
        ] {
            let read = hash(&with("upload-metadata", metadata));
            assert_eq!(read.unwrap(), None, "{metadata}");
        }
        let of = ContentHash::of(b"photo");
        let metadata = format!("photo YQ==,hash {}", STANDARD.encode(of.to_string()));
        assert_eq!(hash(&with("upload-metadata", &metadata)).unwrap(), Some(of));
    }

    #[test]
    fn malformed_metadata_says_how_it_must_be() {
        for metadata in [",", "a YQ==,", "a ?", "hash YQ=="] {
            let error = hash(&with("upload-metadata", metadata)).unwrap_err();
            assert!(error.to_string().contains("leave it out"), "{metadata}");
        }
    }

    #[test]
    fn checksums_of_both_kinds_are_compared() {
        let sha1 = "sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00=";
        let blake3 = format!(
            "blake3 {}",
            STANDARD.encode(blake3::hash(b"hello").as_bytes())
        );
        for (checksum, bytes, holds) in [
            (sha1, "hello", true),
            (sha1, "hallo", false),
            (blake3.as_str(), "hello", true),
            (blake3.as_str(), "", false),
        ] {
            let read = Checksum::from_headers(&with("upload-checksum", checksum));
            let mut check = read.unwrap().unwrap().begin();
            check.take(bytes.as_bytes());
            assert_eq!(check.holds(), holds, "{checksum} {bytes}");
        }
        for checksum in ["", "md5 YQ==", "sha1 YQ==", "sha1", "sha1 ?"] {
            assert!(Checksum::from_headers(&with("upload-checksum", checksum)).is_err());
        }
    }
}
