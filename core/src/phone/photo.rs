//! Photos: prepared, stored as files, recorded as ops.

use rusqlite::{Connection, Transaction, params};

use super::files::forget_file;
use super::participation::Participation;
use super::record::{entity_with_participation, forget, was_offered};
use super::store::Store;
use crate::dictation::as_said;
use crate::id::{ContentHash, EntityId};
use crate::op::{OpBuilder, Value};
use crate::photo::{BlurRegion, PhotoError, Prepared, prepare, reblur};
use crate::store::StoreError;
use crate::store::log;
use crate::time::Timestamp;

/// A photo to be added.
#[derive(Clone, Debug)]
pub struct PhotoDraft {
    /// The camera's JPEG, as it is.
    pub jpeg: Vec<u8>,
    /// What to make unrecognisable before anything is kept.
    pub blur: Vec<BlurRegion>,
    /// A caption.
    pub caption: Option<String>,
    /// When it was taken.
    pub taken_at: Option<Timestamp>,
}

/// A photo that was prepared and waits for the observation that it belongs to.
#[derive(Clone, Debug)]
pub struct PreparedPhoto {
    /// Its id.
    pub id: EntityId,
    /// Its files.
    pub prepared: Prepared,
    /// When it was taken.
    pub taken_at: Option<Timestamp>,
}

/// What a photo's field `file` says of a prepared photo.
pub fn file_value(prepared: &Prepared) -> Value {
    let bytes = prepared.jpeg.len() as i64;
    Value::map([
        ("hash", Value::Bytes(prepared.hash.as_bytes().to_vec())),
        ("bytes", bytes.into()),
        ("width", i64::from(prepared.width).into()),
        ("height", i64::from(prepared.height).into()),
    ])
}

/// Where a photo's file is.
pub(crate) fn path(hash: ContentHash) -> String {
    format!("photos/{hash}.jpg")
}

/// Where its thumbnail is.
pub(crate) fn thumbnail_path(hash: ContentHash) -> String {
    format!("photos/{hash}.thumbnail.jpg")
}

fn name(hash: ContentHash, thumbnail: bool) -> String {
    if thumbnail {
        thumbnail_path(hash)
    } else {
        path(hash)
    }
}

impl Store {
    /// Prepares a photo and records it under an observation or a verification.
    ///
    /// Files are durable before the op that names them. Doing it again under the same id
    /// changes nothing.
    pub fn add_photo(
        &self,
        parent: EntityId,
        id: EntityId,
        draft: &PhotoDraft,
    ) -> Result<(), StoreError> {
        if self
            .read(|connection| log::entity_row(connection, id))?
            .is_some()
        {
            return Ok(());
        }
        let prepared = prepare(&draft.jpeg, &draft.blur)?;
        self.write_naming(&[prepared.hash], &files_of(&prepared), |tx| {
            if log::entity_row(tx, id)?.is_some() {
                return Ok(());
            }
            let (row, by) = entity_with_participation(tx, parent)?;
            let create = OpBuilder::create("photo", id, Some((&row.kind, parent)))
                .set_some("caption", draft.caption.as_deref().map(as_said))
                .set_some("taken_at", draft.taken_at.map(|at| at.0));
            self.record_file(tx, &by, create, &prepared)
        })
    }

    /// Changes a photo's caption.
    pub fn caption_photo(&self, id: EntityId, caption: &str) -> Result<(), StoreError> {
        self.edit(id, |op| op.set("caption", as_said(caption)))
    }

    /// Makes parts of a photo unrecognisable.
    ///
    /// What never left the phone is replaced, and the parts are gone; otherwise a new version
    /// is recorded, and `true` says that the old one was on its way already.
    pub fn blur_photo(&self, id: EntityId, regions: &[BlurRegion]) -> Result<bool, StoreError> {
        let old = self
            .read(|connection| shown_file(connection, id))?
            .ok_or(StoreError::NotFound(id))?;
        let prepared = reblur(&self.files.read(&path(old))?, regions)?;
        self.write_naming(&[prepared.hash], &files_of(&prepared), |tx| {
            let (_, by) = entity_with_participation(tx, id)?;
            if was_offered(tx, id)? {
                forget_file(tx, id, old)?;
                let edit = OpBuilder::edit("photo", id);
                self.record_file(tx, &by, edit, &prepared)?;
                return Ok(true);
            }
            let again = recreate(tx, id)?;
            forget(tx, id)?;
            self.record_file(tx, &by, again, &prepared)?;
            Ok(false)
        })
    }

    /// A photo's file, when it is here: the picture, or its thumbnail.
    pub fn photo_file(
        &self,
        hash: ContentHash,
        thumbnail: bool,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.photo_path(hash, thumbnail)?;
        Ok(path.map(|path| self.files.read(&path)).transpose()?)
    }

