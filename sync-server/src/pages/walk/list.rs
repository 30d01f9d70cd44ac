//! The list of observations.

use askama::Template;
use lykta_core::id::EntityId;

use super::observation::{ObservationCard, card};
use super::photo::Photos;
use super::telling::Telling;
use crate::pages::frame::Frame;
use crate::state::AppState;
use crate::store::page::WalkRecord;

/// The observations of a walk, oldest first.
#[derive(Template)]
#[template(path = "walk/observations.html")]
pub(super) struct ListPart {
    frame: Frame,
    id: EntityId,
    has_map: bool,
    observations: Vec<ObservationCard>,
    withdrawn: Option<String>,
}

pub(super) fn part(
    state: &AppState,
    telling: &Telling<'_>,
    frame: &Frame,
    (record, photos): (&WalkRecord, &Photos<'_>),
) -> ListPart {
    let walk = record.walk.target.id;
    let is_prepared = |hash| crate::photos::is_prepared(state, walk, hash);
    let cards = record.observations.iter().map(|item| {
        let photos = photos.cards(telling, item.id, &is_prepared);
        card(telling, item, photos)
    });
    ListPart {
        frame: frame.clone(),
        id: walk,
        has_map: state.pages.has_map,
        observations: cards.collect(),
        withdrawn: (record.withdrawn > 0)
            .then(|| telling.count("page-withdrawn_count", record.withdrawn)),
    }
}
