//! Copies of photos for screens, drawn anew by one worker in the background.
//!
//! A browser is given these alone: whatever hides in a file that somebody sent is not in them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::photo::{self, PhotoError, Prepared};
use rusqlite::Connection;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::folder;
use super::folder::PhotoFolder;
use super::turns::blocking;
use crate::durable::write_durably;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::state::AppState;
use crate::store::files;

/// How large a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopySize {
    /// Fills a screen: at most 2,048 pixels long.
    Screen,
    /// For lists: at most 320 pixels long.
    Thumbnail,
}

impl CopySize {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Screen, Self::Thumbnail];

    /// Its name in addresses and file names.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Thumbnail => "thumbnail",
        }
    }

    /// The size of this name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

type Wanted = (EntityId, ContentHash);

/// The queue of photos that are to be drawn. Clones share it.
#[derive(Clone)]
pub(super) struct Copies(Arc<Queue>);

struct Queue {
    /// Nothing more comes after a `None`.
    sender: UnboundedSender<Option<Wanted>>,
    receiver: Mutex<Option<UnboundedReceiver<Option<Wanted>>>>,
    waiting: AtomicUsize,
    /// One at a time: a large photo takes a quarter of a gigabyte while it is decoded.
    drawing: Arc<Semaphore>,
    /// Held while a copy is written; `true` once nothing may be written any more.
    ended: Mutex<bool>,
}

impl Default for Copies {
    fn default() -> Self {
        let (sender, receiver) = unbounded_channel();
        Self(Arc::new(Queue {
            sender,
            receiver: Mutex::new(Some(receiver)),
            waiting: AtomicUsize::new(0),
            drawing: Arc::new(Semaphore::new(1)),
            ended: Mutex::new(false),
        }))
    }
}

impl Copies {
    /// Has a photo drawn when its turn comes. Should the server stop before, it asks anew.
    pub(super) fn want(&self, walk: EntityId, hash: ContentHash) {
        if self.0.sender.send(Some((walk, hash))).is_ok() {
            self.0.waiting.fetch_add(1, Relaxed);
        }
    }

    /// Waits for the copy that is being written; one that is being drawn is given up, since on a
    /// busy machine it may take long. It asks anew when the server starts.
    pub(super) fn close(&self) {
        self.0.drawing.close();
        *self.0.ended() = true;
        // Whoever draws lets go of the server's parts; it may never have begun.
        let _ = self.0.sender.send(None);
    }

    /// How many photos wait to be drawn.
    pub(super) fn waiting(&self) -> usize {
        self.0.waiting.load(Relaxed)
    }
}

