//! `/people/new`: somebody else may sign in.

use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::words::Words;
use serde::Deserialize;

use super::{
    PasswordPage, RoleChoice, hashed, new_password, role_choices, typed_password, unfit_password,
};
use crate::error::Error;
use crate::pages::field::{Fault, Faults, Field, clean_line, listed};
use crate::pages::frame::{Frame, show};
use crate::pages::visitor::{Administrator, Visitor};
use crate::state::AppState;
use crate::store::people::{self, OfficeRole, Person};

#[derive(Template)]
#[template(path = "person_new.html")]
struct NewPage {
    frame: Frame,
    faults: Vec<Fault>,
    name: Field,
    roles: Vec<RoleChoice>,
    password: Field,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    person_name: String,
    role: String,
    first_password: String,
}

impl Typed {
    fn role(&self) -> OfficeRole {
        OfficeRole::from_name(&self.role).unwrap_or(OfficeRole::Coordinator)
    }

    fn faults(&self, words: &Words) -> Faults {
        let mut faults = Faults::new();
        if people::fit_name(&self.person_name).is_none() {
            let values = [("longest", people::LONGEST_NAME.into())];
            let told = words.say_with("console-fault-person_name", values);
            faults.insert("person_name", told);
        }
        let typed = Some(&self.first_password).filter(|typed| !typed.is_empty());
        if let Some(told) = typed.and_then(|typed| unfit_password(words, &typed_password(typed))) {
            faults.insert("first_password", told);
        }
        faults
    }
}

pub(super) async fn page(Administrator(visitor): Administrator) -> Result<Response, Error> {
    answer(&visitor, &Typed::default(), &Faults::new())
}

pub(super) async fn add(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    Form(mut typed): Form<Typed>,
) -> Result<Response, Error> {
    typed.person_name = clean_line(&typed.person_name);
    let faults = typed.faults(&visitor.words);
    if !faults.is_empty() {
        return answer(&visitor, &typed, &faults);
    }
    let is_made = typed.first_password.is_empty();
    let password = if is_made {
        new_password(&state)
    } else {
        typed.first_password.clone()
    };
    match store(&state, &typed, password.clone()).await {
        Ok(()) if is_made => shown_once(&visitor, &typed.person_name, password),
        Ok(()) => Ok(Redirect::to("/people?done=person_added").into_response()),
        Err(Error::Conflict(_)) => {
            let told = visitor.words.say("console-fault-name_taken");
            answer(&visitor, &typed, &Faults::from([("person_name", told)]))
        }
        Err(other) => Err(other),
    }
}

async fn store(state: &AppState, typed: &Typed, password: String) -> Result<(), Error> {
    let person = Person {
        name: typed.person_name.clone(),
        role: typed.role(),
    };
    let hash = hashed(state, password).await?;
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let add = state
        .db
        .write(move |tx, _| people::add(tx, &*ids, &person, &hash, now));
    add.await
}

fn shown_once(visitor: &Visitor, name: &str, password: String) -> Result<Response, Error> {
    show(&PasswordPage {
        frame: visitor.frame(),
        title: visitor.words.say("console-person_added"),
        explained: visitor.words.say("console-password_once"),
        name: name.to_owned(),
        password,
    })
}

fn answer(visitor: &Visitor, typed: &Typed, faults: &Faults) -> Result<Response, Error> {
    let words = &*visitor.words;
    let mut page = show(&NewPage {
        frame: visitor.frame(),
        faults: listed(words, faults),
        name: Field::line(words, "person_name", &typed.person_name)
            .needed()
            .told(faults),
        roles: role_choices(words, typed.role()),
        password: Field::password(words, "first_password", "new-password").told(faults),
    })?;
    if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}
