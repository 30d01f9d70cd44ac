//! Walks that were there before, as the server itself takes them in.

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaSecret};
use lykta_core::merge::{Author, CodeStanding};
use lykta_core::seam::{Clock, SystemClock, SystemIds};
use lykta_core::track::simulate::SplitMix64;
use lykta_server::store::ingest;
use lykta_tests::{Evening, Server};

use super::{Size, observation};
use crate::Failure;

/// Plans another walk of this size, with everything that its leaders observed.
pub(super) async fn store(server: &Server, size: Size, seed: u64) -> Result<(), Failure> {
    let evening = server.plans(size.phones).await;
    for group in 0..size.phones {
        let code = server.link(&evening, Role::Leader, group).read_code()?;
        let replica = ReplicaSecret::random(&SystemIds).replica();
        let author = Author::by_code(replica, &code, CodeStanding::Good);
        let chance = SplitMix64::new(seed * 1_000 + group as u64);
        let ops = ops(&evening, group, (size.observations, chance), replica);
        let taken_in = server.state().db.write(move |tx, commit| {
            for op in &ops {
                ingest::ingest(tx, commit, &author, op)?;
            }
            Ok(())
        });
        taken_in.await?;
    }
    Ok(())
}

fn ops(
    evening: &Evening,
    group: usize,
    (many, mut chance): (usize, SplitMix64),
    replica: lykta_core::id::ReplicaId,
) -> Vec<Vec<u8>> {
    let now = SystemClock.now();
    let ops = (1..=many as u64).map(|seq| {
        let id = EntityId::random(&SystemIds, now);
        let op = observation(&mut chance, None).create_op(id, ("group", evening.groups[group]));
        op.seal(replica, seq, now).payload
    });
    ops.collect()
}
