//! A group's way in, to print and to show on a screen.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::time::Timestamp;
use qrcode::{Color, EcLevel, QrCode};

use super::super::clock::Clock;
use super::super::frame::{Frame, show};
use super::super::groups::Groups;
use super::super::said::capital;
use super::super::visitor::{SignedIn, Visitor};
use super::super::walks::name;
use crate::error::Error;
use crate::state::AppState;
use crate::store::entrance::{self, Entrance};
use crate::store::office::LinkFor;
use crate::store::planning::{self, Plan};

/// White around a code, in its own squares: ISO/IEC 18004 wants four.
const QUIET: usize = 4;

/// A QR code as one path of an SVG.
pub(super) struct Qr {
    /// Its side with the white around it, in squares.
    pub(super) side: usize,
    /// The dark squares.
    pub(super) path: String,
}

impl Qr {
    /// Level M: a sheet may be creased and wet; more would make the squares too small.
    pub(super) fn of(text: &str) -> Result<Self, Error> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M);
        let code = code.map_err(Error::internal)?;
        let width = code.width();
        let squares = code.to_colors().into_iter().enumerate();
        let dark = squares.filter(|(_, colour)| *colour == Color::Dark);
        let path = dark.map(|(n, _)| {
            let (x, y) = (n % width + QUIET, n / width + QUIET);
            format!("M{x} {y}h1v1h-1z")
        });
        Ok(Self {
            side: width + 2 * QUIET,
            path: path.collect(),
        })
    }
}

/// What a sheet and a screen tell.
pub(super) struct Shown {
    pub(super) id: EntityId,
    pub(super) walk_name: String,
    pub(super) group_name: String,
    pub(super) when: String,
    pub(super) is_cancelled: bool,
    pub(super) qr: Qr,
    pub(super) short: String,
    pub(super) link: String,
    /// Where the short code is typed, without what everybody's browser adds.
    pub(super) join: String,
}

#[derive(Template)]
#[template(path = "plan_sheet.html")]
struct SheetPage {
    frame: Frame,
    shown: Shown,
    is_leader: bool,
}

#[derive(Template)]
#[template(path = "plan_screen.html")]
struct ScreenPage {
    frame: Frame,
    shown: Shown,
}

/// The way in of a group's role, made when there is none yet.
pub(super) async fn entrance_of(
    state: &AppState,
    walk: EntityId,
    group: EntityId,
    role: Role,
) -> Result<(Plan, Entrance), Error> {
    let (keep, config) = (state.keep.clone(), state.config.clone());
    let opened = state.db.write(move |tx, _| {
        let plan = planning::plan(tx, walk)?;
        planning::group(tx, walk, group)?;
        let of = link_for(&config.public_url, &plan, group, role);
        let entrance = entrance::open(tx, keep.code_key(), &of)?;
        Ok((plan, entrance))
    });
    opened.await
}

/// What a group's code says.
pub(super) fn link_for<'a>(
    server: &'a str,
    plan: &'a Plan,
    group: EntityId,
    role: Role,
) -> LinkFor<'a> {
    LinkFor {
        server,
        walk: plan.walk.target.id,
        walk_name: plan.walk.text("name").unwrap_or_default(),
        planned_end: plan.walk.time("planned_end").unwrap_or(Timestamp(0)),
        group: Some(group),
        role,
    }
}

async fn shown(
    state: &AppState,
    visitor: &Visitor,
    (walk, group): (EntityId, EntityId),
    role: Role,
) -> Result<Shown, Error> {
    let (plan, entrance) = entrance_of(state, walk, group, role).await?;
    let words = &*visitor.words;
    let groups = plan.group_states();
    let clock = Clock::new(words, state.config.time_zone);
    let time = |field| plan.walk.time(field);
    let link = entrance.link.to_string();
    let server = state.config.public_url.split_once("://");
    Ok(Shown {
        id: walk,
        walk_name: name(words, &plan.walk),
        group_name: Groups::of(words, &groups).whole(Some(group)),
        when: capital(&clock.span(time("planned_start"), time("planned_end"))),
        is_cancelled: time("cancelled_at").is_some(),
        qr: Qr::of(&link)?,
        short: entrance.short,
        join: format!("{}/join", server.map_or("", |(_, host)| host)),
        link,
    })
}

/// `GET …/print`: the sheet that everybody in the group may see.
pub(super) async fn sheet(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    show(&SheetPage {
        shown: shown(&state, &visitor, of, Role::Participant).await?,
        frame: visitor.frame(),
        is_leader: false,
    })
}

/// `GET …/print/leader`: the sheet for the one who leads the group.
pub(super) async fn leader_sheet(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    show(&SheetPage {
        shown: shown(&state, &visitor, of, Role::Leader).await?,
        frame: visitor.frame(),
        is_leader: true,
    })
}

/// `GET …/screen`: the participants' code, as large as the screen.
pub(super) async fn screen(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(EntityId, EntityId)>,
) -> Result<Response, Error> {
    show(&ScreenPage {
        shown: shown(&state, &visitor, of, Role::Participant).await?,
        frame: visitor.frame(),
    })
}
