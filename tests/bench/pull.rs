//! Row 7: pulling when nothing is new, and pulling the whole walk.

use std::time::Instant;

use lykta_core::sync::http::HttpTransport;
use tempfile::TempDir;

use crate::Failure;
use crate::caller::Caller;
use crate::floor::phone::call;
use crate::floor::wire::{Page, Push};
use crate::one_walk::{Copied, CopiedFloor, OneWalk};
use crate::push::{push_all, push_all_to_floor};
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

/// Questions without news in a round.
const QUESTIONS: usize = 40;

/// Milliseconds until the answer is read.
pub(crate) async fn measure(walk: &OneWalk, rounds: usize) -> Result<Vec<Figure>, Failure> {
    let mut pull = Pull::prepare(walk)?;
    let [nothing, whole] = rounds::run(&mut pull, rounds).await?;
    let (at_most, limits) = (Judged::RatioAtMost, (4.0, 2.0));
    Ok(vec![
        nothing.figure("7", "pull when nothing is new", "ms", at_most, limits),
        whole.figure("7", "pull the whole walk", "ms", at_most, limits),
    ])
}

/// Both servers with the whole walk.
struct Pull {
    ops: usize,
    _ours: Copied,
    floor: CopiedFloor,
    coordinator: Caller,
    http: HttpTransport,
    _folder: TempDir,
}

impl Pull {
    fn prepare(walk: &OneWalk) -> Result<Self, Failure> {
        let mut ours = walk.copied()?;
        push_all(&mut ours)?;
        walk.check(&ours)?;
        let mut floor = walk.copied_floor()?;
        push_all_to_floor(&mut floor)?;
        walk.check_floor(&floor)?;
        let folder = tempfile::tempdir()?;
        let coordinator = walk.coordinator(folder.path(), &ours.server.url)?;
        Ok(Self {
            ops: walk.ops,
            coordinator: Caller::holding(&coordinator)?,
            _ours: ours,
            floor,
            http: HttpTransport::new(&[])?,
            _folder: folder,
        })
    }

    /// A page of the floor.
    async fn page(&self, after: i64) -> Result<Page, Failure> {
        let url = format!("{}/rows/{after}", self.floor.server.url);
        call(&self.http, "GET", url, None::<&Push>).await
    }
}

impl Contest<2> for Pull {
    async fn ours(&mut self) -> Result<[f64; 2], Failure> {
        let mut caller = self.coordinator.clone();
        let (mut pulled, started) = (0, Instant::now());
        loop {
            let answer = caller.exchange(&self.http, Vec::new()).await?;
            pulled += answer.ops.len();
            if !answer.more {
                break;
            }
        }
        let whole_ms = ms_since(started);
        if pulled < self.ops {
            return Err(format!("{pulled} of {} ops were pulled", self.ops).into());
        }
        let started = Instant::now();
        for _ in 0..QUESTIONS {
            caller.exchange(&self.http, Vec::new()).await?;
        }
        Ok([ms_since(started) / QUESTIONS as f64, whole_ms])
    }

    async fn floor(&mut self) -> Result<[f64; 2], Failure> {
        let (mut after, mut pulled, started) = (0, 0, Instant::now());
        loop {
            let page = self.page(after).await?;
            (after, pulled) = (page.position, pulled + page.rows.len());
            if !page.more {
                break;
            }
        }
        let whole_ms = ms_since(started);
        if pulled < self.ops {
            return Err(format!("{pulled} of {} rows were pulled", self.ops).into());
        }
        let started = Instant::now();
        for _ in 0..QUESTIONS {
            self.page(after).await?;
        }
        Ok([ms_since(started) / QUESTIONS as f64, whole_ms])
    }
}

fn ms_since(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1_000.0
}
