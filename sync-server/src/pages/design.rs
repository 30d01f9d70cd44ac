//! `GET /design`: every part of the pages in every state, and the colours with their contrast.

use askama::Template;
use axum::response::Response;
use lykta_core::domain::{ObservationKind, WalkLife};
use lykta_core::merge::OpState;

use super::frame::{Frame, show};
use super::visitor::SignedIn;
use super::{assets, contrast};
use crate::error::Error;

#[derive(Template)]
#[template(path = "design.html")]
struct DesignPage {
    frame: Frame,
    pairs: Vec<PairLine>,
}

/// Two colours that meet, as the page shows them by day and by night.
struct PairLine {
    what: String,
    least: String,
    schemes: [Sample; 2],
}

/// A pair in one scheme.
struct Sample {
    ink: String,
    ground: String,
    ratio: String,
}

impl DesignPage {
    const KINDS: &'static [&'static str] = ObservationKind::NAMES;
    const STATES: &'static [&'static str] = OpState::NAMES;
    const LIVES: &'static [&'static str] = WalkLife::NAMES;
}

/// Shows the parts.
pub(super) async fn page(SignedIn(visitor): SignedIn) -> Result<Response, Error> {
    let frame = visitor.frame();
    let css = assets::text("parts.css").ok_or(Error::NotFound)?;
    let pairs = contrast::measure(&css).into_iter();
    let pairs = pairs.map(|pair| line(&frame, &pair)).collect();
    show(&DesignPage { frame, pairs })
}

fn line(frame: &Frame, pair: &contrast::Measured) -> PairLine {
    let number = |ratio: f64| {
        let values = [("ratio", ((ratio * 10.0).floor() / 10.0).into())];
        frame.words.say_with("design-ratio", values)
    };
    let sample = |sample: &contrast::Sample| Sample {
        ink: sample.ink.clone(),
        ground: sample.ground.clone(),
        ratio: number(sample.ratio),
    };
    PairLine {
        what: format!("{} / {}", pair.ink, pair.ground),
        least: number(pair.least),
        schemes: [sample(&pair.light), sample(&pair.dark)],
    }
}
