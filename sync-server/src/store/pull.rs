//! What a caller may see since its cursor.

use lykta_core::domain::{Kind, Role};
use lykta_core::id::{ContentHash, EntityId, OpHash, ReplicaId, ShortHash};
use lykta_core::merge::{HeldReason, OpState};
use lykta_core::store::log::{self, StoredOp};
use lykta_core::sync::wire::{Cursor, LogHead, Payload, PhotoReceipt, PulledOp, Receipt};
use rusqlite::{Connection, OptionalExtension, params};

use super::ingest::receipt_of;
use crate::error::Error;

const MAX_ROWS: usize = 1_000;
const MAX_BYTES: usize = 1024 * 1024;

/// Who pulls, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Puller {
    /// The caller's replica.
    pub replica: ReplicaId,
    /// The caller's role.
    pub role: Role,
    /// The walk of the code.
    pub walk: EntityId,
    /// The group of the code.
    pub group: Option<EntityId>,
    /// Whether own ops are sent too.
    pub want_own: bool,
    /// Whether anything but receipts is sent.
    pub may_read: bool,
}

/// What there was.
#[derive(Debug, Default)]
pub struct Pulled {
    /// Ops of others, and own ones when asked for.
    pub ops: Vec<PulledOp>,
    /// Receipts of own ops that changed.
    pub receipts: Vec<Receipt>,
    /// Ops of others that a person has held since.
    pub retracted: Vec<ShortHash>,
    /// The position up to which this goes.
    pub position: u64,
    /// Whether there is more.
    pub more: bool,
}

impl Puller {
    /// What this caller sees, as a number.
    pub fn scope(&self) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.role.name().as_bytes());
        hasher.update(self.walk.as_bytes());
        if let Some(group) = self.group {
            hasher.update(group.as_bytes());
        }
        hasher.update(&[u8::from(self.may_read)]);
        let mut number = [0; 8];
        number.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        // Below 2^53, so that a browser reads it from JSON without loss.
        u64::from_le_bytes(number) >> 11
    }

    /// The position to go on from: a cursor of another scope starts anew.
    pub fn start(&self, cursor: Option<Cursor>) -> u64 {
        let same = cursor.filter(|cursor| cursor.scope == self.scope());
        same.map_or(0, |cursor| cursor.position)
    }

    /// Reads what changed after `from`.
    pub fn pull(&self, connection: &Connection, from: u64) -> Result<Pulled, Error> {
        let sql = format!(
            "SELECT {}, entity.group_id, entity.creator, entity.walk, entity.kind FROM op \
             LEFT JOIN entity ON entity.id = op.target \
             WHERE op.walk = ?1 AND op.change > ?2 ORDER BY op.change",
            StoredOp::COLUMNS
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![self.walk, from])?;
        let mut pulled = Pulled {
            position: from,
            ..Pulled::default()
        };
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let stored = StoredOp::from_row(row)?;
            let seen = Seen {
                group: row.get(14)?,
                creator: row.get(15)?,
                walk: row.get(16)?,
                is_act: named_act(row.get_ref(17)?.as_str_or_null().ok().flatten()),
            };
            if pulled.rows() >= MAX_ROWS || bytes >= MAX_BYTES {
                pulled.more = true;
                return Ok(pulled);
            }
            pulled.position = stored.change;
            let is_own = stored.replica == self.replica;
            if is_own {
                pulled.receipts.push(receipt_of(&stored));
            } else if self.may_read && was_taken_out(&stored) {
                pulled.retracted.push(stored.hash.short());
            }
            if (!is_own || self.want_own) && stored.counts && self.sees(&seen) {
                bytes += stored.payload.len();
                pulled.ops.push(pulled_op(stored, seen.group));
            }
        }
        Ok(pulled)
    }

    fn sees(&self, entity: &Seen) -> bool {
        self.may_read
            && entity.walk == Some(self.walk)
            && match self.role {
                Role::Coordinator => true,
                Role::Leader | Role::NoteTaker => {
                    !entity.is_act && (entity.group.is_none() || entity.group == self.group)
                }
                Role::Photographer | Role::Participant => entity.creator == Some(self.replica),
            }
    }
}

