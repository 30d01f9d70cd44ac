//! People of the office: who may sign in, and who has.

use lykta_core::id::{ReplicaId, ReplicaSecret};
use lykta_core::seam::IdSource;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::error::Error;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 60;

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

impl Person {
    /// Names them in an address: a name may hold anything, and stands in no history.
    pub fn key(&self) -> String {
        blake3::hash(self.name.as_bytes()).to_hex()[..16].to_owned()
    }
}

/// A name as it is typed at sign-in; none when it cannot be one.
pub fn fit_name(typed: &str) -> Option<String> {
    let name = typed.trim();
    let is_fit = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(char::is_control);
    is_fit.then(|| name.to_owned())
}

/// How a change of somebody ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// There is nobody of this name.
    Nobody,
    /// Nothing was done: nobody would be left who may add people.
    LastAdministrator,
}

impl Changed {
    /// The same for a command line.
    pub fn told(self, name: &str) -> Result<(), Error> {
        match self {
            Self::Done => Ok(()),
            Self::Nobody => Err(Error::Conflict(format!("there is nobody called {name}"))),
            Self::LastAdministrator => Err(Error::Conflict(format!(
                "{name} is the last administrator: make somebody else one first"
            ))),
        }
    }
}

/// Somebody of the office, as administrators see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub person: Person,
    /// When they signed in for the last time.
    pub signed_in_at: Option<Timestamp>,
}

/// Somewhere that a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Since when.
    pub since: Timestamp,
    /// Roughly in which browser.
    pub browser: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
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
pub fn set_password(
    tx: &Transaction<'_>,
    name: &str,
    password_hash: &str,
) -> Result<Changed, Error> {
    let sql = "UPDATE user SET password_hash = ?2 WHERE name = ?1 AND password_hash IS NOT NULL";
    let changed = tx.execute(sql, params![name, password_hash])?;
    sign_out_everywhere(tx, name)?;
    Ok(found(changed))
}

/// Gives a person another role; somebody stays who may add people.
pub fn set_role(tx: &Transaction<'_>, name: &str, role: OfficeRole) -> Result<Changed, Error> {
    if role != OfficeRole::Administrator && is_last_administrator(tx, name)? {
        return Ok(Changed::LastAdministrator);
    }
    let sql = "UPDATE user SET role = ?2 WHERE name = ?1 AND password_hash IS NOT NULL";
    Ok(found(tx.execute(sql, params![name, role.name()])?))
}

/// Takes a person out; what they did stays in the log. Somebody stays who may add people.
pub fn remove(tx: &Transaction<'_>, name: &str) -> Result<Changed, Error> {
    if is_last_administrator(tx, name)? {
        return Ok(Changed::LastAdministrator);
    }
    let sql = "DELETE FROM user WHERE name = ?1 AND password_hash IS NOT NULL";
    Ok(found(tx.execute(sql, [name])?))
}

fn found(rows: usize) -> Changed {
    match rows {
        0 => Changed::Nobody,
        _ => Changed::Done,
    }
}

fn is_last_administrator(connection: &Connection, name: &str) -> Result<bool, Error> {
    let sql = "SELECT name FROM user WHERE role = ?1 AND password_hash IS NOT NULL LIMIT 2";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([OfficeRole::Administrator.name()], |row| row.get(0))?;
    let names: Vec<String> = names.collect::<Result<_, _>>()?;
    Ok(names == [name])
}

/// Everybody who may sign in, by name.
pub fn list(connection: &Connection) -> Result<Vec<Person>, Error> {
    let sql = "SELECT name, role FROM user WHERE password_hash IS NOT NULL ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let people = statement.query_map([], person)?;
    Ok(people.collect::<Result<_, _>>()?)
}

/// The same with what administrators see of them.
pub fn views(connection: &Connection) -> Result<Vec<PersonView>, Error> {
    let sql = "SELECT name, role, signed_in_at FROM user WHERE password_hash IS NOT NULL \
         ORDER BY name COLLATE NOCASE, name";
    let mut statement = connection.prepare(sql)?;
    let views = statement.query_map([], |row| {
        Ok(PersonView {
            person: person(row)?,
            signed_in_at: row.get::<_, Option<i64>>(2)?.map(Timestamp),
        })
    })?;
    Ok(views.collect::<Result<_, _>>()?)
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
    browser: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.execute("DELETE FROM signed_in WHERE expires_at <= ?1", [now.0])?;
    tx.execute(
        "INSERT INTO signed_in (token_hash, user, expires_at, since, browser) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![token_hash, name, expires_at.0, now.0, browser],
    )?;
    let sql = "UPDATE user SET signed_in_at = ?2 WHERE name = ?1";
    tx.execute(sql, params![name, now.0])?;
    Ok(())
}

