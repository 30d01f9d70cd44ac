//! Making parts of a photo unrecognisable: a new file beside the old one, which nobody is given
//! any longer once an op names the new one.

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::photo::{self, BlurRegion, PhotoError, Prepared};

use super::copy::turn;
use super::folder;
use super::turns::blocking;
use crate::durable::write_durably;
use crate::error::Error;
use crate::state::AppState;

/// Draws a photo's file anew with regions destroyed, and puts it in its place durably.
///
/// Not found while the file is not here; a photo that cannot be drawn says why.
pub async fn redact(
    state: &AppState,
    walk: EntityId,
    file: ContentHash,
    regions: Vec<BlurRegion>,
) -> Result<Result<Prepared, PhotoError>, Error> {
    let turn = turn(state).await?;
    let folder = folder(state);
    let path = folder.photo(walk, file);
    let drawn = blocking(move || {
        let _turn = turn;
        if !path.is_file() {
            return Ok(None);
        }
        let redacted = photo::reblur(&std::fs::read(path)?, &regions);
        if let Ok(prepared) = &redacted {
            write_durably(&folder.photo(walk, prepared.hash), prepared.jpeg.as_slice())?;
        }
        Ok(Some(redacted))
    });
    let redacted = drawn.await?.ok_or(Error::NotFound)?;
    if let Ok(prepared) = &redacted {
        state.photos.copies.want(walk, prepared.hash);
    }
    Ok(redacted)
}
