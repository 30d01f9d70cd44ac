//! `/walks/{walk}/held`: what waits for a person, and `/walks/{walk}/held/{hash}`: one of them.

mod correct;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::{Act, Decision, HeldReason, OpState, Subject};
use lykta_core::op::Op;
use lykta_core::store::log::StoredOp;
use rusqlite::Connection;

use super::history::{self, Line};
use super::phone::shortened;
use super::scene::{Done, Message, Scene, WalkLink, act, back_to, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::said::{self, capital};
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::{one, page};
pub(super) use correct::{correct, page as correct_page};

#[derive(Template)]
#[template(path = "act/held_list.html")]
struct HeldListPage {
    frame: Frame,
    walk: WalkLink,
    message: Option<Message>,
    items: Vec<HeldView>,
    more: Option<String>,
}

#[derive(Template)]
#[template(path = "act/held.html")]
struct HeldPage {
    frame: Frame,
    walk: WalkLink,
    message: Option<Message>,
    item: HeldView,
    may_admit: bool,
    may_correct: bool,
    reason_error: Option<String>,
    history: Vec<Line>,
}

/// An op that waits, or waited.
struct HeldView {
    hash: OpHash,
    title: String,
    state: (&'static str, String),
    reason: Option<String>,
    by: String,
    at: Option<String>,
    phone: Option<(String, String)>,
    says: Vec<(String, String)>,
}

/// Lists what waits for a person, newest first.
pub(super) async fn list(
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
        let waiting = page::waiting(connection, walk)?;
        let unlisted = waiting.held_count - waiting.held.len() as u64;
        let items = waiting.held.iter();
        Ok(HeldListPage {
            items: items
                .map(|stored| HeldView::of(&scene, &telling, stored))
                .collect(),
            more: (unlisted > 0).then(|| telling.count("page-held_more", unlisted)),
            message: done.message(&frame.words),
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

impl HeldView {
    fn of(scene: &Scene, telling: &Telling<'_>, stored: &StoredOp) -> Self {
        let words = telling.words;
        let op = stored.read().ok();
        let is_held = stored.state == OpState::Held;
        let reason = stored.reason.map_or("by_person", HeldReason::name);
        let walk = scene.walk.target.id;
        let is_phone = scene.phones.contains(&stored.replica);
        Self {
            hash: stored.hash,
            title: title(telling, op.as_ref()),
            state: (
                stored.state.name(),
                capital(&words.say(&format!("receipt-{}", stored.state))),
            ),
            reason: is_held.then(|| words.say(&format!("page-held-{reason}"))),
            by: scene.by(telling, stored),
            // One that cannot be read has no time of its own.
            at: op.as_ref().map(|op| telling.when(op.at)),
            phone: is_phone.then(|| {
                let replica = stored.replica;
                (
                    telling.phone(replica),
                    format!("/walks/{walk}/phones/{replica}"),
                )
            }),
            says: op.map_or_else(Vec::new, |op| says(telling, &op)),
        }
    }
}

fn title(telling: &Telling<'_>, op: Option<&Op>) -> String {
    let words = telling.words;
    let noun = op.map(|op| format!("noun-{}", op.target.kind));
    let known = noun.filter(|noun| words.knows(noun));
    let noun = capital(&words.say(known.as_deref().unwrap_or("page-item")));
    let is_edit = op.is_some_and(|op| op.creates().is_none());
    if is_edit {
        return words.say_with("act-held_change_of", [("what", noun.to_lowercase().into())]);
    }
    noun
}

fn says(telling: &Telling<'_>, op: &Op) -> Vec<(String, String)> {
    let told = op.fields.iter().filter(|(name, _)| history::is_told(name));
    let told = told.map(|(name, set)| {
        let what = said::field(telling.words, name);
        (what, history::value(telling, name, &set.value))
    });
    told.collect()
}

/// Whether a person may let an op in that is held for this reason; others are recorded anew.
fn may_be_admitted(reason: Option<HeldReason>) -> bool {
    !matches!(
        reason,
        Some(
            HeldReason::Unreadable
                | HeldReason::ForeignReplica
                | HeldReason::UnknownKind
                | HeldReason::BadValue
                | HeldReason::SecondCreate
        )
    )
}

type Where = Path<(EntityId, OpHash)>;

/// Shows one held op, also after it was let in.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(place): Where,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), place, &done, None).await
}

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, hash): (EntityId, OpHash),
    done: &Done,
    reason_error: Option<&'static str>,
) -> Result<Response, Error> {
    let of = state.clone();
    let message = done.message(&frame.words);
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let stored = one::op(connection, walk, hash)?;
        let telling = scene.telling(&of, &frame.words);
        let is_about = |act: &Act| {
            let (Act::Decide(subject, _) | Act::Erase(subject, _) | Act::Revoke(subject)) = act;
            [Subject::Op(hash), Subject::Replica(stored.replica)].contains(subject)
        };
        let acts = one::acts(connection, walk)?.into_iter();
        let acts = acts.filter(|past| is_about(&past.act));
        let is_held = stored.state == OpState::Held;
        Ok(HeldPage {
            item: HeldView::of(&scene, &telling, &stored),
            may_admit: is_held && may_be_admitted(stored.reason),
            may_correct: is_held && correct::is_possible(connection, &stored)?,
            reason_error: reason_error.map(|key| frame.say(key)),
            history: acts
                .map(|past| history::act_line(&scene, &telling, &past))
                .collect(),
            message,
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// Admits the op or all of its phone, or has it wait on with a reason.
pub(super) async fn decide(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, hash)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let reason = typed.get("reason").map(shortened);
    let chosen = typed.get("decision").unwrap_or_default().to_owned();
    if chosen == "hold" && reason.is_none() {
        let (frame, done) = (signed_in.0.frame(), Done::default());
        let wrong = Some("act-wrong-reason");
        return unprocessed(view(&state, frame, (walk, hash), &done, wrong).await);
    }
    let decided = chosen.clone();
    let now = act(&state, &signed_in, move |office| {
        let stored = one::op(office.connection(), walk, hash)?;
        let (subject, decision) = match decided.as_str() {
            "admit" => (Subject::Op(hash), Decision::Admit),
            "admit_phone" => (Subject::Replica(stored.replica), Decision::Admit),
            "hold" => (Subject::Op(hash), Decision::Hold),
            _ => return Err(Error::BadRequest("choose what to do with it".to_owned())),
        };
        let act = Act::Decide(subject, decision);
        office.decide_because(walk, &act, reason.as_deref())?;
        Ok(one::op(office.connection(), walk, hash)?.state)
    })
    .await?;
    let done = match (chosen.as_str(), now) {
        ("hold", _) => "kept_held",
        (_, OpState::Held) => "but_still_held",
        (_, OpState::Received) => "but_waits_for_more",
        _ => "admitted",
    };
    Ok(back_to(&format!("/walks/{walk}/held/{hash}"), done))
}
