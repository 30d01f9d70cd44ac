//! How a phone syncs: ops first, photos two at a time, the map last, and nothing believed but receipts.

use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::stream::{self, StreamExt};
use serde::Deserialize;

use super::backoff;
use super::basemap;
use super::outcome::{Progress, SyncError, expect_status};
use super::pace::Pace;
use super::package::Package;
use super::transport::{HttpRequest, Transport};
use super::uploads::Upload;
use super::wire::{Encoding, SyncAnswer};
use crate::domain::Role;
use crate::id::{ContentHash, EntityId, ReplicaId};
use crate::join::{JoinLink, NotALink};
use crate::phone::{Participation, ReplicaDue, Status, Store};
use crate::store::StoreError;

const PHOTOS_AT_A_TIME: usize = 2;
/// More exchanges than any walk needs; a server that never ends is broken.
const MAX_EXCHANGES: usize = 10_000;

/// What a sync did.
#[derive(Clone, Debug, PartialEq)]
pub struct Synced {
    /// Ops that were new here.
    pub pulled: usize,
    /// How far everything recorded here has come now.
    pub status: Status,
}

/// Syncs one walk: everything this phone ever was on it, then its photos, then its package, and
/// in the end its base map, without which a sync has gone through as well.
///
/// Its future may be dropped at any await: each step is durable by itself, and the next sync
/// goes on where this one ended.
pub async fn sync<T: Transport>(
    store: &Store,
    transport: &T,
    walk: EntityId,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Synced, SyncError> {
    let by = store.participation(walk)?;
    store.form_track_ops_for_sync(walk)?;
    let mut pulled = 0;
    let mut failed = Vec::new();
    // Ops of all replicas come before anybody's photos.
    for pass in [Pass::Ops, Pass::Photos] {
        // A replica may be renewed on the way: its successor has its turn as well.
        let mut done: Vec<ReplicaId> = failed.iter().map(|(id, _)| *id).collect();
        while let Some(due) = next_due(store, walk, &done)? {
            done.push(due.id);
            let client = Client {
                store,
                transport,
                by: &by,
                due: &due,
                progress,
            };
            match client.run(pass).await {
                Ok(new) => pulled += new,
                Err(error) => {
                    client.note_failure(&error)?;
                    if matches!(error, SyncError::NoAnswer(_)) {
                        return Err(error);
                    }
                    failed.push((due.id, error));
                }
            }
        }
    }
    store.tidy()?;
    if let Some((_, error)) = failed.into_iter().next() {
        return Err(error);
    }
    if let Err(error) = fetch_basemap(store, transport, &by, progress).await {
        tracing::warn!(%error, "the base map waits to be fetched");
    }
    Ok(Synced {
        pulled,
        status: store.status(walk)?,
    })
}

async fn fetch_basemap<T: Transport>(
    store: &Store,
    transport: &T,
    by: &Participation,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), SyncError> {
    let mut due = store.replicas_due(by.walk)?.into_iter();
    let Some(due) = due.find(|due| !due.retired) else {
        return Ok(());
    };
    let fetch = basemap::Fetch {
        store,
        transport,
        by,
        credentials: &due.credentials,
        progress,
    };
    fetch.run().await
}

/// What of a sync is done for every replica before the rest is for any.
#[derive(Clone, Copy)]
enum Pass {
    Ops,
    Photos,
}

fn next_due(
    store: &Store,
    walk: EntityId,
    done: &[ReplicaId],
) -> Result<Option<ReplicaDue>, StoreError> {
    let due = store.replicas_due(walk)?;
    Ok(due.into_iter().find(|due| !done.contains(&due.id)))
}

struct Client<'a, T> {
    store: &'a Store,
    transport: &'a T,
    by: &'a Participation,
    due: &'a ReplicaDue,
    progress: &'a (dyn Fn(Progress) + Sync),
}

