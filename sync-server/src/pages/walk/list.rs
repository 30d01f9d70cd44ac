//! The list of observations: those that were asked for, a page at a time.

use askama::Template;
use lykta_core::id::EntityId;

use super::filter::{Choice, Filter, PER_PAGE};
use super::observation::{ObservationCard, card};
use super::photo::Photos;
use crate::pages::frame::Frame;
use crate::pages::telling::Telling;
use crate::state::AppState;
use crate::store::page::{Item, WalkRecord};

/// The form that chooses among the observations.
#[derive(Template)]
#[template(path = "walk/filter.html")]
pub(super) struct FilterForm {
    frame: Frame,
    filter: Filter,
    kinds: Vec<Choice>,
    categories: Vec<Choice>,
    groups: Vec<Choice>,
}

impl FilterForm {
    pub(super) fn of(telling: &Telling<'_>, frame: &Frame, filter: &Filter) -> Self {
        Self {
            frame: frame.clone(),
            kinds: filter.kinds(telling),
            categories: filter.categories(telling),
            groups: filter.groups(telling),
            filter: filter.clone(),
        }
    }
}

/// One page of the list.
#[derive(Template)]
#[template(path = "walk/observations.html")]
pub(super) struct ListPart {
    frame: Frame,
    id: EntityId,
    has_map: bool,
    observations: Vec<ObservationCard>,
    /// Whether the walk has any, shown or not.
    has_any: bool,
    /// How many are shown of how many.
    count: String,
    pages: Vec<PageLink>,
    withdrawn: Option<String>,
}

/// A way to another page of the list.
struct PageLink {
    query: String,
    words: String,
    rel: &'static str,
    is_here: bool,
}

/// The observations that a filter lets through, in its order.
pub(super) fn selected<'a>(
    telling: &Telling<'_>,
    (record, photos): (&'a WalkRecord, &Photos<'_>),
    filter: &Filter,
) -> Vec<&'a Item> {
    let all = record.observations.iter().map(|item| &**item);
    let is_shown = |item: &&Item| filter.is_empty() || filter.shows(telling, photos, item);
    let mut selected: Vec<&Item> = all.filter(is_shown).collect();
    if filter.newest_first() {
        selected.reverse();
    }
    selected
}

pub(super) fn part(
    state: &AppState,
    telling: &Telling<'_>,
    frame: &Frame,
    (record, photos): (&WalkRecord, &Photos<'_>),
    filter: &Filter,
) -> ListPart {
    let walk = record.walk.target.id;
    let is_prepared = |hash| crate::photos::is_prepared(state, walk, hash);
    let selected = selected(telling, (record, photos), filter);
    let place = |id| selected.iter().position(|item| item.id == id);
    let page = filter.page(selected.len(), place);
    let on_page = selected.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let cards = on_page.map(|item| {
        let photos = photos.cards(telling, item.id, &is_prepared);
        card(telling, item, photos)
    });
    ListPart {
        frame: frame.clone(),
        id: walk,
        has_map: state.pages.has_map,
        observations: cards.collect(),
        has_any: !record.observations.is_empty(),
        count: count(telling, page, (selected.len(), record.observations.len())),
        pages: pages(telling, filter, page, selected.len()),
        withdrawn: (record.withdrawn > 0)
            .then(|| telling.count("page-withdrawn_count", record.withdrawn)),
    }
}

fn count(telling: &Telling<'_>, page: usize, (shown, all): (usize, usize)) -> String {
    let from = (page - 1) * PER_PAGE + 1;
    let key = match shown {
        shown if shown > PER_PAGE && shown < all => "page-shown_of_page",
        shown if shown > PER_PAGE => "page-shown_page",
        shown if shown < all => "page-shown_of",
        _ => "page-shown_all",
    };
    let values = [
        ("from", from.into()),
        ("to", (from + PER_PAGE - 1).min(shown).into()),
        ("shown", shown.into()),
        ("count", all.into()),
    ];
    telling.words.say_with(key, values)
}

/// The neighbours, the ends, and the page that is shown; none when one page holds all.
fn pages(telling: &Telling<'_>, filter: &Filter, here: usize, count: usize) -> Vec<PageLink> {
    let last = count.div_ceil(PER_PAGE).max(1);
    let numbered = |page: usize| telling.words.say_with("page-page", [("page", page.into())]);
    let link = |page: usize, words: String, rel| PageLink {
        query: filter.query(page),
        words,
        rel,
        is_here: page == here,
    };
    let mut links = Vec::new();
    if last == 1 {
        return links;
    }
    if here > 1 {
        links.push(link(
            here - 1,
            telling.words.say("page-previous_page"),
            "prev",
        ));
    }
    let mut near: Vec<usize> = vec![1, here - 1, here, here + 1, last];
    near.retain(|page| (1..=last).contains(page));
    near.dedup();
    links.extend(near.into_iter().map(|page| link(page, numbered(page), "")));
    if here < last {
        links.push(link(here + 1, telling.words.say("page-next_page"), "next"));
    }
    links
}
