//! What a browser shows when something went wrong.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::frame::{Frame, show};
use super::language;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: String,
    explained: String,
}

/// Whether the caller would rather read a page than a machine's answer.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT);
    let accepts = accepts.and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

/// Turns errors into pages for browsers; phones and scripts get them as they are.
pub async fn errors_as_pages(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let is_for_phones = request.uri().path().starts_with("/v1/");
    let wants_page = wants_page(request.headers()) && !is_for_phones;
    let language = language::of(request.headers());
    let answer = next.run(request).await;
    if !wants_page || !is_bare_error(&answer) {
        return answer;
    }
    let frame = Frame::new(state.words(language), None, state.settings());
    let key = key_of(answer.status());
    let page = ErrorPage {
        title: frame.say(key),
        explained: frame.say(&format!("{key}-explained")),
        frame,
    };
    let Ok(mut page) = show(&page) else {
        return answer;
    };
    *page.status_mut() = answer.status();
    if let Some(wait) = answer.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    page
}

fn is_bare_error(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let status = answer.status();
    (status.is_client_error() || status.is_server_error()) && !is_page
}

fn key_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "page-not_found",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "page-not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "plan-too_large",
        StatusCode::INSUFFICIENT_STORAGE => "page-disk_full",
        status if status.is_client_error() => "page-not_understood",
        _ => "page-server_error",
    }
}