impl<T: Transport> Client<'_, T> {
    async fn run(&self, pass: Pass) -> Result<usize, SyncError> {
        match pass {
            Pass::Ops => self.exchange_all().await,
            Pass::Photos => {
                let pulled = self.send_and_fetch().await?;
                self.store.note_success(self.due.id)?;
                Ok(pulled)
            }
        }
    }

    async fn send_and_fetch(&self) -> Result<usize, SyncError> {
        let sent = self.send_photos().await?;
        let pulled = if sent > 0 {
            self.exchange_all().await?
        } else {
            0
        };
        if !self.due.retired {
            self.fetch_package().await?;
            if self.by.role == Role::Coordinator {
                self.fetch_photos().await?;
            }
        }
        Ok(pulled)
    }

    fn note_failure(&self, error: &SyncError) -> Result<(), StoreError> {
        let mut chance = [0];
        self.store.ids.fill(&mut chance);
        let failures = self.due.failures.saturating_add(1);
        let wait = backoff::wait_ms(failures, chance[0], error.retry_after_s());
        let next = self.store.clock.now().plus_ms(wait as i64);
        self.store.note_failure(self.due.id, next)
    }

    /// Pushes and pulls until neither side has more.
    async fn exchange_all(&self) -> Result<usize, SyncError> {
        let mut pulled = 0;
        let mut last_first = None;
        for _ in 0..MAX_EXCHANGES {
            let batch = self.store.next_batch(self.due.id)?;
            let first = batch.request.ops.first().cloned();
            if batch.more && first == last_first {
                break;
            }
            last_first = first;
            let left = batch.request.holding.ops;
            (self.progress)(Progress::Ops { left });
            let body = Encoding::Packed.encode(&batch.request);
            let answer = self.push(body).await?;
            if answer.receipts.len() < batch.request.ops.len() {
                break;
            }
            let (id, request) = (self.due.id, &batch.request);
            pulled += self.store.apply_answer(id, request, &answer)?;
            if !(batch.more || answer.more || answer.start_over) {
                return Ok(pulled);
            }
        }
        Err(SyncError::BadAnswer(
            "it does not say what became of what it was sent".to_owned(),
        ))
    }

    async fn push(&self, body: Vec<u8>) -> Result<SyncAnswer, SyncError> {
        let mut request = self.request("POST", "/v1/sync");
        let packed = Encoding::Packed.content_type().to_owned();
        request.headers.push(("Accept", packed.clone()));
        request.headers.push(("Content-Type", packed));
        request
            .headers
            .push(("Content-Encoding", "zstd".to_owned()));
        request.body = body;
        let answer = self.transport.send(request).await?;
        if answer.status != 200 {
            return Err(expect_status(&answer, 200));
        }
        let decoded = Encoding::Packed.decode_answer(&answer.body);
        decoded.map_err(|error| SyncError::BadAnswer(error.to_string()))
    }

    /// Sends the files that the server lacks; returns how many there were.
    ///
    /// One that fails does not stop the others; the first failure is told in the end. One
    /// that will never go through is told of in the status and stops nothing.
    async fn send_photos(&self) -> Result<usize, SyncError> {
        let files = self.store.files_to_send(self.due.id)?;
        let (many, total) = (files.len(), files.iter().map(|file| file.bytes).sum());
        let done = AtomicU64::new(0);
        let (done, pace) = (&done, &Pace::default());
        let uploads = files.into_iter().map(|file| async move {
            let upload = Upload {
                store: self.store,
                transport: self.transport,
                server: &self.by.server,
                replica: self.due.id,
                credentials: &self.due.credentials,
                file: &file,
                pace,
            };
            let before = AtomicU64::new(0);
            let sent = |offset: u64| {
                let step = offset.saturating_sub(before.swap(offset, Ordering::Relaxed));
                let done = done.fetch_add(step, Ordering::Relaxed) + step;
                (self.progress)(Progress::Photos { done, total });
            };
            match upload.send(sent).await {
                Err(error) if error.is_final() => {
                    Ok(self
                        .store
                        .note_refusal(self.due.id, file.hash, &error.to_string())?)
                }
                outcome => outcome,
            }
        });
        let mut uploads = stream::iter(uploads).buffer_unordered(PHOTOS_AT_A_TIME);
        let mut failed = None;
        while let Some(outcome) = uploads.next().await {
            failed = failed.or(outcome.err());
        }
        failed.map_or(Ok(many), Err)
    }

    async fn fetch_package(&self) -> Result<(), SyncError> {
        let walk = self.by.walk;
        let mut request = self.request("GET", &format!("/v1/walks/{walk}/package"));
        if let Some((_, tag)) = self.store.package(walk)? {
            request.headers.push(("If-None-Match", tag));
        }
        let answer = self.transport.send(request).await?;
        match answer.status {
            200 => {
                let package: Package = serde_json::from_slice(&answer.body)
                    .map_err(|error| SyncError::BadAnswer(error.to_string()))?;
                let tag = answer.header("etag").unwrap_or_default();
                Ok(self.store.keep_package(walk, &package, tag)?)
            }
            // How fresh it is tells whoever invites how many have come.
            304 if !self.by.role.may_invite().is_empty() => Ok(self.store.confirm_package(walk)?),
            // Unchanged; or barred from reading, which the receipts explain.
            304 | 403 | 404 => Ok(()),
            _ => Err(expect_status(&answer, 200)),
        }
    }

    /// Brings the files of everybody's photos here, for a coordinator's work without network.
    async fn fetch_photos(&self) -> Result<(), SyncError> {
        let missing = self.store.photos_missing(self.by.walk)?;
        let total = missing.len() as u64;
        for (done, (photo, hash)) in (1..).zip(missing) {
            self.fetch_photo(photo, hash).await?;
            (self.progress)(Progress::Fetched { done, total });
        }
        Ok(())
    }

    async fn fetch_photo(&self, photo: EntityId, hash: ContentHash) -> Result<(), SyncError> {
        let request = self.request("GET", &format!("/v1/photos/{photo}/original"));
        let answer = self.transport.send(request).await?;
        match answer.status {
            200 if ContentHash::of(&answer.body) == hash => {
                Ok(self.store.keep_photo(photo, hash, &answer.body)?)
            }
            // Not there yet, or another version by now: the next sync asks again.
            200 | 403 | 404 => Ok(()),
            _ => Err(expect_status(&answer, 200)),
        }
    }

    fn request(&self, method: &'static str, path: &str) -> HttpRequest {
        let authorization = self.due.credentials.to_header();
        HttpRequest {
            method,
            url: format!("{}{path}", self.by.server),
            headers: vec![("Authorization", authorization)],
            body: Vec::new(),
        }
    }
}

