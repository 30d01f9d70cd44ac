//! The walk's phones: when each was heard, and what it said it still holds.

use super::Telling;
use crate::pages::said::capital;
use crate::store::page::WalkRecord;
use crate::store::replicas::PhoneRow;

/// A phone's row.
pub(super) struct PhoneLine {
    pub(super) who: String,
    pub(super) first_heard: String,
    pub(super) last_heard: String,
    pub(super) holds: String,
    pub(super) state: &'static str,
}

/// The phones, those longest unheard first.
pub(super) fn lines(telling: &Telling<'_>, record: &WalkRecord) -> Vec<PhoneLine> {
    let phones = record.phones.iter();
    phones.map(|phone| line(telling, phone)).collect()
}

fn line(telling: &Telling<'_>, phone: &PhoneRow) -> PhoneLine {
    let role = capital(&telling.words.say(&format!("role-{}", phone.role)));
    let who = match phone.group {
        Some(group) => format!("{role}, {}", telling.groups.short(Some(group))),
        None => role,
    };
    let is_empty = phone.holding.ops + phone.holding.photos == 0;
    PhoneLine {
        who,
        first_heard: telling.when(phone.first_seen),
        last_heard: telling.when(phone.last_seen),
        holds: holds(telling, phone),
        state: if is_empty { "visible" } else { "on_phone" },
    }
}

fn holds(telling: &Telling<'_>, phone: &PhoneRow) -> String {
    let mut holds = Vec::new();
    if phone.holding.ops > 0 || phone.holding.photos == 0 {
        holds.push(telling.count("page-phone_holds", phone.holding.ops));
    }
    if phone.holding.photos > 0 {
        holds.push(telling.count("page-phone_holds_photos", phone.holding.photos));
    }
    holds.join(", ")
}
