//! `/walks/{walk}/observations/{id}`: all of one observation, and what can be done with it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use lykta_core::domain::{Category, Kind, ObservationKind, Spot, When};
use lykta_core::id::EntityId;
use lykta_core::merge::{OpState, Subject};
use lykta_core::op::{Value, WITHDRAWN};
use rusqlite::Connection;

use super::history::{self, Line};
use super::input::{self, Input};
use super::photo::PhotoView;
use super::scene::{Done, Message, Scene, WalkLink};
use super::settle::{SettleForm, Unsettled};
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::map_labels;
use crate::pages::said::{self, capital};
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::pages::walk::MapPane;
use crate::state::AppState;
use crate::store::one::{self, Erasure};
use crate::store::page::Item;

#[derive(Template)]
#[template(path = "act/observation.html")]
struct ObservationPage {
    frame: Frame,
    walk: WalkLink,
    message: Option<Message>,
    id: EntityId,
    kind: &'static str,
    title: String,
    meta: Vec<String>,
    state: (&'static str, String),
    says: Vec<(String, String)>,
    words: Option<String>,
    /// Fields with words that can be removed for good.
    removable: Vec<(String, String)>,
    position: Option<String>,
    /// Where it is on a map; none without a position or a map's script.
    place: Option<Place>,
    photos: Vec<PhotoView>,
    forms: Vec<SettleForm>,
    history: Vec<Line>,
    erased: Option<String>,
    withdrawn: bool,
    saw_withdrawn: String,
    phone: Option<(String, String)>,
}

/// What the small map is told.
struct Place {
    lat: f64,
    lon: f64,
    labels: String,
    map: MapPane,
}

/// Shows an observation, also a withdrawn one.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, id)): Path<(EntityId, EntityId)>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| view(&of, connection, frame, (walk, id), &done);
    show(&state.db.read(read).await?)
}

fn view(
    state: &AppState,
    connection: &Connection,
    frame: Frame,
    (walk, id): (EntityId, EntityId),
    done: &Done,
) -> Result<ObservationPage, Error> {
    let scene = Scene::of(connection, walk)?;
    let item = one::item(connection, walk, id, Kind::Observation)?;
    let words = frame.words.clone();
    let telling = scene.telling(state, &words);
    let acts = one::acts(connection, walk)?;
    let erasure = one::erasure(connection, walk, &Subject::Entity(id))?;
    let photos = one::photos_of(connection, walk, id)?;
    let photos = photos.iter().zip(1..);
    let photos = photos.map(|(photo, n)| PhotoView::of(state, &telling, walk, photo, n));
    let unsettled = Unsettled {
        scene: &scene,
        telling: &telling,
        kind: Kind::Observation,
        item: &item,
    };
    let spot = item.state.value("spot").and_then(Spot::from_value);
    let point = spot.as_ref().and_then(Spot::point);
    let place = point.zip(MapPane::of(state)).map(|(at, map)| Place {
        lat: at.lat,
        lon: at.lon,
        labels: map_labels::labels(&words),
        map,
    });
    Ok(ObservationPage {
        id,
        kind: kind_of(&item).map_or("", ObservationKind::name),
        title: title(&telling, &item),
        meta: meta(&scene, &telling, &item),
        state: state_of(&telling, &item, erasure.is_some()),
        says: says(&telling, &item),
        words: item.state.text("words").map(str::to_owned),
        removable: removable(&telling, &item, Kind::Observation),
        position: point.map(|at| format!("{:.5}, {:.5}", at.lat, at.lon)),
        place,
        photos: photos.collect(),
        forms: unsettled.forms(),
        history: history::of(&scene, &telling, &item, &acts),
        erased: erasure.map(|erasure| erased_words(&telling, &erasure)),
        withdrawn: item.state.is_withdrawn(),
        saw_withdrawn: input::saw(item.state.fields.get(WITHDRAWN)),
        phone: phone_of(&scene, &telling, &item),
        message: done.message(&words),
        walk: scene.link(&words),
        frame,
    })
}

fn kind_of(item: &Item) -> Option<ObservationKind> {
    item.state.text("kind").and_then(ObservationKind::from_name)
}

/// `Otrygg`, or only that it is an observation.
pub(super) fn title(telling: &Telling<'_>, item: &Item) -> String {
    let key = kind_of(item).map_or("noun-observation".to_owned(), |kind| format!("kind-{kind}"));
    capital(&telling.words.say(&key))
}

