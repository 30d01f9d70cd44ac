//! What a coordinator does with what came in: a page of its own for each act, whole without
//! script. Every act is a form; one that cannot be undone is confirmed first.

mod change;
mod count;
mod erase;
mod held;
mod history;
mod input;
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
    let below = |path: &str| format!("/walks/{{walk}}/{path}");
    Router::new()
        .route(&below("observations/{id}"), get(observation::page))
        .route(&below("withdrawn"), get(observation::withdrawn))
        .route(
            &below("change/{kind}/{id}"),
            get(change::page).post(change::change),
        )
        .route(&below("withdraw/{kind}/{id}"), post(change::withdraw))
        .route(&below("unsettled"), get(unsettled::page))
        .route(
            &below("settle/{kind}/{id}/{*field}"),
            get(settle::page).post(settle::settle),
        )
        .route(
            &below("counts/{group}/{category}"),
            get(count::page).post(count::settle),
        )
        .route(
            &below("remove/{kind}/{id}/{*field}"),
            get(remove::page).post(remove::remove),
        )
        .route(
            &below("erase/{subject}/{id}"),
            get(erase::page).post(erase::erase),
        )
        .route(&below("held"), get(held::list))
        .route(&below("held/{hash}"), get(held::page).post(held::decide))
        .route(
            &below("held/{hash}/correct"),
            get(held::correct_page).post(held::correct),
        )
        .route(
            &below("phones/{replica}"),
            get(phone::page).post(phone::decide),
        )
        .route(
            &below("phones/{replica}/revoke"),
            get(phone::revoke_page).post(phone::revoke),
        )
        .route(&below("photos/{photo}"), get(photo::page).post(photo::blur))
        .route(
            &below("photos/{photo}/versions/{hash}"),
            get(photo::version),
        )
}
