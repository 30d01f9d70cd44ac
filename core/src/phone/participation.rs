//! Taking part: what a joined walk is to this phone.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::store::Store;
use crate::domain::Role;
use crate::id::{EntityId, ReplicaId, ReplicaSecret};
use crate::join::{CodeText, JoinLink};
use crate::op::OpBuilder;
use crate::store::StoreError;
use crate::store::log;
use crate::sync::package::Package;
use crate::time::Timestamp;

/// So long after a walk, or after all has arrived, a phone keeps what it need not keep for ever:
/// thirty days, in milliseconds.
pub(super) const KEPT_FOR_MS: i64 = 30 * 24 * 3_600 * 1_000;

/// A walk that this phone has joined.
#[derive(Clone, Debug)]
pub struct Participation {
    /// The walk.
    pub walk: EntityId,
    /// The group; none for a coordinator.
    pub group: Option<EntityId>,
    /// What its holder may do.
    pub role: Role,
    /// The code.
    pub code: CodeText,
    /// The server's address, without a slash at the end.
    pub server: String,
    /// The walk's name, as the link told it.
    pub walk_name: String,
    /// The language of the walk's words.
    pub language: String,
    /// The version of the form.
    pub form: u32,
    /// When this phone joined.
    pub joined_at: Timestamp,
    /// The replica that writes now.
    pub replica: ReplicaId,
    /// When the person had read the notice and went on.
    pub notice_accepted_at: Option<Timestamp>,
}

const COLUMNS: &str = "walk, group_id, role, code, server, walk_name, language, form, joined_at, replica, notice_accepted_at";

impl Participation {
    /// Whether it is so long after the walk that other people's items are not kept any longer.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        let code = self.code.read();
        code.is_ok_and(|code| now.ms_since(code.planned_end) >= KEPT_FOR_MS)
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let code: Vec<u8> = row.get(3)?;
        let bad_code = || rusqlite::Error::InvalidColumnName("code".to_owned());
        Ok(Self {
            walk: row.get(0)?,
            group: row.get(1)?,
            role: log::named(row, 2, Role::from_name)?,
            code: CodeText::from_slice(&code).ok_or_else(bad_code)?,
            server: row.get(4)?,
            walk_name: row.get(5)?,
            language: row.get(6)?,
            form: row.get(7)?,
            joined_at: Timestamp(row.get(8)?),
            replica: row.get(9)?,
            notice_accepted_at: row.get::<_, Option<i64>>(10)?.map(Timestamp),
        })
    }

    /// What the participation's own things are created under.
    pub(crate) fn party(&self) -> (&'static str, EntityId) {
        match self.group {
            Some(group) => ("group", group),
            None => ("walk", self.walk),
        }
    }
}

/// The participation in a walk.
pub(super) fn find(
    connection: &Connection,
    walk: EntityId,
) -> Result<Option<Participation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM participation WHERE walk = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_row([walk], Participation::from_row);
    Ok(found.optional()?)
}

/// All of them, the latest first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Participation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM participation ORDER BY joined_at DESC, walk");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], Participation::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether what was recorded on a walk was deleted here, its time being over.
pub(super) fn is_tidied(connection: &Connection, walk: EntityId) -> Result<bool, StoreError> {
    let sql = "SELECT tidied FROM participation WHERE walk = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([walk], |row| row.get(0))?)
}

impl Store {
    /// Joins a walk, without network. Joining again keeps what is there and takes the newer code.
    pub fn join(&self, link: &JoinLink) -> Result<Participation, StoreError> {
        let code = link
            .read_code()
            .map_err(|_| StoreError::NotNow("the code cannot be read: scan the link again"))?;
        self.write(|tx| {
            let known = find(tx, code.walk)?;
            let is_new = known.is_none();
            let replica = match known {
                Some(known) => known.replica,
                None => self.new_replica(tx, code.walk)?,
            };
            tx.execute(
                "INSERT INTO participation (walk, group_id, role, code, server, walk_name, \
                 language, form, joined_at, replica) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
                 ON CONFLICT (walk) DO UPDATE SET group_id = ?2, role = ?3, code = ?4, \
                 server = ?5, language = ?7, form = ?8",
                params![
                    code.walk,
                    code.group,
                    code.role.name(),
                    link.code.as_bytes(),
                    link.server,
                    link.walk_name,
                    link.language,
                    link.form,
                    self.clock.now().0,
                    replica,
                ],
            )?;
            let joined = find(tx, code.walk)?.ok_or(StoreError::NotFound(code.walk))?;
            if is_new {
                self.announce(tx, &joined)?;
            }
            Ok(joined)
        })
    }

