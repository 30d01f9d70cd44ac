//! The walk's phones: when each was heard, and what it said it still holds.

use super::table::{Cell, Column, Row, Table};
use super::telling::Telling;
use crate::pages::said::capital;
use crate::store::page::WalkRecord;
use crate::store::replicas::PhoneRow;

/// The phones, those longest unheard first.
pub(super) fn table(telling: &Telling<'_>, record: &WalkRecord) -> Table {
    let say = |key| telling.words.say(key);
    let columns = [
        "page-phone",
        "page-phone_first_heard",
        "page-phone_last_heard",
        "page-phone_holding",
    ];
    Table {
        id: "phones",
        title: say("page-phones"),
        caption: Some(say("page-phones-explained")),
        columns: columns.map(|key| Column::words(say(key))).into(),
        rows: record
            .phones
            .iter()
            .map(|phone| row(telling, phone))
            .collect(),
        empty: say("page-no_phones"),
        ..Table::default()
    }
}

fn row(telling: &Telling<'_>, phone: &PhoneRow) -> Row {
    let role = capital(&telling.words.say(&format!("role-{}", phone.role)));
    let is_empty = phone.holding.ops + phone.holding.photos == 0;
    let state = if is_empty { "visible" } else { "on_phone" };
    Row {
        head: match phone.group {
            Some(group) => format!("{role}, {}", telling.groups.short(Some(group))),
            None => role,
        },
        aside: None,
        cells: vec![
            Cell::Words(telling.when(phone.first_seen)),
            Cell::Words(telling.when(phone.last_seen)),
            Cell::State(state, holds(telling, phone)),
        ],
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
