//! What one browser without script has recorded, and how far it has come.

use std::collections::BTreeMap;

use lykta_core::domain::{Kind, Spot};
use lykta_core::id::EntityId;
use lykta_core::merge::{HeldReason, OpState};
use lykta_core::op::{Op, Value, WITHDRAWN};
use lykta_core::phone::least;
use lykta_core::store::log::StoredOp;
use lykta_core::words::Words;

use super::super::clock::Clock;
use super::super::said::{self, capital};

/// An observation with its state in words.
pub(super) struct Item {
    pub(super) id: EntityId,
    pub(super) kind: String,
    pub(super) kind_words: String,
    pub(super) at: String,
    pub(super) place: Option<String>,
    pub(super) words: String,
    pub(super) photos: Option<String>,
    pub(super) state: &'static str,
    pub(super) state_words: String,
    pub(super) explained: Vec<String>,
}

#[derive(Default)]
struct Said<'a> {
    ops: Vec<(&'a StoredOp, Op)>,
    photos: Vec<&'a StoredOp>,
}

/// The observations among the ops of one replica, newest first; withdrawn ones are hidden.
pub(super) fn items(words: &Words, clock: Clock<'_>, ops: &[StoredOp]) -> Vec<Item> {
    let mut found: BTreeMap<(u64, EntityId), Said<'_>> = BTreeMap::new();
    let mut firsts: BTreeMap<EntityId, u64> = BTreeMap::new();
    for stored in ops {
        let Ok(op) = stored.read() else { continue };
        match Kind::from_name(&op.target.kind) {
            Some(Kind::Observation) => {
                let id = op.target.id;
                let first = *firsts.entry(id).or_insert(stored.seq);
                found.entry((first, id)).or_default().ops.push((stored, op));
            }
            Some(Kind::Photo) => {
                let parent = op.creates().flatten().map(|parent| parent.id);
                let key = parent.and_then(|id| Some((*firsts.get(&id)?, id)));
                if let Some(said) = key.and_then(|key| found.get_mut(&key)) {
                    said.photos.push(stored);
                }
            }
            _ => {}
        }
    }
    let newest_first = found.into_iter().rev();
    newest_first
        .filter_map(|((_, id), said)| item(words, clock, id, &said))
        .collect()
}

fn item(words: &Words, clock: Clock<'_>, id: EntityId, said: &Said<'_>) -> Option<Item> {
    let value = |field: &str| {
        let mut ops = said.ops.iter().rev();
        ops.find_map(|(_, op)| op.value(field))
    };
    if value(WITHDRAWN) == Some(&Value::Bool(true)) {
        return None;
    }
    let text = |field| value(field).and_then(Value::as_text).unwrap_or_default();
    let ops = said.ops.iter().map(|(stored, _)| *stored);
    let all: Vec<&StoredOp> = ops.chain(said.photos.iter().copied()).collect();
    let state = all.iter().map(|op| op.state).reduce(least)?;
    let kind = text("kind").to_owned();
    let count = said.photos.len();
    Some(Item {
        id,
        kind_words: match kind.as_str() {
            "" => capital(&words.say("noun-observation")),
            kind => capital(&words.say(&format!("kind-{kind}"))),
        },
        kind,
        at: clock.day_and_time(all[0].at),
        place: value("spot").and_then(|spot| place(words, spot)),
        words: text("words").to_owned(),
        photos: (count > 0)
            .then(|| words.say_with("take_part-photo_count", [("count", count.into())])),
        state: state.name(),
        state_words: capital(&words.say(&format!("receipt-{state}"))),
        explained: explained(words, state, &all),
    })
}

fn place(words: &Words, spot: &Value) -> Option<String> {
    match Spot::from_value(spot)? {
        Spot::Situation { text, .. } => Some(text),
        other => Some(capital(&said::place(words, &other))),
    }
}

/// What the state means; what is held says why.
fn explained(words: &Words, state: OpState, ops: &[&StoredOp]) -> Vec<String> {
    let mut reasons: Vec<HeldReason> = ops.iter().filter_map(|op| op.reason).collect();
    reasons.sort();
    reasons.dedup();
    if reasons.is_empty() {
        return vec![words.say(&format!("receipt-{state}-explained"))];
    }
    let reasons = reasons.iter();
    reasons
        .map(|reason| words.say(&format!("held-{reason}")))
        .collect()
}
