//! Whose turn it is to write an upload, and how much of it is written and synced.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use lykta_core::id::EntityId;
use tokio::sync::{Mutex as AsyncMutex, Notify, OwnedMutexGuard, Semaphore};

use super::folder::PhotoFolder;
use crate::error::Error;

/// The right to write an upload; it ends when this is dropped.
pub(super) type Turn = OwnedMutexGuard<()>;

/// The uploads that were touched since the server started. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<Mutex<HashMap<EntityId, Arc<Progress>>>>);

impl Turns {
    /// An upload's progress; what an earlier run of the server left is synced and measured.
    pub(super) async fn progress(
        &self,
        folder: &PhotoFolder,
        upload: EntityId,
    ) -> Result<Arc<Progress>, Error> {
        if let Some(known) = self.known().get(&upload) {
            return Ok(Arc::clone(known));
        }
        let measuring = folder.clone();
        let here = blocking(move || measuring.measure(upload)).await?;
        let new = || Arc::new(Progress::at(here, folder.clone(), upload));
        Ok(Arc::clone(self.known().entry(upload).or_insert_with(new)))
    }

    /// Forgets an upload that is over.
    pub(super) fn forget(&self, upload: EntityId) {
        self.known().remove(&upload);
    }

    fn known(&self) -> MutexGuard<'_, HashMap<EntityId, Arc<Progress>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How far one upload has come.
pub(super) struct Progress {
    folder: PhotoFolder,
    upload: EntityId,
    counts: Mutex<Counts>,
    turn: Arc<AsyncMutex<()>>,
    give_way: Notify,
}

struct Counts {
    written: u64,
    synced: u64,
    /// The file's name is synced too.
    named: bool,
    /// Somebody else waits to go on from `written`: it stays as it is.
    claimed: bool,
}

impl Progress {
    fn at(here: u64, folder: PhotoFolder, upload: EntityId) -> Self {
        let counts = Counts {
            written: here,
            synced: here,
            named: here > 0,
            claimed: false,
        };
        Self {
            folder,
            upload,
            counts: Mutex::new(counts),
            turn: Arc::default(),
            give_way: Notify::new(),
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes that are in the file, synced or not.
    pub(super) fn written(&self) -> u64 {
        self.counts().written
    }

    /// Counts bytes that the turn's holder wrote; `false` when it has to give way instead.
    pub(super) fn advance(&self, to: u64) -> bool {
        let mut counts = self.counts();
        if !counts.claimed {
            counts.written = to;
        }
        !counts.claimed
    }

    /// Counts less, after the turn's holder has taken bytes back.
    pub(super) fn fall_back(&self, to: u64) {
        let mut counts = self.counts();
        counts.written = counts.written.min(to);
        counts.synced = counts.synced.min(to);
    }

    /// The offset that may be told: what is written by now, after it was synced.
    pub(super) async fn durable(&self) -> Result<u64, Error> {
        let here = self.sync().await?;
        if here > 0 && !self.counts().named {
            let folder = self.folder.clone();
            blocking(move || folder.sync_uploads()).await?;
            self.counts().named = true;
        }
        Ok(here)
    }

    /// The same of bytes alone: the name of a whole upload's file is soon another.
    pub(super) async fn sync(&self) -> Result<u64, Error> {
        let (written, synced) = {
            let counts = self.counts();
            (counts.written, counts.synced)
        };
        if synced < written {
            let (folder, upload) = (self.folder.clone(), self.upload);
            blocking(move || folder.sync_part(upload)).await?;
            let mut counts = self.counts();
            counts.synced = counts.synced.max(written).min(counts.written);
        }
        Ok(written)
    }

    /// The turn of a writer that goes on at `from`.
    ///
    /// A connection that broke without a word may still seem to be writing. It gives way to
    /// who knows where its bytes end; anybody else is refused, and it goes on.
    pub(super) async fn take_turn(&self, from: u64) -> Result<Turn, Error> {
        let free = Arc::clone(&self.turn).try_lock_owned();
        let turn = match free {
            Ok(turn) => turn,
            Err(_) if self.claim(from) => self.wait().await,
            Err(_) => return Err(self.conflict().await),
        };
        self.begin();
        if self.written() == from {
            return Ok(turn);
        }
        Err(self.conflict().await)
    }

    /// The turn of whoever ends the upload, as soon as its writer gave way.
    pub(super) async fn wait_for_turn(&self) -> Turn {
        self.counts().claimed = true;
        let turn = self.wait().await;
        self.begin();
        turn
    }

    fn claim(&self, from: u64) -> bool {
        let mut counts = self.counts();
        let may_claim = counts.written == from;
        counts.claimed |= may_claim;
        may_claim
    }

    async fn wait(&self) -> Turn {
        self.give_way.notify_one();
        Arc::clone(&self.turn).lock_owned().await
    }

    /// A new turn: what was called out to the holder of the last one is not for this one.
    fn begin(&self) {
        self.counts().claimed = false;
        let _ = self.give_way.notified().now_or_never();
    }

    /// Ends when somebody else is to write.
    pub(super) async fn asked_to_give_way(&self) {
        self.give_way.notified().await;
    }

    async fn conflict(&self) -> Error {
        match self.durable().await {
            Ok(here) => Error::Conflict(format!(
                "the upload goes on at byte {here}: ask for its offset and send from there"
            )),
            Err(error) => error,
        }
    }
}

/// So much work on files is done at a time. More threads would make no disk faster: they would take
/// memory, and stand in the way of those that read the database.
static ON_FILES: Semaphore = Semaphore::const_new(16);

/// Does work on files apart from the async threads.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let _permit = ON_FILES.acquire().await.map_err(Error::internal)?;
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(Error::internal)??)
}
