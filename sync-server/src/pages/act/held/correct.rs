//! `…/held/{hash}/correct`: a coordinator records anew what a held op says; that one stays held.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use lykta_core::domain::{Kind, Role};
use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::{Act, Decision, EntityState, OpState, Subject};
use lykta_core::op::{Op, OpBuilder, Value};
use lykta_core::rules;
use lykta_core::store::log::{self, StoredOp};
use lykta_core::words::Words;
use rusqlite::Connection;

use super::super::change::errors;
use super::super::history;
use super::super::input::{self, Field, Input};
use super::super::scene::{Scene, WalkLink, act, back_to, home, unprocessed};
use super::super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::change::Change;
use crate::store::office::Office;
use crate::store::one;

#[derive(Template)]
#[template(path = "act/correct.html")]
struct CorrectPage {
    frame: Frame,
    walk: WalkLink,
    hash: OpHash,
    fields: Vec<Field>,
    /// What the held op says that no form can take.
    left_out: Vec<String>,
    is_new: bool,
    wrong: Vec<(String, String)>,
}

/// What the coordinator's own op will be about.
#[derive(Clone, Debug)]
enum About {
    /// A new entity below this one.
    New(Kind, Kind, EntityId),
    /// One that exists.
    Known(Kind, EntityId),
}

impl About {
    /// What an op can be recorded anew about; none when that is beyond a form.
    fn of(connection: &Connection, stored: &StoredOp, op: &Op) -> Result<Option<Self>, Error> {
        let Some(kind) = Kind::from_name(&op.target.kind) else {
            return Ok(None);
        };
        if op.creates().is_some() {
            let is_simple = matches!(kind, Kind::Observation | Kind::Attendance);
            return Ok(is_simple.then_some(match stored.group {
                Some(group) => Self::New(kind, Kind::Group, group),
                None => Self::New(kind, Kind::Walk, stored.walk),
            }));
        }
        let known = log::known(connection, op.target.id)?;
        let is_here = known.is_some_and(|known| {
            known.kind == kind && known.walk == Some(stored.walk) && !kind.is_act()
        });
        Ok(is_here.then_some(Self::Known(kind, op.target.id)))
    }

    fn kind(&self) -> Kind {
        match self {
            Self::New(kind, ..) | Self::Known(kind, _) => *kind,
        }
    }
}

/// Whether a held op can be recorded anew by a form.
pub(super) fn is_possible(connection: &Connection, stored: &StoredOp) -> Result<bool, Error> {
    let Ok(op) = stored.read() else {
        return Ok(false);
    };
    let about = About::of(connection, stored, &op)?;
    Ok(about.is_some_and(|about| !names(&about, &op).is_empty()))
}

/// The held op's fields that a form can take; a set stands once.
fn names(about: &About, op: &Op) -> Vec<String> {
    let kind = about.kind();
    let mut names: Vec<String> = Vec::new();
    if matches!(about, About::New(Kind::Observation, ..)) {
        names.extend(["kind", "words"].map(str::to_owned));
    }
    for name in op.fields.keys() {
        let set_name = ["category/", "when/"]
            .into_iter()
            .find(|set| name.starts_with(set));
        let may = rules::may_set(Role::Coordinator, kind, name);
        let takes = set_name.is_some() || input::takes(kind, name);
        let name = set_name.map_or_else(|| name.clone(), str::to_owned);
        if history::is_told(&name) && may && takes && !names.contains(&name) {
            names.push(name);
        }
    }
    if matches!(about, About::New(Kind::Observation, ..)) {
        names.retain(|name| name != "for_another");
        names.push("for_another".to_owned());
    }
    names
}

