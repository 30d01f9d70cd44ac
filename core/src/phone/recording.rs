//! Recording a track: each item to the tail, every 60 to a chunk, every 600 to an op.
//!
//! An item is in the tail file before anything else happens, so an app that is killed loses
//! nothing; a chunk is synced, so a power cut loses at most a minute.

use std::ops::Deref;

use geo::{MultiPolygon, Polygon, coord};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::files::note_discard_of;
use super::participation::{self, Participation};
use super::record::entity_with_participation;
use super::store::Store;
use crate::id::EntityId;
use crate::op::{OpBuilder, Value};
use crate::place::LatLon;
use crate::seam::Files;
use crate::store::StoreError;
use crate::store::log;
use crate::sync::package::Package;
use crate::time::Timestamp;
use crate::track::{
    Fix, GapReason, GapWatch, Moment, OVERTIME_MS, Step, StopReason, TailFile, TrackItem,
    WatchPlan, decode_chunk, encode_chunk, join_chunks,
};

/// Items in a sealed chunk.
const CHUNK_ITEMS: usize = 60;
/// Items in an op.
const OP_ITEMS: u64 = 600;
/// A sync forms an op of what is sealed at most so often.
const SYNC_OP_EVERY_MS: i64 = 10 * 60 * 1_000;

/// What a screen shows of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Pulse {
    /// Items written down so far, gaps included.
    pub items: u64,
    /// How many of them are gaps.
    pub gaps: u64,
    /// Why nothing is recorded at present; none while recording or stopped.
    pub resting: Option<GapReason>,
    /// Whether recording has stopped, and why.
    pub stopped: Option<StopReason>,
}

/// How a walk's track on this phone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TrackState {
    /// None was begun.
    NotBegun,
    /// One was begun and goes on, after a restart too.
    UnderWay,
    /// The last one was ended, or should have been [`OVERTIME_MS`] ago and has not been recorded
    /// for so long: only a person who asks for it has more recorded.
    Over,
}

/// A recording under way, with its store or a reference to it. Dropping it loses nothing;
/// [`Recording::resume`] goes on.
pub struct Recording<S: Deref<Target = Store>> {
    store: S,
    track: EntityId,
    watch: GapWatch,
    next_number: u64,
    unsealed: Vec<TrackItem>,
    gaps: u64,
    stopped: Option<StopReason>,
}

struct Row {
    next_number: u64,
    last_op_at: Timestamp,
    ended: bool,
}

impl<S: Deref<Target = Store>> Recording<S> {
    /// Begins a track under the caller's id, or goes on with it when it was begun before.
    pub fn begin(
        store: S,
        walk: EntityId,
        track: EntityId,
        plan: &WatchPlan,
    ) -> Result<Self, StoreError> {
        if store.read(|connection| find(connection, track))?.is_some() {
            return Self::resume(store, track, plan);
        }
        store.begin_track(walk, track)?;
        let watch = GapWatch::start(plan, Moment::now(&*store.clock));
        Ok(Self {
            store,
            track,
            watch,
            next_number: 0,
            unsealed: Vec::new(),
            gaps: 0,
            stopped: None,
        })
    }

    /// Goes on after the process died: what the tail held is sealed, and the gap says killed.
    pub fn resume(store: S, track: EntityId, plan: &WatchPlan) -> Result<Self, StoreError> {
        let row = store
            .read(|connection| find(connection, track))?
            .ok_or(StoreError::NotFound(track))?;
        if row.ended {
            return Err(StoreError::NotNow(
                "this track has ended: begin another one",
            ));
        }
        let saved = rescue_tail(&store, track, row.next_number)?;
        let now = Moment::now(&*store.clock);
        let recorded = store.track_items(track)?;
        let all = || recorded.iter().chain(&saved);
        let gaps = all().filter(|item| matches!(item, TrackItem::Gap(_)));
        let gaps = gaps.count() as u64;
        let last = all().last().map(|item| (moment_of(item), is_pause(item)));
        let mut recording = Self {
            store,
            track,
            watch: GapWatch::start(plan, now),
            next_number: row.next_number + saved.len() as u64,
            unsealed: saved,
            gaps,
            stopped: None,
        };
        // The tail may hold items under other numbers: sealed, they are safe, and it begins anew.
        recording.seal()?;
        recording.drop_tail()?;
        if let Some((last_at, was_paused)) = last {
            let (watch, step) = GapWatch::resume(plan, last_at, now);
            recording.watch = watch;
            if was_paused {
                recording.watch.pause(now);
            } else {
                recording.take(vec![step])?;
            }
        }
        Ok(recording)
    }