fn meta(scene: &Scene, telling: &Telling<'_>, item: &Item) -> Vec<String> {
    let mut meta = Vec::new();
    meta.extend(item.ops.first().map(|first| scene.by(telling, first)));
    meta.push(telling.when(item.at));
    if item.state.value("for_another") == Some(&Value::Bool(true)) {
        meta.push(capital(&telling.words.say("said-for_another")));
    }
    meta
}

fn phone_of(scene: &Scene, telling: &Telling<'_>, item: &Item) -> Option<(String, String)> {
    let replica = item.state.creator;
    let walk = scene.walk.target.id;
    let is_phone = scene.phones.contains(&replica);
    is_phone.then(|| {
        (
            telling.phone(replica),
            format!("/walks/{walk}/phones/{replica}"),
        )
    })
}

/// How far the whole has come: its least part.
pub(super) fn state_of(
    telling: &Telling<'_>,
    item: &Item,
    is_erased: bool,
) -> (&'static str, String) {
    let has = |state: OpState| item.ops.iter().any(|op| op.state == state);
    let state = match () {
        () if is_erased => OpState::Erased,
        () if has(OpState::Received) => OpState::Received,
        () if has(OpState::Held) => OpState::Held,
        () => OpState::Visible,
    };
    let said = telling.words.say(&format!("receipt-{state}"));
    (state.name(), capital(&said))
}

/// What it says, but for its kind and words.
fn says(telling: &Telling<'_>, item: &Item) -> Vec<(String, String)> {
    let words = telling.words;
    let field = |name: &str| {
        let value = item.state.value(name)?;
        let is_said = !matches!(value, Value::Null);
        is_said.then(|| (said::field(words, name), said::value(words, name, value)))
    };
    let mut says: Vec<(String, String)> = Vec::new();
    says.extend(field("suggestion"));
    says.extend(field("spot"));
    says.extend(elements(telling, item, "category/", Category::NAMES));
    says.extend(elements(telling, item, "when/", When::NAMES));
    says.extend(field("feeling"));
    says
}

fn elements(
    telling: &Telling<'_>,
    item: &Item,
    set: &str,
    names: &[&str],
) -> Option<(String, String)> {
    let chosen: Vec<&str> = item.state.elements(set).map(|(name, _)| name).collect();
    let group = set.trim_end_matches('/');
    let chosen = names.iter().filter(|name| chosen.contains(name));
    let said: Vec<String> = chosen
        .map(|name| telling.words.say(&format!("{group}-{name}")))
        .collect();
    let label = telling.words.say(&format!("page-field-{group}"));
    (!said.is_empty()).then(|| (label, capital(&said.join(", "))))
}

/// Fields that hold free words, by address, and the words of what removes them.
pub(super) fn removable(telling: &Telling<'_>, item: &Item, kind: Kind) -> Vec<(String, String)> {
    let names = super::remove::fields_of(kind).iter();
    let was_said = names.filter(|name| {
        let mut ops = item.ops.iter().filter(|op| op.state != OpState::Erased);
        ops.any(|op| {
            let op = op.read().ok();
            let value = op.as_ref().and_then(|op| op.value(name));
            value.is_some_and(super::remove::has_words)
        })
    });
    was_said
        .map(|name| {
            let field = said::field(telling.words, name).to_lowercase();
            let values = [("field", field.into())];
            let label = telling.words.say_with("act-remove", values);
            ((*name).to_owned(), label)
        })
        .collect()
}

/// `Raderad 17 oktober 18.42 enligt: …`
pub(super) fn erased_words(telling: &Telling<'_>, erasure: &Erasure) -> String {
    let values = [
        ("at", telling.clock.day_and_time(erasure.at).into()),
        ("rule", erasure.rule.clone().into()),
    ];
    telling.words.say_with("act-erased_by", values)
}

#[derive(Template)]
#[template(path = "act/withdrawn.html")]
struct WithdrawnPage {
    frame: Frame,
    walk: WalkLink,
    items: Vec<WithdrawnLine>,
}

struct WithdrawnLine {
    id: EntityId,
    title: String,
    words: Option<String>,
    meta: Vec<String>,
}

/// Lists the withdrawn observations of a walk.
pub(super) async fn withdrawn(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(walk): Path<EntityId>,
) -> Result<Response, Error> {
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let items = one::withdrawn(connection, walk)?;
        let telling = scene.telling(&of, &frame.words);
        let lines = items.iter().map(|item| WithdrawnLine {
            id: item.id,
            title: title(&telling, item),
            words: item.state.text("words").map(str::to_owned),
            meta: meta(&scene, &telling, item),
        });
        Ok(WithdrawnPage {
            items: lines.collect(),
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}
