//! `/people`: who of the office may sign in, for administrators.

mod add;
mod change;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use lykta_core::words::Words;
use serde::Deserialize;

use super::clock::Clock;
use super::field::clean;
use super::frame::{Frame, show};
use super::password;
use super::said::capital;
use super::visitor::Administrator;
use crate::error::Error;
use crate::state::AppState;
use crate::store::people::{self, OfficeRole, PersonView};

/// Letters and digits that nobody takes for one another, in groups that can be read aloud.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS: usize = 4;
const GROUP_LENGTH: usize = 5;
/// A longer password only costs time.
const LONGEST_PASSWORD: usize = 200;

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    note: Option<String>,
    people: Vec<PersonLine>,
}

struct PersonLine {
    key: String,
    name: String,
    role: String,
    signed_in: String,
    is_oneself: bool,
}

#[derive(Template)]
#[template(path = "person_password.html")]
struct PasswordPage {
    frame: Frame,
    title: String,
    explained: String,
    name: String,
    password: String,
}

#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

/// One's role as a form offers it.
struct RoleChoice {
    name: &'static str,
    label: String,
    explained: String,
    is_chosen: bool,
}

/// The pages about people.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/people", get(page))
        .route("/people/new", get(add::page).post(add::add))
        .route("/people/{person}", get(change::page))
        .route("/people/{person}/role", post(change::role))
        .route("/people/{person}/password", post(change::password))
        .route(
            "/people/{person}/remove",
            get(change::confirm).post(change::remove),
        )
}

async fn page(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Query(Done { done }): Query<Done>,
) -> Result<Response, Error> {
    let people = state.db.read(people::views).await?;
    let words = &*visitor.words;
    let clock = Clock::new(words, state.config.time_zone);
    let oneself = visitor.person.as_ref().map(|person| person.name.as_str());
    let key = format!("console-done-{done}");
    show(&PeoplePage {
        note: words.knows(&key).then(|| words.say(&key)),
        people: people
            .into_iter()
            .map(|view| line(words, clock, view, oneself))
            .collect(),
        frame: visitor.frame(),
    })
}

fn line(words: &Words, clock: Clock<'_>, view: PersonView, oneself: Option<&str>) -> PersonLine {
    let never = || words.say("console-never_signed_in");
    let signed_in = view.signed_in_at;
    PersonLine {
        key: view.person.key(),
        role: role_words(words, view.person.role),
        signed_in: signed_in.map_or_else(never, |at| capital(&clock.span(Some(at), None))),
        is_oneself: oneself == Some(&view.person.name),
        name: view.person.name,
    }
}

fn role_words(words: &Words, role: OfficeRole) -> String {
    words.say(&format!("console-role-{}", role.name()))
}

fn role_choices(words: &Words, chosen: OfficeRole) -> Vec<RoleChoice> {
    let choices = OfficeRole::ALL.into_iter().map(|role| RoleChoice {
        name: role.name(),
        label: role_words(words, role),
        explained: words.say(&format!("console-role-{}-explained", role.name())),
        is_chosen: role == chosen,
    });
    choices.collect()
}

/// A password that nobody guesses, about 100 bits.
fn new_password(state: &AppState) -> String {
    let mut random = [0; GROUPS * GROUP_LENGTH];
    state.ids.fill(&mut random);
    let letters = random.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
    let groups = letters.chunks(GROUP_LENGTH);
    let groups: Vec<String> = groups.map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Whether somebody may have this password; else what to say.
pub(super) fn unfit_password(words: &Words, password: &str) -> Option<String> {
    let length = password.chars().count();
    let is_fit = (password::SHORTEST..=LONGEST_PASSWORD).contains(&length);
    let values = [
        ("shortest", password::SHORTEST.into()),
        ("longest", LONGEST_PASSWORD.into()),
    ];
    (!is_fit).then(|| words.say_with("console-fault-password", values))
}

/// The hash of a password, made apart from the async threads.
pub(super) async fn hashed(state: &AppState, password: String) -> Result<String, Error> {
    let _turn = state.pages.hashing.acquire().await;
    let hashing = tokio::task::spawn_blocking(move || password::hash(&password));
    hashing.await.map_err(Error::internal)?
}

/// A password as it was typed; one of several lines or with control characters nobody types again.
fn typed_password(typed: &str) -> String {
    if clean(typed) == typed.trim() {
        typed.to_owned()
    } else {
        String::new()
    }
}