    /// The receiver found a position.
    pub fn fix(&mut self, fix: &Fix) -> Result<Pulse, StoreError> {
        let now = Moment::now(&*self.store.clock);
        let steps = self.watch.fix(now, fix);
        self.take(steps)
    }

    /// Time passed; to be told every few seconds.
    pub fn tick(&mut self) -> Result<Pulse, StoreError> {
        let steps = self.watch.tick(Moment::now(&*self.store.clock));
        self.take(steps)
    }

    /// The person paused the recording.
    pub fn pause(&mut self) -> Result<Pulse, StoreError> {
        let steps = self.watch.pause(Moment::now(&*self.store.clock));
        self.take(steps)
    }

    /// The person lets it go on.
    pub fn unpause(&mut self) {
        self.watch.unpause(Moment::now(&*self.store.clock));
    }

    /// The phone allows or forbids the use of its position.
    pub fn permit(&mut self, is_permitted: bool) -> Result<Pulse, StoreError> {
        let now = Moment::now(&*self.store.clock);
        let steps = self.watch.permit(now, is_permitted);
        self.take(steps)
    }

    /// The group made a stop: what there is goes into an op.
    pub fn form_op(&mut self) -> Result<(), StoreError> {
        self.seal()?;
        self.store.form_track_op(self.track)?;
        self.drop_tail()
    }

    /// The walk is over: everything goes into ops, and the track is ended.
    pub fn end(&mut self) -> Result<Pulse, StoreError> {
        let steps = self.watch.end();
        self.take(steps)
    }

    fn take(&mut self, steps: Vec<Step>) -> Result<Pulse, StoreError> {
        // One that fails takes nothing from those behind it.
        let mut done = Ok(());
        for step in steps {
            done = done.and(match step {
                Step::Record(item) => self.write_down(item),
                Step::Stop(reason) => self.stop(reason),
            });
        }
        done?;
        Ok(self.pulse())
    }

    /// How it stands.
    pub fn pulse(&self) -> Pulse {
        Pulse {
            items: self.next_number,
            gaps: self.gaps,
            resting: self.watch.resting(),
            stopped: self.stopped,
        }
    }

    fn write_down(&mut self, item: TrackItem) -> Result<(), StoreError> {
        let path = tail_path(self.track);
        let kept = TailFile::new(&*self.store.files, &path).append(self.next_number, &item);
        self.next_number += 1;
        self.gaps += u64::from(matches!(item, TrackItem::Gap(_)));
        // Without room for the tail it is here until it is sealed.
        self.unsealed.push(item);
        if self.unsealed.len() < CHUNK_ITEMS {
            return Ok(kept?);
        }
        if self.seal()? {
            self.drop_tail()?;
        }
        Ok(())
    }

    fn stop(&mut self, reason: StopReason) -> Result<(), StoreError> {
        self.form_op()?;
        self.store.end_track(self.track)?;
        self.stopped = Some(reason);
        Ok(())
    }

    /// Makes a synced chunk of what is unsealed, and an op of all chunks when they are enough;
    /// returns whether it did.
    fn seal(&mut self) -> Result<bool, StoreError> {
        let first = self.next_number - self.unsealed.len() as u64;
        let are_enough = self.store.write(|tx| {
            if !self.unsealed.is_empty() {
                let bytes = encode_chunk(first, &self.unsealed);
                tx.prepare_cached("INSERT INTO chunk VALUES (?1, ?2, ?3)")?
                    .execute(params![self.track, first, bytes])?;
            }
            // The session's row is left alone: a page of flash a minute, for what the chunk tells.
            let sql = "SELECT in_ops_up_to FROM recording WHERE track = ?1";
            let mut statement = tx.prepare_cached(sql)?;
            let in_ops = statement.query_row([self.track], |row| row.get::<_, u64>(0));
            let in_ops = in_ops.optional()?.ok_or(StoreError::NotFound(self.track))?;
            let are_enough = self.next_number.saturating_sub(in_ops) >= OP_ITEMS;
            if are_enough {
                self.store.form_op_of_chunks(tx, self.track)?;
            }
            Ok(are_enough)
        })?;
        self.unsealed.clear();
        Ok(are_enough)
    }

