//! `/walks/{walk}/settle/{kind}/{id}/{field}`: one of several values, or another, for all of them.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, ShortHash};
use lykta_core::merge::{FieldState, Head};
use lykta_core::op::Value;
use rusqlite::Connection;

use super::history;
use super::input::{self, Field, Input};
use super::scene::{Scene, WalkLink, act, back_to, home, kind_of, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::said;
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::change::Change;
use crate::store::one;
use crate::store::page::Item;

#[derive(Template)]
#[template(path = "act/settle.html")]
struct SettlePage {
    frame: Frame,
    walk: WalkLink,
    back: String,
    thing: String,
    form: SettleForm,
}

/// A form that settles one field.
pub(super) struct SettleForm {
    pub(super) address: String,
    pub(super) label: String,
    pub(super) options: Vec<Said>,
    pub(super) saw: String,
    pub(super) field: String,
    pub(super) other: Option<Field>,
    pub(super) chose_other: bool,
    pub(super) error: Option<String>,
    /// Tells the forms of one page apart.
    pub(super) id: String,
}

/// One of the values that stand side by side.
pub(super) struct Said {
    pub(super) hash: String,
    pub(super) value: String,
    pub(super) by: String,
    /// A version of a photo can be looked at.
    pub(super) picture: Option<String>,
}

/// What a form is made from.
pub(super) struct Unsettled<'a> {
    pub(super) scene: &'a Scene,
    pub(super) telling: &'a Telling<'a>,
    pub(super) kind: Kind,
    pub(super) item: &'a Item,
}

impl Unsettled<'_> {
    /// The forms of all fields that are unsettled.
    pub(super) fn forms(&self) -> Vec<SettleForm> {
        let fields = self.item.state.unsettled();
        fields.map(|(name, field)| self.form(name, field)).collect()
    }

    fn form(&self, name: &str, field: &FieldState) -> SettleForm {
        let words = self.telling.words;
        let walk = self.scene.walk.target.id;
        let (kind, id) = (self.kind, self.item.id);
        SettleForm {
            address: format!("/walks/{walk}/settle/{kind}/{id}/{name}"),
            label: said::field(words, name),
            options: field
                .heads()
                .iter()
                .map(|head| self.said(name, head))
                .collect(),
            saw: input::saw(Some(field)),
            field: name.to_owned(),
            other: input::of(words, kind, name, field.shown()).map(|mut other| {
                other.label = words.say("act-settle-other_value");
                other
            }),
            chose_other: false,
            error: None,
            id: format!("{id}-{}", name.replace('/', "-")),
        }
    }

    fn said(&self, field: &str, head: &Head) -> Said {
        let stored = self
            .item
            .ops
            .iter()
            .find(|op| (op.replica, op.hash.short()) == (head.reference.0, head.reference.2));
        let mut by = stored.map_or_else(Vec::new, |op| vec![self.scene.by(self.telling, op)]);
        by.push(self.telling.when(head.at));
        let file = head.value.entry("hash").and_then(Value::to_bytes);
        let picture = file.filter(|_| field == "file").map(|hash| {
            let walk = self.scene.walk.target.id;
            let hash = hex_of(&hash);
            format!("/walks/{walk}/photos/{}/versions/{hash}", self.item.id)
        });
        Said {
            hash: head.reference.2.to_string(),
            value: if head.erased {
                said::head(self.telling.words, field, head)
            } else {
                history::value(self.telling, field, &head.value)
            },
            by: by.join(", "),
            picture,
        }
    }
}

fn hex_of(bytes: &[u8]) -> String {
    lykta_core::id::ContentHash::from_slice(bytes).map_or_else(String::new, |hash| hash.to_string())
}

type Where = Path<(EntityId, String, EntityId, String)>;

/// Shows the form of one field.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, kind, id, field)): Where,
) -> Result<Response, Error> {
    view(
        &state,
        visitor.frame(),
        (walk, kind_of(&kind)?, id, field),
        None,
    )
    .await
}

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, kind, id, field): (EntityId, Kind, EntityId, String),
    wrong: Option<(Typed, &'static str)>,
) -> Result<Response, Error> {
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let item = one::item(connection, walk, id, kind)?;
        let telling = scene.telling(&of, &frame.words);
        let unsettled = Unsettled {
            scene: &scene,
            telling: &telling,
            kind,
            item: &item,
        };
        let said = item.state.fields.get(&field).ok_or(Error::NotFound)?;
        let mut form = unsettled.form(&field, said);
        if let Some((typed, error)) = wrong {
            form.error = Some(frame.say(error));
            form.chose_other = typed.get("choose") == Some("other");
            form.other = form.other.map(|other| input::retyped(other, &typed, None));
        }
        Ok(SettlePage {
            walk: scene.link(&frame.words),
            back: home(walk, kind, id),
            thing: frame.say_large(&format!("noun-{kind}")),
            form,
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// Puts the chosen value in the place of all that the form showed.
pub(super) async fn settle(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, kind, id, field)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let kind = kind_of(&kind)?;
    let read = move |connection: &Connection| one::item(connection, walk, id, kind);
    let item = state.db.read(read).await?;
    let value = match chosen(&item, kind, &field, &typed) {
        Ok(value) => value,
        Err(wrong) => {
            let place = (walk, kind, id, field);
            let frame = signed_in.0.frame();
            return unprocessed(view(&state, frame, place, Some((typed, wrong))).await);
        }
    };
    let change = Change {
        saw: typed.saw(&field),
        field,
        value,
    };
    let left = act(&state, &signed_in, move |office| {
        office.change(walk, id, &[change])
    });
    let done = match left.await?[..] {
        [] => "settled",
        _ => "but_more_came",
    };
    Ok(back_to(&home(walk, kind, id), done))
}

fn chosen(item: &Item, kind: Kind, field: &str, typed: &Typed) -> Result<Value, &'static str> {
    match typed.get("choose") {
        Some("other") => input::read(typed, kind, field, &Value::Null),
        Some(hash) => {
            let hash: Option<ShortHash> = hash.parse().ok();
            let named = item.ops.iter().find(|op| Some(op.hash.short()) == hash);
            let op = named.and_then(|op| op.read().ok());
            let value = op.and_then(|op| op.value(field).cloned());
            value.ok_or("act-wrong-choose")
        }
        None => Err("act-wrong-choose"),
    }
}
