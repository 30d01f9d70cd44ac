//! Sending one photo by tus 1.0, from wherever the last try ended.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::auth::Credentials;
use super::outcome::{SyncError, expect_status};
use super::pace::Pace;
use super::transport::{HttpAnswer, HttpRequest, Transport};
use crate::id::ReplicaId;
use crate::phone::{FileToSend, Store};
use crate::store::StoreError;

/// Pieces beyond those that a photo has at most: an upload that needs more does not get on.
const MOST_EXTRA_PIECES: u64 = 64;

pub(super) struct Upload<'a, T> {
    pub(super) store: &'a Store,
    pub(super) transport: &'a T,
    pub(super) server: &'a str,
    pub(super) replica: ReplicaId,
    pub(super) credentials: &'a Credentials,
    pub(super) file: &'a FileToSend,
    pub(super) pace: &'a Pace,
}

impl<T: Transport> Upload<'_, T> {
    /// Sends what the server does not have yet; `sent` is told the offset after each piece.
    pub(super) async fn send(&self, sent: impl Fn(u64)) -> Result<(), SyncError> {
        let (address, mut offset) = match self.resume().await? {
            Some(begun) => begun,
            None => self.begin().await?,
        };
        let mut tries = self.file.bytes / Pace::LEAST as u64 + MOST_EXTRA_PIECES;
        while offset < self.file.bytes {
            tries = tries.checked_sub(1).ok_or_else(never_ends)?;
            offset = self.send_piece(&address, offset).await?;
            sent(offset);
        }
        Ok(self
            .store
            .note_file_received(self.replica, self.file.hash)?)
    }

    /// Where an upload that was begun goes on, if the server still knows it.
    async fn resume(&self) -> Result<Option<(String, u64)>, SyncError> {
        let Some(address) = self.file.upload.clone() else {
            return Ok(None);
        };
        let request = self.request("HEAD", &address, Vec::new(), Vec::new());
        let answer = self.transport.send(request).await?;
        match (answer.status, answer.number("upload-offset")) {
            (200 | 204, Some(offset)) => Ok(Some((address, offset))),
            (404 | 410, _) => Ok(None),
            _ => Err(expect_status(&answer, 200)),
        }
    }

    async fn begin(&self) -> Result<(String, u64), SyncError> {
        let metadata = format!(
            "photo {},hash {}",
            STANDARD.encode(self.file.photo.to_string()),
            STANDARD.encode(self.file.hash.to_string()),
        );
        let headers = vec![
            ("Upload-Length", self.file.bytes.to_string()),
            ("Upload-Metadata", metadata),
        ];
        let request = self.request("POST", "/v1/photos", headers, Vec::new());
        // From here on the photo may have left the phone.
        self.note_upload(None)?;
        let answer = self.transport.send(request).await?;
        let location = answer.header("location").map(str::to_owned);
        let (201, Some(location)) = (answer.status, location) else {
            return Err(expect_status(&answer, 201));
        };
        self.note_upload(Some(&location))?;
        let offset = answer.number("upload-offset").unwrap_or(0);
        Ok((location, offset))
    }

    fn note_upload(&self, address: Option<&str>) -> Result<(), StoreError> {
        let hash = self.file.hash;
        self.store.note_upload(self.replica, hash, address)
    }

    async fn send_piece(&self, address: &str, offset: u64) -> Result<u64, SyncError> {
        let length = self.pace.piece_bytes();
        let piece = self.store.read_piece(self.file.hash, offset, length)?;
        if piece.is_empty() {
            return Err(SyncError::FileGone);
        }
        let (length, begun) = (piece.len(), self.store.clock.monotonic_ms());
        let headers = vec![
            ("Content-Type", "application/offset+octet-stream".to_owned()),
            ("Upload-Offset", offset.to_string()),
        ];
        let request = self.request("PATCH", address, headers, piece);
        let answer = self.transport.send(request).await?;
        match (answer.status, answer.number("upload-offset")) {
            (204, Some(now)) if now > offset => {
                let took_ms = self.store.clock.monotonic_ms().saturating_sub(begun);
                self.pace.note(length, took_ms);
                Ok(now)
            }
            (409, _) => self.offset_of(address).await,
            // Thrown away by the server: its bytes did not have the right hash.
            (404 | 410 | 460, _) => {
                self.note_upload(None)?;
                if !self.store.is_file_whole(self.file.hash)? {
                    return Err(SyncError::FileGone);
                }
                Err(expect_status(&answer, 204))
            }
            _ => Err(expect_status(&answer, 204)),
        }
    }

    async fn offset_of(&self, address: &str) -> Result<u64, SyncError> {
        let request = self.request("HEAD", address, Vec::new(), Vec::new());
        let answer: HttpAnswer = self.transport.send(request).await?;
        let offset = answer.number("upload-offset");
        offset.ok_or_else(|| expect_status(&answer, 200))
    }

    fn request(
        &self,
        method: &'static str,
        address: &str,
        mut headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    ) -> HttpRequest {
        headers.push(("Authorization", self.credentials.to_header()));
        headers.push(("Tus-Resumable", "1.0.0".to_owned()));
        HttpRequest {
            method,
            url: absolute(self.server, address),
            headers,
            body,
        }
    }
}

fn never_ends() -> SyncError {
    SyncError::BadAnswer("an upload does not get on".to_owned())
}

/// The address below the server that was joined, whatever host the answer names.
///
/// The credentials go to that server and to no other.
pub(super) fn absolute(server: &str, address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => address,
    };
    format!("{server}{path}")
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn credentials_go_only_to_the_server_that_was_joined() {
        let server = "https://lykta.example";
        let whole = "https://lykta.example/v1/photos/u1";
        for address in ["/v1/photos/u1", whole, "http://evil.example/v1/photos/u1"] {
            assert_eq!(absolute(server, address), whole);
        }
    }
}
