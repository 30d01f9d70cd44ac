//! What a browser without script sends: words, choices and photos in one form.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use lykta_core::domain::{Category, Feeling, Kind, ObservationKind, Role, Spot, When};
use lykta_core::id::EntityId;
use lykta_core::op::OpBuilder;
use lykta_core::phone::ObservationDraft;
use lykta_core::rules;

use super::super::upload;
use crate::error::Error;

/// How many photos one form takes.
pub(super) const MOST_PHOTOS: usize = 3;
/// A camera's photo is smaller.
const MAX_PHOTO_BYTES: usize = 12 * 1024 * 1024;
/// Nobody can mean so many fields.
const MOST_FIELDS: usize = 64;
/// Longer than any text that is taken; what is longer is told so.
const LONGEST_TEXT: usize = 64 * 1024;

/// What was typed, as far as it can be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Submitted {
    pub(super) id: Option<EntityId>,
    pub(super) kind: Option<ObservationKind>,
    pub(super) situation: String,
    pub(super) unplaced: bool,
    pub(super) categories: Vec<Category>,
    pub(super) when: Vec<When>,
    pub(super) feeling: Option<u8>,
    pub(super) words: String,
    pub(super) suggestion: String,
    /// Of all the photos.
    pub(super) caption: String,
    pub(super) photos: Vec<Vec<u8>>,
    has_large_photo: bool,
    has_too_long: bool,
}

/// Why a form cannot be taken: the words that say so, and the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) key: &'static str,
    pub(super) field: &'static str,
}

impl Fault {
    pub(super) fn in_photos(key: &'static str) -> Self {
        Self {
            key,
            field: "photos",
        }
    }
}

/// What is wrong with a form, beside what could be read of it.
pub(super) type Read = (Submitted, Option<Fault>);

/// Reads a form to its end.
pub(super) async fn read(mut form: Multipart) -> Result<Read, Error> {
    let mut typed = Submitted::default();
    for _ in 0..MOST_FIELDS {
        let next = form.next_field().await;
        match next.map_err(|error| upload::broken(&error))? {
            Some(field) => typed.take(field).await?,
            None => break,
        }
    }
    let fault = typed.fault();
    Ok((typed, fault))
}

impl Submitted {
    async fn take(&mut self, field: Field<'_>) -> Result<(), Error> {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "photo" {
            return self.take_photo(field).await;
        }
        // What is longer than any text that is taken is too long, not cut.
        let bytes = upload::bytes(field, LONGEST_TEXT).await?;
        self.has_too_long |= bytes.is_none();
        let bytes = bytes.unwrap_or_default();
        // Browsers send line ends as two characters.
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        self.take_text(&name, text.trim());
        Ok(())
    }

    async fn take_photo(&mut self, field: Field<'_>) -> Result<(), Error> {
        let most = match self.photos.len() {
            0..=MOST_PHOTOS => MAX_PHOTO_BYTES,
            _ => 0,
        };
        match upload::bytes(field, most).await? {
            // A field for a file that was left empty is sent all the same.
            Some(jpeg) if jpeg.is_empty() => {}
            Some(jpeg) => self.photos.push(jpeg),
            None => self.has_large_photo = true,
        }
        Ok(())
    }

    fn take_text(&mut self, name: &str, text: &str) {
        match name {
            "id" => self.id = text.parse().ok(),
            "kind" => self.kind = ObservationKind::from_name(text),
            "situation" => text.clone_into(&mut self.situation),
            "unplaced" => self.unplaced = true,
            "category" => self.categories.extend(Category::from_name(text)),
            "when" => self.when.extend(When::from_name(text)),
            "feeling" => self.feeling = text.parse().ok().filter(|level| *level <= 3),
            "words" => text.clone_into(&mut self.words),
            "suggestion" => text.clone_into(&mut self.suggestion),
            "caption" => text.clone_into(&mut self.caption),
            _ => {}
        }
    }

    fn fault(&self) -> Option<Fault> {
        let Some(draft) = self.draft() else {
            return Some(Fault {
                key: "take_part-kind-missing",
                field: "kinds",
            });
        };
        if self.photos.len() > MOST_PHOTOS {
            return Some(Fault::in_photos("take_part-photos-many"));
        }
        if self.has_large_photo {
            return Some(Fault::in_photos("take_part-photos-large"));
        }
        let anywhere = EntityId(uuid::Uuid::nil());
        let op = draft.create_op(anywhere, ("walk", anywhere));
        let is_good = rules::check(Role::Participant, Kind::Observation, op.fields()).is_ok();
        let too_long = |field| Fault {
            key: "take_part-too_long",
            field,
        };
        if self.has_too_long || !is_good {
            return Some(too_long("words"));
        }
        let captioned = self.captioned(OpBuilder::edit("photo", anywhere));
        let is_good = rules::check(Role::Participant, Kind::Photo, captioned.fields()).is_ok();
        (!is_good).then(|| too_long("caption"))
    }

    /// An op on a photo, with what is said of the photos.
    pub(super) fn captioned(&self, op: OpBuilder) -> OpBuilder {
        let caption = (!self.caption.is_empty()).then_some(self.caption.as_str());
        op.set_some("caption", caption)
    }

    /// What is said; none without its kind.
    pub(super) fn draft(&self) -> Option<ObservationDraft> {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        Some(ObservationDraft {
            spot: self.spot(),
            categories: self.categories.clone(),
            when: self.when.clone(),
            feeling: self.feeling.and_then(Feeling::new),
            words: some(&self.words),
            suggestion: some(&self.suggestion),
            ..ObservationDraft::new(self.kind?)
        })
    }

    /// Words for a place say more than that there is none.
    fn spot(&self) -> Option<Spot> {
        if !self.situation.is_empty() {
            let text = self.situation.clone();
            return Some(Spot::Situation { text, point: None });
        }
        self.unplaced.then_some(Spot::Unplaced)
    }
}
