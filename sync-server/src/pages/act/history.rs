//! The whole history of something: each op with what it changed, and the office's acts on it.

use std::collections::HashSet;

use lykta_core::domain::Spot;
use lykta_core::id::{EntityId, OpHash, ReplicaId};
use lykta_core::merge::{Act, Decision, OpState, Subject};
use lykta_core::op::{Op, PARENT, Value};
use lykta_core::store::log::StoredOp;
use lykta_core::time::Timestamp;

use super::scene::Scene;
use crate::pages::said;
use crate::pages::telling::Telling;
use crate::store::one::PastAct;
use crate::store::page::Item;

/// One thing that happened.
pub(super) struct Line {
    pub(super) machine: String,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) what: String,
    pub(super) changes: Vec<Changed>,
    /// The reason or rule that was given.
    pub(super) reason: Option<String>,
    /// A badge: held, received or erased.
    pub(super) state: Option<(&'static str, String)>,
    /// The page of a held op.
    pub(super) link: Option<String>,
}

/// A field that an op set: what stood there, and what it put there.
pub(super) struct Changed {
    pub(super) what: String,
    pub(super) from: Vec<String>,
    /// None once it was erased.
    pub(super) to: Option<String>,
}

/// Longer values are folded to their beginning.
const LONG: usize = 400;
const BEGINNING: usize = 120;

impl Changed {
    /// How a long value begins; none of one that is short enough to be shown whole.
    #[expect(clippy::unused_self, reason = "templates call it on a change")]
    pub(super) fn beginning(&self, value: &str) -> Option<String> {
        let is_long = value.chars().nth(LONG).is_some();
        is_long.then(|| format!("{}…", value.chars().take(BEGINNING).collect::<String>()))
    }
}

