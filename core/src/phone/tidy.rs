//! Keeping: what is not visible stays for ever; the rest goes when its time is over.

use rusqlite::{Transaction, params};

use super::basemap::forget_basemap;
use super::files::forget_files;
use super::participation::{self, KEPT_FOR_MS, Participation};
use super::recording::forget_recording;
use super::store::Store;
use crate::id::EntityId;
use crate::store::StoreError;
use crate::store::log;
use crate::time::Timestamp;

impl Store {
    /// Deletes, unaided, what this phone need not keep any longer.
    ///
    /// Other people's items and the base map go 30 days after the walk; own ones not before all of them have
    /// been visible for 30 days.
    pub fn tidy(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.write(|tx| {
            for by in participation::all(tx)? {
                tidy_walk(tx, &by, now)?;
            }
            Ok(())
        })?;
        self.discard_files();
        self.sweep_basemaps();
        Ok(())
    }
}

fn tidy_walk(tx: &Transaction<'_>, by: &Participation, now: Timestamp) -> Result<(), StoreError> {
    let settled_at = note_settled(tx, by.walk, now)?;
    if !by.is_over(now) {
        return Ok(());
    }
    forget_basemap(tx, by.walk)?;
    if delete(tx, by.walk, Whose::Others)? {
        // A clock that was wrong takes nothing for good: who may still read pulls it again.
        let sql = "UPDATE replica SET cursor_scope = NULL, cursor_position = NULL WHERE walk = ?1";
        tx.execute(sql, [by.walk])?;
    }
    if settled_at.is_some_and(|at| now.ms_since(at) >= KEPT_FOR_MS) {
        tx.execute(
            "UPDATE participation SET tidied = 1 WHERE walk = ?1",
            [by.walk],
        )?;
        delete(tx, by.walk, Whose::Own)?;
    }
    Ok(())
}

/// Since when everything recorded here has been visible; `None` while something is not.
fn note_settled(
    tx: &Transaction<'_>,
    walk: EntityId,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let own = "replica IN (SELECT id FROM replica WHERE walk = ?1)";
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM op WHERE {own} AND state NOT IN ('visible', 'erased')) \
         OR EXISTS (SELECT 1 FROM file WHERE {own} AND state NOT IN ('visible', 'erased')) \
         OR EXISTS (SELECT 1 FROM recording WHERE walk = ?1 \
                    AND (NOT ended OR track IN (SELECT track FROM chunk))), \
         (SELECT settled_at FROM participation WHERE walk = ?1)"
    );
    let (is_unsettled, before): (bool, Option<i64>) = tx
        .prepare_cached(&sql)?
        .query_row([walk], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let settled_at = (!is_unsettled).then(|| before.unwrap_or(now.0));
    if settled_at != before {
        let sql = "UPDATE participation SET settled_at = ?2 WHERE walk = ?1";
        tx.execute(sql, params![walk, settled_at])?;
    }
    Ok(settled_at.map(Timestamp))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Others,
}

/// Deletes ops with what was made of them; `false` when there were none.
fn delete(tx: &Transaction<'_>, walk: EntityId, whose: Whose) -> Result<bool, StoreError> {
    let not = if whose == Whose::Own { "" } else { "NOT" };
    let sql = format!(
        "DELETE FROM op WHERE walk = ?1 \
         AND replica {not} IN (SELECT id FROM replica WHERE walk = ?1) RETURNING target"
    );
    let mut statement = tx.prepare(&sql)?;
    let rows = statement.query_map([walk], |row| row.get(0))?;
    let mut targets: Vec<Option<EntityId>> = rows.collect::<Result<_, _>>()?;
    targets.sort();
    targets.dedup();
    for target in targets.iter().flatten() {
        log::refresh(tx, *target)?;
        let is_gone = log::entity_row(tx, *target)?.is_none();
        if is_gone && !is_own_photo(tx, *target, whose)? {
            forget_files(tx, *target)?;
        }
        if whose == Whose::Own {
            forget_recording(tx, *target)?;
        }
    }
    Ok(!targets.is_empty())
}

/// A file of this phone stays as long as its own ops do.
fn is_own_photo(tx: &Transaction<'_>, photo: EntityId, whose: Whose) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM file WHERE photo = ?1 AND replica IS NOT NULL)";
    let has_own = tx
        .prepare_cached(sql)?
        .query_row([photo], |row| row.get(0))?;
    Ok(whose == Whose::Others && has_own)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::PhotoDraft;
    use super::super::testing::{SetClock, joined, jpeg, observed, opened};
    use super::*;
    use crate::merge::OpState;
    use crate::seam::{Clock, SystemClock};

    const DAY_MS: i64 = 24 * 3_600 * 1_000;

    /// The phone's store some days from now.
    fn after(folder: &Path, days: i64) -> Store {
        let clock = Arc::new(SetClock::default());
        clock.set(SystemClock.now().plus_ms(days * DAY_MS));
        opened(folder, clock)
    }

    fn set_states(store: &Store, state: OpState) {
        store
            .write(|tx| {
                tx.execute("UPDATE op SET state = ?1, change = 1", [state.name()])?;
                tx.execute("UPDATE file SET state = ?1", [state.name()])?;
                Ok(())
            })
            .unwrap();
    }

    fn recorded(folder: &Path) -> EntityId {
        let (store, walk) = joined(folder);
        let id = observed(&store, walk, "mörkt");
        let photo = store.new_id();
        let draft = PhotoDraft {
            jpeg: jpeg(),
            blur: Vec::new(),
            caption: None,
            taken_at: None,
        };
        store.add_photo(id, photo, &draft).unwrap();
        walk
    }

    #[test]
    fn what_is_not_visible_is_kept_for_ever() {
        for state in [OpState::OnPhone, OpState::Received, OpState::Held] {
            let folder = tempfile::tempdir().unwrap();
            let walk = recorded(folder.path());
            set_states(&joined(folder.path()).0, state);
            for days in [31, 400, 4_000] {
                let store = after(folder.path(), days);
                assert_eq!(store.status(walk).unwrap().ops.total(), 3, "{state}");
                assert_eq!(store.files.list("photos").unwrap().len(), 2);
            }
        }
    }

    #[test]
    fn what_was_visible_for_thirty_days_goes_with_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let walk = recorded(folder.path());
        set_states(&joined(folder.path()).0, OpState::Visible);
        for (days, left) in [(40, 3), (69, 3), (71, 0)] {
            let store = after(folder.path(), days);
            let status = store.status(walk).unwrap();
            assert_eq!(status.ops.total(), left, "after {days} days");
            assert_eq!(status.photos.total(), left.min(1));
        }
        let store = after(folder.path(), 71);
        assert!(store.files.list("photos").unwrap().is_empty());
        assert!(store.participation(walk).is_ok());
    }

    #[test]
    fn what_others_said_goes_thirty_days_after_the_walk() {
        let folder = tempfile::tempdir().unwrap();
        let walk = recorded(folder.path());
        let (store, _) = joined(folder.path());
        let theirs = observed(&store, walk, "deras");
        store
            .write(|tx| {
                let sql = "UPDATE op SET replica = ?2, state = 'visible' WHERE target = ?1";
                tx.execute(sql, params![theirs, crate::id::ReplicaId([9; 16])])?;
                Ok(())
            })
            .unwrap();
        drop(store);
        assert!(after(folder.path(), 29).show(theirs).is_ok());
        let store = after(folder.path(), 31);
        assert!(matches!(store.show(theirs), Err(StoreError::NotFound(_))));
        assert_eq!(store.status(walk).unwrap().ops.on_phone, 3);
    }
}
