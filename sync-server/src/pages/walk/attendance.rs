//! Attendance in a table: how many came, by category and group.

use std::collections::{BTreeMap, BTreeSet};

use lykta_core::domain::AttendanceCategory;
use lykta_core::id::EntityId;

use super::table::{Cell, Column, Row, Table};
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::store::page::{Item, WalkRecord};

type Counts = BTreeMap<(usize, AttendanceCategory), BTreeSet<u64>>;

/// How many came, by group and category.
pub(super) struct Attendance(Counts);

impl Attendance {
    pub(super) fn of(telling: &Telling<'_>, record: &WalkRecord) -> Self {
        Self(counts(telling, record))
    }

    /// All who came; none when nobody counted.
    pub(super) fn total(&self) -> Option<u64> {
        let shown = self.0.values().filter_map(BTreeSet::last);
        (!self.0.is_empty()).then(|| shown.sum())
    }

    /// The table. Of different counts the largest is shown, and said so.
    pub(super) fn table(&self, telling: &Telling<'_>, walk: EntityId) -> Table {
        let say = |key| telling.words.say(key);
        let groups: BTreeSet<usize> = self.0.keys().map(|(group, _)| *group).collect();
        let categories: BTreeSet<_> = self.0.keys().map(|(_, category)| *category).collect();
        let mut columns = vec![Column::words(say("page-category"))];
        let names = groups.iter().map(|group| numbered(telling, *group));
        columns.extend(names.chain([say("page-sum")]).map(Column::number));
        let rows = categories.iter();
        let differing = self.differing(telling);
        Table {
            id: "attendance",
            title: say("page-attendance"),
            caption: Some(say("page-attendance-explained")),
            columns,
            rows: rows
                .map(|category| self.row(telling, &groups, *category))
                .collect(),
            all: say("page-all"),
            sums: self.sums(&groups),
            empty: say("page-no_attendance"),
            more: differing.is_some().then(|| {
                let link = format!("/walks/{walk}/unsettled");
                (link, say("act-unsettled"))
            }),
            notes: differing.into_iter().collect(),
        }
    }

    fn row(
        &self,
        telling: &Telling<'_>,
        groups: &BTreeSet<usize>,
        category: AttendanceCategory,
    ) -> Row {
        let counts: Vec<_> = groups
            .iter()
            .map(|group| self.count(*group, category))
            .collect();
        let sum: u64 = counts.iter().flatten().sum();
        let cells = counts
            .iter()
            .map(|count| count.map_or("–".to_owned(), |n| n.to_string()));
        Row {
            head: words_of(telling, category),
            cells: cells.chain([sum.to_string()]).map(Cell::Number).collect(),
            ..Row::default()
        }
    }

    fn count(&self, group: usize, category: AttendanceCategory) -> Option<u64> {
        self.0.get(&(group, category))?.last().copied()
    }

    fn sums(&self, groups: &BTreeSet<usize>) -> Vec<u64> {
        let of = |group: &usize| {
            let counts = self.0.iter().filter(|((g, _), _)| g == group);
            counts.filter_map(|(_, said)| said.last()).sum()
        };
        let sums = groups.iter().map(of);
        sums.chain(self.total()).collect()
    }

    /// The groups that several people counted differently.
    fn differing(&self, telling: &Telling<'_>) -> Option<String> {
        let differing = self.0.iter().filter(|(_, said)| said.len() > 1);
        let groups: BTreeSet<usize> = differing.map(|((group, _), _)| *group).collect();
        let groups = groups.into_iter().map(|group| numbered(telling, group));
        let groups: Vec<String> = groups.collect();
        let said = telling.words.say("page-attendance_differs");
        (!groups.is_empty()).then(|| format!("{said} {}.", groups.join(", ")))
    }
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
