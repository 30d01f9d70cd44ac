//! The phone's side of one exchange: what to offer, and what an answer changes.

use std::io::ErrorKind;
use std::ops::RangeInclusive;

use rusqlite::{Connection, OptionalExtension, ToSql, Transaction, params};

use super::files::{forget_file, forget_files, note_discard};
use super::participation::{self, Participation};
use super::photo;
use super::store::Store;
use crate::id::{ContentHash, EntityId, OpHash, ReplicaId, ReplicaSecret, ShortHash};
use crate::merge::{HeldReason, OpState};
use crate::op::Op;
use crate::store::StoreError;
use crate::store::log::{self, NewOp, StoredOp};
use crate::sync::auth::Credentials;
use crate::sync::backoff;
use crate::sync::wire::{
    Cursor, Holding, LogHead, MAX_OPS, PROTOCOL, Payload, PulledOp, Receipt, SyncAnswer,
    SyncRequest,
};
use crate::time::Timestamp;

/// Leaves room in a message for all but its payloads.
const MAX_BATCH_BYTES: usize = 900 * 1024;

/// A file that could not be sent is tried again after a day: servers are mended, too.
const TRY_AGAIN_AFTER_MS: i64 = 24 * 3_600 * 1_000;

/// A replica of this phone that has something to send or to ask.
#[derive(Clone, Debug)]
pub struct ReplicaDue {
    /// Which.
    pub id: ReplicaId,
    /// Whether another one writes in its place.
    pub retired: bool,
    /// How it proves who it is.
    pub credentials: Credentials,
    /// Exchanges that failed since the last one that did not.
    pub failures: u32,
    /// Not before this moment, by itself.
    pub next_sync_at: Timestamp,
}

/// One request, and whether more ops wait behind it.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The request.
    pub request: SyncRequest,
    /// Whether there are more ops than it takes.
    pub more: bool,
}

/// A file that the server does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileToSend {
    /// Its hash.
    pub hash: ContentHash,
    /// The photo that names it.
    pub photo: EntityId,
    /// Its length.
    pub bytes: u64,
    /// Where an upload was begun.
    pub upload: Option<String>,
}

