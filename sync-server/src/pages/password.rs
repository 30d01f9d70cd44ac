//! Passwords of the office's people: argon2id.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};

use crate::error::Error;

/// A password has at least so many characters.
pub const SHORTEST: usize = 12;
/// What an unknown name is compared with, so that it takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bHlrdGFseWt0YWx5a3Rh$\
     AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash to store.
pub fn hash(password: &str) -> Result<String, Error> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(failed)?.to_string())
}

/// Whether the password is that of `stored`. Nobody's is never right, and takes as long.
pub fn is_right(password: &str, stored: Option<&str>) -> Result<bool, Error> {
    let hash = PasswordHash::new(stored.unwrap_or(NOBODY)).map_err(failed)?;
    let verified = Argon2::default().verify_password(password.as_bytes(), &hash);
    Ok(verified.is_ok() && stored.is_some())
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::internal(format!("the password hash cannot be used: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_right_only_where_it_was_set() {
        let stored = hash("en lykta om kvällen").unwrap();
        assert!(stored.starts_with("$argon2id$"), "{stored}");
        assert!(is_right("en lykta om kvällen", Some(&stored)).unwrap());
        assert!(!is_right("en lykta om natten", Some(&stored)).unwrap());
        assert_ne!(stored, hash("en lykta om kvällen").unwrap());
    }

    #[test]
    fn nobody_has_no_password_and_costs_the_same() {
        assert!(!is_right("", None).unwrap());
        let stored = hash("en lykta om kvällen").unwrap();
        let costs = |hash: &str| PasswordHash::new(hash).unwrap().params.to_string();
        assert_eq!(costs(NOBODY), costs(&stored));
    }
}
