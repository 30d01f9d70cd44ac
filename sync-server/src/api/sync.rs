//! `POST /v1/sync`: push and pull in one round trip.

use std::collections::HashSet;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{IntoResponse, Response};
use lykta_core::id::ShortHash;
use lykta_core::merge::{Author, CodeStanding};
use lykta_core::sync::wire::{
    Cursor, Encoding, MAX_OPS, PROTOCOL, Receipt, SyncAnswer, SyncRequest,
};
use lykta_core::time::Timestamp;
use rusqlite::Transaction;

use super::openapi::Refusals;
use super::schema;
use crate::api::extract::Whole;
use crate::caller::Caller;
use crate::error::Error;
use crate::state::AppState;
use crate::store::pull::{self, Puller};
use crate::store::standing::{may_read, standing};
use crate::store::{Commit, ingest, replicas};

/// How soon a phone asks again by itself while its group is under way, in seconds.
const WHILE_WALKING_S: u32 = 20;
/// And otherwise.
const OTHERWISE_S: u32 = 300;

/// Takes a phone's ops in and answers what it may see.
#[utoipa::path(
    post,
    path = "/v1/sync",
    tag = "sync",
    security(("code" = [])),
    request_body(
        content((schema::SyncRequest = "application/json")),
        description = "JSON, or the same as MessagePack with named fields under zstd \
                       (application/vnd.lykta.v1+msgpack); at most 1,000 ops and 1 MiB"
    ),
    responses(
        (
            status = 200,
            description = "In the encoding of the request; all of it is durable",
            body = schema::SyncAnswer
        ),
        Refusals
    )
)]
pub async fn sync(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Whole(body): Whole,
) -> Result<Response, Error> {
    let encoding = encoding_of(&headers)?;
    let request: SyncRequest = encoding.decode(&body)?;
    if request.protocol != PROTOCOL {
        return Err(Error::UnknownProtocol);
    }
    if request.ops.len() > MAX_OPS {
        return Err(Error::TooLarge(format!(
            "{} ops in one request: send at most {MAX_OPS}",
            request.ops.len()
        )));
    }
    let now = state.clock.now();
    let says_nothing = request.ops.is_empty();
    let write = move |tx: &Transaction<'_>, commit: &mut Commit| {
        take_in(tx, commit, &caller, &request, now).map(|receipts| (caller, request, receipts))
    };
    // Who called may be forgotten by a power cut: they call again. What they sent may not.
    let (caller, request, (taken, new)) = if says_nothing {
        state.db.note(write).await?
    } else {
        state.db.write(write).await?
    };
    for receipt in new {
        let label = ("state", receipt.state.name());
        state.metrics.count_of("lykta_ops_taken_in_total", label, 1);
    }
    let read =
        move |connection: &rusqlite::Connection| answer(connection, &caller, &request, taken, now);
    let answer = state.db.read(read).await?;
    Ok(respond(encoding, &answer))
}

fn encoding_of(headers: &HeaderMap) -> Result<Encoding, Error> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
    Encoding::from_content_type(content_type).ok_or(Error::UnsupportedType(
        "send application/vnd.lykta.v1+msgpack under zstd, or application/json",
    ))
}

fn respond(encoding: Encoding, answer: &SyncAnswer) -> Response {
    let body = encoding.encode(answer);
    let content_type = (header::CONTENT_TYPE, encoding.content_type());
    match encoding {
        Encoding::Packed => {
            ([content_type, (header::CONTENT_ENCODING, "zstd")], body).into_response()
        }
        Encoding::Json => ([content_type], body).into_response(),
    }
}

type Taken = (CodeStanding, Vec<Receipt>);

fn take_in(
    tx: &Transaction<'_>,
    commit: &mut Commit,
    caller: &Caller,
    request: &SyncRequest,
    now: Timestamp,
) -> Result<(Taken, Vec<Receipt>), Error> {
    let times = (request.now, now);
    replicas::note_call(tx, caller, request.ops.len(), request.holding, times)?;
    let standing = standing(tx, caller.replica, &caller.code_text, &caller.code, now)?;
    let author = Author::by_code(caller.replica, &caller.code, standing);
    let (mut receipts, mut new) = (Vec::new(), Vec::new());
    for payload in &request.ops {
        let before = commit.head();
        let receipt = ingest::ingest(tx, commit, &author, &payload.0)?;
        receipts.push(receipt);
        // What was here already changes nothing.
        new.extend((commit.head() > before).then_some(receipt));
    }
    Ok(((standing, receipts), new))
}

fn answer(
    connection: &rusqlite::Connection,
    caller: &Caller,
    request: &SyncRequest,
    (standing, mut receipts): Taken,
    now: Timestamp,
) -> Result<SyncAnswer, Error> {
    let puller = Puller {
        replica: caller.replica,
        role: caller.role(),
        walk: caller.walk(),
        group: caller.group(),
        want_own: request.want_own,
        may_read: may_read(standing),
    };
    let start_over = match request.seen_head {
        Some(seen) => !pull::knows(connection, seen)?,
        None => false,
    };
    let from = puller.start(request.cursor.filter(|_| !start_over));
    let news = puller.pull(connection, from)?;
    // The newest word on an op is the one to be believed.
    let newer: HashSet<ShortHash> = news.receipts.iter().map(|newer| newer.hash).collect();
    receipts.retain(|taken_in| !newer.contains(&taken_in.hash));
    receipts.extend(news.receipts);
    let under_way =
        puller.may_read && pull::is_under_way(connection, caller.walk(), caller.group())?;
    Ok(SyncAnswer {
        protocol: PROTOCOL,
        server_time: now,
        head: pull::head(connection)?,
        cursor: Cursor {
            scope: puller.scope(),
            position: news.position,
        },
        start_over,
        ops: news.ops,
        receipts,
        photo_receipts: pull::photo_receipts(connection, caller.replica, from)?,
        retracted: news.retracted,
        wanted_photos: pull::wanted_photos(connection, caller.replica, caller.walk())?,
        more: news.more,
        next_sync_after_s: if under_way {
            WHILE_WALKING_S
        } else {
            OTHERWISE_S
        },
    })
}