/// Where a person is signed in at `now`, newest first.
pub fn sessions(
    connection: &Connection,
    name: &str,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Vec<Session>, Error> {
    let sql = "SELECT since, browser, token_hash = ?2 FROM signed_in \
         WHERE user = ?1 AND expires_at > ?3 ORDER BY since DESC";
    let mut statement = connection.prepare(sql)?;
    let sessions = statement.query_map(params![name, token_hash, now.0], |row| {
        Ok(Session {
            since: Timestamp(row.get(0)?),
            browser: row.get(1)?,
            is_this: row.get(2)?,
        })
    })?;
    Ok(sessions.collect::<Result<_, _>>()?)
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

/// Ends everything that a person is signed in with.
pub fn sign_out_everywhere(tx: &Transaction<'_>, name: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM signed_in WHERE user = ?1", [name])?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MIGRATIONS;
    use lykta_core::seam::SystemIds;
    use lykta_core::store::database;

    const NOW: Timestamp = Timestamp(1_000);

    fn office(connection: &mut Connection, people: &[(&str, OfficeRole)]) {
        let tx = connection.transaction().unwrap();
        for (name, role) in people {
            let person = Person {
                name: (*name).into(),
                role: *role,
            };
            add(&tx, &SystemIds, &person, "a hash", NOW).unwrap();
        }
        tx.commit().unwrap();
    }

    #[test]
    fn an_administrator_stays_however_people_are_changed() {
        use OfficeRole::{Administrator, Coordinator};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lykta.sqlite3");
        let mut connection = database::open(&path, MIGRATIONS).unwrap();
        office(
            &mut connection,
            &[("eva", Administrator), ("adam", Coordinator)],
        );
        let tx = connection.transaction().unwrap();
        let last = Changed::LastAdministrator;
        assert_eq!(remove(&tx, "eva").unwrap(), last);
        assert_eq!(set_role(&tx, "eva", Coordinator).unwrap(), last);
        assert_eq!(set_role(&tx, "eva", Administrator).unwrap(), Changed::Done);
        assert_eq!(set_role(&tx, "adam", Administrator).unwrap(), Changed::Done);
        assert_eq!(remove(&tx, "eva").unwrap(), Changed::Done);
        assert_eq!(remove(&tx, "eva").unwrap(), Changed::Nobody);
        assert_eq!(set_role(&tx, "adam", Coordinator).unwrap(), last);
        // Who acts on the command line is no person of the office.
        assert_eq!(remove(&tx, "office").unwrap(), Changed::Nobody);
    }

    #[test]
    fn a_person_sees_where_they_are_signed_in_and_ends_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lykta.sqlite3");
        let mut connection = database::open(&path, MIGRATIONS).unwrap();
        office(&mut connection, &[("eva", OfficeRole::Coordinator)]);
        let tx = connection.transaction().unwrap();
        let later = NOW.plus_ms(10);
        sign_in(&tx, "eva", b"old", "Firefox", NOW, NOW.plus_ms(5)).unwrap();
        sign_in(&tx, "eva", b"one", "Firefox", NOW, NOW.plus_ms(100)).unwrap();
        sign_in(&tx, "eva", b"two", "Safari", later, NOW.plus_ms(100)).unwrap();
        let seen = sessions(&tx, "eva", b"one", later).unwrap();
        let seen: Vec<_> = seen.iter().map(|s| (&*s.browser, s.is_this)).collect();
        assert_eq!(seen, [("Safari", false), ("Firefox", true)]);
        assert_eq!(views(&tx).unwrap()[0].signed_in_at, Some(later));
        sign_out_everywhere(&tx, "eva").unwrap();
        assert_eq!(sessions(&tx, "eva", b"one", later).unwrap(), []);
    }
}