/// Fields with the words' key of what is wrong with each.
type Mistakes = Vec<(String, &'static str)>;

struct Held {
    stored: StoredOp,
    op: Op,
    about: About,
    state: Option<EntityState>,
}

impl Held {
    fn read(connection: &Connection, walk: EntityId, hash: OpHash) -> Result<Self, Error> {
        let stored = one::op(connection, walk, hash)?;
        if stored.state != OpState::Held {
            return Err(Error::NotFound);
        }
        let op = stored.read().map_err(|_| Error::NotFound)?;
        let about = About::of(connection, &stored, &op)?.ok_or(Error::NotFound)?;
        let state = match about {
            About::Known(_, id) => log::state_of(connection, id)?,
            About::New(..) => None,
        };
        Ok(Self {
            stored,
            op,
            about,
            state,
        })
    }

    fn fields(&self, telling: &Telling<'_>) -> Vec<Field> {
        let names = names(&self.about, &self.op).into_iter();
        names
            .filter_map(|name| self.field(telling, &name))
            .collect()
    }

    fn field(&self, telling: &Telling<'_>, name: &str) -> Option<Field> {
        let words = telling.words;
        let mut field = if name.ends_with('/') {
            let is_in = |element: &str| {
                self.op.value(&format!("{name}{element}")) == Some(&Value::Bool(true))
            };
            input::set(words, name, is_in)
        } else {
            input::of(words, self.about.kind(), name, &self.said(name))?
        };
        if let Some(state) = &self.state {
            let now = state
                .value(name)
                .map(|value| history::value(telling, name, value));
            field.hint = now.map(|now| words.say_with("act-correct-now", [("value", now.into())]));
            field.saw = vec![(name.to_owned(), input::saw(state.fields.get(name)))];
        }
        Some(field)
    }

    /// What the held op says of a field; recording it anew is recording it for another.
    fn said(&self, name: &str) -> Value {
        match self.op.value(name) {
            Some(value) => value.clone(),
            None if name == "for_another" => Value::Bool(true),
            None => Value::Null,
        }
    }

    fn left_out(&self, words: &Words) -> Vec<String> {
        let names = names(&self.about, &self.op);
        let fields = self.op.fields.keys().filter(|name| history::is_told(name));
        let left = fields.filter(|name| {
            let is_in = |taken: &String| {
                taken == *name || (taken.ends_with('/') && name.starts_with(taken.as_str()))
            };
            !names.iter().any(is_in)
        });
        left.map(|name| crate::pages::said::field(words, name))
            .collect()
    }

    /// The values as they were typed.
    fn values(&self, typed: &Typed) -> Result<Vec<(String, Value)>, Mistakes> {
        let mut values = Vec::new();
        let mut wrong = Vec::new();
        for name in names(&self.about, &self.op) {
            if name.ends_with('/') {
                values.extend(self.elements(typed, &name));
                continue;
            }
            match input::read(typed, self.about.kind(), &name, &self.said(&name)) {
                Ok(value) => values.push((name, value)),
                Err(key) => wrong.push((name, key)),
            }
        }
        if wrong.is_empty() {
            Ok(values)
        } else {
            Err(wrong)
        }
    }

    fn elements<'a>(
        &'a self,
        typed: &'a Typed,
        set: &'a str,
    ) -> impl Iterator<Item = (String, Value)> + 'a {
        let group = set.trim_end_matches('/');
        input::elements(set).iter().filter_map(move |element| {
            let field = format!("{set}{element}");
            let is_chosen = typed.all(group).any(|chosen| chosen == *element);
            let was_said = self.op.value(&field).is_some();
            (is_chosen || was_said).then_some((field, Value::Bool(is_chosen)))
        })
    }

    /// Writes the coordinator's own op; returns where its page is.
    fn record(
        &self,
        office: &mut Office<'_, '_>,
        values: Vec<(String, Value)>,
        typed: &Typed,
    ) -> Result<(Kind, EntityId), Error> {
        let walk = self.stored.walk;
        match self.about {
            About::New(kind, parent, parent_id) => {
                let id = office.new_id();
                let mut op = OpBuilder::create(kind.name(), id, Some((parent.name(), parent_id)));
                let said = values
                    .into_iter()
                    .filter(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)));
                for (name, value) in said {
                    op = op.set(&name, value);
                }
                for piece in op.in_pieces() {
                    office.act(walk, piece)?;
                }
                Ok((kind, id))
            }
            About::Known(kind, id) => {
                let changes = values.into_iter().map(|(field, value)| Change {
                    saw: typed.saw(&field),
                    field,
                    value,
                });
                office.change(walk, id, &changes.collect::<Vec<_>>())?;
                Ok((kind, id))
            }
        }
    }
}

type Where = Path<(EntityId, OpHash)>;

/// Shows the form, filled in with what the held op says.
pub(in super::super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(place): Where,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), place, None).await
}

type Wrong = (Typed, Mistakes);

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, hash): (EntityId, OpHash),
    wrong: Option<Wrong>,
) -> Result<Response, Error> {
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let held = Held::read(connection, walk, hash)?;
        let telling = scene.telling(&of, &frame.words);
        let mut fields = held.fields(&telling);
        if let Some((typed, wrong)) = wrong {
            let retyped = fields.into_iter().map(|field| {
                let error = wrong.iter().find(|(name, _)| *name == field.name);
                let error = error.map(|(_, key)| frame.say(key));
                input::retyped(field, &typed, error)
            });
            fields = retyped.collect();
        }
        Ok(CorrectPage {
            hash,
            left_out: held.left_out(&frame.words),
            is_new: matches!(held.about, About::New(..)),
            wrong: errors(&fields),
            fields,
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// Records it anew, and takes down on the held op where.
pub(in super::super) async fn correct(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, hash)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| Held::read(connection, walk, hash);
    let held = state.db.read(read).await?;
    let values = match held.values(&typed) {
        Ok(values) => values,
        Err(wrong) => {
            let frame = signed_in.0.frame();
            return unprocessed(view(&state, frame, (walk, hash), Some((typed, wrong))).await);
        }
    };
    let words = signed_in.0.words.clone();
    let (kind, id) = act(&state, &signed_in, move |office| {
        let (kind, id) = held.record(office, values, &typed)?;
        let noun = words.say(&format!("noun-{kind}"));
        let values = [("what", noun.into()), ("id", id.to_string().into())];
        let reason = words.say_with("act-corrected_as", values);
        let stays = Act::Decide(Subject::Op(hash), Decision::Hold);
        office.decide_because(walk, &stays, Some(&reason))?;
        Ok((kind, id))
    })
    .await?;
    Ok(back_to(&home(walk, kind, id), "corrected"))
}
