//! What stands above everything: which walk, when, where, and how far it has come.

use askama::Template;
use lykta_core::domain::Light;

use crate::pages::frame::Frame;
use crate::pages::said::capital;
use crate::pages::telling::Telling;
use crate::pages::walks::{Life, life, name};
use crate::store::page::WalkRecord;

/// The head of the page.
#[derive(Template)]
#[template(path = "walk/head.html")]
pub(super) struct HeadPart {
    frame: Frame,
    pub(super) name: String,
    life: Life,
    about: Vec<String>,
    purpose: Option<String>,
}

pub(super) fn part(telling: &Telling<'_>, frame: &Frame, record: &WalkRecord) -> HeadPart {
    HeadPart {
        frame: frame.clone(),
        name: name(telling.words, &record.walk),
        life: life(telling.words, &record.walk, &record.groups),
        about: about(telling, record),
        purpose: record.walk.text("purpose").map(str::to_owned),
    }
}

/// Area, time, light and weather: what the walk's head says, and what the groups add.
fn about(telling: &Telling<'_>, record: &WalkRecord) -> Vec<String> {
    let words = telling.words;
    let mut about = Vec::new();
    let area = record.area.as_ref().and_then(|area| area.text("name"));
    let walk = &record.walk;
    let area = area.filter(|area| !area.is_empty() && Some(*area) != walk.text("name"));
    about.extend(area.map(str::to_owned));
    let span = telling
        .clock
        .span(walk.time("planned_start"), walk.time("planned_end"));
    about.push(capital(&span));
    let heads = || std::iter::once(walk).chain(&record.groups);
    let lights = heads().filter_map(|head| Light::from_name(head.text("light")?));
    let lights = lights.map(|light| capital(&words.say(&format!("light-{light}"))));
    let weather = heads().filter_map(|head| head.text("weather"));
    let weather = weather.filter(|said| !said.is_empty()).map(capital);
    for said in lights.chain(weather) {
        if !about.contains(&said) {
            about.push(said);
        }
    }
    about
}
