//! Carries one schedule out.

mod office;
mod sums;

pub(crate) use sums::Sums;

use std::time::Duration;

use lykta_core::id::EntityId;
use lykta_core::sync::outcome::SyncError;

use crate::acts::Acts;
use crate::check::{self, Seen};
use crate::device::Device;
use crate::ledger::Ledger;
use crate::office::Office;
use crate::schedule::{self, DEVICES, Deed, Step};
use crate::truth::Truth;
use crate::weather::{Sky, Weather};
use crate::{Arguments, Spoil};

/// So often every phone syncs at the end before it is said that it never comes to rest.
const MOST_ROUNDS: usize = 12;

struct Run {
    weather: Weather,
    office: Office,
    devices: Vec<Device>,
    ledger: Ledger,
    acts: Acts,
    truth: Truth,
    sums: Sums,
    untrue: Vec<String>,
    words: u64,
}

/// Runs the schedule of a seed; tells what it did, or what was wrong.
pub(crate) async fn schedule(seed: u64, arguments: &Arguments) -> Result<Sums, Vec<String>> {
    let weather = Weather::starts(seed).await.expect("a port");
    let (mut office, links) = Office::opens(weather.address).await;
    weather.leads_to(office.starts());
    let mut run = Run {
        weather,
        office,
        devices: links.iter().map(Device::joins).collect(),
        ledger: Ledger::default(),
        acts: Acts::default(),
        truth: Truth::of(DEVICES),
        sums: Sums::default(),
        untrue: Vec::new(),
        words: 0,
    };
    for (n, step) in schedule::steps(seed).into_iter().enumerate() {
        if arguments.tell {
            crate::say(&format!("{n}: {step:?}"));
        }
        run.takes(step).await;
        run.looks();
        if !run.untrue.is_empty() {
            run.untrue.insert(0, format!("at step {n}, {step:?}"));
            return Err(run.untrue);
        }
    }
    run.comes_to_rest(arguments.spoil).await
}

impl Run {
    async fn takes(&mut self, step: Step) {
        match step {
            Step::Sky(sky) => self.weather.becomes(sky),
            Step::KillServer(who, after) => {
                let (device, office) = (&self.devices[who], &mut self.office);
                let dies = async {
                    tokio::time::sleep(Duration::from_millis(after)).await;
                    office.dies();
                };
                let (synced, ()) = tokio::join!(device.syncs(), dies);
                self.weather.leads_to(self.office.starts());
                self.sums.kills += 1;
                self.heard(who, &synced.map(|_| ()));
            }
            Step::BackUp => {
                self.office.backs_up();
                self.acts.backed_up();
            }
            Step::Restore => {
                self.office.dies();
                if self.office.restores() {
                    self.sums.put_back += 1;
                    self.ledger.restored(&self.office, self.devices.len());
                    self.acts.restored();
                }
                self.weather.leads_to(self.office.starts());
            }
            Step::Rebuild => self.untrue.extend(self.office.rebuilds().err()),
            Step::Office(act) => self.decides(act),
            Step::Device(who, deed) => self.does(who, deed).await,
        }
    }

    /// One of the observations that phones recorded.
    fn known(&self, n: u64) -> Option<EntityId> {
        let known: Vec<_> = self.devices.iter().flat_map(|one| &one.known).collect();
        known.get(n as usize % known.len().max(1)).map(|id| **id)
    }