impl Queue {
    fn ended(&self) -> MutexGuard<'_, bool> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks for the copies that are missing, and begins to draw.
pub(super) async fn start(state: &AppState) -> Result<(), Error> {
    let queue = &state.photos.copies.0;
    let receiver = queue.receiver.lock();
    let Some(wanted) = receiver.unwrap_or_else(PoisonError::into_inner).take() else {
        return Ok(());
    };
    for (walk, hash) in missing(state).await? {
        state.photos.copies.want(walk, hash);
    }
    tokio::spawn(draw_all(state.clone(), Background::start()?, wanted));
    Ok(())
}

async fn missing(state: &AppState) -> Result<Vec<Wanted>, Error> {
    let folder = folder(state);
    let read = move |connection: &Connection| {
        let mut wanted: Vec<Wanted> = files::all(connection)?;
        wanted.retain(|(walk, hash)| !is_done(&folder, *walk, *hash));
        Ok(wanted)
    };
    state.db.read(read).await
}

/// The thumbnail is written last.
fn is_done(folder: &PhotoFolder, walk: EntityId, hash: ContentHash) -> bool {
    folder.copy(walk, hash, CopySize::Thumbnail).is_file()
        || folder.undrawable(walk, hash).is_file()
        || !folder.photo(walk, hash).is_file()
}

async fn draw_all(
    state: AppState,
    background: Background,
    mut wanted: UnboundedReceiver<Option<Wanted>>,
) {
    while let Some(Some((walk, hash))) = wanted.recv().await {
        // One that fails has been logged and counted; the others have their turn.
        let _ = draw(&state, walk, hash, Some(&background)).await;
        state.photos.copies.0.waiting.fetch_sub(1, Relaxed);
    }
}

/// A turn to draw: one picture at a time is in memory.
pub(super) async fn turn(state: &AppState) -> Result<OwnedSemaphorePermit, Error> {
    let turn = Arc::clone(&state.photos.copies.0.drawing)
        .acquire_owned()
        .await;
    turn.map_err(|_| Error::Unavailable)
}

/// Draws the copies of a photo unless that was done or is known to be in vain.
async fn draw(
    state: &AppState,
    walk: EntityId,
    hash: ContentHash,
    background: Option<&Background>,
) -> Result<(), Error> {
    let turn = turn(state).await?;
    let (folder, metrics) = (folder(state), state.metrics.clone());
    let queue = Arc::clone(&state.photos.copies.0);
    let work = move || {
        // Kept to the end of the work, also when nobody waits for it any longer.
        let _turn = turn;
        let drawn = draw_copies(&queue, &folder, walk, hash);
        // Whoever has the next turn finds it counted.
        note_failure(&metrics, &drawn);
        drawn
    };
    let drawn = match background {
        Some(background) => background.work(work).await,
        None => blocking(work).await,
    };
    drawn.map(|_| ())
}

/// How nice a thread is that gives way, by the system's scale: a tenth of what others get.
#[cfg(target_os = "linux")]
const GIVES_WAY: i32 = 10;

/// The one thread that draws what nobody waits for: phones that still send their photos go before.
struct Background(mpsc::Sender<Box<dyn FnOnce() + Send>>);

impl Background {
    fn start() -> std::io::Result<Self> {
        let (sender, jobs) = mpsc::channel::<Box<dyn FnOnce() + Send>>();
        let thread = std::thread::Builder::new().name("copies".to_owned());
        thread.spawn(move || {
            // Linux has a priority for each thread; elsewhere it would be the whole server's.
            #[cfg(target_os = "linux")]
            let _ = rustix::process::setpriority_process(None, GIVES_WAY);
            for job in jobs {
                job();
            }
        })?;
        Ok(Self(sender))
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (sender, done) = oneshot::channel();
        // At the server's end nobody waits.
        let job = Box::new(move || drop(sender.send(work())));
        self.0.send(job).map_err(|_| Error::Unavailable)?;
        Ok(done.await.map_err(Error::internal)??)
    }
}

fn draw_copies(
    queue: &Queue,
    folder: &PhotoFolder,
    walk: EntityId,
    hash: ContentHash,
) -> std::io::Result<Result<(), PhotoError>> {
    if is_done(folder, walk, hash) {
        return Ok(Ok(()));
    }
    let jpeg = std::fs::read(folder.photo(walk, hash))?;
    let prepared = photo::prepare(&jpeg, &[]);
    let ended = queue.ended();
    if *ended {
        return Ok(Ok(()));
    }
    match prepared {
        Ok(prepared) => {
            // It may have been erased while it was drawn.
            folder.beside_photo(walk, hash, || keep(folder, walk, hash, &prepared))?;
            Ok(Ok(()))
        }
        Err(refused) => {
            let mark = folder.undrawable(walk, hash);
            let put = || write_durably(&mark, refused.id().as_bytes());
            folder.beside_photo(walk, hash, put)?;
            Ok(Err(refused))
        }
    }
}

fn keep(
    folder: &PhotoFolder,
    walk: EntityId,
    hash: ContentHash,
    drawn: &Prepared,
) -> std::io::Result<()> {
    write_durably(
        &folder.copy(walk, hash, CopySize::Screen),
        drawn.jpeg.as_slice(),
    )?;
    let thumbnail = folder.copy(walk, hash, CopySize::Thumbnail);
    write_durably(&thumbnail, drawn.thumbnail_jpeg.as_slice())
}

fn note_failure(metrics: &Metrics, drawn: &std::io::Result<Result<(), PhotoError>>) {
    let reason = match drawn {
        Ok(Ok(())) => return,
        Ok(Err(refused)) => refused.to_string(),
        Err(error) => format!("{error:?}"),
    };
    metrics.count("lykta_photo_copies_failed_total", 1);
    tracing::warn!(
        reason,
        "a photo was kept but could not be drawn for screens"
    );
}

/// The copy of a photo's file for a page, as JPEG; not found while the file is not here, and
/// when it cannot be drawn.
///
/// A copy that the background has not come to is drawn now: that takes a moment and is done
/// once, while an answer to come back later leaves a page without script with a hole.
pub async fn copy_for_page(
    state: &AppState,
    walk: EntityId,
    hash: ContentHash,
    size: CopySize,
) -> Result<Vec<u8>, Error> {
    let path = folder(state).copy(walk, hash, size);
    if let Some(here) = read_if_here(path.clone()).await? {
        return Ok(here);
    }
    draw(state, walk, hash, None).await?;
    read_if_here(path).await?.ok_or(Error::NotFound)
}

/// Whether a file's copies can be given: it is here, and is not known to be in vain to draw.
pub fn is_prepared(state: &AppState, walk: EntityId, hash: ContentHash) -> bool {
    let folder = folder(state);
    folder.photo(walk, hash).is_file() && !folder.undrawable(walk, hash).is_file()
}

/// A file's bytes, when there is one.
pub(super) async fn read_if_here(path: PathBuf) -> Result<Option<Vec<u8>>, Error> {
    blocking(move || match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    })
    .await
}
