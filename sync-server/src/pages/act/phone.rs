//! `/walks/{walk}/phones/{replica}`: one phone; whether what it sends counts, and whether it reads.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::merge::{Act, Decision, HeldReason, Subject};
use rusqlite::Connection;

use super::history::{self, Line};
use super::left::Left;
use super::observation::erased_words;
use super::scene::{Done, Message, Scene, WalkLink, act, back_to, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::one::{self, Decided, PastAct};
use crate::store::replicas::PhoneRow;

#[derive(Template)]
#[template(path = "act/phone.html")]
struct PhonePage {
    frame: Frame,
    walk: WalkLink,
    message: Option<Message>,
    id: ReplicaId,
    name: String,
    facts: Vec<(String, String)>,
    left: Option<Left>,
    standing: (&'static str, String),
    is_revoked: bool,
    is_admitted: bool,
    is_held: bool,
    held: u64,
    erased: Option<String>,
    history: Vec<Line>,
}

type Where = Path<(EntityId, ReplicaId)>;

/// Shows a phone.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, replica)): Where,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let phone = one::phone(connection, walk, replica)?;
        let telling = scene.telling(&of, &frame.words);
        let decided = one::decided(connection, walk, replica)?;
        let (ops, held) = one::sent(connection, walk, replica)?;
        let code = one::code_of(connection, walk, replica)?.map(|(code, _)| code);
        let acts = one::acts(connection, walk)?.into_iter().filter(|past| {
            is_about(past, replica)
                || code.is_some_and(|code| past.act == Act::Revoke(Subject::Code(code)))
        });
        let erasure = one::erasure(connection, walk, &Subject::Replica(replica))?;
        Ok(PhonePage {
            id: replica,
            name: capital(&telling.phone(replica)),
            facts: facts(&telling, &phone, ops, held),
            left: Left::of(&of, connection, &telling, walk, &phone)?,
            standing: standing(&telling, decided),
            is_revoked: decided.revoked.is_some(),
            is_admitted: decided.decision == Some(Decision::Admit),
            is_held: decided.decision == Some(Decision::Hold),
            held,
            erased: erasure.map(|erasure| erased_words(&telling, &erasure)),
            history: acts
                .map(|past| history::act_line(&scene, &telling, &past))
                .collect(),
            message: done.message(&frame.words),
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

fn is_about(past: &PastAct, replica: ReplicaId) -> bool {
    let (Act::Decide(subject, _) | Act::Erase(subject, _) | Act::Revoke(subject)) = &past.act;
    *subject == Subject::Replica(replica)
}

fn facts(telling: &Telling<'_>, phone: &PhoneRow, ops: u64, held: u64) -> Vec<(String, String)> {
    let words = telling.words;
    let fact = |key: &str, value: String| (words.say(key), value);
    let role = capital(&words.say(&format!("role-{}", phone.role)));
    let mut holds = vec![telling.holds(phone)];
    holds.extend(telling.holds_since(phone));
    vec![
        fact("act-phone_role", role),
        fact("page-group", telling.groups.whole(phone.group)),
        fact("page-phone_first_heard", telling.when(phone.first_seen)),
        fact("page-phone_last_heard", telling.when(phone.last_seen)),
        fact("act-phone_sent", telling.count("act-ops", ops)),
        fact("act-phone_held", telling.count("act-ops", held)),
        fact("page-phone_holding", holds.join(", ")),
    ]
}

/// Whether it takes part, in one badge.
fn standing(telling: &Telling<'_>, decided: Decided) -> (&'static str, String) {
    let (state, key) = match (decided.revoked, decided.decision) {
        (_, Some(Decision::Hold)) => ("held", "act-phone-all_held"),
        (Some(_), Some(Decision::Admit)) => ("received", "act-phone-writes_only"),
        (Some(HeldReason::CodeRevoked), _) => ("held", "act-phone-code_revoked"),
        (Some(_), _) => ("held", "act-phone-revoked"),
        (None, _) => ("visible", "act-phone-takes_part"),
    };
    (state, telling.words.say(key))
}

/// Admits or holds all that a phone sent and will send.
pub(super) async fn decide(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, replica)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let decision = typed.get("decision").and_then(Decision::from_name);
    let decision = decision.ok_or_else(|| Error::BadRequest("choose admit or hold".to_owned()))?;
    let reason = typed.get("reason").map(shortened);
    act(&state, &signed_in, move |office| {
        one::phone(office.connection(), walk, replica)?;
        let act = Act::Decide(Subject::Replica(replica), decision);
        office.decide_because(walk, &act, reason.as_deref())
    })
    .await?;
    let done = match decision {
        Decision::Admit => "phone_admitted",
        Decision::Hold => "phone_held",
    };
    Ok(back_to(&format!("/walks/{walk}/phones/{replica}"), done))
}

/// As long as a reason may be.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(2_000).collect()
}

#[derive(Template)]
#[template(path = "act/revoke.html")]
struct RevokePage {
    frame: Frame,
    walk: WalkLink,
    id: ReplicaId,
    name: String,
    others: Option<String>,
    chosen: String,
    reason: String,
    chosen_error: Option<String>,
    reason_error: Option<String>,
}

/// Tells what a revocation ends, and asks whose.
pub(super) async fn revoke_page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(place): Where,
) -> Result<Response, Error> {
    view_revoke(&state, visitor.frame(), place, None).await
}

async fn view_revoke(
    state: &AppState,
    frame: Frame,
    (walk, replica): (EntityId, ReplicaId),
    wrong: Option<Typed>,
) -> Result<Response, Error> {
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        one::phone(connection, walk, replica)?;
        let telling = scene.telling(&of, &frame.words);
        let others = one::code_of(connection, walk, replica)?.map(|(_, phones)| phones);
        let typed = |name: &str| wrong.as_ref().and_then(|typed| typed.get(name));
        let (chosen, reason) = (typed("subject"), typed("reason"));
        let is_wrong = wrong.is_some();
        Ok(RevokePage {
            id: replica,
            name: telling.phone(replica),
            others: others.map(|phones| telling.count("act-revoke-code_phones", phones)),
            chosen: chosen.unwrap_or_default().to_owned(),
            reason: reason.unwrap_or_default().to_owned(),
            chosen_error: (is_wrong && chosen.is_none()).then(|| frame.say("act-wrong-choose")),
            reason_error: (is_wrong && reason.is_none()).then(|| frame.say("act-wrong-reason")),
            walk: scene.link(&frame.words),
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// Revokes a phone, or the code that it came with.
pub(super) async fn revoke(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, replica)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let (Some(subject), Some(reason)) = (typed.get("subject"), typed.get("reason")) else {
        let frame = signed_in.0.frame();
        return unprocessed(view_revoke(&state, frame, (walk, replica), Some(typed)).await);
    };
    let (is_code, reason) = (subject == "code", shortened(reason));
    act(&state, &signed_in, move |office| {
        one::phone(office.connection(), walk, replica)?;
        let subject = if is_code {
            let code = one::code_of(office.connection(), walk, replica)?;
            Subject::Code(code.ok_or(Error::NotFound)?.0)
        } else {
            Subject::Replica(replica)
        };
        office.decide_because(walk, &Act::Revoke(subject), Some(&reason))
    })
    .await?;
    Ok(back_to(
        &format!("/walks/{walk}/phones/{replica}"),
        "revoked",
    ))
}
