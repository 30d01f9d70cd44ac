//! Row 13: taking in a second value for each of many observations, beside a plain upsert.

use std::path::Path;
use std::time::Instant;

use lykta_core::id::{EntityId, ReplicaId, ReplicaSecret};
use lykta_core::op::OpBuilder;
use lykta_core::phone::Store;
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::store::log::Page;
use lykta_core::sync::wire::{SyncAnswer, SyncRequest};
use rusqlite::{Connection, params};

use super::full::{self, answer, pulled};
use crate::Failure;
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

const OBSERVATIONS: usize = 1_000;

/// Microseconds for one observation.
pub(crate) async fn measure(rounds: usize) -> Result<Vec<Figure>, Failure> {
    let [merge] = rounds::run(&mut Merge, rounds).await?;
    let name = "merge into an observation";
    let limits = (5.0, 2.0);
    Ok(vec![merge.figure(
        "13",
        name,
        "µs",
        Judged::RatioAtMost,
        limits,
    )])
}

struct Merge;

/// A phone with observations, and an answer that says something else of each.
pub(crate) struct Prepared {
    store: Store,
    walk: EntityId,
    replica: ReplicaId,
    request: SyncRequest,
    answer: SyncAnswer,
}

impl Prepared {
    /// Makes the phone in a folder.
    pub(crate) fn make(folder: &Path, observations: usize) -> Result<Self, Failure> {
        let walk = full::make(folder, observations)?;
        let store = Store::open(folder)?.store;
        let replica = store.participation(walk)?.replica;
        let listed = store.list_observations(walk, Page::all())?;
        let author = ReplicaSecret::random(&SystemIds).replica();
        let now = SystemClock.now();
        let ops = (1..).zip(&listed).map(|(seq, one)| {
            // It supersedes nothing: both values stand beside each other from now on.
            let op = OpBuilder::edit("observation", one.id).set("words", words(seq).as_str());
            pulled(op.seal(author, seq, now).payload, one.group)
        });
        let answer = answer(now, observations, ops.collect());
        let request = store.next_batch(replica)?.request;
        Ok(Self {
            store,
            walk,
            replica,
            request,
            answer,
        })
    }

    /// Takes the answer in.
    pub(crate) fn merge(&self) -> Result<(), Failure> {
        let store = &self.store;
        store.apply_answer(self.replica, &self.request, &self.answer)?;
        Ok(())
    }

    fn check(&self) -> Result<(), Failure> {
        let merged = self.store.list_observations(self.walk, Page::all())?;
        if merged.len() == self.answer.ops.len() && merged.iter().all(|one| one.unsettled) {
            return Ok(());
        }
        Err("not every conflict was noticed".into())
    }
}

impl Contest<1> for Merge {
    async fn ours(&mut self) -> Result<[f64; 1], Failure> {
        let folder = tempfile::tempdir()?;
        let prepared = Prepared::make(folder.path(), OBSERVATIONS)?;
        let started = Instant::now();
        prepared.merge()?;
        let took_us = us_each(started);
        prepared.check()?;
        Ok([took_us])
    }

    async fn floor(&mut self) -> Result<[f64; 1], Failure> {
        let folder = tempfile::tempdir()?;
        let mut connection = Connection::open(folder.path().join(super::floor::DATABASE))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.execute_batch(
            "CREATE TABLE observation (id BLOB PRIMARY KEY, at INTEGER NOT NULL,
                 kind TEXT NOT NULL, words TEXT, suggestion TEXT, lat REAL, lon REAL) STRICT;
             CREATE INDEX observation_at ON observation (at DESC);",
        )?;
        upsert_all(&mut connection, 1)?;
        let started = Instant::now();
        upsert_all(&mut connection, 2)?;
        Ok([us_each(started)])
    }
}

fn upsert_all(connection: &mut Connection, at: u64) -> Result<(), Failure> {
    let tx = connection.transaction()?;
    let sql = "INSERT INTO observation VALUES (?1, ?2, 'unsafe', ?3, ?3, 60.1, 24.9) \
               ON CONFLICT (id) DO UPDATE SET at = ?2, words = ?3";
    let mut upsert = tx.prepare_cached(sql)?;
    for n in 0..OBSERVATIONS as u64 {
        let id = blake3::hash(&n.to_le_bytes());
        upsert.execute(params![&id.as_bytes()[..16], at, words(n * at)])?;
    }
    drop(upsert);
    Ok(tx.commit()?)
}

fn words(n: u64) -> String {
    format!("det är mörkt vid lampa {n}, och buskarna skymmer sikten mot vägen")
}

fn us_each(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1e6 / OBSERVATIONS as f64
}
