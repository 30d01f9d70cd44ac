//! What can go wrong for a caller, and how it is said: RFC 9457.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lykta_core::photo::PhotoError;
use lykta_core::store::{StoreError, is_disk_full};
use lykta_core::sync::auth::BadAuthorization;
use lykta_core::sync::wire::BadMessage;
use rusqlite::ErrorCode;
use serde::Serialize;

/// How long a phone waits after a full disk or a cap, in seconds.
const RETRY_AFTER_S: u32 = 3_600;
/// How long a phone waits when the database was busy, in seconds.
const RETRY_SOON_S: u32 = 10;

/// Why a call was not answered. The text is for people and holds no personal data.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The call does not say who makes it.
    #[error(transparent)]
    Unauthorized(#[from] BadAuthorization),
    /// The caller is known and may not do this.
    #[error("{0}")]
    Forbidden(&'static str),
    /// There is nothing at this address for this caller.
    #[error("there is nothing here")]
    NotFound,
    /// The request makes no sense.
    #[error("{0}")]
    BadRequest(String),
    /// The request's body is of a type that is not read here.
    #[error("{0}")]
    UnsupportedType(&'static str),
    /// The request's `protocol` is not spoken here.
    #[error("this server speaks protocol 1: keep everything and update the app or the server")]
    UnknownProtocol,
    /// The address is right and the method is not.
    #[error("this method means nothing here: see /v1/openapi.json")]
    MethodNotAllowed,
    /// The request speaks no version of tus that is spoken here.
    #[error("photos are sent by tus 1.0: send `Tus-Resumable: 1.0.0`")]
    UnknownTus,
    /// What came is not what was sent.
    #[error("{0}")]
    ChecksumMismatch(&'static str),
    /// A photo that is of no use however often it is sent.
    #[error("{0}")]
    BadPhoto(PhotoError),
    /// The request is larger than it may be.
    #[error("{0}")]
    TooLarge(String),
    /// Something stands in the way that the caller can change.
    #[error("{0}")]
    Conflict(String),
    /// The caller did this too often or has too much.
    #[error("{detail}")]
    TooMany {
        /// What there is too much of.
        detail: &'static str,
        /// When to try again, in seconds.
        retry_after_s: u32,
    },
    /// The disk is full.
    #[error("the server's disk is full: keep everything and try again later")]
    DiskFull,
    /// The server is stopping or busy.
    #[error("the server is busy or stopping: try again soon")]
    Unavailable,
    /// The server failed; the log says why.
    #[error("the server failed: try again later")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A failure of the server that callers are told nothing of.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// Status, name and title.
    fn class(&self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::Unauthorized(_) => (S::UNAUTHORIZED, "unauthorized", "who is calling?"),
            Self::Forbidden(_) => (S::FORBIDDEN, "forbidden", "not allowed"),
            Self::NotFound => (S::NOT_FOUND, "not_found", "not found"),
            Self::BadRequest(_) => (S::BAD_REQUEST, "bad_request", "bad request"),
            Self::UnsupportedType(_) => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_type",
                "unsupported type",
            ),
            Self::UnknownProtocol => (S::BAD_REQUEST, "unknown_protocol", "unknown protocol"),
            Self::MethodNotAllowed => (
                S::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "method not allowed",
            ),
            Self::UnknownTus => (S::PRECONDITION_FAILED, "unknown_tus", "unknown tus version"),
            Self::ChecksumMismatch(_) => (
                checksum_mismatch(),
                "checksum_mismatch",
                "checksum mismatch",
            ),
            Self::BadPhoto(_) => (S::UNPROCESSABLE_ENTITY, "bad_photo", "bad photo"),
            Self::TooLarge(_) => (S::PAYLOAD_TOO_LARGE, "too_large", "too large"),
            Self::Conflict(_) => (S::CONFLICT, "conflict", "conflict"),
            Self::TooMany { .. } => (S::TOO_MANY_REQUESTS, "too_many", "too many"),
            Self::DiskFull => (S::INSUFFICIENT_STORAGE, "disk_full", "disk full"),
            Self::Unavailable => (S::SERVICE_UNAVAILABLE, "unavailable", "unavailable"),
            Self::Internal(_) => (S::INTERNAL_SERVER_ERROR, "internal", "server error"),
        }
    }

    /// After how many seconds the same call may succeed, when waiting helps.
    pub fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::TooMany { retry_after_s, .. } => Some(*retry_after_s),
            Self::DiskFull => Some(RETRY_AFTER_S),
            Self::Unavailable | Self::Internal(_) => Some(RETRY_SOON_S),
            _ => None,
        }
    }
}

