//! Recording: from what somebody says to an op in the log, in one transaction.

use rusqlite::Transaction;

use super::files::forget_files;
use super::participation::{self, Participation};
use super::recording::forget_recording;
use super::store::Store;
use crate::domain::Kind;
use crate::id::EntityId;
use crate::merge::{FieldState, OpState};
use crate::op::{MAX_PAYLOAD_BYTES, OpBuilder, Reference, Sealed, Value};
use crate::rules;
use crate::store::StoreError;
use crate::store::log::{self, EntityRow, NewOp};

impl Store {
    /// Numbers, seals and stores an op by the current replica.
    ///
    /// Each field replaces the value that is shown; others that stand beside it stay.
    pub(super) fn record(
        &self,
        tx: &Transaction<'_>,
        by: &Participation,
        op: OpBuilder,
    ) -> Result<(), StoreError> {
        let target = op.target().id;
        let kind = Kind::from_name(&op.target().kind).ok_or(StoreError::NotFound(target))?;
        rules::check(by.role, kind, op.fields())?;
        let state = log::state_of(tx, target)?;
        let op = op.superseding(|field| {
            let seen = state.as_ref().and_then(|state| state.fields.get(field));
            shown_by_another(seen, by)
        });
        let sql = "UPDATE replica SET next_seq = next_seq + 1 WHERE id = ?1 RETURNING next_seq - 1";
        for piece in op.in_pieces() {
            let seq = tx
                .prepare_cached(sql)?
                .query_row([by.replica], |row| row.get(0))?;
            insert_own(tx, by, &piece.seal(by.replica, seq, self.clock.now()))?;
        }
        log::refresh(tx, target)
    }

    /// Records an op about something that is here already.
    pub(super) fn edit(
        &self,
        id: EntityId,
        change: impl FnOnce(OpBuilder) -> OpBuilder,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            let (row, by) = entity_with_participation(tx, id)?;
            let op = change(OpBuilder::edit(&row.kind, id));
            if op.fields().is_empty() {
                return Ok(());
            }
            self.record(tx, &by, op)
        })
    }

    /// Settles a field of which different values stand side by side: the given one replaces all.
    pub fn settle(&self, id: EntityId, field: &str, value: Value) -> Result<(), StoreError> {
        self.write(|tx| {
            let (row, by) = entity_with_participation(tx, id)?;
            let state = log::state_of(tx, id)?.ok_or(StoreError::NotFound(id))?;
            let references = state.superseded_by(by.replica, field, |_| true);
            let op = OpBuilder::edit(&row.kind, id).replace(field, value, references);
            self.record(tx, &by, op)
        })
    }

    /// Withdraws something: it disappears from lists. What was never offered is deleted.
    pub fn withdraw(&self, id: EntityId) -> Result<(), StoreError> {
        self.write(|tx| {
            let (row, by) = entity_with_participation(tx, id)?;
            let mut stays = was_offered(tx, id)?;
            for photo in photos_under(tx, id)? {
                if was_offered(tx, photo)? {
                    stays = true;
                } else {
                    forget(tx, photo)?;
                }
            }
            if !stays {
                return forget(tx, id);
            }
            let op = OpBuilder::edit(&row.kind, id).set(crate::op::WITHDRAWN, true);
            self.record(tx, &by, op)
        })?;
        self.discard_files();
        Ok(())
    }
}

fn insert_own(tx: &Transaction<'_>, by: &Participation, sealed: &Sealed) -> Result<(), StoreError> {
    if sealed.payload.len() > MAX_PAYLOAD_BYTES {
        return Err(StoreError::NotNow("this is too long: make it shorter"));
    }
    let new = NewOp {
        payload: &sealed.payload,
        op: Some(&sealed.op),
        hash: sealed.op.hash,
        replica: by.replica,
        role: by.role,
        walk: by.walk,
        group: by.group,
        state: OpState::OnPhone,
        reason: None,
        counts: true,
        change: 0,
    };
    log::insert(tx, &new)?;
    Ok(())
}

fn shown_by_another(field: Option<&FieldState>, by: &Participation) -> Vec<Reference> {
    let shown = field.and_then(|field| field.heads().first());
    shown
        .map(|head| head.reference)
        .filter(|reference| reference.0 != by.replica)
        .into_iter()
        .collect()
}

