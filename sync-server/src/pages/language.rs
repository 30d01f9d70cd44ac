//! The language of a page: chosen before, else the browser's, else Swedish.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use lykta_core::words::Language;

use super::{back, cookie};
use crate::state::AppState;

const COOKIE: &str = "lykta_language";
const LASTS_S: i64 = 365 * 24 * 3600;

/// The language that a browser's headers ask for.
pub(super) fn of(headers: &HeaderMap) -> Language {
    if let Some(chosen) = cookie::read(headers, COOKIE) {
        return Language::from_tag(chosen);
    }
    let wishes = headers.get(header::ACCEPT_LANGUAGE);
    let wishes = wishes.and_then(|value| value.to_str().ok());
    Language::from_accept_language(wishes.unwrap_or_default())
}

/// `POST /language/{tag}`: from now on this language, on the page that was open.
pub(super) async fn choose(
    State(state): State<AppState>,
    Path(tag): Path<String>,
    headers: HeaderMap,
) -> Response {
    let language = Language::from_tag(&tag);
    let cookie = cookie::write(COOKIE, language.tag(), LASTS_S, state.config.is_secure());
    let to = Redirect::to(&page_before(&headers));
    ([(header::SET_COOKIE, cookie)], to).into_response()
}

/// Without the host: the browser cannot be led to another site.
fn page_before(headers: &HeaderMap) -> String {
    let from = headers.get(header::REFERER);
    let from = from.and_then(|value| value.to_str().ok()?.parse::<Uri>().ok());
    let path = from.as_ref().and_then(Uri::path_and_query);
    let path = path.map_or("/", |path| path.as_str());
    back::local(path).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(said: &[(header::HeaderName, &str)]) -> HeaderMap {
        let said = said.iter();
        said.map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_choice_comes_before_the_browser_and_swedish_is_last() {
        let english = (header::ACCEPT_LANGUAGE, "en-GB,en;q=0.8");
        let chosen = (header::COOKIE, "lykta_language=sv");
        assert_eq!(of(&headers(&[])), Language::Swedish);
        assert_eq!(
            of(&headers(std::slice::from_ref(&english))),
            Language::English
        );
        assert_eq!(of(&headers(&[english, chosen])), Language::Swedish);
    }

    #[test]
    fn one_goes_back_to_a_page_of_this_server_alone() {
        let to = |referer: &str| page_before(&headers(&[(header::REFERER, referer)]));
        assert_eq!(to("https://lykta.example/walks/1?x=y"), "/walks/1?x=y");
        assert_eq!(to("https://lykta.example//evil.example"), "/");
        assert_eq!(to("nonsense"), "/");
        assert_eq!(page_before(&headers(&[])), "/");
    }
}
