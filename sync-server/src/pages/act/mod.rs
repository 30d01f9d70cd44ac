//! What a coordinator does with what came in: a page of its own for each act, whole without
//! script. Every act is a form; one that cannot be undone is confirmed first.

mod change;
mod count;
mod erase;
mod held;
mod history;
mod input;
mod left;
mod observation;
mod phone;
mod photo;
mod remove;
mod scene;
mod settle;
mod typed;
mod unsettled;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of acts, all below a walk.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/walks/{walk}/observations/{id}", get(observation::page))
        .route("/walks/{walk}/withdrawn", get(observation::withdrawn))
        .route(
            "/walks/{walk}/change/{kind}/{id}",
            get(change::page).post(change::change),
        )
        .route("/walks/{walk}/withdraw/{kind}/{id}", post(change::withdraw))
        .route("/walks/{walk}/unsettled", get(unsettled::page))
        .route(
            "/walks/{walk}/settle/{kind}/{id}/{*field}",
            get(settle::page).post(settle::settle),
        )
        .route(
            "/walks/{walk}/counts/{group}/{category}",
            get(count::page).post(count::settle),
        )
        .route(
            "/walks/{walk}/remove/{kind}/{id}/{*field}",
            get(remove::page).post(remove::remove),
        )
        .route(
            "/walks/{walk}/erase/{subject}/{id}",
            get(erase::page).post(erase::erase),
        )
        .route("/walks/{walk}/held", get(held::list))
        .route(
            "/walks/{walk}/held/{op}",
            get(held::page).post(held::decide),
        )
        .route(
            "/walks/{walk}/held/{op}/correct",
            get(held::correct_page).post(held::correct),
        )
        .route(
            "/walks/{walk}/phones/{replica}",
            get(phone::page).post(phone::decide),
        )
        .route(
            "/walks/{walk}/phones/{replica}/revoke",
            get(phone::revoke_page).post(phone::revoke),
        )
        .route(
            "/walks/{walk}/photos/{photo}",
            get(photo::page).post(photo::blur),
        )
        .route(
            "/walks/{walk}/photos/{photo}/versions/{version}",
            get(photo::version),
        )
}
