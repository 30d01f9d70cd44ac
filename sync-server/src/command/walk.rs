//! `walk create`, `walk close`: what the office does without a browser.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use geojson::{GeoJson, GeometryValue};
use lykta_core::domain::{Occasion, Role};
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::place::LatLon;
use lykta_core::time::Timestamp;

use super::CommandError;
use crate::config::Config;
use crate::state::AppState;
use crate::store::office::{LinkFor, Office, PlannedGroup, PlannedWalk};

/// What to do with a walk.
#[derive(Debug, Subcommand)]
pub(super) enum WalkAct {
    /// Plan a walk and print its join links
    Create(Create),
    /// Close a walk's protocol: what comes later is held
    Close {
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
    /// A GeoJSON file whose first polygon is the area
    #[arg(long)]
    area: PathBuf,
    /// How many groups
    #[arg(long, default_value_t = 1)]
    groups: u32,
    /// When it begins, such as 2026-11-24T18:00:00+01:00
    #[arg(long)]
    starts: String,
    /// When it is planned to end
    #[arg(long)]
    ends: String,
    /// Make a walk again that a restored server has lost: a join link of each of its groups
    #[arg(long)]
    again: Vec<String>,
}

pub(super) async fn run(config: Config, act: WalkAct) -> Result<(), CommandError> {
    let state = AppState::open(config)?;
    let done = match act {
        WalkAct::Create(create) => create_walk(&state, &create).await,
        WalkAct::Close { walk } => close(&state, walk).await,
    };
    state.db.close().await;
    done
}

async fn create_walk(state: &AppState, create: &Create) -> Result<(), CommandError> {
    let planned = plan(create)?;
    let (name, planned_end) = (planned.name.clone(), planned.planned_end);
    let names: Vec<String> = planned.groups.iter().map(|g| g.name.clone()).collect();
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let made = state.db.write(move |tx, commit| {
        Office::on_command_line(tx, commit, &*ids, now)?.create_walk(&planned)
    });
    let (walk, groups) = made.await?;
    let link = |group, role| {
        LinkFor {
            server: &state.config.public_url,
            walk,
            walk_name: &name,
            planned_end,
            group,
            role,
        }
        .issue(state.keep.code_key(), &*state.ids)
    };
    say(&format!("walk {walk}"));
    say(&format!("coordinator {}", link(None, Role::Coordinator)));
    for (group, name) in groups.into_iter().zip(names) {
        for role in [Role::Leader, Role::Participant] {
            say(&format!("{role} ({name}) {}", link(Some(group), role)));
        }
    }
    Ok(())
}

async fn close(state: &AppState, walk: EntityId) -> Result<(), CommandError> {
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let closed = state
        .db
        .write(move |tx, commit| Office::on_command_line(tx, commit, &*ids, now)?.close_walk(walk));
    closed.await?;
    say(&format!("closed {walk}"));
    Ok(())
}

fn plan(create: &Create) -> Result<PlannedWalk, CommandError> {
    let lost = create.again.iter().map(|link| code_of(link));
    let lost: Vec<(EntityId, Option<EntityId>)> = lost.collect::<Result<_, _>>()?;
    let mut groups: Vec<Option<EntityId>> = lost.iter().filter_map(|l| l.1.map(Some)).collect();
    groups.resize(groups.len().max(create.groups as usize), None);
    let groups = groups.into_iter().enumerate().map(|(n, id)| PlannedGroup {
        id,
        name: format!("Grupp {}", n + 1),
        ..PlannedGroup::default()
    });
    Ok(PlannedWalk {
        id: lost.first().map(|(walk, _)| *walk),
        name: create.name.clone(),
        occasion: Occasion::SafetyWalk,
        area: (create.name.clone(), polygon(&create.area)?),
        planned_start: moment("--starts", &create.starts)?,
        planned_end: moment("--ends", &create.ends)?,
        groups: groups.collect(),
    })
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

/// The outer ring of the first polygon in a GeoJSON file.
fn polygon(path: &Path) -> Result<Vec<LatLon>, CommandError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| bad(format!("cannot read {}: {error}", path.display())))?;
    let no_polygon = || bad(format!("{} holds no GeoJSON polygon", path.display()));
    let json: GeoJson = text.parse().map_err(|_| no_polygon())?;
    let geometries = match json {
        GeoJson::Geometry(geometry) => vec![geometry],
        GeoJson::Feature(feature) => feature.geometry.into_iter().collect(),
        GeoJson::FeatureCollection(all) => {
            let features = all.features.into_iter();
            features.filter_map(|feature| feature.geometry).collect()
        }
    };
    let ring = geometries
        .into_iter()
        .find_map(|geometry| match geometry.value {
            GeometryValue::Polygon { coordinates } => coordinates.into_iter().next(),
            _ => None,
        });
    let positions = ring.ok_or_else(no_polygon)?;
    let points = positions.iter().map(|at| LatLon::new(at[1], at[0]));
    points.collect::<Option<_>>().ok_or_else(no_polygon)
}

#[expect(clippy::print_stdout, reason = "this is the command's answer")]
fn say(line: &str) {
    println!("{line}");
}
