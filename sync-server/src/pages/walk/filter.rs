//! Which observations are shown, as the address says it.

use lykta_core::domain::{Category, ObservationKind};
use lykta_core::id::EntityId;
use lykta_core::merge::{EntityState, FieldState, Head, OpState};
use lykta_core::op::Value;
use serde::Deserialize;

use super::photo::Photos;
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::store::page::Item;

/// How many observations stand on one page of the list.
pub(super) const PER_PAGE: usize = 50;

/// What was asked for. What means nothing asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Filter {
    /// Words that must all be said.
    pub(super) q: String,
    pub(super) kind: String,
    pub(super) category: String,
    /// The group's number; 0 is the whole walk.
    pub(super) group: String,
    photos: String,
    unsettled: String,
    held: String,
    order: String,
    page: String,
    /// An observation whose page is wanted.
    at: String,
}

/// A choice in the form.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) is_chosen: bool,
}

impl Filter {
    pub(super) fn has_photos(&self) -> bool {
        self.photos == "1"
    }

    pub(super) fn is_unsettled(&self) -> bool {
        self.unsettled == "1"
    }

    pub(super) fn is_held(&self) -> bool {
        self.held == "1"
    }

    pub(super) fn newest_first(&self) -> bool {
        self.order == "newest"
    }

    /// Whether everything is shown.
    pub(super) fn is_empty(&self) -> bool {
        let asks = [&self.q, &self.kind, &self.category, &self.group];
        asks.iter().all(|asked| asked.trim().is_empty())
            && !(self.has_photos() || self.is_unsettled() || self.is_held())
    }

    /// Whether an observation is asked for.
    pub(super) fn shows(&self, telling: &Telling<'_>, photos: &Photos<'_>, item: &Item) -> bool {
        let below = photos.below(item.id);
        self.is_of(telling, item)
            && (!self.has_photos() || !below.is_empty())
            && (!self.is_unsettled()
                || std::iter::once(item)
                    .chain(below.iter().copied())
                    .any(is_unsettled))
            && (!self.is_held()
                || std::iter::once(item)
                    .chain(below.iter().copied())
                    .any(has_held))
            && self.says(item, below)
    }

    fn is_of(&self, telling: &Telling<'_>, item: &Item) -> bool {
        let group = telling.groups.number(item.group).to_string();
        let has = |category: &str| {
            let field = format!("category/{category}");
            item.state.value(&field) == Some(&Value::Bool(true))
        };
        (self.kind.is_empty() || item.state.text("kind") == Some(&self.kind))
            && (self.group.is_empty() || group == self.group)
            && (self.category.is_empty() || has(&self.category))
    }

    /// Whether all words are said somewhere, in whatever version.
    fn says(&self, item: &Item, photos: &[&Item]) -> bool {
        let mut wanted = self.q.split_whitespace().map(str::to_lowercase).peekable();
        if wanted.peek().is_none() {
            return true;
        }
        let captions = photos.iter().map(|photo| said(&photo.state));
        let said: Vec<String> = captions.chain([said(&item.state)]).collect();
        wanted.all(|word| said.iter().any(|said| said.contains(&word)))
    }

    /// The page that is shown, from 1, of `count` observations; `place` finds the wanted one.
    pub(super) fn page(&self, count: usize, place: impl Fn(EntityId) -> Option<usize>) -> usize {
        let wanted = self.at.parse().ok().and_then(place);
        let page = match wanted {
            Some(place) => place / PER_PAGE + 1,
            None => self.page.parse().unwrap_or(1),
        };
        page.clamp(1, count.div_ceil(PER_PAGE).max(1))
    }

    /// The address's query for another page of the same selection.
    pub(super) fn query(&self, page: usize) -> String {
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        let asked = [
            ("q", self.q.as_str()),
            ("kind", &self.kind),
            ("category", &self.category),
            ("group", &self.group),
            ("photos", &self.photos),
            ("unsettled", &self.unsettled),
            ("held", &self.held),
            ("order", &self.order),
            ("page", &page),
        ];
        let asked = asked.iter().filter(|(_, value)| !value.is_empty());
        let pairs = asked.map(|(name, value)| format!("{name}={}", encoded(value)));
        let pairs: Vec<String> = pairs.collect();
        format!("?{}", pairs.join("&"))
    }

    pub(super) fn kinds(&self, telling: &Telling<'_>) -> Vec<Choice> {
        let names = ObservationKind::ALL.iter().map(|kind| kind.name());
        choices(telling, names, "kind", &self.kind)
    }

    pub(super) fn categories(&self, telling: &Telling<'_>) -> Vec<Choice> {
        let names = Category::ALL.iter().map(|category| category.name());
        choices(telling, names, "category", &self.category)
    }

    pub(super) fn groups(&self, telling: &Telling<'_>) -> Vec<Choice> {
        let choices = telling.groups.all().map(|(number, words)| Choice {
            is_chosen: self.group == number.to_string(),
            value: number.to_string(),
            words,
        });
        choices.collect()
    }
}

fn choices(
    telling: &Telling<'_>,
    names: impl Iterator<Item = &'static str>,
    set: &str,
    chosen: &str,
) -> Vec<Choice> {
    let choices = names.map(|name| Choice {
        value: name.to_owned(),
        words: capital(&telling.words.say(&format!("{set}-{name}"))),
        is_chosen: name == chosen,
    });
    choices.collect()
}

fn is_unsettled(item: &Item) -> bool {
    item.state.unsettled().next().is_some()
}

fn has_held(item: &Item) -> bool {
    item.ops.iter().any(|op| op.state == OpState::Held)
}

/// All that is written in an entity, every version of it, in small letters.
fn said(state: &EntityState) -> String {
    let fields = ["words", "suggestion", "caption", "spot"].iter();
    let fields = fields.filter_map(|field| state.fields.get(*field));
    let texts = fields.flat_map(FieldState::heads).filter_map(text);
    texts.collect::<Vec<_>>().join("\n").to_lowercase()
}

/// What is written; of a spot, the words for a situation.
fn text(head: &Head) -> Option<&str> {
    head.value
        .as_text()
        .or_else(|| head.value.entry("text")?.as_text())
}

/// A value in a query, with all but the plainest letters escaped.
fn encoded(value: &str) -> String {
    let bytes = value.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_always_one_that_there_is() {
        let page = |page: &str, count| {
            let filter = Filter {
                page: page.into(),
                ..Filter::default()
            };
            filter.page(count, |_| None)
        };
        assert_eq!(page("", 0), 1);
        assert_eq!(page("2", 50), 1);
        assert_eq!(page("2", 51), 2);
        assert_eq!(page("-3", 51), 1);
        assert_eq!(page("99", 120), 3);
    }

    #[test]
    fn the_query_says_the_selection_and_nothing_else() {
        let filter = Filter {
            q: "lampa & bro".into(),
            held: "1".into(),
            ..Filter::default()
        };
        assert_eq!(filter.query(2), "?q=lampa%20%26%20bro&held=1&page=2");
        assert_eq!(Filter::default().query(1), "?");
    }
}
