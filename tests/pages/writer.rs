//! Writes as phones would have, straight into the server's store.

use std::path::PathBuf;

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId, ReplicaId, ReplicaSecret};
use lykta_core::join::Code;
use lykta_core::merge::{Author, CodeStanding, HeldReason, Trust};
use lykta_core::op::{OpBuilder, Value};
use lykta_core::sync::wire::Holding;
use lykta_core::time::Timestamp;
use lykta_core::track::{TrackItem, encode_chunk};
use lykta_server::caller::Caller;
use lykta_server::error::Error;
use lykta_server::photos::PhotoFolder;
use lykta_server::state::AppState;
use lykta_server::store::{Commit, files, ingest, replicas};
use rusqlite::Transaction;

use crate::Failure;

/// The most items of one chunk.
const CHUNK: usize = 600;

/// A phone in a role.
#[derive(Clone)]
pub(crate) struct Writer {
    secret: ReplicaSecret,
    pub(crate) walk: EntityId,
    pub(crate) group: Option<EntityId>,
    role: Role,
    seq: u64,
    standing: CodeStanding,
}

impl Writer {
    pub(crate) fn new(
        state: &AppState,
        walk: EntityId,
        group: Option<EntityId>,
        role: Role,
    ) -> Self {
        Self {
            secret: ReplicaSecret::random(&*state.ids),
            walk,
            group,
            role,
            seq: 0,
            standing: CodeStanding::Good,
        }
    }

    /// What it writes from now on is held.
    pub(crate) fn barred(mut self, reason: HeldReason) -> Self {
        self.standing = CodeStanding::Barred(reason);
        self
    }

    pub(crate) fn replica(&self) -> ReplicaId {
        self.secret.replica()
    }

    /// What it creates things under.
    pub(crate) fn parent(&self) -> (&'static str, EntityId) {
        match self.group {
            Some(group) => ("group", group),
            None => ("walk", self.walk),
        }
    }

    /// Writes one op at this time.
    pub(crate) fn write(
        &mut self,
        tx: &Transaction<'_>,
        commit: &mut Commit,
        at: Timestamp,
        op: OpBuilder,
    ) -> Result<(), Error> {
        self.seq += 1;
        let author = Author {
            replica: self.replica(),
            role: self.role,
            walk: self.walk,
            group: self.group,
            standing: self.standing,
            trust: Trust::default(),
        };
        let sealed = op.seal(self.replica(), self.seq, at);
        ingest::ingest(tx, commit, &author, &sealed.payload)?;
        Ok(())
    }

    /// Writes a whole track.
    pub(crate) fn write_track(
        &mut self,
        (tx, commit): (&Transaction<'_>, &mut Commit),
        (id, name): (EntityId, &str),
        at: Timestamp,
        items: &[TrackItem],
    ) -> Result<(), Error> {
        let create = OpBuilder::create("track", id, Some(self.parent())).set("name", name);
        self.write(tx, commit, at, create)?;
        for (index, piece) in items.chunks(CHUNK).enumerate() {
            let first = (index * CHUNK) as u64;
            let chunk = Value::Bytes(encode_chunk(first, piece));
            let op = OpBuilder::edit("track", id).set(&format!("fixes/{first}"), chunk);
            self.write(tx, commit, at, op)?;
        }
        Ok(())
    }

    /// Takes down that the phone called, and what it still held.
    pub(crate) fn calls(
        &self,
        state: &AppState,
        tx: &Transaction<'_>,
        at: Timestamp,
        holding: Holding,
    ) -> Result<(), Error> {
        let code = Code {
            walk: self.walk,
            group: self.group,
            role: self.role,
            planned_end: at,
        };
        let caller = Caller {
            replica: self.replica(),
            code_text: code.issue(state.keep.code_key(), &*state.ids),
            code,
        };
        replicas::note_call(tx, &caller, 0, holding, (at, at))
    }
}

/// The value of a photo's field `file`.
pub(crate) fn file(hash: ContentHash) -> Value {
    Value::map([
        ("hash", Value::Bytes(hash.as_bytes().to_vec())),
        ("bytes", 1_000.into()),
        ("width", 320.into()),
        ("height", 240.into()),
    ])
}

/// Puts a photo's file where an upload would have put it.
pub(crate) fn store_photo(
    state: &AppState,
    walk: EntityId,
    jpeg: &[u8],
) -> Result<ContentHash, Failure> {
    let hash = ContentHash::of(jpeg);
    let path: PathBuf = PhotoFolder::of(&state.config.data).photo(walk, hash);
    std::fs::create_dir_all(path.parent().ok_or("a photo lies in a folder")?)?;
    std::fs::write(path, jpeg)?;
    Ok(hash)
}

/// Takes down that a photo's file is here.
pub(crate) fn received(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    by: &Writer,
    hash: ContentHash,
    at: Timestamp,
) -> Result<(), Error> {
    files::record_file(tx, commit, by.walk, hash, by.replica(), 1_000, at)
}
