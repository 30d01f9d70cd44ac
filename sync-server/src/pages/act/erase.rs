//! `/walks/{walk}/erase/{subject}/{id}`: values go for good, after a page that says which.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::merge::{Act, Subject};
use lykta_core::words::Words;
use rusqlite::Connection;

use super::scene::{Scene, WalkLink, act, back_to, home, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::acts::{self, Reached};
use crate::store::one;

/// What the grounds for an erasure are called in forms.
const GROUNDS: [&str; 4] = ["request", "mistake", "unlawful", "retention"];
/// As long as the rule of an erasure may be, with room for the ground's words.
const LONGEST: usize = 1_500;

#[derive(Template)]
#[template(path = "act/erase.html")]
struct ErasePage {
    frame: Frame,
    walk: WalkLink,
    back: String,
    address: String,
    title: String,
    goes: Vec<String>,
    nothing_left: bool,
    reason: Reason,
}

/// Why something is erased: a ground, and words.
pub(super) struct Reason {
    pub(super) grounds: Vec<Ground>,
    pub(super) text: String,
    pub(super) ground_error: Option<String>,
    pub(super) text_error: Option<String>,
}

/// One of the grounds.
pub(super) struct Ground {
    pub(super) name: &'static str,
    pub(super) words: String,
    pub(super) chosen: bool,
}

impl Reason {
    pub(super) fn empty(words: &Words) -> Self {
        let grounds = GROUNDS.iter().map(|name| Ground {
            name,
            words: words.say(&format!("act-ground-{name}")),
            chosen: false,
        });
        Self {
            grounds: grounds.collect(),
            text: String::new(),
            ground_error: None,
            text_error: None,
        }
    }

    pub(super) fn retyped(words: &Words, typed: &Typed) -> Self {
        let mut reason = Self::empty(words);
        let chosen = typed.get("ground");
        for ground in &mut reason.grounds {
            ground.chosen = chosen == Some(ground.name);
        }
        let is_chosen = reason.grounds.iter().any(|ground| ground.chosen);
        typed
            .get("reason")
            .unwrap_or_default()
            .clone_into(&mut reason.text);
        reason.ground_error = (!is_chosen).then(|| words.say("act-wrong-ground"));
        reason.text_error = (!is_reason(&reason.text)).then(|| words.say("act-wrong-reason"));
        reason
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.ground_error.is_some() || self.text_error.is_some()
    }
}

fn is_reason(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST
}

/// The reason as it stays on record; none when something of it is missing.
pub(super) fn reason_of(words: &Words, typed: &Typed) -> Option<String> {
    let name = typed.get("ground").filter(|name| GROUNDS.contains(name))?;
    let text = typed.get("reason").filter(|text| is_reason(text))?;
    let ground = words.say(&format!("act-ground-{name}"));
    Some(format!("{ground}: {text}"))
}

/// What is to be erased, and where one comes back to.
struct Place {
    walk: EntityId,
    name: String,
    id: String,
    subject: Subject,
}

type Where = Path<(EntityId, String, String)>;

impl Place {
    fn of((walk, name, id): (EntityId, String, String)) -> Result<Self, Error> {
        let wrong = |_| Error::NotFound;
        let subject = match name.as_str() {
            "observation" | "photo" => Subject::Entity(id.parse().map_err(|_| Error::NotFound)?),
            "phone" => Subject::Replica(id.parse().map_err(wrong)?),
            "op" => Subject::Op(id.parse().map_err(wrong)?),
            _ => return Err(Error::NotFound),
        };
        Ok(Self {
            walk,
            name,
            id,
            subject,
        })
    }

    fn back(&self) -> String {
        let walk = self.walk;
        match self.subject {
            Subject::Entity(id) if self.name == "photo" => home(walk, Kind::Photo, id),
            Subject::Entity(id) => home(walk, Kind::Observation, id),
            Subject::Replica(replica) => format!("/walks/{walk}/phones/{replica}"),
            _ => format!("/walks/{walk}/held/{}", self.id),
        }
    }

    /// Not found when the walk has no such thing.
    fn check(&self, connection: &Connection) -> Result<(), Error> {
        match self.subject {
            Subject::Entity(id) => {
                let kind = Kind::from_name(&self.name).ok_or(Error::NotFound)?;
                one::item(connection, self.walk, id, kind).map(|_| ())
            }
            Subject::Op(hash) => one::op(connection, self.walk, hash).map(|_| ()),
            Subject::Replica(replica) => one::phone(connection, self.walk, replica).map(|_| ()),
            Subject::Code(_) => Err(Error::NotFound),
        }
    }
}

/// Tells exactly what will go.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(path): Where,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), Place::of(path)?, None).await
}

async fn view(
    state: &AppState,
    frame: Frame,
    place: Place,
    wrong: Option<Typed>,
) -> Result<Response, Error> {
    let read = move |connection: &Connection| {
        place.check(connection)?;
        let scene = Scene::of(connection, place.walk)?;
        let reached = acts::reached(connection, place.walk, &place.subject)?;
        let reason = match wrong {
            Some(typed) => Reason::retyped(&frame.words, &typed),
            None => Reason::empty(&frame.words),
        };
        Ok(ErasePage {
            walk: scene.link(&frame.words),
            back: place.back(),
            address: format!("/walks/{}/erase/{}/{}", place.walk, place.name, place.id),
            title: frame.say(&format!("act-erase-{}", place.name)),
            goes: goes(&frame.words, &place, reached),
            nothing_left: reached.ops == 0,
            reason,
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

fn goes(words: &Words, place: &Place, reached: Reached) -> Vec<String> {
    let count = |key: &str, count: u64| words.say_with(key, [("count", count.into())]);
    let mut goes = vec![words.say(&format!("act-erase-{}-explained", place.name))];
    goes.push(count("act-erase-ops", reached.ops));
    if reached.things > 0 && place.name == "phone" {
        goes.push(count("act-erase-things", reached.things));
    }
    if reached.photos > 0 {
        goes.push(count("act-erase-photos", reached.photos));
    }
    if reached.unseen > 0 {
        goes.push(count("act-erase-unseen", reached.unseen));
    }
    goes
}

/// Erases, by the reason that was given.
pub(super) async fn erase(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(path): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let place = Place::of(path)?;
    let Some(rule) = reason_of(&signed_in.0.words, &typed) else {
        let frame = signed_in.0.frame();
        return unprocessed(view(&state, frame, place, Some(typed)).await);
    };
    let back = place.back();
    act(&state, &signed_in, move |office| {
        place.check(office.connection())?;
        office.decide(place.walk, &Act::Erase(place.subject, rule))
    })
    .await?;
    Ok(back_to(&back, "erased"))
}
