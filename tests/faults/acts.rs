//! What the office has decided, and what must have become of each op by that.
//!
//! Written from `docs/sync-protocol.md` alone: nothing here asks the product what it would do.

use std::collections::{BTreeMap, BTreeSet};

use lykta_core::id::{EntityId, ReplicaId};

use lykta_tests::kept::Hash;

use crate::ledger::{Ledger, Noted};
use crate::office::Stored;

/// What a person admitted or held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Op(Hash),
    Replica(ReplicaId),
}

/// What a restore takes back.
#[derive(Clone, Debug, Default)]
struct Decided {
    is_closed: bool,
    /// The last word on each subject: whether it is admitted.
    words: BTreeMap<Subject, bool>,
}

/// What may have become of an op.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Erased,
    /// Held by a person.
    Held,
    /// Held because of this when it came.
    Barred(&'static str),
    /// Below something that is held: held with it, or it waits for it.
    Hidden,
    Waits,
    Visible,
    /// One word stands on the op and another on its phone.
    Either,
}

/// What the office has decided.
#[derive(Debug, Default)]
pub(crate) struct Acts {
    now: Decided,
    backed_up: Decided,
    erased: BTreeSet<EntityId>,
    revoked: Revoked,
    /// How the door stood at the last look.
    before: (bool, Revoked),
    /// Of each op that is on the server: why it was barred when it came. What a killed app or a
    /// cut connection had sent may come in the next step, before its act or after it.
    came: BTreeMap<Hash, [Option<&'static str>; 2]>,
}

/// Who is shut out; no restore takes that back.
#[derive(Clone, Debug, Default)]
struct Revoked {
    codes: BTreeSet<usize>,
    replicas: BTreeSet<ReplicaId>,
}

impl Revoked {
    fn bar(&self, noted: &Noted, is_closed: bool) -> Option<&'static str> {
        if self.replicas.contains(&noted.replica) {
            Some("replica_revoked")
        } else if self.codes.contains(&noted.author) {
            Some("code_revoked")
        } else {
            is_closed.then_some("walk_closed")
        }
    }
}

impl Acts {
    pub(crate) fn closes(&mut self, is_closed: bool) {
        self.now.is_closed = is_closed;
    }

    pub(crate) fn says(&mut self, subject: Subject, is_admitted: bool) {
        self.now.words.insert(subject, is_admitted);
    }

    pub(crate) fn erases(&mut self, observation: EntityId) {
        self.erased.insert(observation);
    }

    pub(crate) fn revokes_code(&mut self, who: usize) {
        self.revoked.codes.insert(who);
    }

    pub(crate) fn revokes_replica(&mut self, replica: ReplicaId) {
        self.revoked.replicas.insert(replica);
    }

    pub(crate) fn backed_up(&mut self) {
        self.backed_up = self.now.clone();
    }

    /// A restore takes decisions back; erasures and revocations it does not.
    pub(crate) fn restored(&mut self) {
        self.now = self.backed_up.clone();
    }

    /// Notes how the door stood for what came since the last look.
    pub(crate) fn sees(&mut self, stored: &BTreeMap<Hash, Stored>, ledger: &Ledger) {
        self.came.retain(|hash, _| stored.contains_key(hash));
        let now = (self.now.is_closed, self.revoked.clone());
        for hash in stored.keys() {
            if let Some(noted) = ledger.noted(hash)
                && !self.came.contains_key(hash)
            {
                let doors = [&self.before, &now];
                let bars = doors.map(|(is_closed, revoked)| revoked.bar(noted, *is_closed));
                self.came.insert(hash.clone(), bars);
            }
        }
        self.before = now;
    }

    /// Whether a phone is given nothing any more of what others recorded.
    pub(crate) fn reads_nothing(&self, who: usize, replica: ReplicaId) -> bool {
        self.revoked.codes.contains(&who) || self.revoked.replicas.contains(&replica)
    }

    /// Whether the values of an entity are gone for good.
    pub(crate) fn is_erased(&self, entity: EntityId, ledger: &Ledger) -> bool {
        let mut line = ledger.line(entity);
        line.any(|entity| self.erased.contains(&entity))
    }

