//! The one writer: it takes all jobs that wait, commits them together, and then answers.
//!
//! A commit costs a sync of the disk, so a hundred phones that wait for one share it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::seam::IdSource;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use tokio::sync::{oneshot, watch};

use crate::error::Error;
use crate::keep::{Journal, JournalEntry};
use crate::metrics::Metrics;
use crate::photos::PhotoFolder;

/// The most jobs of one transaction, so that the first does not wait for ever.
const MOST_TOGETHER: usize = 512;
/// Marks stay below 2^53, so that a browser reads them from JSON without loss.
const MARK_BITS: u64 = (1 << 53) - 1;

/// What the jobs of one transaction share.
#[derive(Debug)]
pub struct Commit {
    head: u64,
    changed: bool,
    journal: Vec<JournalEntry>,
    erased: Erased,
    quiet: HashSet<EntityId>,
}

/// What a commit took away for good.
#[derive(Debug, Default)]
pub(super) struct Erased {
    values: bool,
    files: Vec<(EntityId, ContentHash)>,
}

impl Erased {
    /// All files that were ever erased, for a look at whether they are gone; values as well.
    pub(super) fn at_start(files: Vec<(EntityId, ContentHash)>) -> Self {
        Self {
            values: true,
            files,
        }
    }
}

impl Commit {
    /// The position for one changed row of the log.
    pub fn next_change(&mut self) -> u64 {
        self.head += 1;
        self.changed = true;
        self.head
    }

    /// The newest position, this transaction's included.
    pub fn head(&self) -> u64 {
        self.head
    }

    /// Whether no person has decided or erased anything in a walk, as in most.
    pub(super) fn is_quiet(&mut self, tx: &Transaction<'_>, walk: EntityId) -> Result<bool, Error> {
        let is_quiet = self.quiet.contains(&walk) || !has_acts(tx, walk)?;
        if is_quiet {
            self.quiet.insert(walk);
        }
        Ok(is_quiet)
    }

    /// A person acts in a walk: whether it is quiet is to be asked anew.
    pub(super) fn note_act(&mut self, walk: EntityId) {
        self.quiet.remove(&walk);
    }

    /// Takes down what must hold even when the data folder is restored from a backup.
    pub(crate) fn journal(&mut self, entry: JournalEntry) {
        self.journal.push(entry);
    }

    /// Has a file taken off the disk once its erasure is durable.
    pub(super) fn remove_file(&mut self, walk: EntityId, hash: ContentHash) {
        self.erased.files.push((walk, hash));
    }

    /// Has the database's journal emptied once this is durable: it still holds the values.
    pub(super) fn note_erasure(&mut self) {
        self.erased.values = true;
    }
}

fn has_acts(tx: &Transaction<'_>, walk: EntityId) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM decided WHERE walk = ?1) \
               OR EXISTS (SELECT 1 FROM erased WHERE walk = ?1)";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement.query_row([walk], |row| row.get(0))?)
}

/// The position of the newest commit that changed the log.
fn read_head(connection: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT ifnull(max(position), 0) FROM mark";
    connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))
}

/// Whether a commit must outlive a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasting {
    /// It must: somebody is told that it does.
    Durable,
    /// It need not: it only says who called, and they will call again.
    Passing,
}

