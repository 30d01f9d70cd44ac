//! What a phone has left: what it said itself, and the photos that have not come.

use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::observation::title;
use super::photo::PhotoView;
use crate::error::Error;
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::state::AppState;
use crate::store::missing::{self, Missing};
use crate::store::one;
use crate::store::page::Item;
use crate::store::replicas::PhoneRow;

/// Photos beyond these are counted, not listed.
const MOST_LISTED: usize = 20;
/// An observation is told by the beginning of its words.
const BEGINNING: usize = 120;

/// A part of the phone's page; none when all has come.
pub(super) struct Left {
    /// Who says so, and what to do.
    pub(super) explained: String,
    pub(super) observations: Vec<WithPhotos>,
    /// What else there is, in sentences.
    pub(super) more: Vec<String>,
}

/// An observation of which photos are missing.
pub(super) struct WithPhotos {
    pub(super) link: Option<String>,
    pub(super) title: String,
    pub(super) meta: Vec<String>,
    pub(super) photos: Vec<String>,
}

impl Left {
    pub(super) fn of(
        state: &AppState,
        connection: &Connection,
        telling: &Telling<'_>,
        walk: EntityId,
        phone: &PhoneRow,
    ) -> Result<Option<Self>, Error> {
        let missing = missing::of_phone(connection, walk, phone.id)?;
        if phone.is_empty() && missing.photos.is_empty() {
            return Ok(None);
        }
        let key = if phone.is_empty() {
            "act-phone-left_unknown"
        } else {
            "act-phone-left_explained"
        };
        let at = telling.when(phone.last_seen);
        let listed = &missing.photos[..missing.photos.len().min(MOST_LISTED)];
        let observations = listed.chunk_by(|one, next| one.parent == next.parent);
        Ok(Some(Self {
            explained: telling.words.say_with(key, [("at", at.into())]),
            observations: observations
                .map(|photos| WithPhotos::of(state, connection, telling, walk, photos))
                .collect::<Result<_, _>>()?,
            more: more(telling, phone, &missing),
        }))
    }
}

/// What is not in the list: photos beyond it, photos that nothing here tells of, and words.
fn more(telling: &Telling<'_>, phone: &PhoneRow, missing: &Missing) -> Vec<String> {
    let described = missing.photos.len() as u64 + missing.withdrawn;
    let undescribed = phone.holding.photos.saturating_sub(described);
    let unlisted = missing.photos.len().saturating_sub(MOST_LISTED) as u64;
    let key = if missing.photos.is_empty() {
        "act-phone-left_undescribed"
    } else {
        "act-phone-left_more_undescribed"
    };
    let told = [
        ("act-phone-left_more", unlisted),
        (key, undescribed),
        ("act-phone-left_withdrawn", missing.withdrawn),
        ("act-phone-left_items", phone.holding.ops),
    ];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(key, count)| telling.count(key, count)).collect()
}

impl WithPhotos {
    /// What photos of one observation belong to; those of a verification have no page to lead to.
    fn of(
        state: &AppState,
        connection: &Connection,
        telling: &Telling<'_>,
        walk: EntityId,
        missing: &[Item],
    ) -> Result<Self, Error> {
        let parent = missing
            .first()
            .and_then(|photo| photo.state.parent.as_ref());
        let parent = parent.ok_or(Error::NotFound)?;
        let all = one::photos_of(connection, walk, parent.id)?;
        let numbered = all.iter().zip(1..);
        let numbered = numbered.filter(|(photo, _)| missing.iter().any(|one| one.id == photo.id));
        let photos = numbered.map(|(photo, number)| {
            let told = PhotoView::of(state, telling, walk, photo, number).alt;
            format!("{told}, {}", telling.when(photo.at))
        });
        let photos = photos.collect();
        if parent.kind != Kind::Observation.name() {
            let noun = format!("noun-{}", parent.kind);
            return Ok(Self {
                link: None,
                title: capital(&telling.words.say(&noun)),
                meta: Vec::new(),
                photos,
            });
        }
        let observation = one::item(connection, walk, parent.id, Kind::Observation)?;
        let (title, meta) = told(telling, &observation);
        Ok(Self {
            link: Some(format!("/walks/{walk}/observations/{}", parent.id)),
            title,
            meta,
            photos,
        })
    }
}

/// An observation's words, or its kind when it has none, and what else tells it from others.
fn told(telling: &Telling<'_>, observation: &Item) -> (String, Vec<String>) {
    let (kind, at) = (title(telling, observation), telling.when(observation.at));
    let words = observation.state.text("words").map(str::trim);
    match words.filter(|words| !words.is_empty()) {
        Some(words) => (beginning(words), vec![kind, at]),
        None => (kind, vec![at]),
    }
}

fn beginning(words: &str) -> String {
    let mut beginning: String = words.chars().take(BEGINNING).collect();
    if beginning.len() < words.len() {
        beginning.push('…');
    }
    beginning
}
