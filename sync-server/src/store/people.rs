//! People of the office: who may sign in, and who has.

use lykta_core::id::{ReplicaId, ReplicaSecret};
use lykta_core::seam::IdSource;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::error::Error;

/// What somebody of the office may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeRole {
    /// Everything with walks.
    Coordinator,
    /// That, and the settings and the people.
    Administrator,
}

impl OfficeRole {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Coordinator, Self::Administrator];

    /// Its name in SQL and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Administrator => "administrator",
        }
    }

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Somebody of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Under which name they sign in.
    pub name: String,
    /// What they may do.
    pub role: OfficeRole,
}

/// Adds a person; the name must be free.
pub fn add(
    tx: &Transaction<'_>,
    ids: &dyn IdSource,
    person: &Person,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let secret = ReplicaSecret::random(ids);
    let name = &person.name;
    let added = tx.execute(
        "INSERT INTO user (name, password_hash, secret, created_at, role) \
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        params![
            name,
            password_hash,
            secret.as_bytes(),
            now.0,
            person.role.name()
        ],
    )?;
    match added {
        1 => Ok(()),
        _ => Err(Error::Conflict(format!(
            "there is somebody called {name} already: take another name, or `user password`"
        ))),
    }
}

/// Gives a person another password and ends everything that was signed in with the old one.
pub fn set_password(tx: &Transaction<'_>, name: &str, password_hash: &str) -> Result<(), Error> {
    let sql = "UPDATE user SET password_hash = ?2 WHERE name = ?1 AND password_hash IS NOT NULL";
    let changed = tx.execute(sql, params![name, password_hash])?;
    tx.execute("DELETE FROM signed_in WHERE user = ?1", [name])?;
    found(changed, name)
}

/// Takes a person out; what they did stays in the log.
pub fn remove(tx: &Transaction<'_>, name: &str) -> Result<(), Error> {
    let sql = "DELETE FROM user WHERE name = ?1 AND password_hash IS NOT NULL";
    found(tx.execute(sql, [name])?, name)
}

fn found(rows: usize, name: &str) -> Result<(), Error> {
    match rows {
        1 => Ok(()),
        _ => Err(Error::Conflict(format!("there is nobody called {name}"))),
    }
}

/// Everybody who may sign in, by name.
pub fn list(connection: &Connection) -> Result<Vec<Person>, Error> {
    let sql = "SELECT name, role FROM user WHERE password_hash IS NOT NULL ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let people = statement.query_map([], person)?;
    Ok(people.collect::<Result<_, _>>()?)
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let role: String = row.get(1)?;
    Ok(Person {
        name: row.get(0)?,
        role: OfficeRole::from_name(&role).unwrap_or(OfficeRole::Coordinator),
    })
}

/// The hash of a person's password; none for who may not sign in.
pub fn password_hash(connection: &Connection, name: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT password_hash FROM user WHERE name = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([name], |row| row.get(0));
    Ok(found.optional()?.flatten())
}

/// Takes down that a person is signed in; the token itself is stored nowhere.
pub fn sign_in(
    tx: &Transaction<'_>,
    name: &str,
    token_hash: &[u8],
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.execute("DELETE FROM signed_in WHERE expires_at <= ?1", [now.0])?;
    tx.execute(
        "INSERT INTO signed_in (token_hash, user, expires_at) VALUES (?1, ?2, ?3)",
        params![token_hash, name, expires_at.0],
    )?;
    Ok(())
}

/// Who is signed in with this token at `now`.
pub fn signed_in(
    connection: &Connection,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Person>, Error> {
    let sql = "SELECT user.name, user.role FROM signed_in JOIN user ON user.name = user \
         WHERE token_hash = ?1 AND expires_at > ?2";
    let found = connection
        .prepare_cached(sql)?
        .query_row(params![token_hash, now.0], person);
    Ok(found.optional()?)
}

/// Ends what was signed in with this token.
pub fn sign_out(tx: &Transaction<'_>, token_hash: &[u8]) -> Result<(), Error> {
    tx.execute("DELETE FROM signed_in WHERE token_hash = ?1", [token_hash])?;
    Ok(())
}

/// The replica that writes for a person.
pub(super) fn replica(connection: &Connection, name: &str) -> Result<ReplicaId, Error> {
    let secret = secret(connection, name)?.ok_or(Error::Forbidden("sign in again"))?;
    Ok(secret.replica())
}

/// The secret of that replica.
pub(super) fn secret(connection: &Connection, name: &str) -> Result<Option<ReplicaSecret>, Error> {
    let sql = "SELECT secret FROM user WHERE name = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([name], |row| row.get(0));
    let bytes: Option<Vec<u8>> = found.optional()?;
    Ok(bytes.and_then(|bytes| ReplicaSecret::from_slice(&bytes)))
}

/// Whether the office writes under this replica.
pub(super) fn is_replica_of_office(
    connection: &Connection,
    replica: ReplicaId,
) -> Result<bool, Error> {
    let mut statement = connection.prepare("SELECT secret FROM user")?;
    let secrets = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let secrets = secrets.collect::<Result<Vec<_>, _>>()?;
    let mut replicas = secrets
        .iter()
        .filter_map(|secret| ReplicaSecret::from_slice(secret));
    Ok(replicas.any(|secret| secret.replica() == replica))
}

/// Gives everybody of the office a new replica.
///
/// After a restore: phones may hold ops of the old ones with numbers that are free here.
pub fn renew_replicas(tx: &Transaction<'_>, ids: &dyn IdSource) -> Result<(), Error> {
    let mut statement = tx.prepare("SELECT name FROM user")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    for name in names.collect::<Result<Vec<_>, _>>()? {
        let secret = ReplicaSecret::random(ids);
        tx.execute(
            "UPDATE user SET secret = ?2 WHERE name = ?1",
            params![name, secret.as_bytes()],
        )?;
    }
    Ok(())
}
