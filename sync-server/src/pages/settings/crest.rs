//! The crest: taken on the settings' page, shown in the header of every page.

use axum::extract::{Multipart, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{done, refuse};
use crate::crest::{self, BadCrest};
use crate::error::Error;
use crate::pages::upload;
use crate::pages::visitor::Administrator;
use crate::state::AppState;
use crate::store::settings;

/// Above the largest crest, so that one that is too large is answered in words.
pub(super) const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;
const KEPT: &str = "public, max-age=31536000, immutable";

/// `POST /settings/crest`.
pub(super) async fn put(
    State(state): State<AppState>,
    Administrator(visitor): Administrator,
    mut form: Multipart,
) -> Result<Response, Error> {
    let mut sent = Some(Vec::new());
    while let Some(field) = next(&mut form).await? {
        if field.name() == Some("crest") {
            sent = upload::bytes(field, crest::MAX_BYTES).await?;
        }
    }
    let Some(file) = sent else {
        return refuse(&state, &visitor, "crest", "console-fault-crest_large");
    };
    if file.is_empty() {
        return refuse(&state, &visitor, "crest", "console-fault-no_file");
    }
    let drawn = tokio::task::spawn_blocking(move || crest::prepare(&file)).await;
    let png = match drawn.map_err(Error::internal)? {
        Ok(png) => png,
        Err(bad) => return refuse(&state, &visitor, "crest", key_of(bad)),
    };
    let put = state.set(move |tx| settings::set_crest(tx, Some(&png)));
    put.await?;
    Ok(done("crest"))
}

async fn next(form: &mut Multipart) -> Result<Option<axum::extract::multipart::Field<'_>>, Error> {
    form.next_field()
        .await
        .map_err(|error| upload::broken(&error))
}

fn key_of(bad: BadCrest) -> &'static str {
    match bad {
        BadCrest::OtherFormat => "console-fault-crest_format",
        BadCrest::TooManyPixels => "console-fault-crest_pixels",
        BadCrest::Broken => "console-fault-crest_broken",
    }
}

/// `POST /settings/crest/remove`.
pub(super) async fn remove(
    State(state): State<AppState>,
    Administrator(_): Administrator,
) -> Result<Response, Error> {
    state.set(|tx| settings::set_crest(tx, None)).await?;
    Ok(done("crest_removed"))
}

/// `GET /crest/{hash}`, to anybody.
pub(super) async fn crest(
    State(state): State<AppState>,
    Path(hash): Path<String>,
) -> Result<Response, Error> {
    let settings = state.settings();
    let is_current = settings.crest.as_ref().is_some_and(|crest| crest.0 == hash);
    if !is_current {
        return Err(Error::NotFound);
    }
    let png = state.db.read(settings::crest).await?;
    let about = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, KEPT),
    ];
    Ok((about, png.ok_or(Error::NotFound)?).into_response())
}
