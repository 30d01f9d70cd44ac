//! Rows 1, 4 and 14: every phone of the walk pushes what it recorded, all at once.

use std::future::Future;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use lykta_core::sync::client::sync;

use crate::Failure;
use crate::network::Watched;
use crate::one_walk::{Copied, CopiedFloor, OneWalk};
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

/// Seconds to the last receipt, the server's processor per op in µs, its memory in MB.
pub(crate) async fn measure(
    walk: &OneWalk,
    rounds: usize,
    wanted: &[u8],
) -> Result<Vec<Figure>, Failure> {
    let [time, cpu, memory] = rounds::run(&mut Push(walk), rounds).await?;
    let at_most = Judged::RatioAtMost;
    let mut figures = Vec::new();
    if wanted.contains(&1) {
        figures.push(time.figure("1", "push the walk", "s", at_most, (8.0, 3.0)));
    }
    if wanted.contains(&4) {
        figures.push(cpu.figure("4", "server's CPU per op", "µs", at_most, (4.0, 2.0)));
    }
    if wanted.contains(&14) {
        let name = "server's memory at its peak";
        figures.push(memory.figure("14", name, "MB", Judged::AtMost, (128.0, 64.0)));
    }
    Ok(figures)
}

struct Push<'a>(&'a OneWalk);

impl Contest<3> for Push<'_> {
    async fn ours(&mut self) -> Result<[f64; 3], Failure> {
        let mut copied = self.0.copied()?;
        let before = copied.server.cpu_s()?;
        let took_s = push_all(&mut copied)?;
        let cpu_s = copied.server.cpu_s()? - before;
        self.0.check(&copied)?;
        Ok([took_s, self.per_op(cpu_s), copied.server.peak_mb()?])
    }

    async fn floor(&mut self) -> Result<[f64; 3], Failure> {
        let mut copied = self.0.copied_floor()?;
        let before = copied.server.cpu_s()?;
        let took_s = push_all_to_floor(&mut copied)?;
        let cpu_s = copied.server.cpu_s()? - before;
        self.0.check_floor(&copied)?;
        Ok([took_s, self.per_op(cpu_s), copied.server.peak_mb()?])
    }
}

impl Push<'_> {
    fn per_op(&self, cpu_s: f64) -> f64 {
        cpu_s * 1e6 / self.0.ops as f64
    }
}

/// One round of ours alone: the same three figures.
pub(crate) async fn once(walk: &OneWalk) -> Result<[f64; 3], Failure> {
    Push(walk).ours().await
}

/// Has every phone push; returns the seconds until the last has its last receipt on its disk.
pub(crate) fn push_all(copied: &mut Copied) -> Result<f64, Failure> {
    let walk = copied.walk;
    all_at_once(std::mem::take(&mut copied.phones), async |(store, http)| {
        let network = Watched::new(&http);
        let synced = sync(&store, &network, walk, &|_| {}).await?;
        if synced.status.is_all_visible() {
            Ok(network.taken_in()?.at)
        } else {
            Err("a phone was not told that all is visible".into())
        }
    })
}

/// The same of the floor.
pub(crate) fn push_all_to_floor(copied: &mut CopiedFloor) -> Result<f64, Failure> {
    let url = copied.server.url.clone();
    let phones = std::mem::take(&mut copied.phones);
    all_at_once(phones, async |(mut phone, http)| {
        phone.push(&http, &url).await?;
        Ok(Instant::now())
    })
}

/// Runs each phone on a thread of its own, as they are machines of their own; returns the
/// seconds from when all were let go until the last was done.
fn all_at_once<T: Send, F: Future<Output = Result<Instant, Failure>>>(
    phones: Vec<T>,
    work: impl Fn(T) -> F + Sync,
) -> Result<f64, Failure> {
    let gate = Barrier::new(phones.len() + 1);
    let (gate, work) = (&gate, &work);
    thread::scope(|scope| {
        let phones = phones.into_iter().map(|phone| {
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                gate.wait();
                runtime?.block_on(work(phone))
            })
        });
        let phones: Vec<_> = phones.collect();
        gate.wait();
        let started = Instant::now();
        let mut last = started;
        for phone in phones {
            let done = phone.join().map_err(|_| "a phone failed")??;
            last = last.max(done);
        }
        Ok((last - started).as_secs_f64())
    })
}
