//! Captions, and making parts of a photo unrecognisable.

use lykta_core::domain::Kind;
use lykta_core::photo::BlurRegion;
use lykta_core::store::StoreError;
use serde_json::json;

use super::Context;
use crate::failure::Failure;

pub(super) fn caption(context: &Context, id: &str, text: &str) -> Result<(), Failure> {
    let id = context.item_of(Kind::Photo, id)?;
    context.store.caption_photo(id, text)?;
    context.recorded(id);
    Ok(())
}

pub(super) fn blur(context: &Context, id: &str, regions: &[String]) -> Result<(), Failure> {
    let regions = regions.iter().map(|text| region(text));
    let regions: Vec<BlurRegion> = regions.collect::<Result<_, _>>()?;
    let id = context.item_of(Kind::Photo, id)?;
    let blurred = context.store.blur_photo(id, &regions);
    let was_sent = blurred.map_err(|error| match error {
        StoreError::NotFound(_) => Failure::NotOwnPhoto,
        other => other.into(),
    })?;
    let key = if was_sent {
        "photo-blur_after_sent-explained"
    } else {
        "cli-blurred"
    };
    let line = context.output.words.say(key);
    let answer = json!({ "id": id, "was_sent": was_sent });
    context.output.answer(&answer, &[line]);
    Ok(())
}

fn region(text: &str) -> Result<BlurRegion, Failure> {
    let wrong = || Failure::Region(text.to_owned());
    let numbers = text.split(',').map(|part| part.trim().parse());
    let numbers: Vec<f64> = numbers.collect::<Result<_, _>>().map_err(|_| wrong())?;
    let [left, top, width, height] = numbers[..] else {
        return Err(wrong());
    };
    BlurRegion::new(left, top, width, height).map_err(|_| wrong())
}
