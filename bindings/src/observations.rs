//! Observations: recorded by one tap, told in full later.

use lykta_core::domain::{Category, Feeling, ObservationKind, Spot, When};
use lykta_core::id::EntityId;
use lykta_core::phone::{Clearable, Disputed, ObservationDraft, ObservationView};
use lykta_core::store::log::Page;

use crate::error::ApiError;
use crate::phone::Phone;

/// What shall change of an observation; what is left out stays as it is.
#[derive(Clone, Debug, Default, uniffi::Record)]
pub struct ObservationEdit {
    /// Another kind.
    #[uniffi(default)]
    pub kind: Option<ObservationKind>,
    /// Another place; the history keeps the old one.
    #[uniffi(default)]
    pub spot: Option<Spot>,
    /// Categories to put in.
    #[uniffi(default)]
    pub categories_in: Vec<Category>,
    /// Categories to take out.
    #[uniffi(default)]
    pub categories_out: Vec<Category>,
    /// Times to put in.
    #[uniffi(default)]
    pub when_in: Vec<When>,
    /// Times to take out.
    #[uniffi(default)]
    pub when_out: Vec<When>,
    /// Another feeling.
    #[uniffi(default)]
    pub feeling: Option<Feeling>,
    /// Other words.
    #[uniffi(default)]
    pub words: Option<String>,
    /// Another suggestion.
    #[uniffi(default)]
    pub suggestion: Option<String>,
    /// Another stop.
    #[uniffi(default)]
    pub stop: Option<EntityId>,
    /// Whether the recorder writes down what another said.
    #[uniffi(default)]
    pub for_another: Option<bool>,
    /// What was told and shall be untold again.
    #[uniffi(default)]
    pub cleared: Vec<Clearable>,
}

impl From<ObservationEdit> for lykta_core::phone::ObservationEdit {
    fn from(edit: ObservationEdit) -> Self {
        Self {
            kind: edit.kind,
            spot: edit.spot,
            categories: in_and_out(edit.categories_in, edit.categories_out),
            when: in_and_out(edit.when_in, edit.when_out),
            feeling: edit.feeling,
            words: edit.words,
            suggestion: edit.suggestion,
            stop: edit.stop,
            for_another: edit.for_another,
            cleared: edit.cleared,
        }
    }
}

fn in_and_out<T>(put_in: Vec<T>, taken_out: Vec<T>) -> Vec<(T, bool)> {
    let put_in = put_in.into_iter().map(|item| (item, true));
    let taken_out = taken_out.into_iter().map(|item| (item, false));
    put_in.chain(taken_out).collect()
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Records an observation under the caller's id; doing it again changes nothing.
    pub async fn record_observation(
        &self,
        walk: EntityId,
        id: EntityId,
        draft: ObservationDraft,
    ) -> Result<(), ApiError> {
        self.change(walk, move |store| {
            store.record_observation(walk, id, &draft)
        })
        .await
    }

    /// Changes an observation.
    pub async fn edit_observation(
        &self,
        id: EntityId,
        edit: ObservationEdit,
    ) -> Result<(), ApiError> {
        self.change_of(id, move |store| store.edit_observation(id, &edit.into()))
            .await
    }

    /// Settles a field in favour of one of the things that were said, by its place among them.
    pub async fn settle(
        &self,
        id: EntityId,
        disputed: Disputed,
        chosen: u32,
    ) -> Result<(), ApiError> {
        self.change_of(id, move |store| store.settle_for(id, &disputed, chosen))
            .await
    }

    /// Withdraws something; what was never sent is deleted.
    pub async fn withdraw(&self, id: EntityId) -> Result<(), ApiError> {
        self.change_of(id, move |store| store.withdraw(id)).await
    }

    /// The observations of a walk, newest first, at most so many.
    pub async fn list_observations(
        &self,
        walk: EntityId,
        limit: u32,
    ) -> Result<Vec<ObservationView>, ApiError> {
        self.work(move |store| store.list_observations(walk, Page::first(limit)))
            .await
    }

    /// One observation.
    pub async fn show_observation(&self, id: EntityId) -> Result<ObservationView, ApiError> {
        self.work(move |store| store.show_observation(id)).await
    }
}
