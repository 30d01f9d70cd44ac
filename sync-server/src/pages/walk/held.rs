//! What is durable and not shown, with the reason.

use lykta_core::merge::HeldReason;
use lykta_core::op::{Op, PARENT};
use lykta_core::store::log::StoredOp;

use super::Telling;
use crate::pages::said::{self, capital};
use crate::store::page::WalkRecord;

/// A held op: what it is, why it is held, and what it says.
pub(super) struct HeldLine {
    pub(super) title: String,
    pub(super) reason: String,
    pub(super) meta: String,
    pub(super) says: Vec<(String, String)>,
}

/// The walk's held ops, newest first.
pub(super) fn lines(telling: &Telling<'_>, record: &WalkRecord) -> Vec<HeldLine> {
    let held = record.waiting.held.iter();
    held.map(|stored| line(telling, stored)).collect()
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
        title: title(telling, op.as_ref()),
        reason: words.say(&format!("page-held-{reason}")),
        meta: meta.join(" · "),
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
