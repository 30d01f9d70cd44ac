//! The transport over real HTTP, by reqwest and rustls.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Certificate, Client, Method};

use super::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};

/// A server that does not even accept a connection by then is out of reach.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// Silence for longer than this is a broken connection; a slow one may take its time.
const SILENCE_TIMEOUT: Duration = Duration::from_mins(1);

/// HTTP by reqwest.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: Client,
}

impl HttpTransport {
    /// A transport that trusts the system's certificates and these, in PEM.
    pub fn new(extra_roots_pem: &[Vec<u8>]) -> Result<Self, NoAnswer> {
        let failed = |error: reqwest::Error| NoAnswer(describe(&error));
        // Fails only when another part of the program chose a provider already: that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(SILENCE_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("lykta/", env!("CARGO_PKG_VERSION")));
        let mut roots = Vec::new();
        for pem in extra_roots_pem {
            roots.extend(Certificate::from_pem_bundle(pem).map_err(failed)?);
        }
        if !roots.is_empty() {
            builder = builder.tls_certs_merge(roots);
        }
        let client = builder.build().map_err(failed)?;
        Ok(Self { client })
    }

    /// The same behind a shared pointer.
    pub fn shared(self) -> Arc<Self> {
        Arc::new(self)
    }
}

impl Transport for HttpTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let failed = |error: reqwest::Error| NoAnswer(describe(&error));
        let method = Method::from_bytes(request.method.as_bytes());
        let method = method.map_err(|error| NoAnswer(error.to_string()))?;
        let mut outgoing = self.client.request(method, request.url);
        for (name, value) in request.headers {
            outgoing = outgoing.header(name, value);
        }
        let answer = outgoing.body(request.body).send().await.map_err(failed)?;
        let headers = answer.headers().iter().filter_map(|(name, value)| {
            let value = value.to_str().ok()?.to_owned();
            Some((name.as_str().to_owned(), value))
        });
        Ok(HttpAnswer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.bytes().await.map_err(failed)?.to_vec(),
        })
    }
}

/// The innermost cause, without the address: addresses can carry what logs must not.
fn describe(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    if std::ptr::eq(cause, error as &dyn std::error::Error) {
        return "the request failed".to_owned();
    }
    cause.to_string()
}
