//! What the office decides in a schedule, and what must never happen to it.

use super::Run;
use crate::Spoil;
use crate::acts::Subject;
use crate::ledger::Noted;
use crate::schedule::Act;

impl Run {
    pub(super) fn decides(&mut self, act: Act) {
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

    /// Does what must never happen.
    pub(super) fn spoils(&self, spoil: Spoil) {
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
