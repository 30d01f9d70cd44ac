//! Fetching a walk's part of the base map, piece by piece, from wherever the last try ended.

use super::auth::Credentials;
use super::outcome::{Progress, SyncError, expect_status};
use super::pace::Pace;
use super::transport::{HttpAnswer, HttpRequest, Transport};
use super::uploads::absolute;
use crate::phone::{BasemapToFetch, Participation, Store};

pub(super) struct Fetch<'a, T> {
    pub(super) store: &'a Store,
    pub(super) transport: &'a T,
    pub(super) by: &'a Participation,
    pub(super) credentials: &'a Credentials,
    pub(super) progress: &'a (dyn Fn(Progress) + Sync),
}

/// What an answer brings of a map.
enum Brought {
    /// The bytes that were asked for, or the first of them.
    Piece,
    /// The whole map, from a server that gives no pieces.
    Whole,
    /// Nothing: the server has another map by now, or none; the next package tells of it.
    Nothing,
}

impl<T: Transport> Fetch<'_, T> {
    /// Brings the map here when it is not, and gives way to whatever is recorded meanwhile.
    ///
    /// What breaks off goes on another time. What cannot be taken is given up for a while.
    pub(super) async fn run(&self) -> Result<(), SyncError> {
        let Some(map) = self.store.basemap_to_fetch(self.by)? else {
            return Ok(());
        };
        let fetched = self.fetch(&map).await;
        if matches!(fetched, Err(SyncError::Store(_) | SyncError::BadAnswer(_))) {
            self.store.refuse_basemap(&map)?;
        }
        fetched
    }

    async fn fetch(&self, map: &BasemapToFetch) -> Result<(), SyncError> {
        let pace = Pace::default();
        loop {
            let (done, total) = (self.store.basemap_bytes_here(map)?, map.clip.bytes);
            (self.progress)(Progress::Basemap { done, total });
            if done == total {
                break;
            }
            if self.store.has_ops_to_send(self.by.walk)? {
                return Ok(());
            }
            let length = (pace.piece_bytes() as u64).min(total - done);
            let begun = self.store.clock.monotonic_ms();
            let answer = self.piece(map, done, length).await?;
            match brought(&answer, map, done, length)? {
                Brought::Piece => self.store.keep_basemap_piece(map, &answer.body)?,
                Brought::Whole => self
                    .store
                    .keep_basemap_piece(map, &answer.body[done as usize..])?,
                Brought::Nothing => return Ok(()),
            }
            let took_ms = self.store.clock.monotonic_ms().saturating_sub(begun);
            pace.note(answer.body.len(), took_ms);
        }
        if self.store.take_basemap(map)? {
            return Ok(());
        }
        Err(SyncError::BadAnswer(
            "the base map has other bytes than it should".to_owned(),
        ))
    }

    async fn piece(
        &self,
        map: &BasemapToFetch,
        from: u64,
        length: u64,
    ) -> Result<HttpAnswer, SyncError> {
        let range = format!("bytes={from}-{}", from + length - 1);
        let request = HttpRequest {
            method: "GET",
            url: absolute(&self.by.server, &map.clip.url),
            headers: vec![
                ("Authorization", self.credentials.to_header()),
                ("Range", range),
            ],
            body: Vec::new(),
        };
        Ok(self.transport.send(request).await?)
    }
}

fn brought(
    answer: &HttpAnswer,
    map: &BasemapToFetch,
    from: u64,
    length: u64,
) -> Result<Brought, SyncError> {
    let tag = format!("\"{}\"", map.clip.hash);
    let is_same = answer.header("etag") == Some(&tag);
    let bytes = answer.body.len() as u64;
    let begins = format!("bytes {from}-");
    let range = answer.header("content-range").unwrap_or_default();
    match answer.status {
        206 if is_same && range.starts_with(&begins) && (1..=length).contains(&bytes) => {
            Ok(Brought::Piece)
        }
        200 if is_same && bytes == map.clip.bytes => Ok(Brought::Whole),
        200 | 206 if is_same => Err(SyncError::BadAnswer(
            "it gives other bytes of the base map than it was asked for".to_owned(),
        )),
        200 | 206 | 403 | 404 | 416 => Ok(Brought::Nothing),
        _ => Err(expect_status(answer, 206)),
    }
}
