//! `/people/{person}`: another role, another password, or out.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use serde::Deserialize;

use super::{
    PasswordPage, RoleChoice, hashed, new_password, role_choices, role_words, typed_password,
    unfit_password,
};
use crate::error::Error;
use crate::pages::field::{Fault, Faults, Field, listed};
use crate::pages::frame::{Frame, show};
use crate::pages::visitor::{Administrator, Visitor};
use crate::state::AppState;
use crate::store::people::{self, Changed, OfficeRole, Person};

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    frame: Frame,
    faults: Vec<Fault>,
    key: String,
    name: String,
    role: String,
    roles: Vec<RoleChoice>,
    role_error: Option<String>,
    password: Field,
}

#[derive(Template)]
#[template(path = "person_remove.html")]
struct RemovePage {
    frame: Frame,
    key: String,
    name: String,
    title: String,
    error: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct TypedRole {
    role: String,
}

#[derive(Deserialize)]
pub(super) struct TypedPassword {
    #[serde(default)]
    first_password: String,
}

pub(super) async fn page(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    let person = find(&state, key).await?;
    answer(&visitor, &person, &Faults::new())
}

/// `POST /people/{person}/role`.
pub(super) async fn role(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Path(key): Path<String>,
    Form(typed): Form<TypedRole>,
) -> Result<Response, Error> {
    let person = find(&state, key).await?;
    let role = OfficeRole::from_name(&typed.role);
    let role = role.ok_or_else(|| Error::BadRequest("there is no such role".to_owned()))?;
    let name = person.name.clone();
    let write = state
        .db
        .write(move |tx, _| people::set_role(tx, &name, role));
    match write.await? {
        Changed::Done => Ok(after(&visitor, &person, role, "role_changed")),
        Changed::Nobody => Err(Error::NotFound),
        Changed::LastAdministrator => {
            let told = visitor.words.say("console-fault-last_administrator");
            answer(&visitor, &person, &Faults::from([("role", told)]))
        }
    }
}

/// Who is no administrator any longer is not shown a page that they may not see.
fn after(visitor: &Visitor, person: &Person, role: OfficeRole, done: &str) -> Response {
    let is_oneself = visitor.person.as_ref() == Some(person);
    if is_oneself && role != OfficeRole::Administrator {
        return Redirect::to("/walks").into_response();
    }
    Redirect::to(&format!("/people?done={done}")).into_response()
}

/// `POST /people/{person}/password`.
pub(super) async fn password(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Path(key): Path<String>,
    Form(typed): Form<TypedPassword>,
) -> Result<Response, Error> {
    let person = find(&state, key).await?;
    let is_made = typed.first_password.is_empty();
    let password = if is_made {
        new_password(&state)
    } else {
        typed_password(&typed.first_password)
    };
    if let Some(told) = unfit_password(&visitor.words, &password) {
        return answer(&visitor, &person, &Faults::from([("first_password", told)]));
    }
    let (hash, name) = (hashed(&state, password.clone()).await?, person.name.clone());
    let write = state
        .db
        .write(move |tx, _| people::set_password(tx, &name, &hash));
    match write.await? {
        Changed::Done if is_made => show(&PasswordPage {
            frame: visitor.frame(),
            title: visitor.words.say("console-password_changed"),
            explained: visitor.words.say("console-password_once"),
            name: person.name,
            password,
        }),
        Changed::Done => Ok(Redirect::to("/people?done=password_changed").into_response()),
        _ => Err(Error::NotFound),
    }
}

/// `GET /people/{person}/remove`.
pub(super) async fn confirm(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    let person = find(&state, key).await?;
    ask(&visitor, &person, None)
}

/// `POST /people/{person}/remove`.
pub(super) async fn remove(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    let person = find(&state, key).await?;
    let name = person.name.clone();
    let write = state.db.write(move |tx, _| people::remove(tx, &name));
    match write.await? {
        Changed::Done => Ok(Redirect::to("/people?done=person_removed").into_response()),
        Changed::Nobody => Err(Error::NotFound),
        Changed::LastAdministrator => {
            let told = visitor.words.say("console-fault-last_administrator");
            ask(&visitor, &person, Some(told))
        }
    }
}

async fn find(state: &AppState, key: String) -> Result<Person, Error> {
    let read = move |connection: &Connection| {
        let mut people = people::list(connection)?.into_iter();
        people
            .find(|person| person.key() == key)
            .ok_or(Error::NotFound)
    };
    state.db.read(read).await
}

fn answer(visitor: &Visitor, person: &Person, faults: &Faults) -> Result<Response, Error> {
    let words = &*visitor.words;
    let mut page = show(&PersonPage {
        frame: visitor.frame(),
        faults: listed(words, faults),
        key: person.key(),
        name: person.name.clone(),
        role: role_words(words, person.role),
        roles: role_choices(words, person.role),
        role_error: faults.get("role").cloned(),
        password: Field::password(words, "first_password", "new-password").told(faults),
    })?;
    if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

fn ask(visitor: &Visitor, person: &Person, error: Option<String>) -> Result<Response, Error> {
    let is_refused = error.is_some();
    let name = person.name.as_str();
    let mut page = show(&RemovePage {
        frame: visitor.frame(),
        key: person.key(),
        name: name.to_owned(),
        title: visitor
            .words
            .say_with("console-remove_person", [("name", name.into())]),
        error,
    })?;
    if is_refused {
        *page.status_mut() = StatusCode::CONFLICT;
    }
    Ok(page)
}
