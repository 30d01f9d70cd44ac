//! Who calls: the `Authorization` header, read and checked against the key of codes.

use axum::extract::FromRequestParts;
use axum::http::{header, request::Parts};
use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::{Code, CodeText};
use lykta_core::sync::auth::{BadAuthorization, Credentials};

use crate::error::Error;
use crate::state::AppState;

/// A caller with a genuine code. Whether the code still opens the door is another question:
/// [`crate::store::standing`].
#[derive(Clone, Debug)]
pub struct Caller {
    /// The caller's replica.
    pub replica: ReplicaId,
    /// The code as it was handed on.
    pub code_text: CodeText,
    /// What the code says.
    pub code: Code,
}

impl Caller {
    /// What the caller may do.
    pub fn role(&self) -> Role {
        self.code.role
    }

    /// The walk of the code.
    pub fn walk(&self) -> EntityId {
        self.code.walk
    }

    /// Refuses what is asked of another walk than the code's.
    pub fn check_walk(&self, asked: EntityId) -> Result<(), Error> {
        if asked == self.walk() {
            return Ok(());
        }
        Err(Error::Forbidden("the code is for another walk"))
    }

    /// The group of the code.
    pub fn group(&self) -> Option<EntityId> {
        self.code.group
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let header = parts.headers.get(header::AUTHORIZATION);
        let header = header.and_then(|header| header.to_str().ok());
        let credentials = Credentials::from_header(header.ok_or(BadAuthorization)?)?;
        let code = credentials.code.verify(state.keep.code_key());
        let not_genuine = "the code was not made by this server: ask for a new link";
        Ok(Self {
            replica: credentials.secret.replica(),
            code_text: credentials.code,
            code: code.map_err(|_| Error::Forbidden(not_genuine))?,
        })
    }
}
