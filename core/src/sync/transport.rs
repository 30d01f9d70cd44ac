//! The seam to the network: one HTTP request, one answer.

use std::future::Future;

/// An HTTP request.
#[derive(Clone, Debug)]
pub struct HttpRequest {
    /// `GET`, `POST`, `HEAD` or `PATCH`.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// An HTTP answer, whatever its status.
#[derive(Clone, Debug, Default)]
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpAnswer {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of a header that holds a number.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.header(name)?.trim().parse().ok()
    }
}

/// No answer came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no answer from the server: {0}")]
pub struct NoAnswer(pub String);

/// Sends requests. A request may be dropped at any moment.
pub trait Transport: Send + Sync {
    /// Sends one request and waits for its answer.
    fn send(
        &self,
        request: HttpRequest,
    ) -> impl Future<Output = Result<HttpAnswer, NoAnswer>> + Send;
}