    /// All ops that did not become what they must.
    pub(crate) fn faults(&self, stored: &BTreeMap<Hash, Stored>, ledger: &Ledger) -> Vec<String> {
        let known = stored.iter().filter_map(|(hash, op)| {
            let noted = ledger.noted(hash)?;
            let bars = self.came.get(hash).copied().unwrap_or_default();
            let fates = bars.map(|bar| self.fate((hash, noted), bar, stored, ledger));
            Some((hash, op, fates))
        });
        let wrong = known.filter(|(hash, op, fates)| {
            let is_second = is_second(hash, stored);
            !fates.iter().any(|fate| is_met(fate, op, is_second))
        });
        let told = wrong.map(|(hash, op, [_, fate])| {
            let (state, reason) = (&op.state, &op.reason);
            format!("op {hash:?} is {state} {reason:?} and should be {fate:?}")
        });
        told.collect()
    }

    fn fate(
        &self,
        (hash, noted): (&Hash, &Noted),
        bar: Option<&'static str>,
        stored: &BTreeMap<Hash, Stored>,
        ledger: &Ledger,
    ) -> Fate {
        if self.is_erased(noted.target, ledger) {
            return Fate::Erased;
        }
        let above: Vec<(&Hash, &Noted)> = ledger
            .line(noted.target)
            .filter_map(|entity| ledger.create_of(entity))
            .filter(|(create, _)| *create != hash)
            .collect();
        let words: Vec<Word> = above.iter().map(|above| self.word(*above)).collect();
        match self.word((hash, noted)) {
            Word::Both => return Fate::Either,
            Word::Held => return Fate::Held,
            Word::None | Word::Admitted if words.contains(&Word::Both) => return Fate::Either,
            Word::None | Word::Admitted => {}
        }
        if let Some(reason) = bar
            && self.word((hash, noted)) == Word::None
        {
            return Fate::Barred(reason);
        }
        if words.contains(&Word::Held) {
            return Fate::Hidden;
        }
        let counts = |create: &Hash| {
            let state = stored.get(create).map(|op| op.state.as_str());
            matches!(state, Some("visible" | "erased"))
        };
        if above.iter().all(|(create, _)| counts(create)) {
            Fate::Visible
        } else {
            Fate::Waits
        }
    }

    /// What a person said of an op or of its phone.
    fn word(&self, (hash, noted): (&Hash, &Noted)) -> Word {
        let on = |subject| self.now.words.get(&subject).copied();
        let of_op = on(Subject::Op(hash.clone()));
        match (of_op, on(Subject::Replica(noted.replica))) {
            (None, None) => Word::None,
            (Some(one), Some(other)) if one != other => Word::Both,
            (Some(true), _) | (None, Some(true)) => Word::Admitted,
            (Some(false), _) | (None, Some(false)) => Word::Held,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    None,
    Admitted,
    Held,
    /// One thing on the op, another on its phone.
    Both,
}

/// Whether another op of the replica has the same number and came before.
fn is_second(hash: &Hash, stored: &BTreeMap<Hash, Stored>) -> bool {
    let Some(op) = stored.get(hash) else {
        return false;
    };
    let mut others = stored.values();
    others.any(|other| {
        let is_same = (other.replica, other.seq) == (op.replica, op.seq);
        is_same && other.position < op.position
    })
}

fn is_met(fate: &Fate, op: &Stored, is_second: bool) -> bool {
    let (state, reason) = (op.state.as_str(), op.reason.as_deref());
    if is_second && reason == Some("same_number_other_bytes") {
        return *fate != Fate::Erased;
    }
    match fate {
        Fate::Erased => state == "erased",
        Fate::Held => state == "held",
        Fate::Barred(why) => reason == Some(why),
        Fate::Hidden => matches!(state, "held" | "received"),
        Fate::Waits => state == "received",
        // A phone that was put back edits under a new replica what is not that one's to change.
        Fate::Visible => state == "visible" || reason == Some("out_of_reach"),
        Fate::Either => state != "erased",
    }
}
