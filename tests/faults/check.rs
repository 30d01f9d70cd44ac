//! The proof, at the end of a schedule, from what was told and what the server shows.

use std::collections::{BTreeMap, BTreeSet};

use lykta_core::domain::Role;
use lykta_core::id::EntityId;

use lykta_tests::kept::Hash;

use crate::acts::Acts;
use crate::device::Device;
use crate::ledger::Ledger;
use crate::office::{Office, Stored};

/// What is on the server: all ops, and the files that are whole.
pub(crate) struct Seen {
    pub(crate) ops: BTreeMap<Hash, Stored>,
    pub(crate) files: BTreeSet<Hash>,
}

impl Seen {
    pub(crate) fn at(office: &Office) -> Self {
        Self {
            ops: office.ops(),
            files: office.files(),
        }
    }
}

/// All that is not as it must be; the server is up and every phone has synced.
pub(crate) fn faults(
    ledger: &Ledger,
    acts: &Acts,
    devices: &[Device],
    office: &Office,
) -> Vec<String> {
    let seen = Seen::at(office);
    let mut faults = lost(ledger, acts, &seen);
    for (who, device) in devices.iter().enumerate() {
        for (hash, own) in device.own() {
            let there = seen.ops.get(&hash);
            let there = there.map(|op| (op.state.as_str(), op.reason.as_deref()));
            // A server that was put back behind an erased op has no more of it than its act.
            let is_gone = there.is_none() && acts.is_erased(own.target, ledger);
            let is_so = there == Some((own.state.as_str(), own.reason.as_deref()))
                || (own.state == "erased" && is_gone);
            if !is_so {
                let (says, why) = (&own.state, &own.reason);
                faults.push(format!(
                    "phone {who} says that op {hash:?} is {says} {why:?}; the server: {there:?}"
                ));
            }
        }
        for (hash, state) in device.own_files() {
            let is_so = match state.as_str() {
                "on_phone" => false,
                "erased" => !seen.files.contains(&hash),
                _ => seen.files.contains(&hash),
            };
            if !is_so {
                faults.push(format!("phone {who} says that file {hash:?} is {state}"));
            }
        }
    }
    let readers = readers(devices, acts);
    faults.extend(lost_stretches(&readers, &seen));
    if !ledger.has_losses() {
        faults.extend(differences(&readers, &seen));
    }
    faults.extend(office.rebuilds().err());
    faults
}

/// What must be there and is not.
fn lost(ledger: &Ledger, acts: &Acts, seen: &Seen) -> Vec<String> {
    let mut faults = Vec::new();
    for (hash, bytes, author) in ledger.owed_ops() {
        match seen.ops.get(hash) {
            None => faults.push(format!("op {hash:?} of phone {author} is lost")),
            // Whether it may be erased is for its fate to say.
            Some(op) if op.state != "erased" && op.payload != bytes => {
                faults.push(format!("op {hash:?} of phone {author} has other bytes"));
            }
            Some(_) => {}
        }
    }
    for (hash, author) in ledger.owed_files() {
        let mut photos = ledger.photos_of(hash);
        // Content that was erased with one photo is kept of no other.
        let may_be_gone = photos.any(|photo| acts.is_erased(photo, ledger));
        if !seen.files.contains(hash) && !may_be_gone {
            faults.push(format!("file {hash:?} of phone {author} is lost"));
        }
    }
    faults
}

/// Words and pictures that were erased and stand on the server's disk all the same.
pub(crate) fn come_back(ledger: &Ledger, acts: &Acts, office: &Office) -> Vec<String> {
    let is_gone = |entity| acts.is_erased(entity, ledger);
    let erased = ledger.words().filter(|(noted, _)| is_gone(noted.target));
    let words: BTreeSet<&[u8]> = erased.map(|(_, words)| words).collect();
    let mut faults: Vec<String> = office
        .stand_on_disk(&words)
        .into_iter()
        .map(|words| format!("{:?} was erased", String::from_utf8_lossy(words)))
        .collect();
    for (hash, _) in ledger.owed_files() {
        let mut photos = ledger.photos_of(hash).peekable();
        let is_erased = photos.peek().is_some() && photos.all(is_gone);
        if is_erased && office.has_of(hash) {
            faults.push(format!("file {hash:?} was erased and is on the disk"));
        }
    }
    faults
}

/// The phones that may still read, and the coordinator's when it may.
struct Readers<'a> {
    coordinator: Option<&'a Device>,
    all: Vec<(usize, &'a Device)>,
}

fn readers<'a>(devices: &'a [Device], acts: &Acts) -> Readers<'a> {
    let all: Vec<_> = devices
        .iter()
        .enumerate()
        .filter(|(who, device)| !acts.reads_nothing(*who, device.replica()))
        .collect();
    let mut coordinators = all.iter().map(|(_, device)| *device);
    Readers {
        coordinator: coordinators.find(|device| device.role == Role::Coordinator),
        all,
    }
}

/// Whether all that phones said of an entity counts, as far as anything is there.
fn is_plain(entity: EntityId, seen: &Seen) -> bool {
    let mut of_it = seen.ops.values().filter(|op| op.target == Some(entity));
    of_it.all(|op| op.state == "visible")
}

/// Whoever may read a whole group reads the same as the coordinator.
fn differences(readers: &Readers<'_>, seen: &Seen) -> Vec<String> {
    let Some(coordinator) = readers.coordinator else {
        return Vec::new();
    };
    // What is held is shown to its own phone alone.
    let shown = |device: &Device| -> BTreeSet<(EntityId, Option<String>)> {
        let shown = device.shown().into_iter();
        shown.filter(|(id, _)| is_plain(*id, seen)).collect()
    };
    let all = shown(coordinator);
    let mut faults = Vec::new();
    let mut of_groups = BTreeSet::new();
    for (who, device) in &readers.all {
        let shown = shown(device);
        let others = shown.difference(&all).collect::<Vec<_>>();
        if !others.is_empty() {
            faults.push(format!(
                "phone {who} shows what the coordinator does not: {others:?}"
            ));
        }
        if device.role != Role::Coordinator {
            of_groups.extend(shown);
        }
    }
    let unseen = all.difference(&of_groups).collect::<Vec<_>>();
    if !unseen.is_empty() && readers.all.len() == crate::schedule::DEVICES {
        faults.push(format!("only the coordinator shows {unseen:?}"));
    }
    faults
}

/// The coordinator has all of every track that its phone still has.
fn lost_stretches(readers: &Readers<'_>, seen: &Seen) -> Vec<String> {
    let Some(coordinator) = readers.coordinator else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for (who, device) in &readers.all {
        let here = device.tracks(device);
        let there = device.tracks(coordinator);
        let pairs = here.into_iter().zip(there);
        let plain = pairs.filter(|((track, has), _)| has.is_some() && is_plain(*track, seen));
        for ((track, has), (_, shown)) in plain {
            if has != shown {
                faults.push(format!(
                    "of track {track} phone {who} has {has:?}, the coordinator {shown:?}"
                ));
            }
        }
    }
    faults
}