    /// The same as a path below the store's folder.
    pub fn photo_path(
        &self,
        hash: ContentHash,
        thumbnail: bool,
    ) -> Result<Option<String>, StoreError> {
        let path = name(hash, thumbnail);
        let is_here = self.files.length(&path)?.is_some();
        Ok(is_here.then_some(path))
    }

    /// Records a photo whose files are kept already.
    pub(super) fn record_prepared(
        &self,
        tx: &Transaction<'_>,
        by: &Participation,
        parent: (&str, EntityId),
        photo: &PreparedPhoto,
    ) -> Result<(), StoreError> {
        let create = OpBuilder::create("photo", photo.id, Some(parent))
            .set_some("taken_at", photo.taken_at.map(|at| at.0));
        self.record_file(tx, by, create, &photo.prepared)
    }

    fn record_file(
        &self,
        tx: &Transaction<'_>,
        by: &Participation,
        op: OpBuilder,
        prepared: &Prepared,
    ) -> Result<(), StoreError> {
        let photo = op.target().id;
        let bytes = prepared.jpeg.len() as i64;
        self.record(tx, by, op.set("file", file_value(prepared)))?;
        tx.execute(
            "INSERT INTO file (hash, photo, replica, bytes, state, offered, upload) \
             SELECT ?1, ?2, ?3, ?4, coalesce(max(state), 'on_phone'), \
             coalesce(max(offered), 0), max(upload) \
             FROM file WHERE hash = ?1 AND replica = ?3 AND state <> 'erased' \
             ON CONFLICT (hash, photo) DO NOTHING",
            params![prepared.hash, photo, by.replica, bytes],
        )?;
        Ok(())
    }
}

/// The op that creates a photo again with all that was said of it but its file.
fn recreate(tx: &Transaction<'_>, id: EntityId) -> Result<OpBuilder, StoreError> {
    let state = log::state_of(tx, id)?.ok_or(StoreError::NotFound(id))?;
    let parent = state.parent.as_ref();
    let parent = parent.map(|parent| (parent.kind.as_str(), parent.id));
    let mut op = OpBuilder::create("photo", id, parent);
    for field in ["caption", "taken_at"] {
        op = op.set_some(field, state.value(field).cloned());
    }
    Ok(op)
}

/// The file that is shown of a photo.
fn shown_file(connection: &Connection, photo: EntityId) -> Result<Option<ContentHash>, StoreError> {
    let state = log::state_of(connection, photo)?;
    let file = state.as_ref().and_then(|state| state.value("file"));
    let hash = file.and_then(|file| file.entry("hash")?.to_bytes());
    Ok(hash.and_then(|hash| ContentHash::from_slice(&hash)))
}

/// What is kept of a prepared photo, and where.
pub(super) fn files_of(prepared: &Prepared) -> [(String, &[u8]); 2] {
    [
        (thumbnail_path(prepared.hash), &prepared.thumbnail_jpeg),
        (path(prepared.hash), &prepared.jpeg),
    ]
}

impl From<PhotoError> for StoreError {
    fn from(error: PhotoError) -> Self {
        Self::Photo(error)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{joined, jpeg, observed};
    use super::*;

    #[test]
    fn blurring_replaces_what_never_left_and_adds_a_version_to_what_did() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let parent = observed(&store, walk, "skylt");
        let photo = store.new_id();
        let draft = PhotoDraft {
            jpeg: jpeg(),
            blur: Vec::new(),
            caption: Some("skylten".into()),
            taken_at: None,
        };
        store.add_photo(parent, photo, &draft).unwrap();
        let shown = |store: &Store| store.show(parent).unwrap().photos[0].clone();
        let sharp = shown(&store).file.unwrap();

        let half = [BlurRegion::new(0.0, 0.0, 0.5, 1.0).unwrap()];
        assert!(!store.blur_photo(photo, &half).unwrap());
        let blurred = shown(&store);
        assert_ne!(blurred.file, Some(sharp));
        assert_eq!(blurred.caption.as_deref(), Some("skylten"));
        assert_eq!(store.photo_file(sharp, false).unwrap(), None);
        assert_eq!(store.show(photo).unwrap().history.len(), 1);
        // Asked once more to add it, the phone does not bring back what was blurred.
        store.add_photo(parent, photo, &draft).unwrap();
        assert_eq!(store.photo_file(sharp, false).unwrap(), None);

        let replica = store.participation(walk).unwrap().replica;
        store.next_batch(replica).unwrap();
        let whole = [BlurRegion::new(0.0, 0.0, 1.0, 1.0).unwrap()];
        assert!(store.blur_photo(photo, &whole).unwrap());
        assert_eq!(store.show(photo).unwrap().history.len(), 2);
        assert_eq!(
            store.photo_file(blurred.file.unwrap(), false).unwrap(),
            None
        );
        let waiting = store.files_to_send(replica).unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(Some(waiting[0].hash), shown(&store).file);
    }
}
