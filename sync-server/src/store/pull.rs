//! What a caller may see since its cursor.

use lykta_core::domain::{Kind, Role};
use lykta_core::id::{ContentHash, EntityId, OpHash, ReplicaId, ShortHash};
use lykta_core::merge::{HeldReason, OpState};
use lykta_core::store::log::{self, StoredOp};
use lykta_core::sync::wire::{Cursor, LogHead, Payload, PhotoReceipt, PulledOp, Receipt};
use rusqlite::{Connection, OptionalExtension, ToSql, params};

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
             WHERE {} ORDER BY op.change",
            StoredOp::COLUMNS,
            self.reach(from).candidates()
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let values: [&dyn ToSql; 4] = [&self.walk, &from, &self.replica, &self.group];
        let wanted = statement.parameter_count();
        let mut rows = statement.query(&values[..wanted])?;
        let mut pulled = Pulled::default();
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
        // Nothing up to the newest commit is left out that this caller sees.
        pulled.position = head(connection)?.position.max(from);
        Ok(pulled)
    }

    fn reach(&self, from: u64) -> Reach {
        match self.role {
            Role::Photographer | Role::Participant => Reach::Own,
            Role::Leader | Role::NoteTaker if from == 0 => Reach::Group,
            Role::Leader | Role::NoteTaker | Role::Coordinator => Reach::Walk,
        }
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

/// Which rows of the log are looked at: of a large walk, a phone sees few.
///
/// [`Puller::sees`] decides about each; this only leaves out what it would not let through.
#[derive(Clone, Copy, Debug)]
enum Reach {
    /// Own ops, those that were taken out, and those about what the caller created.
    Own,
    /// The same with all about the caller's group and the walk as a whole. A phone that knows
    /// nothing yet asks so; later, what is new in the walk is less.
    Group,
    /// All that is new in the walk.
    Walk,
}

const OWN_AND_TAKEN_OUT: &str = "SELECT position FROM op WHERE replica = ?3 AND change > ?2 \
     UNION SELECT position FROM op WHERE walk = ?1 AND change > ?2 \
     AND (state = 'erased' OR reason = 'by_person') UNION SELECT op.position FROM entity \
     JOIN op ON op.target = entity.id WHERE op.change > ?2";

impl Reach {
    /// What a row of `op` must meet: ?1 is the walk, ?2 the change before, ?3 the caller's
    /// replica, ?4 its group.
    fn candidates(self) -> String {
        let entities = match self {
            Self::Own => "entity.creator = ?3",
            Self::Group => "entity.walk = ?1 AND (entity.group_id IS NULL OR entity.group_id = ?4)",
            Self::Walk => return "op.walk = ?1 AND op.change > ?2".to_owned(),
        };
        format!("op.walk = ?1 AND op.position IN ({OWN_AND_TAKEN_OUT} AND {entities})")
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

/// Whether a caller's group has started and not ended; for one without a group, whether any of
/// the walk has.
///
/// Every call asks. A group of which nothing was said since it was planned has not started: it
/// is counted, and not folded.
pub fn is_under_way(
    connection: &Connection,
    walk: EntityId,
    group: Option<EntityId>,
) -> Result<bool, Error> {
    if let Some(group) = group {
        return is_walking(connection, group);
    }
    let sql = "SELECT id FROM entity WHERE parent = ?1 AND kind = 'group' AND withdrawn = 0 \
               AND (SELECT count(*) FROM op WHERE op.target = entity.id) > 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut groups = statement.query([walk])?;
    while let Some(row) = groups.next()? {
        if is_walking(connection, row.get(0)?)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_walking(connection: &Connection, group: EntityId) -> Result<bool, Error> {
    let state = log::state_of(connection, group)?;
    Ok(state.is_some_and(|group| {
        group.time("started_at").is_some()
            && group.time("ended_at").is_none()
            && !group.is_withdrawn()
    }))
}
