//! The `Authorization` header: `Lykta <code>.<replica>.<secret>`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::id::{ReplicaId, ReplicaSecret};
use crate::join::CodeText;

/// Who is calling.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The code that the caller joined with.
    pub code: CodeText,
    /// The caller's secret; its hash is the replica.
    pub secret: ReplicaSecret,
}

/// The header does not name a code, a replica, and that replica's secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the authorization header must be: Lykta <code>.<replica>.<secret>")]
pub struct BadAuthorization;

impl Credentials {
    /// The header's value.
    pub fn to_header(&self) -> String {
        let secret = URL_SAFE_NO_PAD.encode(self.secret.as_bytes());
        format!("Lykta {}.{}.{secret}", self.code, self.secret.replica())
    }

    /// Reads the header's value; the secret must be the replica's.
    pub fn from_header(header: &str) -> Result<Self, BadAuthorization> {
        let rest = header.strip_prefix("Lykta ").ok_or(BadAuthorization)?;
        let parts: Vec<&str> = rest.split('.').collect();
        let [code, replica, secret] = parts[..] else {
            return Err(BadAuthorization);
        };
        let secret = URL_SAFE_NO_PAD.decode(secret).ok();
        let secret = secret.and_then(|bytes| ReplicaSecret::from_slice(&bytes));
        let credentials = Self {
            code: code.parse().map_err(|_| BadAuthorization)?,
            secret: secret.ok_or(BadAuthorization)?,
        };
        let named: ReplicaId = replica.parse().map_err(|_| BadAuthorization)?;
        if named == credentials.secret.replica() {
            Ok(credentials)
        } else {
            Err(BadAuthorization)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Role;
    use crate::id::EntityId;
    use crate::join::{Code, CodeKey};
    use crate::seam::SystemIds;
    use crate::time::Timestamp;

    #[test]
    fn only_the_replicas_own_secret_is_taken() {
        let code = Code {
            walk: EntityId::random(&SystemIds, Timestamp(1)),
            group: None,
            role: Role::Coordinator,
            planned_end: Timestamp(0),
        };
        let credentials = Credentials {
            code: code.issue(&CodeKey::random(&SystemIds), &SystemIds),
            secret: ReplicaSecret::random(&SystemIds),
        };
        let header = credentials.to_header();
        let read = Credentials::from_header(&header).unwrap();
        assert_eq!(read.secret, credentials.secret);

        let other = ReplicaSecret::random(&SystemIds).replica().to_string();
        let replica = credentials.secret.replica().to_string();
        let forged = header.replace(&replica, &other);
        for wrong in [forged.as_str(), "", "Lykta a.b.c", "Bearer x"] {
            assert!(Credentials::from_header(wrong).is_err(), "{wrong}");
        }
    }
}
