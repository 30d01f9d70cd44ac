//! The track of a group while it walks.

use std::sync::{Arc, Mutex, PoisonError};

use lykta_core::id::EntityId;
use lykta_core::phone::{Pulse, Recording as CoreRecording, Store, Walked};
use lykta_core::place::LatLon;
use lykta_core::store::StoreError;
use lykta_core::time::Timestamp;
use lykta_core::track::{Fix, Readings};

use crate::error::ApiError;
use crate::observer::Observer;
use crate::phone::{Phone, apart, tell_changed};

/// What the receiver said.
#[derive(Clone, Copy, Debug, uniffi::Record)]
pub struct FixReading {
    /// When the position was measured.
    pub at: Timestamp,
    /// Where.
    pub position: LatLon,
    /// What it told beside.
    pub readings: Readings,
}

/// A recording under way, held by the service that keeps it alive. Losing it loses nothing:
/// beginning again under the same id goes on, and the gap says so.
#[derive(uniffi::Object)]
pub struct Recording {
    inner: Arc<Mutex<CoreRecording<Arc<Store>>>>,
    observer: Option<Arc<dyn Observer>>,
    walk: EntityId,
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// The tracks of a walk that were begun on this phone and not ended.
    pub async fn open_recordings(&self, walk: EntityId) -> Result<Vec<EntityId>, ApiError> {
        self.work(move |store| store.open_recordings(walk)).await
    }

    /// Begins a track under the caller's id, or goes on with it.
    pub async fn record_track(
        &self,
        walk: EntityId,
        track: EntityId,
    ) -> Result<Arc<Recording>, ApiError> {
        let store = Arc::clone(&self.store);
        let begun = apart(move || {
            let plan = store.watch_plan(walk)?;
            Ok(CoreRecording::begin(store, walk, track, &plan)?)
        });
        Ok(Arc::new(Recording {
            inner: Arc::new(Mutex::new(begun.await?)),
            observer: self.observer.clone(),
            walk,
        }))
    }

    /// Where all groups of a walk have been, as far as is known here, and how much of the area
    /// that is.
    pub async fn walked(&self, walk: EntityId) -> Result<Walked, ApiError> {
        self.work(move |store| store.walked(walk)).await
    }

    /// Where a track went: lines of positions, with nothing drawn across a gap.
    pub async fn track_lines(&self, track: EntityId) -> Result<Vec<Vec<LatLon>>, ApiError> {
        self.work(move |store| store.track_lines(track)).await
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Recording {
    /// The receiver found a position.
    pub async fn fix(&self, reading: FixReading) -> Result<Pulse, ApiError> {
        let fix = Fix::new(reading.at, reading.position, reading.readings);
        self.work(move |recording| recording.fix(&fix)).await
    }

    /// Time passed; to be told every few seconds.
    pub async fn tick(&self) -> Result<Pulse, ApiError> {
        self.work(CoreRecording::tick).await
    }

    /// The person paused the recording.
    pub async fn pause(&self) -> Result<Pulse, ApiError> {
        self.work(CoreRecording::pause).await
    }

    /// The person lets it go on.
    pub async fn unpause(&self) -> Result<Pulse, ApiError> {
        self.work(|recording| {
            recording.unpause();
            Ok(recording.pulse())
        })
        .await
    }

    /// The phone allows or forbids the use of its position.
    pub async fn permit(&self, is_permitted: bool) -> Result<Pulse, ApiError> {
        self.work(move |recording| recording.permit(is_permitted))
            .await
    }

    /// The walk is over: everything goes into the log.
    pub async fn end(&self) -> Result<Pulse, ApiError> {
        self.work(CoreRecording::end).await
    }
}

impl Recording {
    async fn work(
        &self,
        work: impl FnOnce(&mut CoreRecording<Arc<Store>>) -> Result<Pulse, StoreError> + Send + 'static,
    ) -> Result<Pulse, ApiError> {
        let inner = Arc::clone(&self.inner);
        let done = apart(move || {
            // A panic left it with all that is written down.
            let mut recording = inner.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(work(&mut recording)?)
        });
        let pulse = done.await?;
        // A track may stop by itself, too.
        if pulse.stopped.is_some() {
            tell_changed(self.observer.as_deref(), self.walk);
        }
        Ok(pulse)
    }
}
