//! What was so, step by step: a phone may say what was so since it last heard, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use lykta_core::id::EntityId;
use lykta_core::phone::Tally;

use lykta_tests::kept::Hash;

use crate::device::{Device, Own};
use crate::office::Stored;

/// A state, and why an op is held.
type Standing = (String, Option<String>);

/// How everything on the server was after each step.
#[derive(Debug)]
pub(crate) struct Truth {
    step: usize,
    ops: BTreeMap<Hash, Vec<(usize, Option<Standing>)>>,
    files: BTreeMap<Hash, Vec<(usize, bool)>>,
    /// The step of each phone's last whole exchange, and the same in its copy.
    heard: Vec<(usize, usize)>,
}

impl Truth {
    pub(crate) fn of(devices: usize) -> Self {
        Self {
            step: 0,
            ops: BTreeMap::new(),
            files: BTreeMap::new(),
            heard: vec![(0, 0); devices],
        }
    }

    pub(crate) fn hears(&mut self, who: usize) {
        self.heard[who].0 = self.step;
    }

    pub(crate) fn copies(&mut self, who: usize) {
        self.heard[who].1 = self.heard[who].0;
    }

    pub(crate) fn put_back(&mut self, who: usize) {
        self.heard[who].0 = self.heard[who].1;
    }

    /// Takes down what is so at the end of a step.
    pub(crate) fn sees(&mut self, stored: &BTreeMap<Hash, Stored>, whole: &BTreeSet<Hash>) {
        let step = self.step;
        for hash in stored.keys() {
            self.ops.entry(hash.clone()).or_default();
        }
        for (hash, past) in &mut self.ops {
            let op = stored.get(hash);
            let now = op.map(|op| (op.state.clone(), op.reason.clone()));
            note(past, step, now);
        }
        for hash in whole {
            self.files.entry(hash.clone()).or_default();
        }
        for (hash, past) in &mut self.files {
            note(past, step, whole.contains(hash));
        }
    }

    pub(crate) fn goes_on(&mut self) {
        self.step += 1;
    }

    /// What a phone says that was not so at any time since it heard.
    ///
    /// That something is erased it may say once the office has erased it: for good.
    pub(crate) fn untrue(
        &self,
        who: usize,
        device: &Device,
        is_erased: impl Fn(EntityId) -> bool,
    ) -> Vec<String> {
        let own = device.own();
        let mut untrue = Vec::new();
        for (hash, says) in &own {
            let is_gone = says.state == "erased" && is_erased(says.target);
            if !is_gone && !self.may_say(who, hash, says) {
                let (state, reason) = (&says.state, &says.reason);
                untrue.push(format!(
                    "phone {who} says that op {hash:?} is {state} {reason:?}, and since it heard \
                     the server had {:?}",
                    since(self.ops.get(hash), self.heard[who].0)
                ));
            }
        }
        for (hash, state) in device.own_files() {
            let past = since(self.files.get(&hash), self.heard[who].0);
            let is_so = match state.as_str() {
                "on_phone" => true,
                // It may have been whole and gone between two looks.
                "erased" => past.last() != Some(&true),
                _ => past.contains(&true),
            };
            if !is_so {
                untrue.push(format!(
                    "phone {who} says that file {hash:?} is {state}; whole since it heard: {past:?}"
                ));
            }
        }
        untrue.extend(miscounted(who, device, own.values()));
        untrue
    }

    fn may_say(&self, who: usize, hash: &Hash, says: &Own) -> bool {
        let past = since(self.ops.get(hash), self.heard[who].0);
        let mut past = past.into_iter().flatten();
        match says.state.as_str() {
            "on_phone" => true,
            // Less than is so: the answers in between were lost.
            "received" => past.next().is_some(),
            state => past.any(|(was, why)| was == state && why == says.reason),
        }
    }
}

fn note<T: PartialEq>(past: &mut Vec<(usize, T)>, step: usize, now: T) {
    if past.last().is_none_or(|(_, last)| *last != now) {
        past.push((step, now));
    }
}

/// What was so at the end of a step, and all that came after.
fn since<T: Clone>(past: Option<&Vec<(usize, T)>>, step: usize) -> Vec<T> {
    let past = past.map_or(&[][..], Vec::as_slice);
    let later = past.iter().position(|(at, _)| *at > step);
    let from = later.unwrap_or(past.len()).saturating_sub(1);
    past[from..].iter().map(|(_, was)| was.clone()).collect()
}

/// What the phone tells its owner must be what its own database has.
fn miscounted<'a>(
    who: usize,
    device: &Device,
    own: impl Iterator<Item = &'a Own> + Clone,
) -> Option<String> {
    let status = device.status();
    let files = device.own_files();
    let ops: Vec<&str> = own.clone().map(|op| op.state.as_str()).collect();
    let files: Vec<&str> = files.iter().map(|(_, state)| state.as_str()).collect();
    let mut told: Vec<String> = status
        .held
        .iter()
        .map(|one| one.reason.to_string())
        .collect();
    let mut reasons: Vec<String> = own.filter_map(|op| op.reason.clone()).collect();
    told.sort();
    reasons.sort();
    let is_so = counts(&status.ops, &ops) && counts(&status.photos, &files) && told == reasons;
    (!is_so).then(|| format!("phone {who} counts {status:?}, and its database gives {reasons:?}"))
}

fn counts(tally: &Tally, states: &[&str]) -> bool {
    let says = [
        (tally.on_phone, "on_phone"),
        (tally.received, "received"),
        (tally.visible, "visible"),
        (tally.held, "held"),
        (tally.erased, "erased"),
    ];
    let count = |state: &str| states.iter().filter(|one| **one == state).count() as u64;
    says.iter().all(|(says, state)| *says == count(state))
}