/// Why a short code led nowhere.
#[derive(Debug, thiserror::Error)]
pub enum ShortCodeError {
    /// The address makes no sense.
    #[error("the address of the server makes no sense")]
    BadAddress,
    /// No walk has this code.
    #[error("no walk has this code")]
    Wrong,
    /// Too many were tried.
    #[error("too many codes were tried: wait {0} seconds")]
    TooOften(u32),
    /// The server did not answer, or not as one of ours.
    #[error(transparent)]
    Sync(#[from] SyncError),
}

/// Asks the server at an address, such as `lykta.example`, for the join link of a short code.
pub async fn find_link<T: Transport>(
    transport: &T,
    address: &str,
    short: &str,
) -> Result<JoinLink, ShortCodeError> {
    #[derive(Deserialize)]
    struct Found {
        fragment: String,
    }
    let server = server_at(address).ok_or(ShortCodeError::BadAddress)?;
    let letters = short.chars().filter(char::is_ascii_alphanumeric);
    let request = HttpRequest {
        method: "POST",
        url: format!("{server}/join/code"),
        headers: vec![
            ("Accept", "application/json".to_owned()),
            // What a form is sent with; there is no page that could be forged here.
            ("Origin", server.clone()),
            (
                "Content-Type",
                "application/x-www-form-urlencoded".to_owned(),
            ),
        ],
        body: format!("code={}", letters.collect::<String>()).into_bytes(),
    };
    let answer = transport.send(request).await.map_err(SyncError::from)?;
    match answer.status {
        200 => {
            let found: Found = serde_json::from_slice(&answer.body)
                .map_err(|error| SyncError::BadAnswer(error.to_string()))?;
            let link = format!("{server}/join#{}", found.fragment);
            let link = link.parse();
            Ok(link.map_err(|error: NotALink| SyncError::BadAnswer(error.to_string()))?)
        }
        422 => Err(ShortCodeError::Wrong),
        429 => Err(ShortCodeError::TooOften(
            answer.number("retry-after").map_or(60, |s| s as u32),
        )),
        _ => Err(expect_status(&answer, 200).into()),
    }
}

/// The server that somebody typed, with or without `https://` and `/join` around it.
fn server_at(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let typed = typed.strip_suffix("/join").unwrap_or(typed);
    let (scheme, host) = typed.split_once("://").unwrap_or(("https", typed));
    let scheme = scheme.to_ascii_lowercase();
    let is_host = |letter: char| letter.is_alphanumeric() || "-.:[]".contains(letter);
    let is_server = matches!(&*scheme, "https" | "http") && !host.is_empty();
    (is_server && host.chars().all(is_host)).then(|| format!("{scheme}://{}", host.to_lowercase()))
}