/// An entity and this phone's participation in its walk.
pub(super) fn entity_with_participation(
    tx: &Transaction<'_>,
    id: EntityId,
) -> Result<(EntityRow, Participation), StoreError> {
    let row = log::entity_row(tx, id)?.ok_or(StoreError::NotFound(id))?;
    let walk = row.walk.ok_or(StoreError::NotFound(id))?;
    let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
    Ok((row, by))
}

/// Whether any op or file of an entity may have left this phone.
pub(super) fn was_offered(tx: &Transaction<'_>, id: EntityId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE target = ?1 \
               AND (change <> 0 OR state <> 'on_phone')) \
               OR EXISTS (SELECT 1 FROM file WHERE photo = ?1 AND (offered OR state <> 'on_phone'))";
    Ok(tx.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

fn photos_under(tx: &Transaction<'_>, parent: EntityId) -> Result<Vec<EntityId>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT id FROM entity WHERE parent = ?1 AND kind = 'photo'")?;
    let rows = statement.query_map([parent], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Deletes what was never offered, with its files and what was recorded of a track.
pub(super) fn forget(tx: &Transaction<'_>, id: EntityId) -> Result<(), StoreError> {
    forget_files(tx, id)?;
    forget_recording(tx, id)?;
    tx.prepare_cached("DELETE FROM op WHERE target = ?1")?
        .execute([id])?;
    log::refresh(tx, id)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{joined, jpeg, observed};
    use super::super::{Clearable, ObservationDraft, ObservationEdit, PhotoDraft, PreparedPhoto};
    use super::*;
    use crate::domain::{Category, Feeling, ObservationKind, Spot};
    use crate::photo::prepare;
    use crate::store::log::Page;

    #[test]
    fn an_edit_replaces_what_it_names_and_keeps_the_history() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let id = observed(&store, walk, "mörkt");
        let edit = ObservationEdit {
            words: Some("mörkt vid bron".into()),
            categories: vec![(Category::Lighting, true), (Category::Litter, true)],
            ..ObservationEdit::default()
        };
        store.edit_observation(id, &edit).unwrap();
        let edit = ObservationEdit {
            categories: vec![(Category::Litter, false)],
            ..ObservationEdit::default()
        };
        store.edit_observation(id, &edit).unwrap();
        store
            .edit_observation(id, &ObservationEdit::default())
            .unwrap();

        let listed = store.list_observations(walk, Page::first(10)).unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].words.as_deref(), Some("mörkt vid bron"));
        assert_eq!(listed[0].categories, [Category::Lighting]);
        assert!(!listed[0].unsettled);
        assert_eq!(store.show(id).unwrap().history.len(), 3);
    }

    #[test]
    fn what_was_told_is_untold_and_told_again() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let id = observed(&store, walk, "mörkt");
        let told = ObservationEdit {
            feeling: Feeling::new(1),
            stop: Some(store.new_id()),
            spot: Some(Spot::Unplaced),
            ..ObservationEdit::default()
        };
        store.edit_observation(id, &told).unwrap();
        let untold = ObservationEdit {
            cleared: vec![Clearable::Feeling, Clearable::Stop, Clearable::Spot],
            ..ObservationEdit::default()
        };
        store.edit_observation(id, &untold).unwrap();
        let view = store.show_observation(id).unwrap();
        assert_eq!((view.feeling, view.stop), (None, None));
        assert_eq!(view.spot, None);
        assert!(!view.unsettled);
        assert_eq!(view.words.as_deref(), Some("mörkt"));

        store.edit_observation(id, &told).unwrap();
        assert_eq!(store.show_observation(id).unwrap().feeling, Some(1));
    }

    #[test]
    fn what_was_never_offered_is_deleted_and_the_rest_withdrawn() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let unsent = observed(&store, walk, "ångrat");
        let photo = store.new_id();
        let draft = PhotoDraft {
            jpeg: jpeg(),
            blur: Vec::new(),
            caption: None,
            taken_at: None,
        };
        store.add_photo(unsent, photo, &draft).unwrap();
        assert_eq!(store.files.list("photos").unwrap().len(), 2);
        store.withdraw(unsent).unwrap();
        assert!(store.files.list("photos").unwrap().is_empty());
        assert!(matches!(store.show(unsent), Err(StoreError::NotFound(_))));

        let sent = observed(&store, walk, "skickat");
        let replica = store.participation(walk).unwrap().replica;
        let batch = store.next_batch(replica).unwrap();
        assert_eq!(batch.request.ops.len(), 2);
        store.withdraw(sent).unwrap();
        assert!(store.show(sent).unwrap().withdrawn);
        assert!(
            store
                .list_observations(walk, Page::all())
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn what_is_withdrawn_takes_its_unsent_photos_along() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let sent = observed(&store, walk, "skickat");
        let replica = store.participation(walk).unwrap().replica;
        store.next_batch(replica).unwrap();
        let photo = store.new_id();
        let draft = PhotoDraft {
            jpeg: jpeg(),
            blur: Vec::new(),
            caption: None,
            taken_at: None,
        };
        store.add_photo(sent, photo, &draft).unwrap();
        store.withdraw(sent).unwrap();
        assert!(store.show(sent).unwrap().withdrawn);
        assert!(store.files_to_send(replica).unwrap().is_empty());
        assert!(store.files.list("photos").unwrap().is_empty());
        // The participant, the observation, and its withdrawal.
        assert_eq!(store.next_batch(replica).unwrap().request.ops.len(), 3);
    }

    #[test]
    fn a_track_that_was_withdrawn_does_not_stop_a_sync() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let track = store.new_id();
        let plan = crate::track::WatchPlan::default();
        let recording = super::super::Recording::begin(&store, walk, track, &plan).unwrap();
        drop(recording);
        store.withdraw(track).unwrap();
        assert!(store.open_recordings(walk).unwrap().is_empty());
        store.form_track_ops_for_sync(walk).unwrap();
        assert!(store.files.list("tracks").unwrap().is_empty());
    }

    #[test]
    fn texts_that_are_allowed_each_are_kept_together() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let long = "😱".repeat(10_000);
        let id = store.new_id();
        let draft = ObservationDraft {
            words: Some(long.clone()),
            suggestion: Some(long.clone()),
            ..ObservationDraft::new(ObservationKind::Safe)
        };
        store.record_observation(walk, id, &draft).unwrap();
        let shown = &store.list_observations(walk, Page::all()).unwrap()[0];
        assert_eq!(shown.words.as_ref(), Some(&long));
        assert_eq!(shown.suggestion.as_ref(), Some(&long));
    }

    #[test]
    fn bad_input_is_refused_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let draft = ObservationDraft {
            words: Some("å".repeat(10_001)),
            ..ObservationDraft::new(ObservationKind::Safe)
        };
        let refused = store.record_observation(walk, store.new_id(), &draft);
        assert!(matches!(refused, Err(StoreError::Rule(_))));
        let good = observed(&store, walk, "kort");
        let broken = PhotoDraft {
            jpeg: b"no picture".to_vec(),
            blur: Vec::new(),
            caption: None,
            taken_at: None,
        };
        let refused = store.add_photo(good, store.new_id(), &broken);
        assert!(matches!(refused, Err(StoreError::Photo(_))));
        assert_eq!(store.list_observations(walk, Page::all()).unwrap().len(), 1);
        assert_eq!(store.status(walk).unwrap().ops.on_phone, 2);
    }

    #[test]
    fn an_observation_is_recorded_with_its_photos_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let photo = || PreparedPhoto {
            id: store.new_id(),
            prepared: prepare(&jpeg(), &[]).unwrap(),
            taken_at: None,
        };
        let too_long = ObservationDraft {
            words: Some("å".repeat(10_001)),
            ..ObservationDraft::new(ObservationKind::Safe)
        };
        let id = store.new_id();
        let refused = store.record_observation_with(walk, id, &too_long, &[photo()]);
        assert!(matches!(refused, Err(StoreError::Rule(_))));
        assert_eq!(store.status(walk).unwrap().ops.on_phone, 1);
        assert!(store.files.list("photos").unwrap().is_empty());

        let draft = ObservationDraft::new(ObservationKind::Safe);
        let photos = [photo()];
        for _ in 0..2 {
            store
                .record_observation_with(walk, id, &draft, &photos)
                .unwrap();
        }
        assert_eq!(store.status(walk).unwrap().ops.on_phone, 3);
        assert_eq!(store.show(id).unwrap().photos.len(), 1);
    }

    #[test]
    fn an_item_is_found_by_either_end_of_its_id() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let id = observed(&store, walk, "mörkt");
        let text = id.to_string();
        let loud = text.to_uppercase();
        for part in [&text[..], &text[24..], &text[30..], &loud[..]] {
            assert_eq!(store.find_items(part).unwrap(), [id], "{part}");
        }
        for part in ["", "0", &text[33..], "%", "____", "zzzz"] {
            assert!(store.find_items(part).unwrap().is_empty(), "{part}");
        }
    }
}
