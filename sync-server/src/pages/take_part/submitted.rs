//! What a browser without script sends: words, choices and photos in one form.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use lykta_core::domain::{Category, Feeling, ObservationKind, Role, Spot};
use lykta_core::id::EntityId;
use lykta_core::phone::ObservationDraft;
use lykta_core::rules;

use crate::error::Error;

/// How many photos one form takes.
pub(super) const MOST_PHOTOS: usize = 3;
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
    pub(super) feeling: Option<u8>,
    pub(super) words: String,
    pub(super) suggestion: String,
    pub(super) photos: Vec<Vec<u8>>,
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

/// Reads a form to its end, or as far as it is within its limits.
pub(super) async fn read(mut form: Multipart) -> Result<Read, Error> {
    let mut typed = Submitted::default();
    for _ in 0..MOST_FIELDS {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return too_large(error).map(|fault| (typed, Some(fault))),
        };
        if let Err(error) = typed.take(field).await {
            return too_large(error).map(|fault| (typed, Some(fault)));
        }
    }
    let fault = typed.fault();
    Ok((typed, fault))
}

fn too_large(error: MultipartError) -> Result<Fault, Error> {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Ok(Fault::in_photos("take_part-photos-large")),
        _ => Err(Error::BadRequest(
            "the form broke off: send it again".to_owned(),
        )),
    }
}

impl Submitted {
    async fn take(&mut self, field: Field<'_>) -> Result<(), MultipartError> {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await?;
        if name == "photo" {
            // A field for a file that was left empty is sent all the same.
            if !bytes.is_empty() && self.photos.len() <= MOST_PHOTOS {
                self.photos.push(bytes.to_vec());
            }
            return Ok(());
        }
        let kept = &bytes[..bytes.len().min(LONGEST_TEXT)];
        // Browsers send line ends as two characters.
        let text = String::from_utf8_lossy(kept).replace("\r\n", "\n");
        self.take_text(&name, text.trim());
        Ok(())
    }

    fn take_text(&mut self, name: &str, text: &str) {
        match name {
            "id" => self.id = text.parse().ok(),
            "kind" => self.kind = ObservationKind::from_name(text),
            "situation" => text.clone_into(&mut self.situation),
            "unplaced" => self.unplaced = true,
            "category" => self.categories.extend(Category::from_name(text)),
            "feeling" => self.feeling = text.parse().ok().filter(|level| *level <= 3),
            "words" => text.clone_into(&mut self.words),
            "suggestion" => text.clone_into(&mut self.suggestion),
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
        let anywhere = EntityId(uuid::Uuid::nil());
        let op = draft.create_op(anywhere, ("walk", anywhere));
        let kind = lykta_core::domain::Kind::Observation;
        let broken = rules::check(Role::Participant, kind, op.fields()).is_err();
        broken.then_some(Fault {
            key: "take_part-too_long",
            field: "words",
        })
    }

    /// What is said; none without its kind.
    pub(super) fn draft(&self) -> Option<ObservationDraft> {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        Some(ObservationDraft {
            spot: self.spot(),
            categories: self.categories.clone(),
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
