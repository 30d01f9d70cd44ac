//! `/walks/{walk}/change/{kind}/{id}`: what a coordinator changes; `…/withdraw/…`: takes back.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::op::{Value, WITHDRAWN};
use lykta_core::words::Words;
use rusqlite::Connection;

use super::input::{self, Field, Input};
use super::scene::{Scene, WalkLink, act, back_to, home, kind_of, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::change::Change;
use crate::store::one;
use crate::store::page::Item;

#[derive(Template)]
#[template(path = "act/change.html")]
struct ChangePage {
    frame: Frame,
    walk: WalkLink,
    back: String,
    address: String,
    title: String,
    fields: Vec<Field>,
    /// Fields that must be settled before they can be changed.
    unsettled: Vec<String>,
    wrong: Vec<(String, String)>,
}

/// The fields of a kind that have a form; a name that ends in `/` is a set.
fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Observation => &[
            "kind",
            "words",
            "suggestion",
            "spot",
            "category/",
            "when/",
            "feeling",
            "for_another",
        ],
        Kind::Photo => &["caption"],
        _ => &[],
    }
}

/// The form's fields for what an entity says now; what is unsettled is left out.
fn form(words: &Words, kind: Kind, state: &EntityState) -> Vec<Field> {
    let names = fields_of(kind).iter();
    let fields = names.filter(|name| !is_unsettled(state, name));
    fields
        .filter_map(|name| field(words, kind, state, name))
        .collect()
}

fn field(words: &Words, kind: Kind, state: &EntityState, name: &str) -> Option<Field> {
    let mut field = if name.ends_with('/') {
        let is_in =
            |element: &str| state.value(&format!("{name}{element}")) == Some(&Value::Bool(true));
        input::set(words, name, is_in)
    } else {
        let value = state.value(name).unwrap_or(&Value::Null);
        input::of(words, kind, name, value)?
    };
    field.saw = members(name)
        .into_iter()
        .map(|member| {
            let saw = input::saw(state.fields.get(&member));
            (member, saw)
        })
        .filter(|(_, saw)| !saw.is_empty())
        .collect();
    if name == "words" {
        field.hint = Some(words.say("act-change-words_stay"));
    }
    Some(field)
}

/// The op's fields behind one of the form.
fn members(name: &str) -> Vec<String> {
    if name.ends_with('/') {
        let elements = input::elements(name).iter();
        elements.map(|element| format!("{name}{element}")).collect()
    } else {
        vec![name.to_owned()]
    }
}

fn is_unsettled(state: &EntityState, name: &str) -> bool {
    let members = members(name);
    let mut unsettled = state.unsettled();
    unsettled.any(|(field, _)| members.iter().any(|member| member == field))
}

type Where = Path<(EntityId, String, EntityId)>;

/// Shows the form.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, kind, id)): Where,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), (walk, kind_of(&kind)?, id), None).await
}

