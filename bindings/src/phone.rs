//! Opening what is on this phone.

use std::path::PathBuf;
use std::sync::Arc;

use lykta_core::id::EntityId;
use lykta_core::phone::{Storage, Store};
use lykta_core::store::StoreError;
use lykta_core::sync::http::HttpTransport;

use crate::error::ApiError;
use crate::observer::Observer;

/// What opening found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Opening {
    /// Where an unreadable database was moved to, whole; it can be shared for rescue.
    pub set_aside: Option<String>,
    /// Whether this is an old copy, or another phone's.
    pub restored: bool,
}

/// Everything that was recorded on this phone. There is one for the whole app.
#[derive(uniffi::Object)]
pub struct Phone {
    pub(crate) store: Arc<Store>,
    pub(crate) transport: HttpTransport,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    pub(crate) folder: PathBuf,
    opening: Opening,
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Opens or makes the store in a folder.
    #[uniffi::constructor]
    pub async fn open(
        folder: String,
        observer: Option<Arc<dyn Observer>>,
    ) -> Result<Arc<Self>, ApiError> {
        let transport = HttpTransport::new(&[]).map_err(|_| ApiError::Broken)?;
        let folder = PathBuf::from(folder);
        let own = folder.clone();
        let opened = apart(move || Ok(Store::open(&own)?)).await?;
        Ok(Arc::new(Self {
            store: Arc::new(opened.store),
            transport,
            observer,
            folder,
            opening: Opening {
                set_aside: opened.set_aside,
                restored: opened.restored,
            },
        }))
    }

    /// What opening found.
    pub fn opening(&self) -> Opening {
        self.opening.clone()
    }

    /// How much room everything takes here.
    pub async fn storage(&self) -> Result<Storage, ApiError> {
        self.work(Store::storage).await
    }

    /// A new id for something that is about to be made.
    pub fn new_id(&self) -> EntityId {
        self.store.new_id()
    }
}

impl Phone {
    /// Reads or writes apart from the caller's thread.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = Arc::clone(&self.store);
        apart(move || Ok(work(&store)?)).await
    }

    /// The same, and tells the shell that the walk changed, also when nobody waits any longer.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        walk: EntityId,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let observer = self.observer.clone();
        self.work(move |store| {
            let done = work(store)?;
            tell_changed(observer.as_deref(), walk);
            Ok(done)
        })
        .await
    }

    /// The same of something whose walk the store knows.
    pub(crate) async fn change_of<T: Send + 'static>(
        &self,
        id: EntityId,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let observer = self.observer.clone();
        self.work(move |store| {
            let walk = store.walk_of(id)?;
            let done = work(store)?;
            tell_changed(observer.as_deref(), walk);
            Ok(done)
        })
        .await
    }
}

/// A shell that fails to take it reads again some other time.
pub(crate) fn tell_changed(observer: Option<&dyn Observer>, walk: EntityId) {
    if let Some(observer) = observer {
        let _ = observer.changed(walk);
    }
}

/// Does what may wait for the disk on a thread of its own; once begun it is done.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or(Err(ApiError::Broken))
}
