//! Who has called, and what they said that they still hold.

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::CodeText;
use lykta_core::sync::wire::Holding;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::people;
use crate::caller::Caller;
use crate::error::Error;

/// The most ops that one replica may store: two hours make a few hundred.
const MAX_OPS: u64 = 100_000;
/// When a replica over the cap may try again, in seconds.
const RETRY_AFTER_S: u32 = 3_600;

/// A phone as it was last heard.
#[derive(Clone, Debug)]
pub struct PhoneRow {
    /// Its replica.
    pub id: ReplicaId,
    /// Its role.
    pub role: Role,
    /// Its group.
    pub group: Option<EntityId>,
    /// When it called first.
    pub first_seen: Timestamp,
    /// When it called last.
    pub last_seen: Timestamp,
    /// What it said then that it still holds, but for photos that have come since; since when by
    /// the server's clock.
    pub holding: Holding,
}

impl PhoneRow {
    /// Whether it said that it has nothing left.
    pub fn is_empty(&self) -> bool {
        self.holding.ops + self.holding.photos == 0
    }
}

/// How many phones are in a group of a walk.
pub fn count_in_group(
    connection: &Connection,
    walk: EntityId,
    group: EntityId,
) -> Result<u32, Error> {
    let sql = "SELECT count(*) FROM replica \
               WHERE walk = ?1 AND group_id = ?2 AND code IS NOT NULL AND last_seen > 0";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![walk, group], |row| row.get(0))?)
}

