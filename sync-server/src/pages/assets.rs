//! What pages are made of besides words: looks, symbols, and the script that draws the map.

use std::borrow::Cow;

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

use crate::error::Error;

/// Looks and symbols, which need no bundling.
#[derive(Embed)]
#[folder = "web/static"]
struct Looks;

/// The map's script as `npm run build` bundles it; there may be none.
#[derive(Embed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Bundle;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "public, no-cache";

/// Whether the map's script was bundled into this server.
pub(super) fn has_map() -> bool {
    Bundle::get("walk.js").is_some()
}

/// The address of an asset with what is in it, so that it can be kept for ever.
pub(super) fn address(name: &str) -> String {
    match find(name) {
        Some(file) => format!("/assets/{name}?v={}", version(&file)),
        None => format!("/assets/{name}"),
    }
}

/// An asset of ours as text.
pub(super) fn text(name: &str) -> Option<String> {
    let file = find(name)?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn find(name: &str) -> Option<EmbeddedFile> {
    Looks::get(name).or_else(|| Bundle::get(name))
}

fn version(file: &EmbeddedFile) -> String {
    hex::encode(&file.metadata.sha256_hash()[..8])
}

/// `GET /assets/{name}`.
pub(super) async fn asset(
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = find(&name).ok_or(Error::NotFound)?;
    let version = version(&file);
    let is_named = query.is_some_and(|query| query == format!("v={version}"));
    let kept = if is_named { FOR_EVER } else { ASK_AGAIN };
    let tag = format!("\"{version}\"");
    let known = headers.get(header::IF_NONE_MATCH);
    let is_known = known.is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let about = [
        (header::CACHE_CONTROL, kept.to_owned()),
        (header::ETAG, tag),
    ];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = [(header::CONTENT_TYPE, kind_of(&file))];
    let bytes: Cow<'static, [u8]> = file.data;
    Ok((about, kind, bytes).into_response())
}

fn kind_of(file: &EmbeddedFile) -> String {
    let kind = file.metadata.mimetype();
    if kind.starts_with("text/") {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_asked_for_by_its_content_is_kept_for_ever() {
        let address = address("walk.css");
        let (path, query) = address.split_once('?').unwrap();
        assert_eq!(path, "/assets/walk.css");
        let ask = async |query: Option<&str>| {
            let query = RawQuery(query.map(str::to_owned));
            let answer = asset(Path("walk.css".into()), query, HeaderMap::new()).await;
            answer.unwrap()
        };
        let named = ask(Some(query)).await;
        assert_eq!(named.headers()[header::CACHE_CONTROL], FOR_EVER);
        let kind = &named.headers()[header::CONTENT_TYPE];
        assert_eq!(kind, "text/css; charset=utf-8");
        let old = ask(Some("v=0")).await;
        assert_eq!(old.headers()[header::CACHE_CONTROL], ASK_AGAIN);
        let tag = old.headers()[header::ETAG].clone();
        let asks: HeaderMap = [(header::IF_NONE_MATCH, tag)].into_iter().collect();
        let same = asset(Path("walk.css".into()), RawQuery(None), asks).await;
        assert_eq!(same.unwrap().status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn nothing_but_assets_is_given_out() {
        for name in ["../Cargo.toml", "/etc/passwd", "..", "", "walk.ts"] {
            let answer = asset(Path(name.into()), RawQuery(None), HeaderMap::new()).await;
            assert!(matches!(answer, Err(Error::NotFound)), "{name}");
        }
    }
}
