//! A phone that has joined a walk, for the tests of this module.

use std::path::Path;

use super::{ObservationDraft, Store};
use crate::domain::{ObservationKind, Role};
use crate::id::EntityId;
use crate::join::{Code, CodeKey, JoinLink};
use crate::seam::SystemIds;

/// Opens the store in `folder`, and joins a walk in it when none was joined there.
pub(crate) fn joined(folder: &Path) -> (Store, EntityId) {
    let store = Store::open(folder).unwrap().store;
    let known = store.participations().unwrap();
    if let Some(known) = known.first() {
        return (store, known.walk);
    }
    let walk = store.new_id();
    let code = Code {
        walk,
        group: Some(store.new_id()),
        role: Role::Leader,
        planned_end: store.clock.now(),
    };
    let link = JoinLink {
        server: "https://lykta.example".into(),
        code: code.issue(&CodeKey::random(&SystemIds), &SystemIds),
        walk_name: "Kvällsvandring".into(),
        language: "sv".into(),
        form: 1,
    };
    store.join(&link).unwrap();
    (store, walk)
}

/// Records an observation with these words.
pub(crate) fn observed(store: &Store, walk: EntityId, words: &str) -> EntityId {
    let id = store.new_id();
    let draft = ObservationDraft {
        words: Some(words.to_owned()),
        ..ObservationDraft::new(ObservationKind::Unsafe)
    };
    store.record_observation(walk, id, &draft).unwrap();
    id
}

/// A small JPEG.
pub(crate) fn jpeg() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(64, 48, |x, y| {
        image::Rgb([(x * 4) as u8, (y * 5) as u8, ((x ^ y) * 4) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}
