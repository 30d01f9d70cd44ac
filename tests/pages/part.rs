//! A walk that is under way now, with the ways into it.

use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_server::error::Error;
use lykta_server::state::AppState;
use lykta_server::store::entrance;
use lykta_server::store::office::LinkFor;
use serde_json::{Map, Value as Json, json};

use crate::Failure;
use crate::evening;

const HOUR_MS: i64 = 3_600_000;
const NAME: &str = "Kvällsvandring & <b>Gloet</b>";

/// Makes the walk; tells its links and short codes by role.
pub(crate) async fn make(state: &AppState) -> Result<Json, Failure> {
    let start = state.clock.now().plus_ms(-HOUR_MS);
    let (walk, groups) = evening::plan(state, NAME, start, 2).await?;
    let group = groups[0];
    let of = state.clone();
    let opened = state.db.write(move |tx, _| {
        let mut ways = Map::new();
        for role in [Role::Participant, Role::Leader, Role::Coordinator] {
            let group = (role != Role::Coordinator).then_some(group);
            let entrance =
                entrance::open(tx, of.keep.code_key(), &link_for(&of, walk, group, role))?;
            let link = entrance.link.to_string();
            let way = json!({ "link": link, "short": entrance.short });
            ways.insert(role.name().to_owned(), way);
        }
        Ok::<_, Error>(ways)
    });
    let ways = opened.await?;
    Ok(json!({ "walk": walk, "group": group, "name": NAME, "ways": ways }))
}

fn link_for(
    state: &AppState,
    walk: EntityId,
    group: Option<EntityId>,
    role: Role,
) -> LinkFor<'static> {
    LinkFor {
        server: "http://lykta.example",
        walk,
        walk_name: NAME,
        planned_end: state.clock.now().plus_ms(2 * HOUR_MS),
        group,
        role,
    }
}