/// The phones of a walk, those longest unheard first.
pub fn of_walk(connection: &Connection, walk: EntityId) -> Result<Vec<PhoneRow>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, role, group_id, first_seen, last_seen, ops_holding, photos_holding, \
         bytes_holding, holding_since, \
         iif(photos_holding = 0, 0, (SELECT count(*) FROM file WHERE uploader = replica.id \
             AND file.walk = replica.walk AND received_at > last_seen)) \
         FROM replica WHERE walk = ?1 AND code IS NOT NULL AND last_seen > 0 \
         ORDER BY last_seen, id",
    )?;
    let rows = statement.query_map([walk], |row| {
        let role: String = row.get(1)?;
        Ok(PhoneRow {
            id: row.get(0)?,
            role: Role::from_name(&role).unwrap_or(Role::Participant),
            group: row.get(2)?,
            first_seen: Timestamp(row.get(3)?),
            last_seen: Timestamp(row.get(4)?),
            holding: held(row)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn held(row: &Row<'_>) -> rusqlite::Result<Holding> {
    let (said, came): (u64, u64) = (row.get(6)?, row.get(9)?);
    let (ops, photos) = (row.get(5)?, said.saturating_sub(came));
    let since: Option<i64> = row.get(8)?;
    Ok(Holding {
        ops,
        photos,
        photo_bytes: row.get(7)?,
        since: since.filter(|_| ops > 0 || photos > 0).map(Timestamp),
    })
}

/// Takes down a call and counts its ops against the cap.
///
/// A phone that does not say since when it holds something has held it since it first said so.
pub fn note_call(
    tx: &Transaction<'_>,
    caller: &Caller,
    ops: usize,
    holding: Holding,
    (said, now): (Timestamp, Timestamp),
) -> Result<(), Error> {
    let left = holding.ops.saturating_sub(ops as u64);
    let is_empty = left == 0 && holding.photos == 0;
    // By the phone's clock alone: what it says of the past is as wrong as what it says of now.
    let since = holding
        .since
        .map(|since| now.plus_ms(since.ms_since(said)).min(now));
    let mut statement = tx.prepare_cached(
        "INSERT INTO replica (id, walk, code, role, group_id, ops, first_seen, last_seen, \
         ops_holding, photos_holding, bytes_holding, clock_offset_ms, holding_since) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, \
                 iif(?12, NULL, ifnull(?13, ?7))) \
         ON CONFLICT (id) DO UPDATE SET code = ?3, role = ?4, group_id = ?5, ops = ops + ?6, \
         last_seen = ?7, ops_holding = ?8, photos_holding = ?9, bytes_holding = ?10, \
         clock_offset_ms = ?11, \
         holding_since = iif(?12, NULL, coalesce(?13, holding_since, ?7)) RETURNING ops",
    )?;
    let stored: u64 = statement.query_row(
        params![
            caller.replica,
            caller.walk(),
            caller.code_text.as_bytes(),
            caller.role().name(),
            caller.group(),
            ops,
            now.0,
            left,
            holding.photos,
            holding.photo_bytes,
            said.ms_since(now),
            is_empty,
            since.map(|since| since.0),
        ],
        |row| row.get(0),
    )?;
    if stored > MAX_OPS && ops > 0 {
        return Err(Error::TooMany {
            detail: "this phone has sent more than any walk needs: keep everything and ask the coordinator",
            retry_after_s: RETRY_AFTER_S,
        });
    }
    Ok(())
}

/// Refuses an archive that names a phone of another part, or the office: it proves no secret.
pub(super) fn refuse_another(tx: &Transaction<'_>, caller: &Caller) -> Result<(), Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM replica WHERE id = ?1 AND code <> ?2)";
    let mut statement = tx.prepare_cached(sql)?;
    let values = params![caller.replica, caller.code_text.as_bytes()];
    let is_other_phone: bool = statement.query_row(values, |row| row.get(0))?;
    if is_other_phone || people::is_replica_of_office(tx, caller.replica)? {
        return Err(Error::Conflict(
            "the archive names a phone that joined with another code: nothing was taken in".into(),
        ));
    }
    Ok(())
}

/// Takes down a replica that is known from an archive alone: it has said nothing of itself.
pub(super) fn note_archive(
    tx: &Transaction<'_>,
    caller: &Caller,
    now: Timestamp,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO replica (id, walk, code, role, group_id, ops, first_seen, \
         last_seen, ops_holding, photos_holding, bytes_holding, clock_offset_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, 0, 0, 0, 0, 0)",
    )?
    .execute(params![
        caller.replica,
        caller.walk(),
        caller.code_text.as_bytes(),
        caller.role().name(),
        caller.group(),
        now.0
    ])?;
    Ok(())
}

/// The code that a replica called with last.
pub(super) fn code_of(
    connection: &Connection,
    replica: ReplicaId,
) -> Result<Option<CodeText>, Error> {
    let sql = "SELECT code FROM replica WHERE id = ?1";
    let code: Option<Option<Vec<u8>>> = connection
        .prepare_cached(sql)?
        .query_row([replica], |row| row.get(0))
        .optional()?;
    Ok(code.flatten().and_then(|code| CodeText::from_slice(&code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MIGRATIONS;
    use lykta_core::id::ContentHash;
    use lykta_core::join::{Code, CodeKey};
    use lykta_core::seam::SystemIds;
    use lykta_core::store::database;
    use tempfile::TempDir;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);
    const MINUTE_MS: i64 = 60_000;

    fn minute(n: i64) -> Timestamp {
        NOW.plus_ms(n * MINUTE_MS)
    }

    fn holding(ops: u64, photos: u64, since: Option<Timestamp>) -> Holding {
        Holding {
            ops,
            photos,
            photo_bytes: photos,
            since,
        }
    }

    /// A phone that calls a server of its own.
    struct Called {
        _folder: TempDir,
        connection: Connection,
        caller: Caller,
    }

    impl Called {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let code = Code {
                walk: EntityId::random(&SystemIds, NOW),
                group: None,
                role: Role::Leader,
                planned_end: NOW,
            };
            Self {
                connection: database::open(&folder.path().join("x.sqlite3"), MIGRATIONS).unwrap(),
                _folder: folder,
                caller: Caller {
                    replica: ReplicaId([1; 16]),
                    code_text: code.issue(&CodeKey::random(&SystemIds), &SystemIds),
                    code,
                },
            }
        }

        /// What stands of it after a call with so many ops, its clock at `said`.
        fn calls(&mut self, ops: usize, said: Holding, times: (Timestamp, Timestamp)) -> PhoneRow {
            let tx = self.connection.transaction().unwrap();
            note_call(&tx, &self.caller, ops, said, times).unwrap();
            tx.commit().unwrap();
            self.stands()
        }

        fn stands(&self) -> PhoneRow {
            let phones = of_walk(&self.connection, self.caller.walk()).unwrap();
            phones.into_iter().next().unwrap()
        }
    }

    #[test]
    fn since_when_a_phone_holds_something_is_told_by_the_servers_clock() {
        let mut phone = Called::new();
        let hour_ahead = |n: i64| minute(60 + n);
        let said = holding(3, 1, Some(hour_ahead(-10)));
        let phone_row = phone.calls(1, said, (hour_ahead(0), NOW));
        assert_eq!(phone_row.holding, holding(2, 1, Some(minute(-10))));

        // Its clock was set back between: nothing is held since a moment that is to come.
        let said = holding(0, 1, Some(hour_ahead(0)));
        assert_eq!(phone.calls(0, said, (NOW, NOW)).holding.since, Some(NOW));
        for (said, since) in [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN)]
            .map(|(said, since)| (Timestamp(said), holding(0, 1, Some(Timestamp(since)))))
        {
            let row = phone.calls(0, since, (said, NOW));
            assert!(row.holding.since <= Some(NOW));
        }

        // All of it came with the call that tells of it.
        let row = phone.calls(5, holding(5, 0, Some(NOW)), (NOW, NOW));
        assert_eq!(row.holding, holding(0, 0, None));
    }

    #[test]
    fn an_older_phone_holds_something_since_it_first_said_so() {
        let mut phone = Called::new();
        let mut calls = |n: i64, ops, photos| {
            let times = (minute(n), minute(n));
            phone
                .calls(0, holding(ops, photos, None), times)
                .holding
                .since
        };
        assert_eq!(calls(0, 0, 0), None);
        assert_eq!(calls(1, 3, 0), Some(minute(1)));
        assert_eq!(calls(2, 0, 2), Some(minute(1)));
        assert_eq!(calls(3, 0, 0), None);
        assert_eq!(calls(4, 0, 1), Some(minute(4)));
    }

    #[test]
    fn a_photo_that_came_after_the_last_call_is_left_on_no_phone() {
        let mut phone = Called::new();
        phone.calls(0, holding(0, 2, Some(NOW)), (NOW, NOW));
        for (left, since) in [(1, Some(NOW)), (0, None)] {
            let hash = ContentHash::of(&[left as u8]);
            let sql = "INSERT INTO file VALUES (?1, ?2, ?3, 1, ?4, 'received', 1)";
            let values = params![phone.caller.walk(), hash, ReplicaId([1; 16]), minute(1).0];
            phone.connection.execute(sql, values).unwrap();
            let stands = phone.stands().holding;
            assert_eq!((stands.photos, stands.since), (left, since));
        }
    }
}
