//! The walk's phones: when each was heard, and what it said it still holds since when.

use lykta_core::id::EntityId;
use lykta_core::op::Value;

use super::table::{Cell, Column, Left, Row, Table};
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::store::page::WalkRecord;
use crate::store::replicas::PhoneRow;

/// The phones, those longest unheard first.
pub(super) fn table(telling: &Telling<'_>, record: &WalkRecord) -> Table {
    let say = |key| telling.words.say(key);
    let columns = [
        "page-phone",
        "page-phone_holding",
        "page-phone_last_heard",
        "page-phone_first_heard",
    ];
    Table {
        id: "phones",
        title: say("page-phones"),
        caption: Some(say("page-phones-explained")),
        columns: columns.map(|key| Column::words(say(key))).into(),
        rows: record
            .phones
            .iter()
            .map(|phone| row(telling, record.walk.target.id, phone))
            .collect(),
        empty: say("page-no_phones"),
        notes: missing(telling, record),
        ..Table::default()
    }
}

/// Of each group that counted its phones, whether as many were heard.
fn missing(telling: &Telling<'_>, record: &WalkRecord) -> Vec<String> {
    let sentences = record.groups.iter().filter_map(|group| {
        let id = group.target.id;
        let counted = group.value("phones_counted").and_then(Value::as_int)?;
        let phones = record.phones.iter();
        let heard = phones.filter(|phone| phone.group == Some(id)).count() as i64;
        let key = if heard < counted {
            "page-phones_missing"
        } else {
            "page-phones_all_heard"
        };
        let values = [
            ("group", telling.groups.short(Some(id)).into()),
            ("counted", counted.into()),
            ("heard", heard.into()),
        ];
        Some(telling.words.say_with(key, values))
    });
    sentences.collect()
}

fn row(telling: &Telling<'_>, walk: EntityId, phone: &PhoneRow) -> Row {
    let role = capital(&telling.words.say(&format!("role-{}", phone.role)));
    let page = format!("/walks/{walk}/phones/{}", phone.id);
    let photos = phone.holding.photos;
    let which = || {
        (
            format!("{page}#left"),
            telling.count("page-phone_which", photos),
        )
    };
    let left = Left {
        state: if phone.is_empty() {
            "visible"
        } else {
            "on_phone"
        },
        words: telling.holds(phone),
        since: telling.holds_since(phone),
        which: (photos > 0).then(which),
    };
    Row {
        head: match phone.group {
            Some(group) => format!("{role}, {}", telling.groups.short(Some(group))),
            None => role,
        },
        aside: Some(telling.phone(phone.id)),
        link: Some(page),
        cells: vec![
            Cell::Left(left),
            Cell::Words(telling.when(phone.last_seen)),
            Cell::Words(telling.when(phone.first_seen)),
        ],
    }
}