/// Something to be done in a transaction, and somebody who waits for it.
trait Job: Send {
    /// Whether its commit must outlive a power cut.
    fn lasting(&self) -> Lasting;
    /// Does the work; `false` when it failed and nothing of it shall stay.
    fn run(&mut self, tx: &Transaction<'_>, commit: &mut Commit) -> bool;
    /// Tells who waits, after the commit.
    fn answer(self: Box<Self>, committed: Result<(), CommitFailed>);
}

/// The commit failed: why, for each that waits.
#[derive(Clone, Copy)]
enum CommitFailed {
    DiskFull,
    Busy,
    Other,
}

impl From<CommitFailed> for Error {
    fn from(failed: CommitFailed) -> Self {
        match failed {
            CommitFailed::DiskFull => Self::DiskFull,
            CommitFailed::Busy => Self::Unavailable,
            CommitFailed::Other => Self::internal("the commit failed"),
        }
    }
}

impl From<&Error> for CommitFailed {
    fn from(error: &Error) -> Self {
        match error {
            Error::DiskFull => Self::DiskFull,
            Error::Unavailable => Self::Busy,
            _ => Self::Other,
        }
    }
}

struct Call<F, T> {
    lasting: Lasting,
    work: Option<F>,
    result: Result<T, Error>,
    waiting: oneshot::Sender<Result<T, Error>>,
}

impl<F, T> Job for Call<F, T>
where
    T: Send,
    F: FnOnce(&Transaction<'_>, &mut Commit) -> Result<T, Error> + Send,
{
    fn lasting(&self) -> Lasting {
        self.lasting
    }

    fn run(&mut self, tx: &Transaction<'_>, commit: &mut Commit) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        // A bug in one job must not take the writer from all others.
        let done = catch_unwind(AssertUnwindSafe(|| work(tx, commit)));
        self.result = done.unwrap_or_else(|_| Err(Error::internal("a job of the writer panicked")));
        self.result.is_ok()
    }

    fn answer(self: Box<Self>, committed: Result<(), CommitFailed>) {
        let result = match committed {
            Ok(()) => self.result,
            Err(failed) => self.result.and(Err(failed.into())),
        };
        // Who does not wait any longer asks again later; the receipt is stored.
        let _ = self.waiting.send(result);
    }
}

/// The handle of the writer's thread.
pub(super) struct Writer {
    jobs: Mutex<Option<Sender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    metrics: Arc<OnceLock<Metrics>>,
    commits: watch::Receiver<u64>,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        journal: Journal,
        ids: Arc<dyn IdSource>,
        photos: PhotoFolder,
    ) -> Result<Self, Error> {
        let (jobs, waiting) = channel();
        let metrics = Arc::default();
        let (counted, commits) = watch::channel(0);
        let work = Work {
            connection,
            lasting: Lasting::Durable,
            journal,
            ids,
            photos,
            metrics: Arc::clone(&metrics),
            commits: counted,
        };
        let thread = std::thread::Builder::new().name("writer".to_owned());
        let thread = thread.spawn(move || work.until_closed(&waiting))?;
        Ok(Self {
            jobs: Mutex::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
            metrics,
            commits,
        })
    }

    /// Counts the commits, for whoever wants to look again after each.
    pub(super) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    pub(super) fn measure(&self, metrics: Metrics) {
        let _ = self.metrics.set(metrics);
    }

    pub(super) async fn write<T, F>(&self, lasting: Lasting, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>, &mut Commit) -> Result<T, Error> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        let call: Box<dyn Job> = Box::new(Call {
            lasting,
            work: Some(work),
            result: Err(Error::Unavailable),
            waiting,
        });
        {
            let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            let jobs = jobs.as_ref().ok_or(Error::Unavailable)?;
            jobs.send(call).map_err(|_| Error::Unavailable)?;
        }
        answer.await.map_err(|_| Error::Unavailable)?
    }

    pub(super) async fn close(&self) {
        let jobs = self
            .jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(jobs);
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(|| thread.join()).await;
        }
    }
}

/// What the writer's thread owns.
struct Work {
    connection: Connection,
    /// As the connection is set.
    lasting: Lasting,
    journal: Journal,
    ids: Arc<dyn IdSource>,
    photos: PhotoFolder,
    metrics: Arc<OnceLock<Metrics>>,
    commits: watch::Sender<u64>,
}

impl Work {
    fn until_closed(mut self, waiting: &Receiver<Box<dyn Job>>) {
        while let Ok(first) = waiting.recv() {
            let mut jobs = vec![first];
            jobs.extend(waiting.try_iter().take(MOST_TOGETHER - 1));
            let started = Instant::now();
            let committed = self.commit(&mut jobs);
            if let Some(metrics) = self.metrics.get() {
                metrics.committed(jobs.len(), started.elapsed());
            }
            if let Err(error) = &committed {
                tracing::error!(%error, source = ?error, jobs = jobs.len(), "a commit failed");
            }
            let committed = committed.map_err(|error| CommitFailed::from(&error));
            for job in jobs {
                job.answer(committed);
            }
            self.commits.send_modify(|count| *count += 1);
        }
    }