    /// A random id for this walk only says that somebody joined; nothing says who.
    fn announce(&self, tx: &Transaction<'_>, joined: &Participation) -> Result<(), StoreError> {
        let id = EntityId::random(&*self.ids, self.clock.now());
        let op = OpBuilder::create("participant", id, Some(joined.party()))
            .set("language", joined.language.as_str());
        self.record(tx, joined, op)?;
        Ok(())
    }

    /// All walks that were joined here, the latest first.
    pub fn participations(&self) -> Result<Vec<Participation>, StoreError> {
        self.read(all)
    }

    /// The participation in a walk; an error when it was not joined here.
    pub fn participation(&self, walk: EntityId) -> Result<Participation, StoreError> {
        self.read(|connection| find(connection, walk)?.ok_or(StoreError::NotFound(walk)))
    }

    /// The walk's package as it was last pulled, and its tag.
    pub fn package(&self, walk: EntityId) -> Result<Option<(Package, String)>, StoreError> {
        let stored: Option<(Option<Vec<u8>>, Option<String>)> = self.read(|connection| {
            let sql = "SELECT package, package_tag FROM participation WHERE walk = ?1";
            let row = connection.query_row(sql, [walk], |row| Ok((row.get(0)?, row.get(1)?)));
            Ok(row.optional()?)
        })?;
        // A package that this version cannot read is fetched again.
        Ok(stored.and_then(|(bytes, tag)| {
            let package = serde_json::from_slice(&bytes?).ok()?;
            Some((package, tag.unwrap_or_default()))
        }))
    }

    /// Keeps the walk's package.
    pub fn keep_package(
        &self,
        walk: EntityId,
        package: &Package,
        tag: &str,
    ) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(package).expect("a package has only plain data");
        self.write(|tx| {
            let sql = "UPDATE participation SET package = ?2, package_tag = ?3, \
                       package_heard_at = ?4 WHERE walk = ?1";
            tx.execute(sql, params![walk, bytes, tag, self.clock.now().0])?;
            Ok(())
        })
    }

    /// The server said that the package is as it stands here.
    pub(crate) fn confirm_package(&self, walk: EntityId) -> Result<(), StoreError> {
        self.write(|tx| {
            let sql = "UPDATE participation SET package_heard_at = ?2 WHERE walk = ?1";
            tx.execute(sql, params![walk, self.clock.now().0])?;
            Ok(())
        })
    }

    /// When the server last told or confirmed the walk's package.
    pub fn package_heard_at(&self, walk: EntityId) -> Result<Option<Timestamp>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT package_heard_at FROM participation WHERE walk = ?1";
            let row = connection.query_row(sql, [walk], |row| row.get(0));
            Ok(row.optional()?.flatten().map(Timestamp))
        })
    }

    fn new_replica(&self, tx: &Transaction<'_>, walk: EntityId) -> Result<ReplicaId, StoreError> {
        let secret = ReplicaSecret::random(&*self.ids);
        let id = secret.replica();
        tx.execute(
            "INSERT INTO replica (id, walk, secret, next_seq, retired) VALUES (?1, ?2, ?3, 1, 0)",
            params![id, walk, secret.as_bytes()],
        )?;
        Ok(id)
    }

    /// Goes on under a new replica; the old one asks for all that it ever wrote.
    pub(super) fn renew_replica(
        &self,
        tx: &Transaction<'_>,
        walk: EntityId,
    ) -> Result<(), StoreError> {
        // A later life of this phone may have sent what this copy believes was never offered.
        for offered in [
            "UPDATE op SET change = 1 WHERE change = 0 AND replica IN \
             (SELECT id FROM replica WHERE walk = ?1 AND retired = 0)",
            "UPDATE file SET offered = 1 WHERE replica IN \
             (SELECT id FROM replica WHERE walk = ?1 AND retired = 0)",
        ] {
            tx.execute(offered, [walk])?;
        }
        tx.execute(
            "UPDATE replica SET retired = 1, want_own = 1, cursor_scope = NULL, \
             cursor_position = NULL WHERE walk = ?1 AND retired = 0",
            [walk],
        )?;
        let id = self.new_replica(tx, walk)?;
        let sql = "UPDATE participation SET replica = ?2 WHERE walk = ?1";
        tx.execute(sql, params![walk, id])?;
        Ok(())
    }
}
