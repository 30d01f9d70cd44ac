//! Planning a walk: making and changing it, its groups, its codes, and its end.

mod area;
mod ask;
mod code;
mod codes;
mod editor;
mod group;
mod life;
mod mistakes;
mod new;
mod remove;
mod sent;
mod shape;
mod walk;
mod walk_form;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// The pages of planning.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/walks/new", get(new::page).post(new::make))
        .route("/walks/{walk}/plan", get(walk::page).post(walk::change))
        .route("/walks/{walk}/area", get(area::page).post(area::change))
        .route(
            "/walks/{walk}/groups/new",
            get(group::new).post(group::make),
        )
        .route(
            "/walks/{walk}/groups/{group}",
            get(group::page).post(group::change),
        )
        .route(
            "/walks/{walk}/groups/{group}/remove",
            get(remove::ask).post(remove::remove),
        )
        .route(
            "/walks/{walk}/groups/{group}/bring-back",
            post(remove::bring_back),
        )
        .route("/walks/{walk}/codes", get(codes::page))
        .route("/walks/{walk}/groups/{group}/print", get(code::sheet))
        .route(
            "/walks/{walk}/groups/{group}/print/leader",
            get(code::leader_sheet),
        )
        .route("/walks/{walk}/groups/{group}/screen", get(code::screen))
        .route(
            "/walks/{walk}/groups/{group}/renew/{role}",
            get(codes::ask).post(codes::renew),
        )
        .route(
            "/walks/{walk}/life/{change}",
            get(life::ask).post(life::change),
        )
        .layer(DefaultBodyLimit::max(sent::MOST_BYTES))
}