    async fn does(&mut self, who: usize, deed: Deed) {
        self.words += 1;
        // Told from all others wherever they stand, so that they can be looked for.
        let words = format!("ord-{}.", self.words);
        let of = match deed {
            Deed::Edit(n) | Deed::Withdraw(n) => self.known(n),
            _ => None,
        };
        let device = &mut self.devices[who];
        // What a phone refuses it has told; what it took it must keep.
        let done = match deed {
            Deed::Observe if who + 1 == DEVICES => Ok(()),
            Deed::Observe => device.observes(&words),
            Deed::Walk(_) if who > 1 => Ok(()),
            Deed::Walk(count) => device.walks(count as usize),
            Deed::Photo(n) => device.photographs(n),
            Deed::Edit(_) => of.map_or(Ok(()), |of| device.edits(of, &words)),
            Deed::Withdraw(_) => {
                let done = of.map_or(Ok(()), |of| device.withdraws(of));
                self.ledger.withdrawn(who, device);
                done
            }
            Deed::Sync => {
                let synced = device.syncs().await.map(|_| ());
                return self.heard(who, &synced);
            }
            Deed::SyncKilled(after) => {
                device
                    .syncs_until_killed(Duration::from_millis(after))
                    .await;
                self.sums.kills += 1;
                Ok(())
            }
            Deed::Restart => {
                device.restarts();
                Ok(())
            }
            Deed::Copy => {
                device.copies();
                self.truth.copies(who);
                Ok(())
            }
            Deed::PutBack => {
                if device.is_put_back() {
                    self.sums.put_back += 1;
                    self.ledger.put_back(who, device);
                    self.truth.put_back(who);
                }
                Ok(())
            }
            Deed::Clock(wrong_ms) => {
                device.sets_clock(wrong_ms);
                Ok(())
            }
            Deed::DiskFails(after, is_full) => {
                device.disk_fails(after, is_full);
                Ok(())
            }
        };
        self.sums.refused += usize::from(done.is_err());
    }

    /// A phone has tried to sync; only a whole exchange tells it that the server was put back.
    fn heard(&mut self, who: usize, synced: &Result<(), SyncError>) {
        self.sums.syncs += 1;
        match synced {
            Ok(()) => self.hears(who),
            Err(_) => self.sums.failed_syncs += 1,
        }
    }

    fn hears(&mut self, who: usize) {
        self.ledger.hears(who);
        self.truth.hears(who);
    }

    /// Holds what all phones say, and what became of all ops, against what is so.
    fn looks(&mut self) {
        for (who, device) in self.devices.iter().enumerate() {
            self.ledger.reads(who, device);
        }
        let seen = Seen::at(&self.office);
        self.acts.sees(&seen.ops, &self.ledger);
        self.truth.sees(&seen.ops, &seen.files);
        for (who, device) in self.devices.iter().enumerate() {
            let is_erased = |entity| self.acts.is_erased(entity, &self.ledger);
            let untrue = self.truth.untrue(who, device, is_erased);
            self.untrue.extend(untrue);
        }
        self.untrue
            .extend(self.acts.faults(&seen.ops, &self.ledger));
        self.untrue
            .extend(check::come_back(&self.ledger, &self.acts, &self.office));
        self.truth.goes_on();
    }

    /// The storm is over: everything must arrive.
    async fn comes_to_rest(mut self, spoil: Option<Spoil>) -> Result<Sums, Vec<String>> {
        self.weather.becomes(Sky::Clear);
        for device in &self.devices {
            device.disk_is_good();
        }
        for who in 0..self.devices.len() {
            let home = self.devices[who].comes_home();
            home.expect("a recording ends on a good disk");
            self.looks();
        }
        let mut before = Vec::new();
        for round in 0.. {
            let mut failures = Vec::new();
            for who in 0..self.devices.len() {
                match self.devices[who].syncs().await {
                    Ok(_) => self.hears(who),
                    Err(error) => failures.push(format!("phone {who} cannot sync: {error}")),
                }
                self.looks();
            }
            if !self.untrue.is_empty() {
                self.untrue.insert(0, format!("at rest, round {round}"));
                return Err(self.untrue);
            }
            let after: Vec<_> = self
                .devices
                .iter()
                .map(|device| (device.own(), device.own_files(), device.shown()))
                .collect();
            if failures.is_empty() && after == before {
                break;
            }
            if round == MOST_ROUNDS {
                failures.push("the phones do not come to rest".to_owned());
                return Err(failures);
            }
            before = after;
        }
        if let Some(spoil) = spoil {
            self.spoils(spoil);
        }
        self.looks();
        let mut faults = self.untrue;
        faults.extend(check::faults(
            &self.ledger,
            &self.acts,
            &self.devices,
            &self.office,
        ));
        (self.sums.ops, self.sums.files) = self.ledger.counts();
        let tracks = self.devices.iter().flat_map(|one| one.tracks(one));
        self.sums.stretches = tracks.filter_map(|(_, items)| items).sum();
        if faults.is_empty() {
            Ok(self.sums)
        } else {
            Err(faults)
        }
    }
}
