//! Carries one schedule out.

use std::fmt;
use std::time::Duration;

use lykta_core::id::EntityId;
use lykta_core::sync::client::SyncError;

use crate::acts::{Acts, Subject};
use crate::check::{self, Seen};
use crate::device::Device;
use crate::ledger::{Ledger, Noted};
use crate::office::Office;
use crate::schedule::{self, Act, DEVICES, Deed, Step};
use crate::truth::Truth;
use crate::weather::{Sky, Weather};
use crate::{Arguments, Spoil};

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
    acts: usize,
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
        self.acts += other.acts;
        self.refused += other.refused;
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} ops, {} photos, {} fixes and gaps, {} syncs of which {} failed, {} kills, {} put back, {} acts, {} errors told",
            self.ops,
            self.files,
            self.stretches,
            self.syncs,
            self.failed_syncs,
            self.kills,
            self.put_back,
            self.acts,
            self.refused
        )
    }
}

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

    fn decides(&mut self, act: Act) {
        self.sums.acts += 1;
        match act {
            Act::Close | Act::Reopen => {
                let is_closed = matches!(act, Act::Close);
                let word = if is_closed { "close" } else { "reopen" };
                self.office.decides(&["walk", word], &[]);
                self.acts.closes(is_closed);
            }
            Act::Hold(n) => self.decides_on_op(n, false),
            Act::Admit(n) => self.decides_on_op(n, true),
            Act::HoldPhone(who) => self.decides_on_phone(who, false),
            Act::AdmitPhone(who) => self.decides_on_phone(who, true),
            Act::Erase(n) => {
                if let Some(observation) = self.known(n) {
                    let id = observation.to_string();
                    let rule = ["--entity", &id, "--rule", "en begäran"];
                    self.office.decides(&["erase"], &rule);
                    self.acts.erases(observation);
                }
            }
            Act::RevokeCode(who) => {
                let link = self.office.link(who);
                self.office.decides(&["revoke"], &["--link", &link]);
                self.acts.revokes_code(who);
            }
            Act::RevokePhone(who) => {
                let replica = self.devices[who].replica();
                let on = ["--replica", &replica.to_string()];
                self.office.decides(&["revoke"], &on);
                self.acts.revokes_replica(replica);
            }
        }
    }

    /// One of what came from phones: for admitting one that is held, when there is any.
    fn decides_on_op(&mut self, n: u64, is_admitted: bool) {
        let stored = self.office.ops();
        let came = stored
            .iter()
            .filter(|(hash, _)| self.ledger.noted(hash).is_some());
        let mut came: Vec<_> = came.collect();
        if came.iter().any(|(_, op)| op.state == "held") && is_admitted {
            came.retain(|(_, op)| op.state == "held");
        }
        came.sort_by_key(|(_, op)| op.position);
        if let Some((hash, _)) = came.get(n as usize % came.len().max(1)) {
            self.office
                .decides(&[word(is_admitted)], &["--op", &hash.digits()]);
            self.acts.says(Subject::Op((*hash).clone()), is_admitted);
        }
    }

    fn decides_on_phone(&mut self, who: usize, is_admitted: bool) {
        let replica = self.devices[who].replica();
        let on = ["--replica", &replica.to_string()];
        self.office.decides(&[word(is_admitted)], &on);
        self.acts.says(Subject::Replica(replica), is_admitted);
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

impl Run {
    fn spoils(&self, spoil: Spoil) {
        let ops = self.office.ops();
        let held = ops.iter().find(|(_, op)| op.state == "held");
        let is_gone = |noted: &Noted| self.acts.is_erased(noted.target, &self.ledger);
        let erased = self.ledger.words().find(|(noted, _)| is_gone(noted));
        match spoil {
            Spoil::Lose => {
                let lost = self.ledger.owed_ops().next();
                self.office.loses(lost.expect("something was recorded").0);
            }
            Spoil::Lift => held.into_iter().for_each(|(op, _)| self.office.lifts(op)),
            Spoil::Recall => erased
                .into_iter()
                .for_each(|(_, words)| self.office.recalls(words)),
        }
    }
}

fn word(is_admitted: bool) -> &'static str {
    if is_admitted { "admit" } else { "hold" }
}