impl Store {
    /// The replicas of a walk with something unsettled, the one that writes now first.
    pub fn replicas_due(&self, walk: EntityId) -> Result<Vec<ReplicaDue>, StoreError> {
        self.read(|connection| {
            let by = participation::find(connection, walk)?.ok_or(StoreError::NotFound(walk))?;
            // A clock that was ahead when it was noted must not keep the phone silent.
            let latest = self.clock.now().plus_ms(backoff::LONGEST_OBEYED_MS as i64);
            let mut statement = connection.prepare_cached(
                "SELECT id, retired, secret, failures, next_sync_at FROM replica WHERE walk = ?1 \
                 AND (NOT retired OR want_own \
                      OR EXISTS (SELECT 1 FROM op WHERE op.replica = replica.id \
                                 AND state IN ('on_phone', 'received', 'held')) \
                      OR EXISTS (SELECT 1 FROM file WHERE file.replica = replica.id \
                                 AND state NOT IN ('visible', 'erased'))) \
                 ORDER BY retired, id",
            )?;
            let rows = statement.query_map([walk], |row| {
                let secret: Vec<u8> = row.get(2)?;
                let damaged = || rusqlite::Error::InvalidColumnName("secret".to_owned());
                Ok(ReplicaDue {
                    id: row.get(0)?,
                    retired: row.get(1)?,
                    credentials: Credentials {
                        code: by.code,
                        secret: ReplicaSecret::from_slice(&secret).ok_or_else(damaged)?,
                    },
                    failures: row.get(3)?,
                    next_sync_at: Timestamp(row.get(4)?).min(latest),
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// When a sync of a walk should be tried next; a moment gone by when nothing failed.
    pub fn next_sync_at(&self, walk: EntityId) -> Result<Timestamp, StoreError> {
        let due = self.replicas_due(walk)?.into_iter();
        Ok(due.map(|due| due.next_sync_at).min().unwrap_or_default())
    }

    /// The next request of a replica. Its ops count as offered from now on.
    pub fn next_batch(&self, replica: ReplicaId) -> Result<Batch, StoreError> {
        self.write(|tx| {
            let (payloads, last, more) = outbox(tx, replica)?;
            let request = SyncRequest {
                protocol: PROTOCOL,
                now: self.clock.now(),
                holding: holding(tx, replica, last)?,
                ops: payloads,
                ..progress(tx, replica)?
            };
            Ok(Batch { request, more })
        })
    }

    /// Takes an answer in: receipts, ops of others, where to go on. All of it or nothing.
    ///
    /// Returns how many ops were new.
    pub fn apply_answer(
        &self,
        replica: ReplicaId,
        request: &SyncRequest,
        answer: &SyncAnswer,
    ) -> Result<usize, StoreError> {
        let new = self.write(|tx| self.apply(tx, replica, request, answer))?;
        self.discard_files();
        Ok(new)
    }

    fn apply(
        &self,
        tx: &Transaction<'_>,
        replica: ReplicaId,
        request: &SyncRequest,
        answer: &SyncAnswer,
    ) -> Result<usize, StoreError> {
        let walk: EntityId = tx
            .prepare_cached("SELECT walk FROM replica WHERE id = ?1")?
            .query_row([replica], |row| row.get(0))?;
        if answer.start_over {
            offer_again(tx, replica)?;
        }
        let mut unknown = false;
        let mut renew = false;
        for receipt in &answer.receipts {
            unknown |= !apply_receipt(tx, (walk, replica), receipt)?;
            renew |= receipt.reason == Some(HeldReason::SameNumberOtherBytes);
        }
        for receipt in &answer.photo_receipts {
            set_file_state(tx, replica, receipt.hash, receipt.state)?;
        }
        for hash in &answer.wanted_photos {
            set_file_state(tx, replica, *hash, OpState::OnPhone)?;
        }
        let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
        let mut new = 0;
        for pulled in &answer.ops {
            new += usize::from(take_in(tx, &by, pulled)?);
        }
        for hash in &answer.retracted {
            retract(tx, walk, *hash)?;
        }
        go_on(tx, replica, request, answer, self.clock.now())?;
        // Told of an own op that is not here: this is an old copy of the phone.
        let is_old_copy = unknown && !request.want_own && !participation::is_tidied(tx, walk)?;
        if (is_old_copy || renew) && by.replica == replica {
            self.renew_replica(tx, walk)?;
        }
        Ok(new)
    }

    /// Remembers that a sync failed, and when to try again by itself.
    pub fn note_failure(
        &self,
        replica: ReplicaId,
        next_sync_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            let sql = "UPDATE replica SET failures = failures + 1, next_sync_at = ?2 WHERE id = ?1";
            tx.execute(sql, params![replica, next_sync_at.0])?;
            Ok(())
        })
    }

    /// Remembers that a sync went through with all that belongs to it.
    pub(crate) fn note_success(&self, replica: ReplicaId) -> Result<(), StoreError> {
        self.write(|tx| {
            let sql = "UPDATE replica SET failures = 0 WHERE id = ?1 AND failures <> 0";
            tx.execute(sql, [replica])?;
            Ok(())
        })
    }

    /// The files of a replica that the server does not have, each once.
    ///
    /// One that could not be sent is left out for a day, and told of in the status.
    pub fn files_to_send(&self, replica: ReplicaId) -> Result<Vec<FileToSend>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT hash, min(photo), max(bytes), max(upload) FROM file \
                 WHERE replica = ?1 AND state = 'on_phone' \
                 AND (refused_at IS NULL OR refused_at NOT BETWEEN ?2 AND ?3) \
                 GROUP BY hash ORDER BY min(rowid)",
            )?;
            let now = self.clock.now();
            let given_up_since = now.plus_ms(-TRY_AGAIN_AFTER_MS);
            let rows = statement.query_map(params![replica, given_up_since.0, now.0], |row| {
                Ok(FileToSend {
                    hash: row.get(0)?,
                    photo: row.get(1)?,
                    bytes: row.get(2)?,
                    upload: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Remembers where a file's upload goes on; the file counts as offered.
    pub fn note_upload(
        &self,
        replica: ReplicaId,
        hash: ContentHash,
        upload: Option<&str>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE file SET upload = ?3, offered = 1 WHERE replica = ?1 AND hash = ?2";
        self.note(sql, params![replica, hash, upload])
    }

    /// Remembers why a file cannot be sent, for whoever asks how far everything has come.
    pub fn note_refusal(
        &self,
        replica: ReplicaId,
        hash: ContentHash,
        reason: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE file SET refused = ?3, refused_at = ?4, upload = NULL \
                   WHERE replica = ?1 AND hash = ?2";
        self.note(sql, params![replica, hash, reason, self.clock.now().0])
    }

    /// The server has acknowledged the whole file.
    pub fn note_file_received(
        &self,
        replica: ReplicaId,
        hash: ContentHash,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE file SET state = 'received', upload = NULL, refused = NULL, \
                   refused_at = NULL WHERE replica = ?1 AND hash = ?2 AND state = 'on_phone'";
        self.note(sql, params![replica, hash])
    }

    fn note(&self, sql: &str, what: &[&dyn ToSql]) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.prepare_cached(sql)?.execute(what)?;
            Ok(())
        })
    }

    /// Whether a photo's file is here with the bytes that it was recorded with.
    pub(crate) fn is_file_whole(&self, hash: ContentHash) -> Result<bool, StoreError> {
        let path = photo::path(hash);
        Ok(match self.files.length(&path)? {
            Some(_) => ContentHash::of(&self.files.read(&path)?) == hash,
            None => false,
        })
    }

    /// A piece of a file, for sending; empty past its end, or when there is no such file.
    pub(crate) fn read_piece(
        &self,
        hash: ContentHash,
        offset: u64,
        length: usize,
    ) -> Result<Vec<u8>, StoreError> {
        match self.files.read_at(&photo::path(hash), offset, length) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            read => Ok(read?),
        }
    }

    /// The photos of a walk whose file is not here: photo and hash.
    pub fn photos_missing(
        &self,
        walk: EntityId,
    ) -> Result<Vec<(EntityId, ContentHash)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT photo_file.photo, photo_file.hash FROM photo_file \
                 JOIN entity ON entity.id = photo_file.photo \
                 WHERE entity.walk = ?1 AND entity.withdrawn = 0 \
                 AND NOT EXISTS (SELECT 1 FROM file WHERE file.hash = photo_file.hash \
                                 AND file.photo = photo_file.photo)",
            )?;
            let rows = statement.query_map([walk], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Keeps the file of somebody else's photo. The caller has checked its hash.
    pub fn keep_photo(
        &self,
        photo: EntityId,
        hash: ContentHash,
        jpeg: &[u8],
    ) -> Result<(), StoreError> {
        self.write_naming(&[hash], &[(photo::path(hash), jpeg)], |tx| {
            tx.execute(
                "INSERT INTO file (hash, photo, bytes, state) VALUES (?1, ?2, ?3, 'visible') \
                 ON CONFLICT (hash, photo) DO NOTHING",
                params![hash, photo, jpeg.len() as i64],
            )?;
            Ok(())
        })
    }
}

/// What waits to be sent, oldest first, as much as a request takes; the number of its last op,
/// and whether there is more.
fn outbox(
    tx: &Transaction<'_>,
    replica: ReplicaId,
) -> Result<(Vec<Payload>, i64, bool), StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT seq, payload FROM op WHERE replica = ?1 AND state = 'on_phone' ORDER BY seq",
    )?;
    let mut rows = statement.query([replica])?;
    let (mut payloads, mut last, mut more) = (Vec::new(), 0, false);
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        let payload: Vec<u8> = row.get(1)?;
        bytes += payload.len() + 8;
        more = payloads.len() == MAX_OPS || bytes > MAX_BATCH_BYTES;
        if more {
            break;
        }
        last = row.get::<_, i64>(0)?;
        payloads.push(Payload(payload));
    }
    note_offered(tx, replica, last)?;
    Ok((payloads, last, more))
}

/// From now on the ops up to this number may have left the phone.
fn note_offered(tx: &Transaction<'_>, replica: ReplicaId, last: i64) -> Result<(), StoreError> {
    let sql = "UPDATE op SET change = 1 \
               WHERE replica = ?1 AND state = 'on_phone' AND seq <= ?2 AND change <> 1";
    tx.prepare_cached(sql)?.execute(params![replica, last])?;
    Ok(())
}

/// What a replica holds, the ops up to `last` included; since when without them.
fn holding(connection: &Connection, replica: ReplicaId, last: i64) -> Result<Holding, StoreError> {
    let ops = "SELECT count(*) FROM op WHERE replica = ?1 AND state = 'on_phone'";
    let ops = connection
        .prepare_cached(ops)?
        .query_row([replica], |row| row.get(0))?;
    let files = "SELECT count(*), coalesce(sum(file.bytes), 0), min(entity.at) FROM file \
                 LEFT JOIN entity ON entity.id = file.photo \
                 WHERE file.replica = ?1 AND file.state = 'on_phone'";
    let (photos, photo_bytes, oldest_photo): (_, _, Option<i64>) = connection
        .prepare_cached(files)?
        .query_row([replica], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let oldest_op = first_op_after(connection, replica, last)?;
    Ok(Holding {
        ops,
        photos,
        photo_bytes,
        since: oldest_op
            .into_iter()
            .chain(oldest_photo)
            .min()
            .map(Timestamp),
    })
}

/// When the first op was recorded that a request up to `last` leaves behind.
fn first_op_after(
    connection: &Connection,
    replica: ReplicaId,
    last: i64,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT at FROM op WHERE replica = ?1 AND state = 'on_phone' AND seq > ?2 \
               ORDER BY seq LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let at = statement.query_row(params![replica, last], |row| row.get(0));
    Ok(at.optional()?)
}

/// A request without ops, from where the last one ended.
fn progress(connection: &Connection, replica: ReplicaId) -> Result<SyncRequest, StoreError> {
    let sql = "SELECT cursor_scope, cursor_position, head_position, head_mark, want_own \
               FROM replica WHERE id = ?1";
    let bits = |value: Option<i64>| value.map(i64::cast_unsigned);
    let found = connection
        .prepare_cached(sql)?
        .query_row([replica], |row| {
            let cursor = bits(row.get(0)?).zip(row.get(1)?);
            let head = row.get(2)?;
            let mark = bits(row.get(3)?);
            Ok(SyncRequest {
                protocol: PROTOCOL,
                now: Timestamp(0),
                cursor: cursor.map(|(scope, position)| Cursor { scope, position }),
                seen_head: Option::zip(head, mark)
                    .map(|(position, mark)| LogHead { position, mark }),
                ops: Vec::new(),
                holding: Holding::default(),
                want_own: row.get(4)?,
            })
        })?;
    Ok(found)
}

/// The server was restored from a backup: everything counts as only here again.
fn offer_again(tx: &Transaction<'_>, replica: ReplicaId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE op SET state = 'on_phone', reason = NULL WHERE replica = ?1 AND state <> 'erased'",
        [replica],
    )?;
    tx.execute(
        "UPDATE file SET state = 'on_phone', upload = NULL, refused = NULL, refused_at = NULL \
         WHERE replica = ?1 AND state <> 'erased'",
        [replica],
    )?;
    Ok(())
}

/// Moves an own op's state; `false` when there is no such op here.
fn apply_receipt(
    tx: &Transaction<'_>,
    (walk, replica): (EntityId, ReplicaId),
    receipt: &Receipt,
) -> Result<bool, StoreError> {
    if receipt.state != OpState::Erased && is_moved(tx, (walk, replica), receipt)? {
        return Ok(true);
    }
    let range = hashes_from(receipt.hash);
    let sql = format!(
        "SELECT {} FROM op WHERE walk = ?4 AND hash BETWEEN ?1 AND ?2 AND replica = ?3",
        StoredOp::COLUMNS
    );
    let found = tx
        .prepare_cached(&sql)?
        .query_row(
            params![range.start(), range.end(), replica, walk],
            StoredOp::from_row,
        )
        .optional()?;
    let Some(stored) = found else {
        return Ok(receipt.state == OpState::Erased);
    };
    if receipt.state == OpState::Erased {
        erase_here(tx, &stored)?;
    }
    Ok(true)
}

/// Moves the state of an own op that is here and not erased, without reading it.
fn is_moved(
    tx: &Transaction<'_>,
    (walk, replica): (EntityId, ReplicaId),
    receipt: &Receipt,
) -> Result<bool, StoreError> {
    let range = hashes_from(receipt.hash);
    let sql = "UPDATE op SET state = ?4, reason = ?5, counts = 1, change = 1 \
               WHERE walk = ?6 AND hash BETWEEN ?1 AND ?2 AND replica = ?3 \
               AND state <> 'erased'";
    let moved = tx.prepare_cached(sql)?.execute(params![
        range.start(),
        range.end(),
        replica,
        receipt.state.name(),
        receipt.reason.map(HeldReason::name),
        walk
    ])?;
    Ok(moved > 0)
}

/// All hashes that begin with a short one.
fn hashes_from(short: ShortHash) -> RangeInclusive<OpHash> {
    let mut low = [0; 32];
    let mut high = [0xff; 32];
    low[..16].copy_from_slice(&short.0);
    high[..16].copy_from_slice(&short.0);
    OpHash(low)..=OpHash(high)
}

fn erase_here(tx: &Transaction<'_>, stored: &StoredOp) -> Result<(), StoreError> {
    log::erase(tx, stored, 1)?;
    let Some(target) = stored.target else {
        return Ok(());
    };
    log::refresh(tx, target)?;
    let mut unnamed = tx.prepare_cached(
        "SELECT hash FROM file WHERE photo = ?1 AND hash NOT IN \
         (SELECT hash FROM photo_file WHERE photo = ?1)",
    )?;
    let hashes = unnamed.query_map([target], |row| row.get(0))?;
    for hash in hashes.collect::<Result<Vec<_>, _>>()? {
        forget_file(tx, target, hash)?;
    }
    Ok(())
}

/// Believes the server on a file of the replica. What was erased goes from the disk.
fn set_file_state(
    tx: &Transaction<'_>,
    replica: ReplicaId,
    hash: ContentHash,
    state: OpState,
) -> Result<(), StoreError> {
    let sql = "UPDATE file SET state = ?3 WHERE hash = ?1 AND replica = ?2 AND state <> 'erased'";
    tx.prepare_cached(sql)?
        .execute(params![hash, replica, state.name()])?;
    if state == OpState::Erased {
        note_discard(tx, hash)?;
    }
    Ok(())
}

/// Puts a pulled op into the log; `true` when it was new.
fn take_in(
    tx: &Transaction<'_>,
    by: &Participation,
    pulled: &PulledOp,
) -> Result<bool, StoreError> {
    let payload = &pulled.payload.0;
    let hash = pulled.erased.unwrap_or_else(|| OpHash::of(payload));
    let op = Op::read_as(payload, hash).ok();
    let state = match pulled.erased {
        Some(_) => OpState::Erased,
        None => OpState::Visible,
    };
    let new = NewOp {
        payload,
        op: op.as_ref(),
        hash,
        replica: op.as_ref().map_or(ReplicaId([0; 16]), |op| op.replica),
        role: pulled.role,
        walk: by.walk,
        group: pulled.group,
        state,
        reason: None,
        counts: op.is_some(),
        change: 1,
    };
    if let Some(position) = log::insert(tx, &new)? {
        log::refresh_after(tx, &new, position)?;
        return Ok(true);
    }
    let Some(stored) = log::find(tx, by.walk, hash)? else {
        return Ok(false);
    };
    if pulled.erased.is_some() {
        erase_here(tx, &stored)?;
    } else if stored.state != OpState::Erased && stored.state != OpState::Visible {
        let visible = OpState::Visible;
        log::replace_state(tx, stored.position, visible, None, true, stored.change)?;
        refresh_target(tx, stored.target)?;
    }
    Ok(false)
}

/// Takes an op of somebody else out again; it is pulled anew once it counts.
fn retract(tx: &Transaction<'_>, walk: EntityId, hash: ShortHash) -> Result<(), StoreError> {
    let range = hashes_from(hash);
    let sql = "DELETE FROM op WHERE walk = ?3 AND hash BETWEEN ?1 AND ?2 \
               AND replica NOT IN (SELECT id FROM replica) RETURNING target";
    let retracted: Option<Option<EntityId>> = tx
        .prepare_cached(sql)?
        .query_row(params![range.start(), range.end(), walk], |row| row.get(0))
        .optional()?;
    let Some(target) = retracted.flatten() else {
        return Ok(());
    };
    log::refresh(tx, target)?;
    if log::entity_row(tx, target)?.is_none() {
        forget_files(tx, target)?;
    }
    Ok(())
}

fn refresh_target(tx: &Transaction<'_>, target: Option<EntityId>) -> Result<(), StoreError> {
    target.map_or(Ok(()), |target| log::refresh(tx, target))
}

/// Remembers where the next exchange goes on.
fn go_on(
    tx: &Transaction<'_>,
    replica: ReplicaId,
    request: &SyncRequest,
    answer: &SyncAnswer,
    now: Timestamp,
) -> Result<(), StoreError> {
    let cursor = Some(answer.cursor).filter(|_| !answer.start_over);
    let wanted_own_is_here = request.want_own && !answer.more;
    let next = now.plus_ms(backoff::obeyed_ms(answer.next_sync_after_s) as i64);
    tx.prepare_cached(
        "UPDATE replica SET head_position = ?4, head_mark = ?5, next_sync_at = ?7, \
         cursor_scope = iif(want_own > ?8, NULL, ?2), \
         cursor_position = iif(want_own > ?8, NULL, ?3), want_own = want_own AND NOT ?6 \
         WHERE id = ?1",
    )?
    .execute(params![
        replica,
        cursor.map(|cursor| cursor.scope.cast_signed()),
        cursor.map(|cursor| cursor.position),
        answer.head.position,
        answer.head.mark.cast_signed(),
        wanted_own_is_here,
        next.0,
        // An answer to what was asked before own ops were wanted does not bring them.
        request.want_own,
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::PhotoDraft;
    use super::super::testing::{SetClock, joined, jpeg, link, observed, opened, other_jpeg};
    use super::*;
    use crate::seam::{Clock, SystemClock};

    fn answer(receipts: Vec<Receipt>) -> SyncAnswer {
        SyncAnswer {
            protocol: PROTOCOL,
            server_time: Timestamp(0),
            head: LogHead {
                position: 9,
                mark: u64::MAX,
            },
            cursor: Cursor {
                scope: u64::MAX,
                position: 9,
            },
            start_over: false,
            ops: Vec::new(),
            receipts,
            photo_receipts: Vec::new(),
            wanted_photos: Vec::new(),
            retracted: Vec::new(),
            more: false,
            next_sync_after_s: 20,
        }
    }

    fn receipts(request: &SyncRequest, state: OpState) -> Vec<Receipt> {
        let hashes = request.ops.iter().map(|op| OpHash::of(&op.0).short());
        let receipt = |hash| Receipt {
            hash,
            state,
            reason: None,
        };
        hashes.map(receipt).collect()
    }

    #[test]
    fn only_an_answer_moves_a_receipt() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        observed(&store, walk, "ett");
        let replica = store.participation(walk).unwrap().replica;
        let lost = store.next_batch(replica).unwrap().request;
        let again = store.next_batch(replica).unwrap().request;
        assert_eq!(lost.ops, again.ops);
        assert_eq!(store.status(walk).unwrap().ops.on_phone, 2);

        let visible = answer(receipts(&again, OpState::Visible));
        store.apply_answer(replica, &again, &visible).unwrap();
        assert!(store.status(walk).unwrap().is_all_visible());
        let next = store.next_batch(replica).unwrap().request;
        assert!(next.ops.is_empty());
        assert_eq!(next.cursor, Some(visible.cursor));
        assert_eq!(next.seen_head, Some(visible.head));
    }

    #[test]
    fn a_restored_server_is_offered_everything_again() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        observed(&store, walk, "ett");
        let replica = store.participation(walk).unwrap().replica;
        let first = store.next_batch(replica).unwrap().request;
        let visible = answer(receipts(&first, OpState::Visible));
        store.apply_answer(replica, &first, &visible).unwrap();

        let mut start_over = answer(Vec::new());
        start_over.start_over = true;
        store.apply_answer(replica, &first, &start_over).unwrap();
        assert_eq!(store.status(walk).unwrap().ops.on_phone, 2);
        let again = store.next_batch(replica).unwrap().request;
        assert_eq!(again.ops, first.ops);
        assert_eq!(again.cursor, None);
    }

    #[test]
    fn a_phone_told_of_what_it_never_wrote_goes_on_as_somebody_new() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let replica = store.participation(walk).unwrap().replica;
        let request = store.next_batch(replica).unwrap().request;
        let unknown = Receipt {
            hash: ShortHash([9; 16]),
            state: OpState::Visible,
            reason: None,
        };
        store
            .apply_answer(replica, &request, &answer(vec![unknown]))
            .unwrap();
        assert_ne!(store.participation(walk).unwrap().replica, replica);
        let old = store.next_batch(replica).unwrap().request;
        assert!(old.want_own && old.cursor.is_none());
    }

