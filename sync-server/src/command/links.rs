//! Printing join links: to read, as JSON, as QR codes.

use clap::Args;
use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::time::Timestamp;
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use serde::Serialize;
use serde_json::json;

use super::say;
use crate::state::AppState;
use crate::store::office::LinkFor;
use crate::store::walks::PlannedBefore;

/// Who in a group gets a link of their own.
const IN_GROUP: [Role; 4] = [
    Role::Leader,
    Role::NoteTaker,
    Role::Photographer,
    Role::Participant,
];

/// How links are printed.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Shown {
    /// Answer with one JSON document
    #[arg(long, conflicts_with = "qr")]
    json: bool,
    /// Show a QR code with each link
    #[arg(long)]
    qr: bool,
}

/// One new link.
#[derive(Serialize)]
struct Link {
    role: Role,
    group: Option<EntityId>,
    group_name: Option<String>,
    #[serde(rename = "link")]
    address: String,
}

/// Prints new links: the coordinator's, and of each group its roles'.
pub(super) fn print(state: &AppState, walk: &PlannedBefore, shown: Shown) {
    let links = issue(state, walk);
    if shown.json {
        let answer = json!({ "walk": walk.id, "name": walk.name, "links": links });
        say(&answer.to_string());
        return;
    }
    say(&format!("walk {} {}", walk.id, walk.name));
    for link in links {
        let group = link.group_name.map(|name| format!(" ({name})"));
        say(&format!(
            "{}{} {}",
            link.role,
            group.unwrap_or_default(),
            link.address
        ));
        if shown.qr {
            say_qr_code(&link.address);
        }
    }
}

fn issue(state: &AppState, walk: &PlannedBefore) -> Vec<Link> {
    let one = |role, group: Option<&(EntityId, String)>| Link {
        role,
        group: group.map(|(id, _)| *id),
        group_name: group.map(|(_, name)| name.clone()),
        address: LinkFor {
            server: &state.config.public_url,
            walk: walk.id,
            walk_name: &walk.name,
            planned_end: walk.planned_end.unwrap_or(Timestamp(0)),
            group: group.map(|(id, _)| *id),
            role,
        }
        .issue(state.keep.code_key(), &*state.ids)
        .to_string(),
    };
    let mut links = vec![one(Role::Coordinator, None)];
    for group in &walk.groups {
        links.extend(IN_GROUP.map(|role| one(role, Some(group))));
    }
    links
}

/// Dark on light whatever the terminal's colours are: cameras want it so.
fn say_qr_code(text: &str) {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
        return;
    };
    for line in code.render::<Dense1x2>().build().lines() {
        say(&format!("\u{1b}[30;107m{line}\u{1b}[0m"));
    }
}
