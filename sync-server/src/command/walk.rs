//! `walk create`, `list`, `links`, `close` and `reopen`: what the office does without a browser.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use lykta_core::domain::{Light, Occasion};
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::time::Timestamp;
use rusqlite::Connection;
use serde_json::json;

use super::links::{self, Shown};
use super::{CommandError, say};
use crate::config::Config;
use crate::error::Error;
use crate::plan::{read_area, read_groups};
use crate::state::AppState;
use crate::store::office::{Office, PlannedGroup, PlannedWalk};
use crate::store::walks::{PlannedBefore, find_walk, list_walks};

/// What to do with a walk.
#[derive(Debug, Subcommand)]
pub(super) enum WalkAct {
    /// Plan a walk and print its join links
    Create(Box<Create>),
    /// List the walks, newest first
    List {
        /// Answer with one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Print new join links of a walk; older ones stay good
    Links {
        /// The walk
        walk: EntityId,
        #[command(flatten)]
        shown: Shown,
    },
    /// Close a walk's protocol: what comes later is held
    Close {
        /// The walk
        walk: EntityId,
    },
    /// Open a closed protocol again: what was held meanwhile waits for `admit`
    Reopen {
        /// The walk
        walk: EntityId,
    },
}

/// A walk to be planned.
#[derive(Debug, Args)]
pub(super) struct Create {
    /// Its name
    #[arg(long)]
    name: String,
    /// How the municipality listens
    #[arg(long, default_value = "safety_walk")]
    occasion: Occasion,
    /// What it is for
    #[arg(long)]
    purpose: Option<String>,
    /// daylight, dusk or dark
    #[arg(long)]
    light: Option<Light>,
    /// A GeoJSON file whose first polygon is the area; its `name` is the area's
    #[arg(long, value_name = "FILE")]
    area: PathBuf,
    /// Routes: a GeoJSON file with a line for each group and points as stops, or GPX files, one
    /// a group, with waypoints as stops
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with = "groups")]
    route: Vec<PathBuf>,
    /// How many groups, when they have no routes
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100))]
    groups: u32,
    /// When it begins, such as 2026-11-24T18:00:00+01:00
    #[arg(long, value_name = "MOMENT")]
    starts: String,
    /// When it is planned to end
    #[arg(long, value_name = "MOMENT")]
    ends: String,
    /// Make a walk again that a restored server has lost: a join link of each of its groups
    #[arg(long, value_name = "LINK")]
    again: Vec<String>,
    #[command(flatten)]
    shown: Shown,
}

pub(super) async fn run(config: Config, act: WalkAct) -> Result<(), CommandError> {
    let state = AppState::open(config)?;
    let done = match act {
        WalkAct::Create(create) => create_walk(&state, *create).await,
        WalkAct::List { json } => list(&state, json).await,
        WalkAct::Links { walk, shown } => links(&state, walk, shown).await,
        WalkAct::Close { walk } => close(&state, walk, true).await,
        WalkAct::Reopen { walk } => close(&state, walk, false).await,
    };
    state.close().await;
    done
}

async fn create_walk(state: &AppState, create: Create) -> Result<(), CommandError> {
    let planned = plan(&create)?;
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let (purpose, light) = (create.purpose, create.light);
    let made = state.db.write(move |tx, commit| {
        let mut office = Office::on_command_line(tx, commit, &*ids, now)?;
        let (walk, _) = office.create_walk(&planned)?;
        office.describe_walk(walk, purpose.as_deref(), light)?;
        Ok(walk)
    });
    let walk = made.await?;
    links(state, walk, create.shown).await
}

async fn links(state: &AppState, walk: EntityId, shown: Shown) -> Result<(), CommandError> {
    let found = find(state, walk).await?;
    links::print(state, &found, shown);
    Ok(())
}

async fn find(state: &AppState, walk: EntityId) -> Result<PlannedBefore, CommandError> {
    let read = move |connection: &Connection| find_walk(connection, walk);
    match state.db.read(read).await {
        Err(Error::NotFound) => Err(bad(format!(
            "there is no walk {walk} here: lykta-server walk list shows them"
        ))),
        other => Ok(other?),
    }
}

