//! Whatever changes something must come from one of our own pages.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Error;

/// Refuses what another site makes a browser send.
pub(super) async fn only_from_here(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    if asks || is_from_here(request.headers()) {
        return next.run(request).await;
    }
    Error::Forbidden("send this from the server's own page").into_response()
}

/// Browsers say so themselves: newer ones in `Sec-Fetch-Site`, all in `Origin`.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://"));
    origin.is_some_and(|(_, host)| text(header::HOST) == Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(said: &[(&'static str, &str)]) -> bool {
        let said = said.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, value.parse().unwrap())
        });
        is_from_here(&said.collect())
    }

    #[test]
    fn only_our_own_pages_may_send() {
        let host = ("host", "lykta.example");
        assert!(sent(&[host, ("origin", "https://lykta.example")]));
        assert!(sent(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(!sent(&[host, ("origin", "https://evil.example")]));
        assert!(!sent(&[host, ("origin", "null")]));
        assert!(!sent(&[host]));
        let lies = [
            host,
            ("origin", "https://lykta.example"),
            ("sec-fetch-site", "cross-site"),
        ];
        assert!(!sent(&lies));
    }
}