    fn commit(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
        let is_passing = jobs.iter().all(|job| job.lasting() == Lasting::Passing);
        self.set(if is_passing {
            Lasting::Passing
        } else {
            Lasting::Durable
        })?;
        let journal = &self.journal;
        let (erased, ()) = in_one_commit(&mut self.connection, &*self.ids, |tx, commit| {
            for job in jobs {
                run_apart(tx, job.as_mut(), commit)?;
            }
            // Before the commit: an act that is in the log must be in the journal too.
            journal.append(&commit.journal)
        })?;
        take_off_disk(&self.connection, &self.photos, &erased);
        Ok(())
    }

    /// A passing commit is in the database's journal, for which the next durable one waits.
    fn set(&mut self, lasting: Lasting) -> Result<(), Error> {
        if self.lasting != lasting {
            let synchronous = match lasting {
                Lasting::Durable => "FULL",
                Lasting::Passing => "NORMAL",
            };
            self.connection
                .pragma_update(None, "synchronous", synchronous)?;
            self.lasting = lasting;
        }
        Ok(())
    }
}

/// Does `work` in a transaction and marks the commit when it changed the log.
///
/// Returns what must leave the disk now, and what `work` returned.
pub(super) fn in_one_commit<T>(
    connection: &mut Connection,
    ids: &dyn IdSource,
    work: impl FnOnce(&Transaction<'_>, &mut Commit) -> Result<T, Error>,
) -> Result<(Erased, T), Error> {
    // Immediate: another process may write too, and the head must be its newest.
    let behavior = TransactionBehavior::Immediate;
    let tx = connection.transaction_with_behavior(behavior)?;
    let mut commit = Commit {
        head: read_head(&tx)?,
        changed: false,
        journal: Vec::new(),
        erased: Erased::default(),
        quiet: HashSet::new(),
    };
    let done = work(&tx, &mut commit)?;
    if commit.changed {
        write_mark(&tx, commit.head, random_mark(ids))?;
    }
    tx.commit()?;
    Ok((commit.erased, done))
}

/// Removes erased files, and what the database's journal still holds of erased values.
///
/// What fails here is tried again at the next start.
pub(super) fn take_off_disk(connection: &Connection, photos: &PhotoFolder, erased: &Erased) {
    for (walk, hash) in &erased.files {
        if let Err(error) = photos.remove(*walk, *hash) {
            tracing::error!(%error, "an erased photo is still on the disk");
        }
    }
    if erased.values || !erased.files.is_empty() {
        let emptied = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
            row.get::<_, i64>(0)
        });
        if !matches!(emptied, Ok(0)) {
            tracing::warn!(
                ?emptied,
                "the database's journal was not emptied after an erasure"
            );
        }
    }
}

/// Runs a job so that its failure takes back its own changes alone.
fn run_apart(tx: &Transaction<'_>, job: &mut dyn Job, commit: &mut Commit) -> Result<(), Error> {
    tx.prepare_cached("SAVEPOINT job")?.execute([])?;
    let (journaled, erased) = (commit.journal.len(), commit.erased.files.len());
    if !job.run(tx, commit) {
        tx.prepare_cached("ROLLBACK TO job")?.execute([])?;
        commit.journal.truncate(journaled);
        commit.erased.files.truncate(erased);
    }
    tx.prepare_cached("RELEASE job")?.execute([])?;
    Ok(())
}

fn random_mark(ids: &dyn IdSource) -> u64 {
    let mut bytes = [0; 8];
    ids.fill(&mut bytes);
    u64::from_le_bytes(bytes) & MARK_BITS
}

fn write_mark(tx: &Transaction<'_>, position: u64, mark: u64) -> Result<(), Error> {
    let mut statement = tx.prepare_cached("INSERT INTO mark VALUES (?1, ?2)")?;
    statement.execute(params![position, mark])?;
    Ok(())
}
