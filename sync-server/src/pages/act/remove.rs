//! `/walks/{walk}/remove/{kind}/{id}/{field}`: words, or earlier versions of a photo, go for good.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use lykta_core::domain::{Kind, Spot};
use lykta_core::id::EntityId;
use lykta_core::op::Value;
use rusqlite::Connection;

use super::erase::{Reason, reason_of};
use super::input::{self, Field, Input};
use super::scene::{Scene, WalkLink, act, back_to, home, kind_of, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::said;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::one;

#[derive(Template)]
#[template(path = "act/remove.html")]
struct RemovePage {
    frame: Frame,
    walk: WalkLink,
    back: String,
    address: String,
    title: String,
    what: String,
    field: Option<Field>,
    reason: Reason,
    failure: Option<String>,
}

/// Fields with words of people, which may have to go.
pub(super) fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Observation => &["words", "suggestion", "spot"],
        Kind::Photo => &["caption"],
        Kind::Group => &["remarks"],
        _ => &[],
    }
}

/// Whether a value holds words: of a spot, only a situation does.
pub(super) fn has_words(value: &Value) -> bool {
    match Spot::from_value(value) {
        Some(Spot::Situation { .. }) => true,
        Some(_) => false,
        None => value.as_text().is_some_and(|text| !text.is_empty()),
    }
}

type Where = Path<(EntityId, String, EntityId, String)>;
type Place = (EntityId, Kind, EntityId, String);

fn place((walk, kind, id, field): (EntityId, String, EntityId, String)) -> Result<Place, Error> {
    let kind = kind_of(&kind)?;
    let is_file = kind == Kind::Photo && field == "file";
    if is_file || fields_of(kind).contains(&field.as_str()) {
        return Ok((walk, kind, id, field));
    }
    Err(Error::NotFound)
}

/// Tells what will go and asks for the reason.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(path): Where,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), place(path)?, None).await
}

struct Wrong {
    typed: Typed,
    field: Option<&'static str>,
    failure: Option<&'static str>,
}

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, kind, id, field): Place,
    wrong: Option<Wrong>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let item = one::item(connection, walk, id, kind)?;
        let label = said::field(&frame.words, &field).to_lowercase();
        let values = || [("field", label.clone().into())];
        let mut form = input::of(&frame.words, kind, &field, &Value::Null);
        form = form.map(|mut form| {
            form.label = frame.words.say_with("act-remove-instead", values());
            form.hint = Some(frame.say("act-remove-instead_hint"));
            form
        });
        // What stands now is where most begin, and take the name or the number out of it.
        if let (Some(form), Some(value)) = (&mut form, item.state.value(&field)) {
            form.input = input::of(&frame.words, kind, &field, value)
                .expect("it was one for the same field")
                .input;
        }
        let mut reason = Reason::empty(&frame.words);
        let mut failure = None;
        if let Some(wrong) = wrong {
            let error = wrong.field.map(|key| frame.say(key));
            form = form.map(|form| input::retyped(form, &wrong.typed, error));
            reason = Reason::retyped(&frame.words, &wrong.typed);
            failure = wrong.failure.map(|key| frame.say(key));
        }
        let is_file = field == "file";
        Ok(RemovePage {
            walk: scene.link(&frame.words),
            back: home(walk, kind, id),
            address: format!("/walks/{walk}/remove/{kind}/{id}/{field}"),
            title: if is_file {
                frame.say("act-remove_file")
            } else {
                frame.words.say_with("act-remove", values())
            },
            what: if is_file {
                frame.say("act-remove_file-explained")
            } else {
                frame.words.say_with("act-remove-explained", values())
            },
            field: form,
            reason,
            failure,
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// Removes, by the reason that was given.
pub(super) async fn remove(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(path): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let (walk, kind, id, field) = place(path)?;
    let is_file = field == "file";
    let value = if is_file {
        Ok(Value::Null)
    } else {
        input::read(&typed, kind, &field, &Value::Null)
    };
    let again = |typed, field_error, failure, field| {
        let wrong = Wrong {
            typed,
            field: field_error,
            failure,
        };
        let frame = signed_in.0.frame();
        let state = &state;
        async move { unprocessed(view(state, frame, (walk, kind, id, field), Some(wrong)).await) }
    };
    let (value, rule) = match (value, reason_of(&signed_in.0.words, &typed)) {
        (Ok(value), Some(rule)) => (value, rule),
        (value, _) => return again(typed, value.err(), None, field).await,
    };
    let (of, removed) = (field.clone(), rule);
    let done = act(&state, &signed_in, move |office| match of.as_str() {
        "file" => office.remove_earlier_files(walk, id, &removed),
        _ => office.remove_for_good(walk, id, &of, value, &removed),
    });
    match done.await {
        Ok(()) => Ok(back_to(&home(walk, kind, id), "removed")),
        Err(Error::Conflict(_)) => again(typed, None, Some("act-remove-settle_first"), field).await,
        Err(error) => Err(error),
    }
}
