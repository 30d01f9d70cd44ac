//! `/walks/{walk}/photos/{photo}`: a photo, large, and the parts of it that nobody should see.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lykta_core::domain::Kind;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::merge::{FieldState, OpState, Subject};
use lykta_core::op::{Value, WITHDRAWN};
use lykta_core::photo::BlurRegion;
use rusqlite::Connection;

use super::history::{self, Line};
use super::input::{self, Input};
use super::observation::{erased_words, removable, state_of};
use super::scene::{Done, Message, Scene, WalkLink, act, back_to, home, unprocessed};
use super::settle::{SettleForm, Unsettled};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::photos::{CopySize, copy_for_page, is_prepared, redact};
use crate::state::AppState;
use crate::store::change::Change;
use crate::store::one;
use crate::store::page::Item;

/// Rows for regions on a page without script; with script there are as many as one draws.
const ROWS: usize = 3;
/// The most regions of one redaction.
const MOST_REGIONS: usize = 100;

/// A photo, or why it cannot be shown.
pub(super) struct PhotoView {
    pub(super) id: EntityId,
    pub(super) is_here: bool,
    pub(super) alt: String,
    pub(super) caption: Option<String>,
    pub(super) missing: String,
}

impl PhotoView {
    pub(super) fn of(
        state: &AppState,
        telling: &Telling<'_>,
        walk: EntityId,
        item: &Item,
        number: usize,
    ) -> Self {
        let words = telling.words;
        let numbered = words.say_with("page-photo_number", [("number", number.into())]);
        let caption = item.state.text("caption").filter(|text| !text.is_empty());
        let missing = why_missing(state, walk, item);
        Self {
            id: item.id,
            is_here: missing.is_none(),
            alt: caption.map_or_else(|| numbered.clone(), |said| format!("{numbered}: {said}")),
            caption: caption.map(str::to_owned),
            missing: words.say(missing.unwrap_or("noun-photo")),
        }
    }
}

/// The files that a photo's heads name.
fn named(item: &Item) -> Vec<ContentHash> {
    let heads = item.state.fields.get("file").map(FieldState::heads);
    let values = heads.unwrap_or_default().iter().map(|head| &head.value);
    let mut named: Vec<ContentHash> = values.filter_map(hash_in).collect();
    named.sort();
    named.dedup();
    named
}

fn hash_in(file: &Value) -> Option<ContentHash> {
    ContentHash::from_slice(&file.entry("hash")?.to_bytes()?)
}

/// The words for a photo that is not shown; none for one that is.
fn why_missing(state: &AppState, walk: EntityId, item: &Item) -> Option<&'static str> {
    if item.state.is_withdrawn() {
        return Some("act-photo_withdrawn");
    }
    match named(item)[..] {
        [] => Some("page-photo_erased"),
        [hash] if is_prepared(state, walk, hash) => None,
        [_] => Some("page-photo_on_phone"),
        _ => Some("page-photo_two_versions"),
    }
}

