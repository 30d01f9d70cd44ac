//! Taking a piece in: written as it comes, and told only when it is synced.

use std::fs::File;
use std::io::Write;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::StreamExt;

use super::finish::finish;
use super::folder;
use super::turns::{Progress, blocking};
use super::tus::{Check, Checksum};
use crate::error::Error;
use crate::state::AppState;
use crate::store::uploads::{MAX_BYTES, UploadRow};

/// So much is gathered before it is written: few hops between threads, little memory, and
/// little that is lost when the server dies.
const GATHERED_BYTES: usize = 64 * 1024;
/// When nothing has come for so long, what is gathered is written: the connection may have broken
/// without a word, and who comes back is to go on where it ended.
const PAUSE: Duration = Duration::from_millis(250);
/// A connection that brings nothing for so long is broken.
const SILENCE: Duration = Duration::from_mins(1);

/// The bytes of one request.
pub(super) struct Piece {
    pub(super) from: u64,
    pub(super) checksum: Option<Checksum>,
    pub(super) body: Body,
}

/// Takes the next piece of an upload; the answer is the offset that may be told.
///
/// The work goes on when nobody waits for it any longer: a phone's connection may break at
/// any moment, and what came by then is kept.
pub(super) async fn take_piece(
    state: &AppState,
    row: &UploadRow,
    piece: Piece,
) -> Result<u64, Error> {
    let (state, row) = (state.clone(), row.clone());
    let taking = tokio::spawn(async move {
        let mut body = piece.body.into_data_stream();
        let taken = take(&state, &row, (piece.from, piece.checksum), &mut body).await;
        if taken.is_err() {
            read_to_the_end(body).await;
        }
        taken
    });
    taking.await.map_err(Error::internal)?
}

async fn take(
    state: &AppState,
    row: &UploadRow,
    (from, checksum): (u64, Option<Checksum>),
    body: &mut BodyDataStream,
) -> Result<u64, Error> {
    let folder = folder(state);
    let progress = state.photos.turns.progress(&folder, row.id).await?;
    let turn = progress.take_turn(from).await?;
    let id = row.id;
    let file = blocking(move || folder.open_at(id, from)).await?;
    let mut receiving = Receiving {
        file: Some(file),
        gathered: Vec::new(),
        at: from,
        end: row.length,
        check: checksum.map(Checksum::begin),
        progress: &progress,
    };
    let ended = receiving.read(body).await?;
    receiving.settle(from, ended).await?;
    if progress.written() < row.length {
        return progress.durable().await;
    }
    progress.sync().await?;
    finish(state, row, &turn).await?;
    Ok(row.length)
}

/// How a request's body ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Whole,
    CutOff,
    GaveWay,
    TooLong,
}

struct Receiving<'a> {
    file: Option<File>,
    gathered: Vec<u8>,
    at: u64,
    end: u64,
    check: Option<Check>,
    progress: &'a Progress,
}

impl Receiving<'_> {
    async fn read(&mut self, body: &mut BodyDataStream) -> Result<Ended, Error> {
        loop {
            let may_write = !self.gathered.is_empty() && self.check.is_none();
            let patience = if may_write { PAUSE } else { SILENCE };
            let next = tokio::select! {
                biased;
                () = self.progress.asked_to_give_way() => return Ok(Ended::GaveWay),
                next = tokio::time::timeout(patience, body.next()) => next,
            };
            match next {
                Err(_) if may_write => {
                    if let Some(ended) = self.write().await? {
                        return Ok(ended);
                    }
                }
                Ok(Some(Ok(bytes))) if self.fits(&bytes) => {
                    if let Some(ended) = self.gather(&bytes).await? {
                        return Ok(ended);
                    }
                }
                Ok(Some(Ok(_))) => return Ok(Ended::TooLong),
                Ok(Some(Err(_))) | Err(_) => return Ok(Ended::CutOff),
                Ok(None) => return Ok(Ended::Whole),
            }
        }
    }

    fn fits(&self, bytes: &Bytes) -> bool {
        self.at + (self.gathered.len() + bytes.len()) as u64 <= self.end
    }

    async fn gather(&mut self, bytes: &Bytes) -> Result<Option<Ended>, Error> {
        self.gathered.extend_from_slice(bytes);
        match &mut self.check {
            // Bytes that have yet to be checked are not written.
            Some(check) => check.take(bytes),
            None if self.gathered.len() >= GATHERED_BYTES => return self.write().await,
            None => {}
        }
        Ok(None)
    }

    /// Writes what was gathered, unless somebody else is to go on from before it.
    async fn write(&mut self) -> Result<Option<Ended>, Error> {
        let Some(mut file) = self.file.take() else {
            return Err(Error::internal("the upload's file is closed"));
        };
        let gathered = std::mem::take(&mut self.gathered);
        self.at += gathered.len() as u64;
        let write = move || file.write_all(&gathered).map(|()| file);
        self.file = Some(blocking(write).await?);
        Ok((!self.progress.advance(self.at)).then_some(Ended::GaveWay))
    }

    /// Keeps what may be kept of this request's bytes.
    async fn settle(mut self, from: u64, ended: Ended) -> Result<(), Error> {
        let is_good = match self.check.take() {
            // Half of the bytes cannot be checked.
            Some(check) => ended == Ended::Whole && check.holds(),
            None => ended != Ended::TooLong,
        };
        let mut ended = ended;
        if is_good && ended != Ended::GaveWay {
            ended = self.write().await?.unwrap_or(ended);
        }
        if !is_good {
            self.progress.fall_back(from);
        }
        self.cut_to(self.progress.written()).await?;
        match ended {
            Ended::TooLong => Err(Error::TooLarge(
                "more bytes than Upload-Length said: all of this request were thrown away"
                    .to_owned(),
            )),
            Ended::GaveWay => Err(Error::Conflict(
                "another request goes on with this upload: ask for its offset".to_owned(),
            )),
            Ended::CutOff if !is_good => Err(Error::Unavailable),
            Ended::Whole if !is_good => Err(Error::ChecksumMismatch(
                "the bytes do not have their checksum and were thrown away: send them again",
            )),
            Ended::Whole | Ended::CutOff => Ok(()),
        }
    }

    /// Takes back what was written and does not count.
    async fn cut_to(&mut self, length: u64) -> Result<(), Error> {
        match self.file.take() {
            Some(file) if self.at > length => blocking(move || file.set_len(length)).await,
            _ => Ok(()),
        }
    }
}

/// A refused body is read all the same, so that the client hears the answer.
pub(super) async fn read_to_the_end(mut body: BodyDataStream) {
    let mut left = MAX_BYTES;
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(SILENCE, body.next()).await {
        left = left.saturating_sub(bytes.len() as u64);
        if left == 0 {
            return;
        }
    }
}