type Wrong = (Typed, Vec<(String, &'static str)>);

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, kind, id): (EntityId, Kind, EntityId),
    wrong: Option<Wrong>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let item = one::item(connection, walk, id, kind)?;
        let mut fields = form(&frame.words, kind, &item.state);
        if fields_of(kind).is_empty() {
            return Err(Error::NotFound);
        }
        if let Some((typed, wrong)) = wrong {
            let retyped = fields.into_iter().map(|field| {
                let error = wrong.iter().find(|(name, _)| *name == field.name);
                let error = error.map(|(_, key)| frame.say(key));
                input::retyped(field, &typed, error)
            });
            fields = retyped.collect();
        }
        let unsettled = fields_of(kind).iter();
        let unsettled = unsettled.filter(|name| is_unsettled(&item.state, name));
        Ok(ChangePage {
            walk: scene.link(&frame.words),
            back: home(walk, kind, id),
            address: format!("/walks/{walk}/change/{kind}/{id}"),
            title: frame.say(&format!("act-change-{kind}")),
            unsettled: unsettled
                .map(|name| frame.say(&format!("page-field-{}", name.trim_end_matches('/'))))
                .collect(),
            wrong: errors(&fields),
            fields,
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// What is wrong, with the id of the field to go to.
pub(super) fn errors(fields: &[Field]) -> Vec<(String, String)> {
    let wrong = fields.iter().filter(|field| field.error.is_some());
    wrong
        .map(|field| (field.id(), field.label.clone()))
        .collect()
}

/// Changes what was changed in the form, and nothing else.
pub(super) async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, kind, id)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let kind = kind_of(&kind)?;
    let read = move |connection: &Connection| one::item(connection, walk, id, kind);
    let item = state.db.read(read).await?;
    let changes = match changes(kind, &item, &typed) {
        Ok(changes) => changes,
        Err(wrong) => {
            let frame = signed_in.0.frame();
            return unprocessed(view(&state, frame, (walk, kind, id), Some((typed, wrong))).await);
        }
    };
    if changes.is_empty() {
        return Ok(back_to(&home(walk, kind, id), "nothing_changed"));
    }
    let left = act(&state, &signed_in, move |office| {
        office.change(walk, id, &changes)
    });
    let done = match left.await?[..] {
        [] => "changed",
        _ => "but_more_came",
    };
    Ok(back_to(&home(walk, kind, id), done))
}

/// The fields whose typed value is another than the one that the form showed.
fn changes(
    kind: Kind,
    item: &Item,
    typed: &Typed,
) -> Result<Vec<Change>, Vec<(String, &'static str)>> {
    let mut changes = Vec::new();
    let mut wrong = Vec::new();
    for name in fields_of(kind) {
        if name.ends_with('/') {
            changes.extend(changed_elements(item, typed, name));
            continue;
        }
        if !typed.has(name) && !typed.has(&format!("{name}.is")) {
            continue;
        }
        let before = shown(item, typed, name);
        match input::read(typed, kind, name, &before) {
            Ok(value) if is_same(&value, &before) => {}
            Ok(value) => changes.push(Change {
                field: (*name).to_owned(),
                value,
                saw: typed.saw(name),
            }),
            Err(key) => wrong.push(((*name).to_owned(), key)),
        }
    }
    if wrong.is_empty() {
        Ok(changes)
    } else {
        Err(wrong)
    }
}

/// Nothing said and "no" are the same to a box.
fn is_same(one: &Value, other: &Value) -> bool {
    let is_no = |value: &Value| matches!(value, Value::Null | Value::Bool(false));
    one == other || (is_no(one) && is_no(other))
}

fn changed_elements<'a>(
    item: &'a Item,
    typed: &'a Typed,
    set: &'a str,
) -> impl Iterator<Item = Change> + 'a {
    let group = set.trim_end_matches('/');
    // A form without the set says nothing of it: no box may mean that none was shown.
    let is_asked = typed.has(&format!("asked.{group}"));
    let elements = input::elements(set).iter().filter(move |_| is_asked);
    elements.filter_map(move |element| {
        let field = format!("{set}{element}");
        let before = shown(item, typed, &field);
        let value = Value::Bool(typed.all(group).any(|chosen| chosen == *element));
        (!is_same(&value, &before)).then(|| Change {
            saw: typed.saw(&field),
            field,
            value,
        })
    })
}

/// The value that the form showed: that of the first op that it names.
fn shown(item: &Item, typed: &Typed, field: &str) -> Value {
    let first = typed.saw(field).into_iter().next();
    let named = item.ops.iter().find(|op| Some(op.hash.short()) == first);
    let op = named.and_then(|op| op.read().ok());
    op.and_then(|op| op.value(field).cloned())
        .unwrap_or(Value::Null)
}

/// Withdraws something, or takes that back.
pub(super) async fn withdraw(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, kind, id)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let kind = kind_of(&kind)?;
    if fields_of(kind).is_empty() {
        return Err(Error::NotFound);
    }
    let withdrawn = typed.get(WITHDRAWN) == Some("yes");
    let change = Change {
        field: WITHDRAWN.to_owned(),
        value: Value::Bool(withdrawn),
        saw: typed.saw(WITHDRAWN),
    };
    let left = act(&state, &signed_in, move |office| {
        office.change(walk, id, &[change])
    });
    let done = match (left.await?.is_empty(), withdrawn) {
        (true, true) => "withdrawn",
        (true, false) => "restored",
        (false, _) => "but_more_came",
    };
    Ok(back_to(&home(walk, kind, id), done))
}