#[derive(Template)]
#[template(path = "act/photo.html")]
struct PhotoPage {
    frame: Frame,
    walk: WalkLink,
    message: Option<Message>,
    observation: Option<EntityId>,
    photo: PhotoView,
    state: (&'static str, String),
    /// What marks the shown version in addresses and forms.
    saw_file: String,
    rows: Vec<Row>,
    blur_error: Option<String>,
    forms: Vec<SettleForm>,
    history: Vec<Line>,
    removable: Vec<(String, String)>,
    has_earlier: bool,
    erased: Option<String>,
    withdrawn: bool,
    saw_withdrawn: String,
}

/// A region as it is typed: per cent of the picture's width and height.
#[derive(Default)]
struct Row {
    number: usize,
    left: String,
    top: String,
    width: String,
    height: String,
}

/// Shows a photo.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(place): Path<(EntityId, EntityId)>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), place, &done, None).await
}

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, id): (EntityId, EntityId),
    done: &Done,
    wrong: Option<(Typed, &'static str)>,
) -> Result<Response, Error> {
    let of = state.clone();
    let message = done.message(&frame.words);
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let item = one::item(connection, walk, id, Kind::Photo)?;
        let telling = scene.telling(&of, &frame.words);
        let acts = one::acts(connection, walk)?;
        let erasure = one::erasure(connection, walk, &Subject::Entity(id))?;
        let unsettled = Unsettled {
            scene: &scene,
            telling: &telling,
            kind: Kind::Photo,
            item: &item,
        };
        Ok(PhotoPage {
            message,
            observation: item.parent,
            photo: PhotoView::of(&of, &telling, walk, &item, number(connection, &item)?),
            state: standing(&telling, &item, erasure.is_some()),
            saw_file: input::saw(item.state.fields.get("file")),
            rows: rows(wrong.as_ref().map(|(typed, _)| typed)),
            blur_error: wrong.map(|(_, key)| frame.say(key)),
            forms: unsettled.forms(),
            history: history::of(&scene, &telling, &item, &acts),
            removable: removable(&telling, &item, Kind::Photo),
            has_earlier: has_earlier(&item),
            erased: erasure.map(|erasure| erased_words(&telling, &erasure)),
            withdrawn: item.state.is_withdrawn(),
            saw_withdrawn: input::saw(item.state.fields.get(WITHDRAWN)),
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// How far it has come; two versions at odds are not visible, however far each has come.
fn standing(telling: &Telling<'_>, item: &Item, is_erased: bool) -> (&'static str, String) {
    if named(item).len() > 1 {
        return (OpState::Held.name(), telling.words.say("act-photo_at_odds"));
    }
    state_of(telling, item, is_erased)
}

/// Which of the observation's photos it is, from 1.
fn number(connection: &Connection, item: &Item) -> Result<usize, Error> {
    let (Some(of), Some(first)) = (item.parent, item.ops.first()) else {
        return Ok(1);
    };
    let photos = one::photos_of(connection, first.walk, of)?;
    let index = photos.iter().position(|photo| photo.id == item.id);
    Ok(index.unwrap_or(0) + 1)
}

/// Whether an earlier version of the file is still kept.
fn has_earlier(item: &Item) -> bool {
    let named = named(item);
    let mut ops = item.ops.iter().filter(|op| op.state != OpState::Erased);
    !named.is_empty()
        && ops.any(|stored| {
            let op = stored.read().ok();
            let hash = op.as_ref().and_then(|op| hash_in(op.value("file")?));
            hash.is_some_and(|hash| !named.contains(&hash))
        })
}

fn rows(typed: Option<&Typed>) -> Vec<Row> {
    let typed = typed.map(typed_rows).unwrap_or_default();
    let empty = ROWS.saturating_sub(typed.len());
    let rows = typed.into_iter().chain((0..empty).map(|_| Row::default()));
    rows.zip(1..)
        .map(|(row, number)| Row { number, ..row })
        .collect()
}

fn typed_rows(typed: &Typed) -> Vec<Row> {
    let column = |name: &'static str| typed.all(name).map(|text| text.trim().to_owned());
    let rows = column("left").zip(column("top"));
    let rows = rows.zip(column("width").zip(column("height")));
    rows.map(|((left, top), (width, height))| Row {
        number: 0,
        left,
        top,
        width,
        height,
    })
    .filter(|row| !row.is_empty())
    .take(MOST_REGIONS)
    .collect()
}

impl Row {
    fn is_empty(&self) -> bool {
        [&self.left, &self.top, &self.width, &self.height]
            .iter()
            .all(|text| text.is_empty())
    }

    fn region(&self) -> Result<BlurRegion, &'static str> {
        let part = |text: &str| {
            text.replace(',', ".")
                .parse::<f64>()
                .map(|part| part / 100.0)
        };
        let wrong = |_| "act-wrong-region";
        let left = part(&self.left).map_err(wrong)?;
        let top = part(&self.top).map_err(wrong)?;
        let width = part(&self.width).map_err(wrong)?;
        let height = part(&self.height).map_err(wrong)?;
        BlurRegion::new(left, top, width, height).map_err(|_| "act-wrong-region")
    }
}

/// Burns regions into a new version of the photo; the one that was looked at is named by it.
pub(super) async fn blur(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, id)): Path<(EntityId, EntityId)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let again = async |typed: Typed, key: &'static str| {
        let (frame, done) = (signed_in.0.frame(), Done::default());
        unprocessed(view(&state, frame, (walk, id), &done, Some((typed, key))).await)
    };
    let regions: Result<Vec<BlurRegion>, _> = typed_rows(&typed).iter().map(Row::region).collect();
    let regions = match regions {
        Ok(regions) if regions.is_empty() => return again(typed, "photo-nothing_to_blur").await,
        Ok(regions) => regions,
        Err(key) => return again(typed, key).await,
    };
    let saw = typed.saw("file");
    let seen = saw.first().copied();
    let read = move |connection: &Connection| one::item(connection, walk, id, Kind::Photo);
    let item = state.db.read(read).await?;
    let op = item.ops.iter().find(|op| Some(op.hash.short()) == seen);
    let op = op.and_then(|op| op.read().ok());
    let Some(file) = op.as_ref().and_then(|op| hash_in(op.value("file")?)) else {
        return again(typed, "act-wrong-no_file").await;
    };
    let redacted = match redact(&state, walk, file, regions).await {
        Ok(Ok(redacted)) => redacted,
        Ok(Err(_)) => return again(typed, "act-wrong-undrawable").await,
        Err(Error::NotFound) => return again(typed, "act-wrong-no_file").await,
        Err(error) => return Err(error),
    };
    let bytes = redacted.jpeg.len() as u64;
    let change = Change {
        field: "file".to_owned(),
        value: Value::map([
            ("hash", Value::Bytes(redacted.hash.as_bytes().to_vec())),
            ("bytes", (bytes as i64).into()),
            ("width", i64::from(redacted.width).into()),
            ("height", i64::from(redacted.height).into()),
        ]),
        saw,
    };
    let left = act(&state, &signed_in, move |office| {
        office.record_file(walk, redacted.hash, bytes)?;
        office.change(walk, id, &[change])
    });
    let done = match left.await?[..] {
        [] => "blurred",
        _ => "but_two_versions",
    };
    Ok(back_to(&home(walk, Kind::Photo, id), done))
}

/// `…/versions/{hash}`: of two versions at odds, each, for whoever must choose between them.
///
/// A version that another has replaced is given to nobody.
pub(super) async fn version(
    State(state): State<AppState>,
    _signed_in: SignedIn,
    Path((walk, id, hash)): Path<(EntityId, EntityId, ContentHash)>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| one::item(connection, walk, id, Kind::Photo);
    let item = state.db.read(read).await?;
    let named = named(&item);
    if item.state.is_withdrawn() || named.len() < 2 || !named.contains(&hash) {
        return Err(Error::NotFound);
    }
    let jpeg = copy_for_page(&state, walk, hash, CopySize::Screen).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}
