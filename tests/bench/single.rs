//! Row 3: one op a message, each durable before the next, 16 lanes at a time and one.

use std::time::Instant;

use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::OpState;
use lykta_core::op::OpBuilder;
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::wire::Payload;
use lykta_core::track::simulate::SplitMix64;

use crate::Failure;
use crate::caller::Caller;
use crate::floor::phone::push;
use crate::floor::wire::Row;
use crate::one_walk::{OneWalk, observation};
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

const LANES: usize = 16;
/// Ops of a lane when there are many, and of the one that is alone.
const EACH: usize = 60;
const ALONE: usize = 200;

/// Ops a second.
pub(crate) async fn measure(walk: &OneWalk, rounds: usize) -> Result<Vec<Figure>, Failure> {
    let [many, alone] = rounds::run(&mut Single(walk), rounds).await?;
    let (at_least, limits) = (Judged::RatioAtLeast, (0.35, 0.6));
    Ok(vec![
        many.figure("3", "single ops, 16 at a time", "/s", at_least, limits),
        alone.figure("3", "single ops, 1 at a time", "/s", at_least, limits),
    ])
}

struct Single<'a>(&'a OneWalk);

impl Contest<2> for Single<'_> {
    async fn ours(&mut self) -> Result<[f64; 2], Failure> {
        let copied = self.0.copied()?;
        let (first, http) = copied.phones.first().ok_or("no phone")?;
        let mut lanes = Vec::new();
        for (n, (store, _)) in copied.phones.iter().cycle().take(LANES).enumerate() {
            let caller = Caller::holding(store)?;
            let ops = ops_of(&caller, n, EACH);
            lanes.push(lane(http.clone(), caller, ops));
        }
        let many = all_per_s(lanes, LANES * EACH).await?;
        let caller = Caller::holding(first)?;
        let ops = ops_of(&caller, LANES, ALONE);
        let alone = all_per_s(vec![lane(http.clone(), caller, ops)], ALONE).await?;
        Ok([many, alone])
    }

    async fn floor(&mut self) -> Result<[f64; 2], Failure> {
        let copied = self.0.copied_floor()?;
        let lanes_of = |first: usize, lanes: usize, each: usize| {
            let lanes = (first..first + lanes).map(|n| {
                let http = HttpTransport::new(&[])?;
                Ok(floor_lane(http, copied.server.url.clone(), rows(n, each)))
            });
            lanes.collect::<Result<Vec<_>, Failure>>()
        };
        let many = all_per_s(lanes_of(0, LANES, EACH)?, LANES * EACH).await?;
        let alone = all_per_s(lanes_of(LANES, 1, ALONE)?, ALONE).await?;
        Ok([many, alone])
    }
}

/// Sends op after op; each must count before the next goes.
async fn lane(http: HttpTransport, mut caller: Caller, ops: Vec<Payload>) -> Result<(), Failure> {
    for op in ops {
        let hash = OpHash::of(&op.0).short();
        let answer = caller.exchange(&http, vec![op]).await?;
        let mut receipts = answer.receipts.iter();
        if !receipts.any(|one| one.hash == hash && one.state == OpState::Visible) {
            return Err("an op that was sent does not count".into());
        }
    }
    Ok(())
}

async fn floor_lane(http: HttpTransport, url: String, rows: Vec<Row>) -> Result<(), Failure> {
    for row in rows {
        push(&http, &url, vec![row]).await?;
    }
    Ok(())
}

/// Runs all lanes at once; returns what of so many is done in a second.
async fn all_per_s<F>(lanes: Vec<F>, of: usize) -> Result<f64, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let started = Instant::now();
    let running: Vec<_> = lanes.into_iter().map(tokio::spawn).collect();
    for lane in running {
        lane.await??;
    }
    Ok(of as f64 / started.elapsed().as_secs_f64())
}

/// Observations of a caller, numbered apart from all others of its phone.
fn ops_of(caller: &Caller, lane: usize, many: usize) -> Vec<Payload> {
    let now = SystemClock.now();
    let group = caller.group.map(|group| ("group", group));
    let first = 1_000_000 * (lane as u64 + 1);
    let mut chance = SplitMix64::new(first);
    let ops = (first..first + many as u64).map(|seq| {
        let id = EntityId::random(&SystemIds, now);
        let draft = observation(&mut chance, None);
        let op: OpBuilder = draft.create_op(id, group.unwrap_or(("group", id)));
        Payload(op.seal(caller.replica, seq, now).payload)
    });
    ops.collect()
}

/// The same for the floor.
fn rows(lane: usize, many: usize) -> Vec<Row> {
    let id = EntityId::random(&SystemIds, SystemClock.now());
    let mut chance = SplitMix64::new(lane as u64);
    let rows = (0..many).map(|n| {
        let op = observation(&mut chance, None).create_op(id, ("group", id));
        let replica = lykta_core::id::ReplicaId([lane as u8; 16]);
        let sealed = op.seal(replica, n as u64, SystemClock.now());
        Row(sealed.op.hash.short(), Payload(sealed.payload))
    });
    rows.collect()
}
