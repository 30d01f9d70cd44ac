//! The proof, at the end of a schedule, from what was told and what the server shows.

use std::collections::BTreeSet;

use lykta_core::domain::Role;

use crate::device::Device;
use crate::ledger::Ledger;
use crate::office::Office;

/// All that is not as it must be; the server is up and every phone has synced.
pub(crate) fn faults(ledger: &Ledger, devices: &[Device], office: &Office) -> Vec<String> {
    let mut faults = Vec::new();
    let (stored, whole) = (office.ops(), office.files());
    for (hash, bytes, author) in ledger.owed_ops() {
        match stored.get(hash) {
            None => faults.push(format!("op {hash:?} of phone {author} is lost")),
            Some(op) if op.payload != bytes => {
                faults.push(format!("op {hash:?} of phone {author} has other bytes"));
            }
            Some(_) => {}
        }
    }
    for (hash, author) in ledger.owed_files() {
        if !whole.contains(hash) {
            faults.push(format!("file {hash:?} of phone {author} is lost"));
        }
    }
    for (who, device) in devices.iter().enumerate() {
        for (hash, own) in device.own() {
            let there = stored.get(&hash).map(|op| op.state.as_str());
            if there != Some(own.state.as_str()) {
                let says = &own.state;
                faults.push(format!(
                    "phone {who} says that op {hash:?} is {says}; the server: {there:?}"
                ));
            }
        }
        for (hash, state) in device.own_files() {
            if state == "on_phone" || !whole.contains(&hash) {
                faults.push(format!("phone {who} says that file {hash:?} is {state}"));
            }
        }
    }
    faults.extend(lost_stretches(devices));
    if !ledger.has_losses() {
        faults.extend(differences(devices));
    }
    faults.extend(office.rebuilds().err());
    faults
}

/// Whoever may read a whole group reads the same as the coordinator.
fn differences(devices: &[Device]) -> Vec<String> {
    let coordinator = devices
        .iter()
        .find(|device| device.role == Role::Coordinator);
    let all: BTreeSet<String> = coordinator.into_iter().flat_map(Device::shown).collect();
    let mut faults = Vec::new();
    let mut of_groups = BTreeSet::new();
    for (who, device) in devices.iter().enumerate() {
        let shown: BTreeSet<String> = device.shown().into_iter().collect();
        let others = shown.difference(&all).collect::<Vec<_>>();
        if !others.is_empty() {
            faults.push(format!(
                "phone {who} shows what the coordinator does not: {others:?}"
            ));
        }
        of_groups.extend(
            shown
                .into_iter()
                .filter(|_| device.role != Role::Coordinator),
        );
    }
    let unseen = all.difference(&of_groups).collect::<Vec<_>>();
    if !unseen.is_empty() {
        faults.push(format!("only the coordinator shows {unseen:?}"));
    }
    faults
}

/// The coordinator has all of every track that its phone still has.
fn lost_stretches(devices: &[Device]) -> Vec<String> {
    let coordinator = devices
        .iter()
        .find(|device| device.role == Role::Coordinator);
    let Some(coordinator) = coordinator else {
        return vec!["there is no coordinator".to_owned()];
    };
    let mut faults = Vec::new();
    for (who, device) in devices.iter().enumerate() {
        let here = device.tracks(device);
        let there = device.tracks(coordinator);
        let pairs = here.into_iter().zip(there);
        for ((track, has), (_, shown)) in pairs.filter(|((_, has), _)| has.is_some()) {
            if has != shown {
                faults.push(format!(
                    "of track {track} phone {who} has {has:?}, the coordinator {shown:?}"
                ));
            }
        }
    }
    faults
}