/// tus' own status.
fn checksum_mismatch() -> StatusCode {
    StatusCode::from_u16(460).expect("460 has three digits")
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        // A number from a request that no column can hold.
        if let rusqlite::Error::ToSqlConversionFailure(_) = error {
            return Self::BadRequest("a number is out of range".to_owned());
        }
        match error.sqlite_error_code() {
            _ if is_disk_full(&error) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy) => Self::Unavailable,
            _ => Self::internal(error),
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(error) => error.into(),
            StoreError::Files(error) => error.into(),
            StoreError::NotFound(_) => Self::NotFound,
            StoreError::Rule(broken) => Self::BadRequest(broken.to_string()),
            StoreError::NotNow(reason) => Self::Conflict(reason.to_owned()),
            other => Self::internal(other),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::internal(error),
        }
    }
}

impl From<BadMessage> for Error {
    fn from(error: BadMessage) -> Self {
        match error {
            BadMessage::TooLarge => Self::TooLarge(error.to_string()),
            other => Self::BadRequest(other.to_string()),
        }
    }
}

/// The body of an error.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `about:lykta:` and the error's name.
    #[serde(rename = "type")]
    kind: String,
    /// What is wrong, in general.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is wrong here and what to do.
    detail: String,
    /// After how many seconds the same call may succeed.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_s: Option<u32>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, name, title) = self.class();
        if let Self::Internal(error) = &self {
            tracing::error!(error = %error, "a call failed");
        }
        let retry_after_s = self.retry_after_s();
        let problem = Problem {
            kind: format!("about:lykta:{name}"),
            title,
            status: status.as_u16(),
            detail: self.to_string(),
            retry_after_s,
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, json);
        if let Some(seconds) = retry_after_s {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::openapi::REFUSALS;

    #[test]
    fn every_status_is_described() {
        let too_many = Error::TooMany {
            detail: "",
            retry_after_s: 1,
        };
        let all = [
            Error::Unauthorized(BadAuthorization),
            Error::Forbidden(""),
            Error::NotFound,
            Error::BadRequest(String::new()),
            Error::UnsupportedType(""),
            Error::UnknownProtocol,
            Error::MethodNotAllowed,
            Error::UnknownTus,
            Error::ChecksumMismatch(""),
            Error::BadPhoto(PhotoError::Broken),
            Error::TooLarge(String::new()),
            Error::Conflict(String::new()),
            too_many,
            Error::DiskFull,
            Error::Unavailable,
            Error::internal("x"),
        ];
        for error in all {
            let status = error.class().0.as_u16();
            let found = REFUSALS.iter().any(|(described, _)| *described == status);
            assert!(found, "{status}");
        }
    }

    #[tokio::test]
    async fn an_error_says_when_to_come_back_and_nothing_of_the_inside() {
        let response = Error::DiskFull.into_response();
        assert_eq!(response.status(), StatusCode::INSUFFICIENT_STORAGE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "3600");

        let inside = Error::internal("table secret is broken").into_response();
        let body = axum::body::to_bytes(inside.into_body(), 1024).await;
        let text = String::from_utf8(body.unwrap().to_vec()).unwrap();
        assert!(text.contains("about:lykta:internal"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}
