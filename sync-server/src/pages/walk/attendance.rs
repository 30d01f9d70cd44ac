//! Attendance in a table: how many came, by category and group.

use std::collections::{BTreeMap, BTreeSet};

use lykta_core::domain::AttendanceCategory;

use super::Telling;
use crate::pages::said::capital;
use crate::store::page::{Item, WalkRecord};

/// How many came.
pub(super) struct AttendanceTable {
    pub(super) groups: Vec<String>,
    pub(super) rows: Vec<AttendanceRow>,
    pub(super) totals: Vec<u64>,
    pub(super) total: u64,
    /// Groups that several people counted differently.
    pub(super) differing: Vec<String>,
}

/// One category; none where nobody counted it.
pub(super) struct AttendanceRow {
    pub(super) category: String,
    pub(super) counts: Vec<Option<u64>>,
    pub(super) sum: u64,
}

type Counts = BTreeMap<(usize, AttendanceCategory), BTreeSet<u64>>;

/// The table; none when nobody counted. Of different counts the largest is shown, and said so.
pub(super) fn table(telling: &Telling<'_>, record: &WalkRecord) -> Option<AttendanceTable> {
    let counts = counts(telling, record);
    let numbers: BTreeSet<usize> = counts.keys().map(|(group, _)| *group).collect();
    let categories: BTreeSet<_> = counts.keys().map(|(_, category)| *category).collect();
    let of = |group, category| {
        let said = counts.get(&(group, category))?;
        said.last().copied()
    };
    let rows = categories.into_iter().map(|category| {
        let counts: Vec<_> = numbers.iter().map(|group| of(*group, category)).collect();
        AttendanceRow {
            category: words_of(telling, category),
            sum: counts.iter().flatten().sum(),
            counts,
        }
    });
    let rows: Vec<AttendanceRow> = rows.collect();
    let totals = (0..numbers.len()).map(|n| rows.iter().filter_map(|row| row.counts[n]).sum());
    let totals: Vec<u64> = totals.collect();
    let differ = |group: &&usize| {
        counts
            .iter()
            .any(|((g, _), said)| g == *group && said.len() > 1)
    };
    (!rows.is_empty()).then(|| AttendanceTable {
        groups: numbers
            .iter()
            .map(|group| numbered(telling, *group))
            .collect(),
        differing: numbers
            .iter()
            .filter(differ)
            .map(|group| numbered(telling, *group))
            .collect(),
        total: totals.iter().sum(),
        totals,
        rows,
    })
}

fn counts(telling: &Telling<'_>, record: &WalkRecord) -> Counts {
    let mut counts = Counts::new();
    for item in &record.attendance {
        let group = telling.groups.number(item.group);
        for (category, count) in counted(item) {
            counts.entry((group, category)).or_default().insert(count);
        }
    }
    counts
}

fn counted(item: &Item) -> impl Iterator<Item = (AttendanceCategory, u64)> {
    let elements = item.state.elements("count/");
    elements.filter_map(|(name, count)| {
        let count = count.as_int().and_then(|count| u64::try_from(count).ok());
        Some((AttendanceCategory::from_name(name)?, count?))
    })
}

fn numbered(telling: &Telling<'_>, group: usize) -> String {
    match group {
        0 => telling.words.say("page-whole_walk"),
        number => {
            let values = [("number", number.into())];
            telling.words.say_with("page-group_number", values)
        }
    }
}

fn words_of(telling: &Telling<'_>, category: AttendanceCategory) -> String {
    let key = match category {
        AttendanceCategory::Other => "page-attendance_other".to_owned(),
        category => format!("attendance-{category}"),
    };
    capital(&telling.words.say(&key))
}
