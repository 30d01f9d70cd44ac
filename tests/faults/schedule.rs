//! What happens, as a seed decides.

use lykta_core::track::simulate::SplitMix64;

use crate::weather::Sky;

/// How many phones take part: two leaders, a note-taker, a participant and a coordinator.
pub(crate) const DEVICES: usize = 5;

/// What a phone does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    Observe,
    Photo(u32),
    Edit(u64),
    Withdraw(u64),
    /// So many fixes are recorded, and its app is killed while it records.
    Walk(u64),
    Sync,
    /// Its app is killed so many milliseconds into a sync.
    SyncKilled(u64),
    Restart,
    /// Its folder is copied, as a backup of the phone would.
    Copy,
    /// It is put back to its last copy.
    PutBack,
    /// Its clock is set wrong by so many milliseconds.
    Clock(i64),
    /// One of the next changes of a file fails, for want of room or of luck.
    DiskFails(u64, bool),
}

/// What the office decides; a number picks one of what there is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Close,
    Reopen,
    /// An op that came from a phone, and with a create all below it.
    Hold(u64),
    /// One that is held, else any.
    Admit(u64),
    HoldPhone(usize),
    AdmitPhone(usize),
    /// An observation, sent or not, with all below it.
    Erase(u64),
    RevokeCode(usize),
    RevokePhone(usize),
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Device(usize, Deed),
    Sky(Sky),
    /// The server is killed so many milliseconds into a sync of this phone, and starts again.
    KillServer(usize, u64),
    BackUp,
    /// The server is put back to its last backup.
    Restore,
    Rebuild,
    Office(Act),
}

/// So many acts of the office a schedule has at most; some have none.
const MOST_ACTS: u64 = 10;
const DAY_MS: f64 = 86_400_000.0;

/// The steps of a seed.
pub(crate) fn steps(seed: u64) -> Vec<Step> {
    let mut chance = SplitMix64::new(seed);
    let count = 20 + below(&mut chance, 50);
    let mut steps: Vec<Step> = (0..count).map(|_| step(&mut chance)).collect();
    // A stream of their own, so that what phones and network do in a seed stays as it was.
    let mut chance = SplitMix64::new(!seed);
    for _ in 0..below(&mut chance, MOST_ACTS + 1) {
        let at = below(&mut chance, count + 1) as usize;
        steps.insert(at, Step::Office(act(&mut chance)));
    }
    steps
}

fn act(chance: &mut SplitMix64) -> Act {
    let who = below(chance, DEVICES as u64) as usize;
    match below(chance, 100) {
        0..12 => Act::Close,
        12..24 => Act::Reopen,
        24..40 => Act::Hold(below(chance, 1_000)),
        40..56 => Act::Admit(below(chance, 1_000)),
        56..66 => Act::HoldPhone(who),
        66..76 => Act::AdmitPhone(who),
        76..90 => Act::Erase(below(chance, 1_000)),
        90..95 => Act::RevokeCode(who),
        _ => Act::RevokePhone(who),
    }
}

fn below(chance: &mut SplitMix64, end: u64) -> u64 {
    (chance.unit() * end as f64) as u64
}

fn step(chance: &mut SplitMix64) -> Step {
    let who = below(chance, DEVICES as u64) as usize;
    match below(chance, 100) {
        0..8 => Step::Sky(sky(chance)),
        8..13 => Step::KillServer(who, below(chance, 60)),
        13..16 => Step::BackUp,
        16..18 => Step::Restore,
        18..19 => Step::Rebuild,
        _ => Step::Device(who, deed(chance)),
    }
}

fn sky(chance: &mut SplitMix64) -> Sky {
    match below(chance, 6) {
        0 => Sky::Clear,
        1 => Sky::Away,
        _ => Sky::Rough(0.2 + 0.5 * chance.unit()),
    }
}

fn deed(chance: &mut SplitMix64) -> Deed {
    match below(chance, 100) {
        0..20 => Deed::Observe,
        20..26 => Deed::Walk(1 + below(chance, 90)),
        26..36 => Deed::Photo(below(chance, 4) as u32),
        36..46 => Deed::Edit(below(chance, 1_000)),
        46..50 => Deed::Withdraw(below(chance, 1_000)),
        50..78 => Deed::Sync,
        78..84 => Deed::SyncKilled(below(chance, 40)),
        84..88 => Deed::Restart,
        88..91 => Deed::Copy,
        91..93 => Deed::PutBack,
        93..96 => Deed::Clock(((chance.unit() - 0.5) * 2.2 * DAY_MS) as i64),
        _ => Deed::DiskFails(below(chance, 4), chance.unit() < 0.5),
    }
}
