//! The figures at the top: what came, and what is still out.

use askama::Template;

use super::attendance::Attendance;
use super::photo::Photos;
use crate::pages::kept::Walked;
use crate::pages::telling::Telling;
use crate::store::page::WalkRecord;

/// The figures.
#[derive(Template)]
#[template(path = "walk/figures.html")]
pub(super) struct FiguresPart {
    figures: Vec<Figure>,
}

/// A number with what it counts.
struct Figure {
    number: String,
    what: String,
    link: Option<&'static str>,
}

pub(super) fn part(
    telling: &Telling<'_>,
    record: &WalkRecord,
    photos: &Photos<'_>,
    walked: &Walked,
) -> FiguresPart {
    let figure = |number: u64, key: &str| Figure {
        number: number.to_string(),
        what: telling.count(key, number),
        link: None,
    };
    let observations = record.observations.len() as u64;
    let mut figures = vec![
        figure(observations, "page-figure_observations"),
        figure(photos.count(), "page-figure_photos"),
    ];
    if photos.on_phones() > 0 {
        figures.push(figure(photos.on_phones(), "page-figure_photos_on_phones"));
    }
    let covered = walked.coverage.as_ref();
    figures.extend(covered.map(|covered| coverage(telling, covered.share)));
    if let Some(total) = Attendance::of(telling, record).total() {
        let mut came = figure(total, "page-figure_people");
        let groups = telling.groups.count() as u64;
        came.what = format!("{} {}", came.what, telling.count("page-in_groups", groups));
        figures.push(came);
    }
    let mut held = figure(record.waiting.held_count, "page-figure_held");
    held.link = (record.waiting.held_count > 0).then_some("#held");
    figures.push(held);
    FiguresPart { figures }
}

fn coverage(telling: &Telling<'_>, share: f64) -> Figure {
    let percent = [("percent", ((share * 100.0).round() as u64).into())];
    Figure {
        number: telling.words.say_with("page-percent", percent),
        what: telling.words.say("page-figure_coverage"),
        link: None,
    }
}
