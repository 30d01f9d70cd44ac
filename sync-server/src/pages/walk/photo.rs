//! Photos as the list shows them.

use std::collections::HashMap;

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::merge::{FieldState, OpState};

use crate::pages::telling::Telling;
use crate::store::page::{Files, Item, WalkRecord};

/// A photo of an observation, or why it cannot be shown.
#[derive(Clone)]
pub(super) struct PhotoCard {
    pub(super) id: EntityId,
    pub(super) file: PhotoFile,
    pub(super) caption: Option<String>,
    pub(super) other_captions: Vec<String>,
    pub(super) alt: String,
    pub(super) held: bool,
    pub(super) missing_words: String,
}

/// How far a photo's file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhotoFile {
    Here,
    BeingPrepared,
    OnPhone,
    AtOdds,
    Erased,
}

impl PhotoFile {
    /// The words for one that cannot be shown.
    fn key(self) -> &'static str {
        match self {
            Self::Here => "noun-photo",
            Self::BeingPrepared => "page-photo_being_prepared",
            Self::OnPhone => "page-photo_on_phone",
            Self::AtOdds => "page-photo_two_versions",
            Self::Erased => "page-photo_erased",
        }
    }

    fn of(files: &Files, photo: EntityId, is_prepared: &dyn Fn(ContentHash) -> bool) -> Self {
        let named = files.of_photo.get(&photo).map(Vec::as_slice);
        match named.unwrap_or_default() {
            [] => Self::Erased,
            [hash] if !files.here.contains(hash) => Self::OnPhone,
            [hash] if is_prepared(*hash) => Self::Here,
            [_] => Self::BeingPrepared,
            _ => Self::AtOdds,
        }
    }
}

impl PhotoCard {
    pub(super) fn is_here(&self) -> bool {
        self.file == PhotoFile::Here
    }

    pub(super) fn is_on_phone(&self) -> bool {
        self.file == PhotoFile::OnPhone
    }
}

/// The photos of all observations that are shown.
pub(super) struct Photos<'a> {
    files: &'a Files,
    by_parent: HashMap<EntityId, Vec<&'a Item>>,
}

impl<'a> Photos<'a> {
    pub(super) fn of(record: &'a WalkRecord) -> Self {
        let parents = record.observations.iter().map(|item| (item.id, Vec::new()));
        let mut by_parent: HashMap<EntityId, Vec<&Item>> = parents.collect();
        for item in &record.photos {
            let parent = item.parent.and_then(|parent| by_parent.get_mut(&parent));
            if let Some(photos) = parent {
                photos.push(item);
            }
        }
        Self {
            files: &record.files,
            by_parent,
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.by_parent.values().map(Vec::len).sum::<usize>() as u64
    }

    /// How many have not come.
    pub(super) fn on_phones(&self) -> u64 {
        let all = self.by_parent.values().flatten();
        let file = |photo: &&&Item| PhotoFile::of(self.files, photo.id, &|_| true);
        all.filter(|photo| file(photo) == PhotoFile::OnPhone)
            .count() as u64
    }

    /// The photos of one observation, oldest first.
    pub(super) fn below(&self, observation: EntityId) -> &[&'a Item] {
        self.by_parent.get(&observation).map_or(&[], Vec::as_slice)
    }

    /// The same as the list shows them; `is_prepared` looks whether a file can be given.
    pub(super) fn cards(
        &self,
        telling: &Telling<'_>,
        observation: EntityId,
        is_prepared: &dyn Fn(ContentHash) -> bool,
    ) -> Vec<PhotoCard> {
        let numbered = self.below(observation).iter().zip(1..);
        let cards = numbered.map(|(item, number)| {
            let file = PhotoFile::of(self.files, item.id, is_prepared);
            card(telling, item, file, number)
        });
        cards.collect()
    }
}

fn card(telling: &Telling<'_>, item: &Item, file: PhotoFile, number: usize) -> PhotoCard {
    let words = telling.words;
    let caption = item.state.text("caption").map(str::to_owned);
    let caption = caption.filter(|caption| !caption.is_empty());
    let numbered = words.say_with("page-photo_number", [("number", number.into())]);
    let others = item.state.fields.get("caption").into_iter();
    let others = others.flat_map(FieldState::also_said);
    PhotoCard {
        id: item.id,
        file,
        alt: match &caption {
            Some(caption) => format!("{numbered}: {caption}"),
            None => numbered,
        },
        caption,
        other_captions: others
            .map(|head| crate::pages::said::head(words, "caption", head))
            .collect(),
        held: item.ops.iter().any(|op| op.state == OpState::Held),
        missing_words: words.say(file.key()),
    }
}

/// What is told first when several things are so: the least that has come.
pub(super) fn order(state: OpState) -> u8 {
    match state {
        OpState::OnPhone => 0,
        OpState::Received => 1,
        OpState::Held => 2,
        OpState::Visible => 3,
        OpState::Erased => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_shown_only_when_it_is_here_and_one() {
        let photo = EntityId::from_slice(&[1; 16]).unwrap();
        let (one, two) = (ContentHash([1; 32]), ContentHash([2; 32]));
        let file = |named: &[ContentHash], here: &[ContentHash], prepared: bool| {
            let files = Files {
                of_photo: HashMap::from([(photo, named.to_vec())]),
                here: here.iter().copied().collect(),
            };
            PhotoFile::of(&files, photo, &|_| prepared)
        };
        assert_eq!(file(&[one], &[one], true), PhotoFile::Here);
        assert_eq!(file(&[one], &[one], false), PhotoFile::BeingPrepared);
        assert_eq!(file(&[one], &[two], true), PhotoFile::OnPhone);
        assert_eq!(file(&[one, two], &[one, two], true), PhotoFile::AtOdds);
        assert_eq!(file(&[], &[], true), PhotoFile::Erased);
    }
}