impl Pulled {
    fn rows(&self) -> usize {
        self.ops.len() + self.receipts.len() + self.retracted.len()
    }
}

struct Seen {
    group: Option<EntityId>,
    creator: Option<ReplicaId>,
    walk: Option<EntityId>,
    is_act: bool,
}

/// Whether an op may have been pulled before a person held it; erased since, it stays out.
fn was_taken_out(stored: &StoredOp) -> bool {
    let is_erased = stored.state == OpState::Erased && !stored.counts;
    is_erased || stored.reason == Some(HeldReason::ByPerson)
}

/// The office's acts are for the office alone.
fn named_act(kind: Option<&str>) -> bool {
    kind.and_then(Kind::from_name).is_some_and(Kind::is_act)
}

fn pulled_op(stored: StoredOp, group: Option<EntityId>) -> PulledOp {
    let erased: Option<OpHash> = (stored.state == OpState::Erased).then_some(stored.hash);
    PulledOp {
        payload: Payload(stored.payload),
        role: stored.role,
        group,
        erased,
    }
}

/// The newest commit and its mark.
pub fn head(connection: &Connection) -> Result<LogHead, Error> {
    let sql = "SELECT position, mark FROM mark ORDER BY position DESC LIMIT 1";
    let head = connection.prepare_cached(sql)?.query_row([], |row| {
        Ok(LogHead {
            position: row.get(0)?,
            mark: row.get(1)?,
        })
    });
    let empty = LogHead {
        position: 0,
        mark: 0,
    };
    Ok(head.optional()?.unwrap_or(empty))
}

/// Whether a head that a caller has seen was this log's.
pub fn knows(connection: &Connection, seen: LogHead) -> Result<bool, Error> {
    if seen.position == 0 {
        return Ok(true);
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM mark WHERE position = ?1 AND mark = ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![seen.position, seen.mark], |row| row.get(0))?)
}

/// How far the caller's files have come that changed after `from`.
pub fn photo_receipts(
    connection: &Connection,
    replica: ReplicaId,
    from: u64,
) -> Result<Vec<PhotoReceipt>, Error> {
    let sql = "SELECT hash, state FROM file WHERE uploader = ?1 AND change > ?2 ORDER BY change";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![replica, from], |row| {
        let state: String = row.get(1)?;
        Ok(PhotoReceipt {
            hash: row.get(0)?,
            state: OpState::from_name(&state).unwrap_or(OpState::Received),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The files that the caller's own photos name and that are not here.
pub fn wanted_photos(
    connection: &Connection,
    replica: ReplicaId,
    walk: EntityId,
) -> Result<Vec<ContentHash>, Error> {
    let sql = "SELECT DISTINCT photo_file.hash FROM entity \
               JOIN photo_file ON photo_file.photo = entity.id \
               WHERE entity.creator = ?1 AND entity.kind = 'photo' AND entity.walk = ?2 \
               AND NOT EXISTS (SELECT 1 FROM file WHERE file.walk = ?2 \
                               AND file.hash = photo_file.hash) \
               AND NOT EXISTS (SELECT 1 FROM erased_file WHERE erased_file.walk = ?2 \
                               AND erased_file.hash = photo_file.hash) LIMIT 1000";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![replica, walk], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a group of the walk has started and not ended.
///
/// Every call asks. A group of which nothing was said since it was planned has not started: it
/// is counted, and not folded.
pub fn is_under_way(connection: &Connection, walk: EntityId) -> Result<bool, Error> {
    let sql = "SELECT id FROM entity WHERE parent = ?1 AND kind = 'group' AND withdrawn = 0 \
               AND (SELECT count(*) FROM op WHERE op.target = entity.id AND counts = 1) > 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut groups = statement.query([walk])?;
    while let Some(row) = groups.next()? {
        if let Some(state) = log::state_of(connection, row.get(0)?)?
            && state.time("started_at").is_some()
            && state.time("ended_at").is_none()
        {
            return Ok(true);
        }
    }
    Ok(false)
}
