//! A walk's groups: numbered from 1 in the order in which they were made.

use std::collections::HashMap;

use lykta_core::id::EntityId;
use lykta_core::merge::EntityState;
use lykta_core::words::Words;

/// What to call each group.
pub(super) struct Groups<'a> {
    words: &'a Words,
    numbers: HashMap<EntityId, usize>,
    names: Vec<String>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(words: &'a Words, groups: &[EntityState]) -> Self {
        let numbered = groups.iter().zip(1..);
        let name = |group: &EntityState| group.text("name").unwrap_or_default().to_owned();
        Self {
            words,
            numbers: numbered.map(|(group, n)| (group.target.id, n)).collect(),
            names: groups.iter().map(name).collect(),
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// The number of a group; 0 when it is none of the walk's.
    pub(super) fn number(&self, group: Option<EntityId>) -> usize {
        let number = group.and_then(|group| self.numbers.get(&group));
        number.copied().unwrap_or(0)
    }

    /// All groups' numbers with their whole names.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, String)> {
        let names = self.names.iter().zip(1..);
        names.map(|(name, number)| (number, self.with_name(number, name)))
    }

    /// `Grupp 2`, or what stands above all groups.
    pub(super) fn short(&self, group: Option<EntityId>) -> String {
        match self.number(group) {
            0 => self.words.say("page-whole_walk"),
            number => self.numbered(number),
        }
    }

    /// `Grupp 2, Södra delen`
    pub(super) fn whole(&self, group: Option<EntityId>) -> String {
        let number = self.number(group);
        let name = number
            .checked_sub(1)
            .and_then(|index| self.names.get(index));
        match name {
            Some(name) => self.with_name(number, name),
            None => self.short(group),
        }
    }

    fn with_name(&self, number: usize, name: &str) -> String {
        let short = self.numbered(number);
        match name {
            "" => short,
            name if name == short => short,
            name => format!("{short}, {name}"),
        }
    }

    fn numbered(&self, number: usize) -> String {
        self.words
            .say_with("page-group_number", [("number", number.into())])
    }
}
