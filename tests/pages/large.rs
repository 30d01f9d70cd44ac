//! A walk as large as the product promises to bear.

use lykta_core::domain::{PlaceSource, Role, Spot};
use lykta_core::id::EntityId;
use lykta_core::op::OpBuilder;
use lykta_core::time::Timestamp;
use lykta_core::track::{TrackItem, simulate};
use lykta_server::state::AppState;
use lykta_tests::photo;
use serde_json::{Value as Json, json};

use crate::Failure;
use crate::evening::{place, plan};
use crate::writer::{Writer, file, received, store_photo};

const START: Timestamp = Timestamp(1_791_000_000_000);
const GROUPS: usize = 30;
const OBSERVATIONS: usize = 1_000;
const PHOTOS_EACH: usize = 3;
const LENGTH_M: f64 = 9_000.0;

/// 1,000 observations with 3,000 photos, and 30 tracks of two hours.
pub(crate) async fn make(state: &AppState) -> Result<Json, Failure> {
    let (walk, groups) = plan(state, "Stor vandring", START, GROUPS).await?;
    let hash = store_photo(state, walk, &photo(7))?;
    let of = state.clone();
    let made = state.db.write(move |tx, commit| {
        let leaders = groups.iter();
        let leaders = leaders.map(|group| Writer::new(&of, walk, Some(*group), Role::Leader));
        let mut leaders: Vec<Writer> = leaders.collect();
        let id = |at| EntityId::random(&*of.ids, at);
        received(tx, commit, &leaders[0], hash, START)?;
        for n in 0..OBSERVATIONS {
            let at = START.plus_ms(n as i64 * 7_000);
            let leader = &mut leaders[n % GROUPS];
            let observation = id(at);
            let angle = n as f64 * 0.37;
            let spot = Spot::Place {
                point: place(360.0 * angle.sin(), 360.0 * (angle * 1.7).cos()),
                accuracy_m: Some(5.0),
                source: PlaceSource::Gnss,
            };
            let op = OpBuilder::create("observation", observation, Some(leader.parent()))
                .set("kind", ["unsafe", "safe", "worth_keeping"][n % 3])
                .set("spot", spot)
                .set("words", "Lampan är släckt, man ser inte vem som kommer.")
                .set("category/lighting", true);
            leader.write(tx, commit, at, op)?;
            for _ in 0..PHOTOS_EACH {
                let op = OpBuilder::create("photo", id(at), Some(("observation", observation)));
                leader.write(tx, commit, at, op.set("file", file(hash)))?;
            }
        }
        for (n, leader) in leaders.iter_mut().enumerate() {
            let route = simulate::route(place(-300.0, -300.0), LENGTH_M, n as u64);
            let fixes = simulate::walk(&route, START, n as u64);
            let items: Vec<TrackItem> = fixes.into_iter().map(TrackItem::Fix).collect();
            leader.write_track((tx, commit), (id(START), ""), START, &items)?;
        }
        Ok(json!({ "walk": walk, "observations": OBSERVATIONS }))
    });
    Ok(made.await?)
}