    fn drop_tail(&self) -> Result<(), StoreError> {
        Ok(self.store.files.remove(&tail_path(self.track))?)
    }
}

impl Store {
    /// What to watch over a recording of a walk: its area and its planned end.
    pub fn watch_plan(&self, walk: EntityId) -> Result<WatchPlan, StoreError> {
        let by = self.participation(walk)?;
        let package = self.package(walk)?.map(|(package, _)| package);
        let outline = package.as_ref().and_then(|package| package.area.as_ref());
        let outline = outline.map(|area| area.polygon.as_slice());
        Ok(WatchPlan {
            area: outline.and_then(area_within),
            planned_end: planned_end(&by, package.as_ref()),
        })
    }

    /// The tracks that were begun here and not ended, of a walk.
    pub fn open_recordings(&self, walk: EntityId) -> Result<Vec<EntityId>, StoreError> {
        self.read(|connection| open_tracks(connection, walk))
    }

    /// How the track of a walk stands on this phone, by its clock and the walk's package.
    pub fn track_state(
        &self,
        by: &Participation,
        package: Option<&Package>,
    ) -> Result<TrackState, StoreError> {
        let now = self.clock.now();
        let end = planned_end(by, package);
        let is_late = end.is_some_and(|end| now >= end.plus_ms(OVERTIME_MS));
        self.read(|connection| {
            for track in open_tracks(connection, by.walk)? {
                // What was begun late has its half an hour as well: see `GapWatch`.
                if !is_late || now.ms_since(last_sealed_at(connection, track)?) < OVERTIME_MS {
                    return Ok(TrackState::UnderWay);
                }
            }
            let sql = "SELECT EXISTS (SELECT 1 FROM recording WHERE walk = ?1)";
            let mut statement = connection.prepare_cached(sql)?;
            let are_begun = statement.query_row([by.walk], |row| row.get(0))?;
            Ok(if are_begun {
                TrackState::Over
            } else {
                TrackState::NotBegun
            })
        })
    }

