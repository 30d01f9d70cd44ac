//! Parts of a request, with errors as everywhere.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::{StatusCode, request::Parts};
use serde::de::DeserializeOwned;

use crate::error::Error;

/// What an address names. An address that names nothing readable leads nowhere.
pub struct At<T>(
    /// The named.
    pub T,
);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(named)| Self(named))
            .map_err(|_| Error::NotFound)
    }
}

/// A whole body, no larger than its route allows.
pub struct Whole(
    /// Its bytes.
    pub Bytes,
);

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let body = Bytes::from_request(request, state).await;
        body.map(Self)
            .map_err(|rejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge(
                    "the body is too large: send at most 1,000 ops and 1 MiB at a time".to_owned(),
                ),
                _ => Error::BadRequest("the body broke off: send it again".to_owned()),
            })
    }
}