    #[test]
    fn erased_values_leave_the_phone() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let id = observed(&store, walk, "hemligt");
        let replica = store.participation(walk).unwrap().replica;
        let request = store.next_batch(replica).unwrap().request;
        let erased = answer(receipts(&request, OpState::Erased));
        store.apply_answer(replica, &request, &erased).unwrap();
        let view = store.show(id).unwrap();
        assert!(view.fields.iter().all(|field| field.erased));
        let mut archive = Vec::new();
        store.write_rescue_archive(walk, &mut archive).unwrap();
        assert!(!String::from_utf8_lossy(&archive).contains("hemligt"));
    }

    #[test]
    fn a_phone_says_since_when_it_holds_what_it_does_not_send_in_this_call() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::default());
        let began = SystemClock.now();
        let minute = |n: i64| began.plus_ms(n * 60_000);
        clock.set(began);
        let store = opened(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>);
        let walk = store.join(&link(store.new_id())).unwrap().walk;
        let replica = store.participation(walk).unwrap().replica;
        let of = observed(&store, walk, "mörkt");
        let only_ops = store.next_batch(replica).unwrap().request.holding;
        assert_eq!((only_ops.ops, only_ops.since), (2, None));

        for n in 1..=2 {
            clock.set(minute(n));
            let draft = PhotoDraft {
                jpeg: if n == 1 { jpeg() } else { other_jpeg() },
                blur: Vec::new(),
                caption: None,
                taken_at: None,
            };
            store.add_photo(of, store.new_id(), &draft).unwrap();
        }
        clock.set(minute(3));
        let request = store.next_batch(replica).unwrap().request;
        let held = request.holding;
        assert_eq!((held.ops, held.photos, held.since), (4, 2, Some(minute(1))));
        let visible = answer(receipts(&request, OpState::Visible));
        store.apply_answer(replica, &request, &visible).unwrap();
        let still = |store: &Store| store.next_batch(replica).unwrap().request.holding;
        assert_eq!(
            (still(&store).ops, still(&store).since),
            (0, Some(minute(1)))
        );

        for left in [Some(minute(2)), None] {
            let first = store.files_to_send(replica).unwrap()[0].hash;
            store.note_file_received(replica, first).unwrap();
            assert_eq!(still(&store).since, left);
        }
    }

    #[test]
    fn what_does_not_fit_into_a_request_is_held_since_it_was_recorded() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::default());
        let began = SystemClock.now();
        clock.set(began);
        let store = opened(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>);
        let walk = store.join(&link(store.new_id())).unwrap().walk;
        for n in 1..=MAX_OPS as i64 {
            clock.set(began.plus_ms(n));
            observed(&store, walk, "mörkt");
        }
        let replica = store.participation(walk).unwrap().replica;
        let batch = store.next_batch(replica).unwrap();
        assert!(batch.more);
        // The first op says who takes part, so that of these one is left.
        let last = began.plus_ms(MAX_OPS as i64);
        assert_eq!(batch.request.holding.since, Some(last));
    }

    /// An op of somebody else, as it is pulled before and after its values were erased.
    fn pulled(store: &Store, target: EntityId) -> [PulledOp; 2] {
        let replica = ReplicaId([8; 16]);
        let sealed = crate::op::OpBuilder::edit("observation", target)
            .set("words", "hemligt")
            .seal(replica, 1, store.clock.now());
        let pulled = |payload, erased| PulledOp {
            payload: Payload(payload),
            role: crate::domain::Role::Leader,
            group: None,
            erased,
        };
        let skeleton = sealed.op.skeleton();
        [
            pulled(sealed.payload, None),
            pulled(skeleton, Some(sealed.op.hash)),
        ]
    }

    #[test]
    fn erasure_wins_in_whatever_order_and_however_often_it_comes() {
        for order in [&[0, 1][..], &[1, 0], &[1, 0, 0, 1, 0], &[0, 0, 1, 0]] {
            let folder = tempfile::tempdir().unwrap();
            let (store, walk) = joined(folder.path());
            let id = observed(&store, walk, "eget");
            let replica = store.participation(walk).unwrap().replica;
            let request = store.next_batch(replica).unwrap().request;
            let pulled = pulled(&store, id);
            for n in order {
                let mut answer = answer(Vec::new());
                answer.ops = vec![pulled[*n].clone()];
                store.apply_answer(replica, &request, &answer).unwrap();
            }
            let history = store.show(id).unwrap().history;
            assert_eq!(history.last().unwrap().state, OpState::Erased, "{order:?}");
            let connection = store.connection();
            let sql = "SELECT count(*) FROM op WHERE instr(payload, 'hemligt')";
            let left: u32 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(left, 0, "{order:?}");
        }
    }

    #[test]
    fn an_answer_taken_in_twice_changes_nothing_more() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let id = observed(&store, walk, "ett");
        let replica = store.participation(walk).unwrap().replica;
        let request = store.next_batch(replica).unwrap().request;
        let mut visible = answer(receipts(&request, OpState::Visible));
        visible.ops = vec![pulled(&store, id)[0].clone()];
        assert_eq!(store.apply_answer(replica, &request, &visible).unwrap(), 1);
        let once = log::digest(&store.connection()).unwrap();
        assert_eq!(store.apply_answer(replica, &request, &visible).unwrap(), 0);
        assert_eq!(log::digest(&store.connection()).unwrap(), once);
        assert!(store.status(walk).unwrap().is_all_visible());
    }

    #[test]
    fn a_clock_that_was_ahead_does_not_keep_the_phone_silent() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let replica = store.participation(walk).unwrap().replica;
        let now = store.clock.now();
        let in_ten_years = now.plus_ms(10 * 365 * 24 * 3_600_000);
        store.note_failure(replica, in_ten_years).unwrap();
        let due = store.replicas_due(walk).unwrap();
        assert!(due[0].next_sync_at.ms_since(now) <= 25 * 3_600_000);
        assert_eq!(due[0].failures, 1);
    }
}