    /// Puts a whole track into ops at once, such as one recorded elsewhere.
    pub fn import_track(
        &self,
        walk: EntityId,
        track: EntityId,
        name: Option<&str>,
        items: &[TrackItem],
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            if log::entity_row(tx, track)?.is_some() {
                return Ok(());
            }
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let create = OpBuilder::create("track", track, Some(by.party()))
                .set_some("name", name)
                .set_some("started_at", items.first().map(|item| moment_of(item).0))
                .set_some("ended_at", items.last().map(|item| moment_of(item).0));
            self.record(tx, &by, create)?;
            for (index, piece) in items.chunks(OP_ITEMS as usize).enumerate() {
                let first = index as u64 * OP_ITEMS;
                let bytes = Value::Bytes(encode_chunk(first, piece));
                let op = OpBuilder::edit("track", track).set(&format!("fixes/{first}"), bytes);
                self.record(tx, &by, op)?;
            }
            Ok(())
        })
    }

    /// All items of a track that are here, in order: those in ops, then those sealed since.
    ///
    /// What cannot be decoded is left out; its bytes stay in the log.
    pub fn track_items(&self, track: EntityId) -> Result<Vec<TrackItem>, StoreError> {
        self.read(|connection| {
            let state = log::state_of(connection, track)?.ok_or(StoreError::NotFound(track))?;
            let mut chunks = crate::track::chunks_of(&state);
            for bytes in sealed_chunks(connection, track)? {
                chunks.extend(decode_chunk(&bytes));
            }
            chunks.sort_by_key(|chunk| chunk.first_number);
            Ok(chunks.into_iter().flat_map(|chunk| chunk.items).collect())
        })
    }

    /// Forms ops of what recordings have sealed, when the last ones are old enough.
    pub fn form_track_ops_for_sync(&self, walk: EntityId) -> Result<(), StoreError> {
        for track in self.open_recordings(walk)? {
            let row = self.read(|connection| find(connection, track))?;
            let age = row.map(|row| self.clock.now().ms_since(row.last_op_at));
            // A clock that was set back must not keep a track on the phone for ever.
            if age.is_some_and(|age| !(0..SYNC_OP_EVERY_MS).contains(&age)) {
                self.form_track_op(track)?;
            }
        }
        Ok(())
    }

    fn begin_track(&self, walk: EntityId, track: EntityId) -> Result<(), StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let now = self.clock.now().0;
            let create = OpBuilder::create("track", track, Some(by.party()));
            self.record(tx, &by, create.set("started_at", now))?;
            tx.execute(
                "INSERT INTO recording VALUES (?1, ?2, 0, 0, ?3, 0)",
                params![track, walk, now],
            )?;
            Ok(())
        })
    }

    fn end_track(&self, track: EntityId) -> Result<(), StoreError> {
        self.write(|tx| {
            let (_, by) = entity_with_participation(tx, track)?;
            let op = OpBuilder::edit("track", track).set("ended_at", self.clock.now().0);
            self.record(tx, &by, op)?;
            tx.execute("UPDATE recording SET ended = 1 WHERE track = ?1", [track])?;
            Ok(())
        })
    }

    /// One transaction: the op, and "in ops up to N". Afterwards it never changes.
    pub(super) fn form_track_op(&self, track: EntityId) -> Result<(), StoreError> {
        self.write(|tx| self.form_op_of_chunks(tx, track))
    }

    fn form_op_of_chunks(&self, tx: &Transaction<'_>, track: EntityId) -> Result<(), StoreError> {
        let chunks = sealed_chunks(tx, track)?;
        if chunks.is_empty() {
            return Ok(());
        }
        for whole in as_ops(&chunks) {
            self.record_chunk(tx, track, whole)?;
        }
        tx.execute(
            "UPDATE recording SET next_number = ?2, in_ops_up_to = ?2, last_op_at = ?3 \
             WHERE track = ?1",
            params![track, after_last_chunk(tx, track)?, self.clock.now().0],
        )?;
        tx.execute("DELETE FROM chunk WHERE track = ?1", [track])?;
        Ok(())
    }

    fn record_chunk(
        &self,
        tx: &Transaction<'_>,
        track: EntityId,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        let (_, by) = entity_with_participation(tx, track)?;
        let first = decode_chunk(&bytes).map_or(0, |chunk| chunk.first_number);
        let field = format!("fixes/{first}");
        let op = OpBuilder::edit("track", track).set(&field, Value::Bytes(bytes));
        self.record(tx, &by, op)
    }
}

/// Forgets a track that was never offered: its session, its chunks and its tail.
pub(super) fn forget_recording(tx: &Transaction<'_>, track: EntityId) -> Result<(), StoreError> {
    let sql = "DELETE FROM recording WHERE track = ?1";
    if tx.prepare_cached(sql)?.execute([track])? == 0 {
        return Ok(());
    }
    tx.execute("DELETE FROM chunk WHERE track = ?1", [track])?;
    note_discard_of(tx, &tail_path(track), None)
}

/// Chunks that follow each other as one; any that do not join stay as they are.
fn as_ops(chunks: &[Vec<u8>]) -> Vec<Vec<u8>> {
    join_chunks(chunks).map_or_else(|_| chunks.to_vec(), |joined| vec![joined])
}

fn find(connection: &Connection, track: EntityId) -> Result<Option<Row>, StoreError> {
    let sql = "SELECT next_number, last_op_at, ended FROM recording WHERE track = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement.query_row([track], |row| {
        Ok(Row {
            next_number: row.get(0)?,
            last_op_at: Timestamp(row.get(1)?),
            ended: row.get(2)?,
        })
    });
    let Some(row) = row.optional()? else {
        return Ok(None);
    };
    // The row is written with each op; what was sealed since is told by the chunks.
    let next_number = row.next_number.max(after_last_chunk(connection, track)?);
    Ok(Some(Row { next_number, ..row }))
}

