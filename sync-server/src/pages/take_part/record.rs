//! `/join/take-part`: recording without script, and what was recorded.

use askama::Template;
use axum::extract::{Form as Typed, Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::id::EntityId;
use lykta_core::op::{OpBuilder, WITHDRAWN};
use lykta_core::phone::file_value;
use lykta_core::photo::{Prepared, prepare};
use lykta_core::store::log;
use rusqlite::Connection;
use serde::Deserialize;

use super::super::clock::Clock;
use super::super::frame::{Frame, show};
use super::super::walks;
use super::begin::{TakesPart, no_cookie};
use super::form::Form;
use super::mine::{self, Item};
use super::start;
use super::submitted::{self, Fault, Submitted};
use crate::caller::Caller;
use crate::error::Error;
use crate::notice;
use crate::photos;
use crate::state::AppState;
use crate::store::taking_part;

#[derive(Template)]
#[template(path = "take_part.html")]
struct RecordPage {
    frame: Frame,
    walk: String,
    when: Option<String>,
    has_read: bool,
    notice: String,
    form: Form,
    fault: Option<Fault>,
    lost_photos: bool,
    items: Vec<Item>,
}

/// `GET /join/take-part`.
pub(super) async fn page(State(state): State<AppState>, by: TakesPart) -> Result<Response, Error> {
    let typed = Submitted::default();
    show(&fill(&state, &by, &typed, None).await?)
}

async fn fill(
    state: &AppState,
    by: &TakesPart,
    typed: &Submitted,
    fault: Option<Fault>,
) -> Result<RecordPage, Error> {
    let (walk, replica) = (by.caller.walk(), by.caller.replica);
    let read = move |connection: &Connection| {
        let ops = taking_part::ops_by(connection, replica)?;
        Ok((log::state_of(connection, walk)?, ops))
    };
    let (walk, ops) = state.db.read(read).await?;
    let words = &*by.words;
    let clock = Clock::new(words, state.config.time_zone);
    let new_id = || EntityId::random(&*state.ids, state.clock.now());
    let id = typed.id.unwrap_or_else(new_id);
    let when = walk
        .as_ref()
        .map(|walk| clock.span(walk.time("planned_start"), walk.time("planned_end")));
    let name = walk.as_ref().map(|walk| walks::name(words, walk));
    Ok(RecordPage {
        walk: name.unwrap_or_else(|| words.say("page-walk")),
        when,
        has_read: by.has_read,
        notice: notice::text(&state.settings(), words),
        form: Form::with(words, id.to_string(), typed),
        fault,
        lost_photos: !typed.photos.is_empty(),
        items: mine::items(words, clock, &ops),
        frame: by.frame(state),
    })
}

/// `POST /join/take-part/read`: the notice was read. A random id says that somebody takes part.
pub(super) async fn read(State(state): State<AppState>, by: TakesPart) -> Result<Response, Error> {
    let now = state.clock.now();
    let id = EntityId::random(&*state.ids, now);
    let language = by.words.language().tag();
    let caller = by.caller;
    let write = state.db.write(move |tx, commit| {
        if !taking_part::note_read(tx, &by.token_hash, now)? {
            return Ok(());
        }
        let op = OpBuilder::create("participant", id, Some(party(&caller)));
        let op = op.set("language", language);
        taking_part::write(tx, commit, &caller, vec![op], now)
    });
    write.await?;
    Ok(Redirect::to("/join/take-part").into_response())
}

/// What somebody's own things are created under.
fn party(by: &Caller) -> (&'static str, EntityId) {
    match by.group() {
        Some(group) => ("group", group),
        None => ("walk", by.walk()),
    }
}

/// `POST /join/take-part`.
pub(super) async fn record(
    State(state): State<AppState>,
    by: TakesPart,
    form: Multipart,
) -> Result<Response, Error> {
    if !by.has_read {
        return Ok(Redirect::to("/join/take-part").into_response());
    }
    let turn = state.pages.forms.acquire().await;
    let _turn = turn.map_err(|_| Error::Unavailable)?;
    let (typed, fault) = submitted::read(form).await?;
    let pictures = match fault {
        None => draw(&state, &typed.photos).await?,
        Some(fault) => Err(fault),
    };
    match pictures {
        Ok(pictures) => keep(&state, &by, &typed, pictures).await,
        Err(fault) => {
            let page = fill(&state, &by, &typed, Some(fault)).await?;
            let mut answer = show(&page)?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

/// Draws the photos anew, as a phone does, so that nothing hidden in them is kept.
async fn draw(state: &AppState, photos: &[Vec<u8>]) -> Result<Result<Vec<Prepared>, Fault>, Error> {
    let mut drawn = Vec::new();
    for jpeg in photos {
        let turn = state.pages.preparing.acquire().await;
        let _turn = turn.map_err(|_| Error::Unavailable)?;
        let jpeg = jpeg.clone();
        let made = tokio::task::spawn_blocking(move || prepare(&jpeg, &[])).await;
        match made.map_err(Error::internal)? {
            Ok(prepared) => drawn.push(prepared),
            Err(_) => return Ok(Err(Fault::in_photos("take_part-photo-failed"))),
        }
    }
    Ok(Ok(drawn))
}

/// Files are durable before the ops that name them.
async fn keep(
    state: &AppState,
    by: &TakesPart,
    typed: &Submitted,
    pictures: Vec<Prepared>,
) -> Result<Response, Error> {
    let bad = || Error::BadRequest("the form has no id: open the page again".to_owned());
    let id = typed.id.ok_or_else(bad)?;
    let draft = typed.draft().ok_or_else(bad)?;
    let (caller, now) = (by.caller.clone(), state.clock.now());
    let (replica, count) = (caller.replica, pictures.len());
    let check =
        move |connection: &Connection| taking_part::check_photos(connection, replica, count);
    state.db.read(check).await?;
    for picture in &pictures {
        let jpeg = picture.jpeg.clone();
        photos::import(state, caller.replica, caller.walk(), jpeg).await?;
    }
    let mut ops = vec![draft.create_op(id, party(&caller))];
    ops.extend(pictures.iter().map(|picture| {
        let photo = EntityId::random(&*state.ids, now);
        let create = OpBuilder::create("photo", photo, Some(("observation", id)));
        typed.captioned(create.set("file", file_value(picture)))
    }));
    let write = state.db.write(move |tx, commit| {
        // The same form came before: a reload, or an answer that was lost.
        if taking_part::has_said(tx, caller.replica, id)? {
            return Ok(());
        }
        taking_part::write(tx, commit, &caller, ops, now)
    });
    write.await?;
    Ok(Redirect::to("/join/take-part#mine").into_response())
}

/// What is to be withdrawn.
#[derive(Deserialize)]
pub(super) struct Which {
    id: EntityId,
}

/// `POST /join/take-part/withdraw`: takes an own observation back.
pub(super) async fn withdraw(
    State(state): State<AppState>,
    by: TakesPart,
    Typed(which): Typed<Which>,
) -> Result<Response, Error> {
    let (caller, now) = (by.caller, state.clock.now());
    let write = state.db.write(move |tx, commit| {
        if !taking_part::has_said(tx, caller.replica, which.id)? {
            return Err(Error::NotFound);
        }
        let op = OpBuilder::edit("observation", which.id).set(WITHDRAWN, true);
        taking_part::write(tx, commit, &caller, vec![op], now)
    });
    write.await?;
    Ok(Redirect::to("/join/take-part#mine").into_response())
}

/// `POST /join/leave`: forgets the walk in this browser.
pub(super) async fn leave(State(state): State<AppState>, by: TakesPart) -> Result<Response, Error> {
    let token_hash = by.token_hash;
    let write = state
        .db
        .write(move |tx, _| taking_part::leave(tx, &token_hash));
    write.await?;
    let cookie = [(header::SET_COOKIE, no_cookie(&state))];
    Ok((cookie, start::left(&state, by.words)?).into_response())
}