/// All that happened to an entity, as it came.
pub(super) fn of(scene: &Scene, telling: &Telling<'_>, item: &Item, acts: &[PastAct]) -> Vec<Line> {
    let read: Vec<Option<Op>> = item.ops.iter().map(|stored| stored.read().ok()).collect();
    let mut lines: Vec<(i64, Line)> = Vec::new();
    for (stored, op) in item.ops.iter().zip(&read) {
        let op = op.as_ref();
        let changes = op.map_or_else(Vec::new, |op| changes(telling, stored, op, &read));
        lines.push((stored.position, line(scene, telling, stored, op, changes)));
    }
    let about = About::of(item);
    let acts = acts.iter().filter(|past| about.is_subject_of(&past.act));
    lines.extend(acts.map(|past| (past.op.position, act_line(scene, telling, past))));
    lines.sort_by_key(|(position, _)| *position);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Whom an act must name to be about an entity.
struct About {
    entities: [Option<EntityId>; 2],
    ops: HashSet<OpHash>,
    replicas: HashSet<ReplicaId>,
}

impl About {
    fn of(item: &Item) -> Self {
        Self {
            entities: [Some(item.id), item.parent],
            ops: item.ops.iter().map(|op| op.hash).collect(),
            replicas: item.ops.iter().map(|op| op.replica).collect(),
        }
    }

    fn is_subject_of(&self, act: &Act) -> bool {
        let (Act::Decide(subject, _) | Act::Erase(subject, _) | Act::Revoke(subject)) = act;
        match subject {
            Subject::Op(hash) => self.ops.contains(hash),
            Subject::Entity(id) => self.entities.contains(&Some(*id)),
            Subject::Replica(replica) => self.replicas.contains(replica),
            Subject::Code(_) => false,
        }
    }
}

fn line(
    scene: &Scene,
    telling: &Telling<'_>,
    stored: &StoredOp,
    op: Option<&Op>,
    changes: Vec<Changed>,
) -> Line {
    let words = telling.words;
    let creates = op.is_some_and(|op| op.creates().is_some());
    let what = if creates {
        "act-history-created"
    } else {
        "act-history-changed"
    };
    let state = match stored.state {
        OpState::Visible | OpState::OnPhone => None,
        state => Some((
            state.name(),
            said::capital(&words.say(&format!("receipt-{state}"))),
        )),
    };
    let is_held = stored.state == OpState::Held;
    Line {
        machine: telling.clock.machine(stored.at),
        at: telling.when(stored.at),
        by: scene.by(telling, stored),
        what: words.say(what),
        changes,
        reason: stored
            .reason
            .filter(|_| is_held)
            .map(|reason| words.say(&format!("page-held-{reason}"))),
        link: is_held.then(|| format!("/walks/{}/held/{}", stored.walk, stored.hash)),
        state,
    }
}

/// What an act did, to whomever.
pub(super) fn act_line(scene: &Scene, telling: &Telling<'_>, past: &PastAct) -> Line {
    let (what, rule) = match &past.act {
        Act::Decide(subject, Decision::Admit) => (format!("admit_{}", subject.name()), None),
        Act::Decide(subject, Decision::Hold) => (format!("hold_{}", subject.name()), None),
        Act::Erase(subject, rule) => (format!("erase_{}", subject.name()), Some(rule.clone())),
        Act::Revoke(subject) => (format!("revoke_{}", subject.name()), None),
    };
    Line {
        machine: telling.clock.machine(past.op.at),
        at: telling.when(past.op.at),
        by: scene.by(telling, &past.op),
        what: telling.words.say(&format!("act-history-{what}")),
        changes: Vec::new(),
        reason: rule.or_else(|| past.reason.clone()),
        state: None,
        link: None,
    }
}

fn changes(telling: &Telling<'_>, stored: &StoredOp, op: &Op, all: &[Option<Op>]) -> Vec<Changed> {
    let is_erased = stored.state == OpState::Erased;
    let told = op.fields.iter().filter(|(name, _)| is_told(name));
    let changes = told.map(|(name, set)| Changed {
        what: said::field(telling.words, name),
        from: replaced(op, name, all.iter().flatten())
            .map(|value| self::value(telling, name, value))
            .collect(),
        to: (!is_erased).then(|| value(telling, name, &set.value)),
    });
    changes.collect()
}

/// Whether a page tells of a field: not of where it belongs, nor of packed fixes.
pub(super) fn is_told(field: &str) -> bool {
    field != PARENT && !field.starts_with("fixes/")
}

/// The values that an op replaced: those that it names, and its own writer's last.
fn replaced<'a>(
    op: &Op,
    field: &str,
    all: impl Iterator<Item = &'a Op> + Clone,
) -> impl Iterator<Item = &'a Value> {
    let named = op.fields.get(field).map(|set| set.supersedes.clone());
    let named = named.unwrap_or_default();
    let own = all
        .clone()
        .filter(|other| other.replica == op.replica && other.seq < op.seq)
        .filter(|other| other.fields.contains_key(field))
        .max_by_key(|other| other.seq)
        .map(Op::reference);
    let field = field.to_owned();
    all.filter(move |other| named.contains(&other.reference()) || own == Some(other.reference()))
        .filter_map(move |other| other.fields.get(&field).map(|set| &set.value))
}

/// A field's value with all that tells it from another.
pub(super) fn value(telling: &Telling<'_>, field: &str, value: &Value) -> String {
    let words = telling.words;
    let point = |value: &Value| Spot::from_value(value).and_then(|spot| spot.point());
    match (field, value) {
        ("spot", value) => match point(value) {
            Some(at) => format!(
                "{} ({:.5}, {:.5})",
                said::value(words, field, value),
                at.lat,
                at.lon
            ),
            None => said::value(words, field, value),
        },
        ("file", value) => picture(telling, value),
        ("taken_at" | "started_at" | "ended_at" | "reached_at" | "closed_at", Value::Int(at)) => {
            telling.when(Timestamp(*at))
        }
        ("light", Value::Text(light)) => said::capital(&words.say(&format!("light-{light}"))),
        _ => said::value(words, field, value),
    }
}

fn picture(telling: &Telling<'_>, file: &Value) -> String {
    let side = |name| file.entry(name).and_then(Value::as_int);
    let (Some(width), Some(height)) = (side("width"), side("height")) else {
        return said::value(telling.words, "file", file);
    };
    let sides = [("width", width.into()), ("height", height.into())];
    telling.words.say_with("act-picture", sides)
}