fn open_tracks(connection: &Connection, walk: EntityId) -> Result<Vec<EntityId>, StoreError> {
    let sql = "SELECT track FROM recording WHERE walk = ?1 AND NOT ended ORDER BY track";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([walk], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When a track last sealed something, or was begun.
fn last_sealed_at(connection: &Connection, track: EntityId) -> Result<Timestamp, StoreError> {
    let row = find(connection, track)?.ok_or(StoreError::NotFound(track))?;
    let sealed = last_chunk(connection, track)?.and_then(|(_, bytes)| {
        let items = decode_chunk(&bytes).ok()?.items;
        items.last().map(moment_of)
    });
    Ok(sealed.unwrap_or_default().max(row.last_op_at))
}

/// When a walk should be over: by its package, else by the code that was joined with.
fn planned_end(by: &Participation, package: Option<&Package>) -> Option<Timestamp> {
    let told = package.and_then(|package| package.walk.planned_end);
    told.or_else(|| Some(by.code.read().ok()?.planned_end))
}

/// The number after the last sealed item; 0 when none is.
fn after_last_chunk(connection: &Connection, track: EntityId) -> Result<u64, StoreError> {
    let Some((first, bytes)) = last_chunk(connection, track)? else {
        return Ok(0);
    };
    // Numbers may leave some out, and must not come twice: damaged bytes count as a whole chunk.
    let whole = first + CHUNK_ITEMS as u64;
    Ok(decode_chunk(&bytes).map_or(whole, |chunk| chunk.next_number()))
}

/// The last sealed chunk that is in no op yet: the number of its first item, and its bytes.
fn last_chunk(
    connection: &Connection,
    track: EntityId,
) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
    let sql = "SELECT first, bytes FROM chunk WHERE track = ?1 ORDER BY first DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let last = statement.query_row([track], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(last.optional()?)
}

fn sealed_chunks(connection: &Connection, track: EntityId) -> Result<Vec<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM chunk WHERE track = ?1 ORDER BY first";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([track], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn tail_path(track: EntityId) -> String {
    format!("tracks/{track}.tail")
}

/// What the tail holds beyond what is sealed, in order.
fn rescue_tail(
    store: &Store,
    track: EntityId,
    next_number: u64,
) -> Result<Vec<TrackItem>, StoreError> {
    let path = tail_path(track);
    let files: &dyn Files = &*store.files;
    let mut tail = TailFile::new(files, &path).read()?;
    Ok(tail.items.split_off(&next_number).into_values().collect())
}

/// The area within an outline; none when it is no area.
pub(super) fn area_within(outline: &[LatLon]) -> Option<MultiPolygon<f64>> {
    let ring = outline.iter().map(|at| coord! { x: at.lon, y: at.lat });
    let area = Polygon::new(ring.collect(), Vec::new());
    (outline.len() >= 3).then(|| area.into())
}

fn is_pause(item: &TrackItem) -> bool {
    matches!(item, TrackItem::Gap(gap) if gap.reason == GapReason::Paused && gap.to.is_none())
}