async fn list(state: &AppState, json: bool) -> Result<(), CommandError> {
    let walks = state
        .db
        .read(|connection: &Connection| list_walks(connection))
        .await?;
    if json {
        say(&json!(walks).to_string());
        return Ok(());
    }
    for walk in walks {
        let starts = walk.planned_start.map(Timestamp::to_rfc3339);
        let starts = starts.unwrap_or_default();
        say(&format!(
            "{}  {starts}  {}  {}",
            walk.id, walk.life, walk.name
        ));
    }
    Ok(())
}

async fn close(state: &AppState, walk: EntityId, is_closed: bool) -> Result<(), CommandError> {
    find(state, walk).await?;
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let changed = state.db.write(move |tx, commit| {
        let mut office = Office::on_command_line(tx, commit, &*ids, now)?;
        if is_closed {
            office.close_walk(walk)
        } else {
            office.reopen_walk(walk)
        }
    });
    changed.await?;
    let done = if is_closed { "closed" } else { "reopened" };
    say(&format!("{done} {walk}"));
    Ok(())
}

fn plan(create: &Create) -> Result<PlannedWalk, CommandError> {
    let planned_start = moment("--starts", &create.starts)?;
    let planned_end = moment("--ends", &create.ends)?;
    if planned_end <= planned_start {
        return Err(bad("--ends must come after --starts"));
    }
    let area = read_area(&create.area).map_err(bad)?;
    let lost = create.again.iter().map(|link| code_of(link));
    let lost: Vec<(EntityId, Option<EntityId>)> = lost.collect::<Result<_, _>>()?;
    Ok(PlannedWalk {
        id: lost.first().map(|(walk, _)| *walk),
        name: create.name.clone(),
        occasion: create.occasion,
        area: (
            area.name.unwrap_or_else(|| create.name.clone()),
            area.polygon,
        ),
        planned_start,
        planned_end,
        groups: groups(create, &lost)?,
    })
}

/// The groups of the files, or so many without routes; lost ones get their ids back.
fn groups(
    create: &Create,
    lost: &[(EntityId, Option<EntityId>)],
) -> Result<Vec<PlannedGroup>, CommandError> {
    let mut groups = Vec::new();
    for path in &create.route {
        groups.extend(read_groups(path).map_err(bad)?);
    }
    let lost = lost_groups(lost)?;
    let wanted = if create.route.is_empty() {
        lost.len().max(create.groups as usize)
    } else {
        lost.len().max(groups.len())
    };
    groups.resize_with(wanted, PlannedGroup::default);
    for (n, group) in groups.iter_mut().enumerate() {
        group.id = lost.get(n).copied();
        if group.name.is_empty() {
            group.name = format!("Grupp {}", n + 1);
        }
    }
    Ok(groups)
}

/// Several links of one group name it once; links of different walks are a mistake.
fn lost_groups(lost: &[(EntityId, Option<EntityId>)]) -> Result<Vec<EntityId>, CommandError> {
    let mut seen = HashSet::new();
    if lost.iter().any(|(walk, _)| *walk != lost[0].0) {
        return Err(bad("the links of --again are of different walks"));
    }
    let groups = lost.iter().filter_map(|(_, group)| *group);
    Ok(groups.filter(|group| seen.insert(*group)).collect())
}

fn code_of(link: &str) -> Result<(EntityId, Option<EntityId>), CommandError> {
    let link: JoinLink = link.parse().map_err(bad)?;
    let code = link.read_code().map_err(bad)?;
    Ok((code.walk, code.group))
}

fn bad(error: impl std::fmt::Display) -> CommandError {
    CommandError::Failed(error.to_string())
}

fn moment(option: &str, text: &str) -> Result<Timestamp, CommandError> {
    let wrong = || {
        bad(format!(
            "{option} takes a moment such as 2026-11-24T18:00:00+01:00"
        ))
    };
    Timestamp::from_rfc3339(text).ok_or_else(wrong)
}
