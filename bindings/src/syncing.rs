//! What has arrived, and sending the rest.

use std::fs::File;
use std::sync::Arc;

use lykta_core::id::EntityId;
use lykta_core::phone::{Archived, ItemStatus, Status};
use lykta_core::sync::client;
use lykta_core::sync::outcome::Progress;
use lykta_core::time::Timestamp;

use crate::error::ApiError;
use crate::phone::{Phone, apart, tell_changed};

/// How far everything that this phone recorded on a walk has come.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SentView {
    /// How much is in each state.
    pub status: Status,
    /// How much is not visible yet: ops and photos.
    pub not_visible: u64,
    /// Each thing by itself, what has not arrived in front.
    pub items: Vec<ItemStatus>,
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// How far what this phone recorded on a walk has come, from receipts alone.
    pub async fn status(&self, walk: EntityId) -> Result<Status, ApiError> {
        self.work(move |store| store.status(walk)).await
    }

    /// The same with each thing by itself, what has not arrived in front.
    pub async fn sent(&self, walk: EntityId) -> Result<SentView, ApiError> {
        self.work(move |store| {
            let status = store.status(walk)?;
            Ok(SentView {
                not_visible: status.not_visible(),
                items: store.list_sent(walk)?,
                status,
            })
        })
        .await
    }

    /// Sends what is here, and fetches what others said. Dropped, it goes on another time.
    pub async fn sync(&self, walk: EntityId) -> Result<Status, ApiError> {
        let observer = self.observer.clone();
        let told = observer.clone();
        let progress = move |progress| {
            if let Some(observer) = &told {
                let _ = observer.progressed(walk, progress);
            }
            // What was recorded is sent by then: nobody need wait for the map to read so.
            if matches!(progress, Progress::Basemap { .. }) {
                tell_changed(told.as_deref(), walk);
            }
        };
        let synced = client::sync(&self.store, &self.transport, walk, &progress).await;
        tell_changed(observer.as_deref(), walk);
        Ok(synced?.status)
    }

    /// When the next sync should be tried, by the core's own backoff; now when nothing failed.
    pub async fn next_sync_at(&self, walk: EntityId) -> Result<Timestamp, ApiError> {
        self.work(move |store| store.next_sync_at(walk)).await
    }

    /// Writes everything that was recorded on a walk into one archive, to be shared when sync
    /// is impossible.
    pub async fn write_rescue_archive(
        &self,
        walk: EntityId,
        path: String,
    ) -> Result<Archived, ApiError> {
        let store = Arc::clone(&self.store);
        apart(move || {
            let file = File::create(path).map_err(|_| ApiError::File)?;
            Ok(store.write_rescue_archive(walk, file)?)
        })
        .await
    }
}