fn moment_of(item: &TrackItem) -> Timestamp {
    match item {
        TrackItem::Fix(fix) => fix.at,
        TrackItem::Gap(gap) => gap.to.unwrap_or(gap.from),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::phone::testing::{SetClock, joined, link, opened};
    use crate::place::LatLon;
    use crate::track::simulate;

    fn walked(store: &Store, fixes: usize) -> Vec<Fix> {
        let from = LatLon::new(60.17, 24.94).unwrap();
        let route = simulate::route(from, 3_000.0, 4);
        let mut fixes_made = simulate::walk(&route, store.clock.now(), 4);
        fixes_made.truncate(fixes);
        assert_eq!(fixes_made.len(), fixes);
        fixes_made
    }

    #[test]
    fn an_app_killed_at_any_item_loses_none_and_says_so() {
        for killed_after in [1, 59, 60, 61, 130, 599, 600, 601, 1_300] {
            let folder = tempfile::tempdir().unwrap();
            let (store, walk) = joined(folder.path());
            let track = store.new_id();
            let plan = WatchPlan::default();
            let fixes = walked(&store, killed_after);
            let mut recording = Recording::begin(&store, walk, track, &plan).unwrap();
            for fix in &fixes {
                recording.fix(fix).unwrap();
            }
            drop(recording);
            drop(store);

            let (store, _) = joined(folder.path());
            let mut recording = Recording::begin(&store, walk, track, &plan).unwrap();
            recording.end().unwrap();
            let items = store.track_items(track).unwrap();
            let expected: Vec<TrackItem> = fixes.into_iter().map(TrackItem::Fix).collect();
            let before_the_gap: Vec<TrackItem> = items
                .iter()
                .filter(|item| matches!(item, TrackItem::Fix(_)))
                .cloned()
                .collect();
            assert_eq!(before_the_gap, expected, "killed after {killed_after}");
            let gaps: Vec<&TrackItem> = items
                .iter()
                .filter(|item| matches!(item, TrackItem::Gap(_)))
                .collect();
            assert!(
                matches!(gaps[..], [TrackItem::Gap(gap)] if gap.reason == GapReason::Killed),
                "killed after {killed_after}: {gaps:?}"
            );
            assert!(store.open_recordings(walk).unwrap().is_empty());
        }
    }

    #[test]
    fn a_long_track_is_in_ops_of_six_hundred() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let track = store.new_id();
        let fixes = walked(&store, 1_500);
        let items: Vec<TrackItem> = fixes.iter().copied().map(TrackItem::Fix).collect();
        let mut recording = Recording::begin(&store, walk, track, &WatchPlan::default()).unwrap();
        for fix in &fixes {
            recording.fix(fix).unwrap();
        }
        let view = store.show(track).unwrap();
        let in_ops = view.fields.iter().filter(|f| f.name.starts_with("fixes/"));
        assert_eq!(in_ops.count(), 2);
        assert_eq!(
            store.track_items(track).unwrap()[..1_500 - 60],
            items[..1_440]
        );
        recording.end().unwrap();
        assert_eq!(store.track_items(track).unwrap(), items);
    }

    #[test]
    fn a_track_recorded_elsewhere_is_read_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let track = store.new_id();
        let items: Vec<TrackItem> = walked(&store, 700)
            .into_iter()
            .map(TrackItem::Fix)
            .collect();
        for _ in 0..2 {
            store
                .import_track(walk, track, Some("hike"), &items)
                .unwrap();
        }
        assert_eq!(store.track_items(track).unwrap(), items);
    }

    /// A phone that has joined a walk, and when that should be over.
    fn joined_by(folder: &Path, clock: Arc<SetClock>) -> (Store, Participation, Timestamp) {
        let walk = EntityId::random(&crate::seam::SystemIds, Timestamp(0));
        let link = link(walk);
        let end = link.code.read().unwrap().planned_end;
        let store = opened(folder, clock);
        let by = store.join(&link).unwrap();
        (store, by, end)
    }

    #[test]
    fn a_track_goes_on_unasked_until_it_is_ended_or_overdue() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::default());
        let (store, by, end) = joined_by(folder.path(), clock.clone());
        clock.set(end);
        let (walk, state) = (by.walk, || store.track_state(&by, None).unwrap());
        assert_eq!(state(), TrackState::NotBegun);

        let plan = store.watch_plan(walk).unwrap();
        let first = Recording::begin(&store, walk, store.new_id(), &plan).unwrap();
        assert_eq!(state(), TrackState::UnderWay);
        drop(first);
        clock.set(end.plus_ms(OVERTIME_MS - 1));
        assert_eq!(state(), TrackState::UnderWay, "a dead process ends nothing");
        clock.set(end.plus_ms(OVERTIME_MS));
        assert_eq!(state(), TrackState::Over);

        clock.set(end);
        for track in store.open_recordings(walk).unwrap() {
            let mut again = Recording::begin(&store, walk, track, &plan).unwrap();
            again.end().unwrap();
        }
        assert_eq!(state(), TrackState::Over);
    }

    #[test]
    fn what_is_begun_late_goes_on_while_it_is_recorded() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::default());
        let (store, by, end) = joined_by(folder.path(), clock.clone());
        clock.set(end.plus_ms(3 * OVERTIME_MS));
        let (walk, state) = (by.walk, || store.track_state(&by, None).unwrap());
        let plan = store.watch_plan(walk).unwrap();
        let mut recording = Recording::begin(&store, walk, store.new_id(), &plan).unwrap();
        assert_eq!(state(), TrackState::UnderWay);
        let fixes = walked(&store, CHUNK_ITEMS);
        for fix in &fixes {
            recording.fix(fix).unwrap();
        }
        drop(recording);
        let last = fixes.last().unwrap().at;
        clock.set(last.plus_ms(OVERTIME_MS - 1));
        assert_eq!(state(), TrackState::UnderWay);
        clock.set(last.plus_ms(OVERTIME_MS));
        assert_eq!(state(), TrackState::Over);
    }
}
