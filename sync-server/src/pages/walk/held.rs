//! What is durable and not shown, with the reason.

use askama::Template;
use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::HeldReason;
use lykta_core::op::{Op, PARENT};
use lykta_core::store::log::StoredOp;

use crate::pages::frame::Frame;
use crate::pages::said::{self, capital};
use crate::pages::telling::Telling;
use crate::store::page::WalkRecord;

/// The part of the page that lists them.
#[derive(Template)]
#[template(path = "walk/held.html")]
pub(super) struct HeldPart {
    frame: Frame,
    walk: EntityId,
    held: Vec<HeldLine>,
    held_more: Option<String>,
    waiting: Option<String>,
}

/// A held op: what it is, why it is held, and what it says.
pub(super) struct HeldLine {
    pub(super) op: OpHash,
    pub(super) title: String,
    pub(super) reason: String,
    pub(super) meta: String,
    pub(super) says: Vec<(String, String)>,
}

/// The walk's held ops, newest first.
pub(super) fn part(telling: &Telling<'_>, frame: &Frame, record: &WalkRecord) -> HeldPart {
    let waiting = &record.waiting;
    let unlisted = waiting.held_count - waiting.held.len() as u64;
    let told = |key, count| (count > 0).then(|| telling.count(key, count));
    HeldPart {
        frame: frame.clone(),
        walk: record.walk.target.id,
        held: waiting.held.iter().map(|op| line(telling, op)).collect(),
        held_more: told("page-held_more", unlisted),
        waiting: told("page-waiting_count", waiting.received_count),
    }
}

fn line(telling: &Telling<'_>, stored: &StoredOp) -> HeldLine {
    let words = telling.words;
    let op = stored.read().ok();
    let reason = stored.reason.map_or("by_person", HeldReason::name);
    let role = words.say(&format!("role-{}", stored.role));
    let mut meta = vec![telling.groups.short(stored.group), role];
    // One that cannot be read has no time of its own.
    meta.extend(op.as_ref().map(|op| telling.when(op.at)));
    HeldLine {
        op: stored.hash,
        title: title(telling, op.as_ref()),
        reason: words.say(&format!("page-held-{reason}")),
        meta: meta.join("\u{a0}· "),
        says: op.map_or_else(Vec::new, |op| says(telling, &op)),
    }
}

fn title(telling: &Telling<'_>, op: Option<&Op>) -> String {
    let words = telling.words;
    let noun = op.map(|op| format!("noun-{}", op.target.kind));
    let known = noun.filter(|noun| words.knows(noun));
    capital(&words.say(known.as_deref().unwrap_or("page-item")))
}

fn says(telling: &Telling<'_>, op: &Op) -> Vec<(String, String)> {
    let fields = op.fields.iter();
    let told = fields.filter(|(name, _)| *name != PARENT && !name.starts_with("fixes/"));
    let told = told.map(|(name, set)| {
        let what = said::field(telling.words, name);
        (what, said::value(telling.words, name, &set.value))
    });
    told.collect()
}
