//! `/walks/{walk}/unsettled`: everything of a walk of which several things are said.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::count::{self, CountForm};
use super::input::Input;
use super::observation::title;
use super::scene::{Done, Message, Scene, WalkLink, home};
use super::settle::{SettleForm, Unsettled};
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::one;
use crate::store::page::{self, Item};

#[derive(Template)]
#[template(path = "act/unsettled.html")]
struct UnsettledPage {
    frame: Frame,
    walk: WalkLink,
    message: Option<Message>,
    things: Vec<Thing>,
    counts: Vec<CountForm>,
}

/// Something with its unsettled fields.
struct Thing {
    title: String,
    home: Option<String>,
    forms: Vec<SettleForm>,
}

/// Lists all that is unsettled, each with the form that settles it.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let telling = scene.telling(&of, &frame.words);
        let items = one::unsettled(connection, walk)?;
        let things = items.iter().map(|(kind, item)| {
            let unsettled = Unsettled {
                scene: &scene,
                telling: &telling,
                kind: *kind,
                item,
            };
            Thing {
                title: title_of(&telling, *kind, item),
                home: has_page(*kind).then(|| home(walk, *kind, item.id)),
                forms: unsettled.forms(),
            }
        });
        let rows = page::items(connection, walk, Kind::Attendance)?;
        Ok(UnsettledPage {
            things: things.collect(),
            counts: differing(&scene, &telling, &rows),
            message: done.message(&frame.words),
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

fn has_page(kind: Kind) -> bool {
    matches!(kind, Kind::Observation | Kind::Photo)
}

fn title_of(telling: &Telling<'_>, kind: Kind, item: &Item) -> String {
    let noun = telling.words.say(&format!("noun-{kind}"));
    let noun = crate::pages::said::capital(&noun);
    match kind {
        Kind::Observation => title(telling, item),
        Kind::Group => telling.groups.whole(Some(item.id)),
        Kind::Walk => telling.words.say("page-whole_walk"),
        _ => format!("{noun}, {}", telling.groups.short(item.group)),
    }
}

/// The counts on which several people who counted do not agree.
fn differing(scene: &Scene, telling: &Telling<'_>, rows: &[Item]) -> Vec<CountForm> {
    let mut counted: BTreeMap<(usize, String), Vec<&Item>> = BTreeMap::new();
    for row in rows {
        for (category, _) in row.state.elements("count/") {
            let group = telling.groups.number(row.group);
            let key = (group, category.to_owned());
            counted.entry(key).or_default().push(row);
        }
    }
    let forms = counted.into_iter().filter_map(|((_, category), rows)| {
        let group = rows.first()?.group;
        let form = count::form(scene, telling, group, &category, &rows);
        form.differs().then_some(form)
    });
    forms.collect()
}
