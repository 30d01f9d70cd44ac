//! Carries one schedule out.

use std::fmt;
use std::time::Duration;

use lykta_core::sync::client::SyncError;

use crate::Arguments;
use crate::check;
use crate::device::Device;
use crate::ledger::Ledger;
use crate::office::Office;
use crate::schedule::{self, DEVICES, Deed, Step};
use crate::weather::{Sky, Weather};

/// So often every phone syncs at the end before it is said that it never comes to rest.
const MOST_ROUNDS: usize = 12;

/// What schedules did, to be seen that they did something.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    ops: usize,
    files: usize,
    stretches: usize,
    syncs: usize,
    failed_syncs: usize,
    kills: usize,
    put_back: usize,
    refused: usize,
}

impl Sums {
    pub(crate) fn add(&mut self, other: &Self) {
        self.ops += other.ops;
        self.files += other.files;
        self.stretches += other.stretches;
        self.syncs += other.syncs;
        self.failed_syncs += other.failed_syncs;
        self.kills += other.kills;
        self.put_back += other.put_back;
        self.refused += other.refused;
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} ops, {} photos, {} fixes and gaps, {} syncs of which {} failed, {} kills, {} put back, {} errors told",
            self.ops,
            self.files,
            self.stretches,
            self.syncs,
            self.failed_syncs,
            self.kills,
            self.put_back,
            self.refused
        )
    }
}

struct Run {
    weather: Weather,
    office: Office,
    devices: Vec<Device>,
    ledger: Ledger,
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
        sums: Sums::default(),
        untrue: Vec::new(),
        words: 0,
    };
    for (n, step) in schedule::steps(seed).into_iter().enumerate() {
        if arguments.tell {
            crate::say(&format!("{n}: {step:?}"));
        }
        run.takes(step).await;
        if !run.untrue.is_empty() {
            run.untrue.insert(0, format!("at step {n}, {step:?}"));
            return Err(run.untrue);
        }
    }
    run.comes_to_rest(arguments.lose).await
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
            Step::BackUp => self.office.backs_up(),
            Step::Restore => {
                self.office.dies();
                if self.office.restores() {
                    self.sums.put_back += 1;
                    self.ledger.restored(&self.office, self.devices.len());
                }
                self.weather.leads_to(self.office.starts());
            }
            Step::Rebuild => self.untrue.extend(self.office.rebuilds().err()),
            Step::Device(who, deed) => self.does(who, deed).await,
        }
    }

    async fn does(&mut self, who: usize, deed: Deed) {
        self.words += 1;
        let words = format!("ord {}", self.words);
        let known: Vec<_> = self
            .devices
            .iter()
            .flat_map(|one| one.known.clone())
            .collect();
        let of = |n: u64| known.get(n as usize % known.len().max(1)).copied();
        let device = &mut self.devices[who];
        // What a phone refuses it has told; what it took it must keep.
        let done = match deed {
            Deed::Observe if who + 1 == DEVICES => Ok(()),
            Deed::Observe => device.observes(&words),
            Deed::Walk(_) if who > 1 => Ok(()),
            Deed::Walk(count) => device.walks(count as usize),
            Deed::Photo(n) => device.photographs(n),
            Deed::Edit(n) => of(n).map_or(Ok(()), |of| device.edits(of, &words)),
            Deed::Withdraw(n) => {
                let done = of(n).map_or(Ok(()), |of| device.withdraws(of));
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
                Ok(())
            }
            Deed::PutBack => {
                if device.is_put_back() {
                    self.sums.put_back += 1;
                    self.ledger.put_back(who, device);
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
        self.reads(who);
    }

    /// A phone has tried to sync; only a whole exchange tells it that the server was put back.
    fn heard(&mut self, who: usize, synced: &Result<(), SyncError>) {
        self.sums.syncs += 1;
        match synced {
            Ok(()) => self.ledger.hears(who),
            Err(_) => self.sums.failed_syncs += 1,
        }
        self.reads(who);
    }

    fn reads(&mut self, who: usize) {
        let untrue = self.ledger.reads(who, &self.devices[who], &self.office);
        self.untrue.extend(untrue);
    }

    /// The storm is over: everything must arrive.
    async fn comes_to_rest(mut self, lose: bool) -> Result<Sums, Vec<String>> {
        self.weather.becomes(Sky::Clear);
        for device in &self.devices {
            device.disk_is_good();
        }
        for who in 0..self.devices.len() {
            let home = self.devices[who].comes_home();
            home.expect("a recording ends on a good disk");
            self.reads(who);
        }
        let mut before = Vec::new();
        for round in 0.. {
            let mut failures = Vec::new();
            for who in 0..self.devices.len() {
                match self.devices[who].syncs().await {
                    Ok(_) => self.ledger.hears(who),
                    Err(error) => failures.push(format!("phone {who} cannot sync: {error}")),
                }
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
        if lose {
            self.office.loses_an_op();
        }
        let mut faults = self.untrue;
        faults.extend(check::faults(&self.ledger, &self.devices, &self.office));
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
