//! The transport over real HTTP, by reqwest and rustls.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::{Either, select};
use futures_util::stream;
use reqwest::{Body, Certificate, Client, Method, RequestBuilder, Response, header};

use super::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};

/// A server that does not even accept a connection by then is out of reach.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// Silence for longer than this is a broken connection; a slow one may take its time.
const SILENCE_TIMEOUT: Duration = Duration::from_mins(1);
/// A body leaves in parts of this size: each that goes shows that the connection is alive.
const PART_BYTES: usize = 16 * 1024;

/// The certificates that Mozilla trusts to stand behind servers.
fn mozillas_roots() -> Result<Vec<Certificate>, NoAnswer> {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let roots = roots.map(|root| Certificate::from_der(root).map_err(failed));
    roots.collect()
}

/// HTTP by reqwest.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: Client,
    silence: Duration,
}

impl HttpTransport {
    /// A transport that trusts the system's certificates and these, in PEM. On Android it trusts
    /// Mozilla's in place of the system's, which cannot be read without a call from the app (ADR 8).
    pub fn new(extra_roots_pem: &[Vec<u8>]) -> Result<Self, NoAnswer> {
        // Fails only when another part of the program chose a provider already: that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("lykta/", env!("CARGO_PKG_VERSION")));
        let mut roots = Vec::new();
        for pem in extra_roots_pem {
            roots.extend(Certificate::from_pem_bundle(pem).map_err(failed)?);
        }
        if cfg!(target_os = "android") {
            roots.extend(mozillas_roots()?);
            builder = builder.tls_certs_only(roots);
        } else if !roots.is_empty() {
            builder = builder.tls_certs_merge(roots);
        }
        Ok(Self {
            client: builder.build().map_err(failed)?,
            silence: SILENCE_TIMEOUT,
        })
    }

    /// The same behind a shared pointer.
    pub fn shared(self) -> Arc<Self> {
        Arc::new(self)
    }

    /// Waits for an answer as long as the body is on its way, and then until the silence is long.
    async fn answer_to(
        &self,
        request: RequestBuilder,
        body: Vec<u8>,
    ) -> Result<Response, NoAnswer> {
        let moved = Arc::new(AtomicBool::new(false));
        let sending = with_body(request, body, &moved).send();
        let silence = async {
            loop {
                tokio::time::sleep(self.silence).await;
                if !moved.swap(false, Ordering::Relaxed) {
                    return;
                }
            }
        };
        match select(pin!(sending), pin!(silence)).await {
            Either::Left((answered, _)) => answered.map_err(failed),
            Either::Right(_) => Err(silent()),
        }
    }

    async fn in_time<T>(&self, reading: impl Future<Output = T>) -> Result<T, NoAnswer> {
        let read = tokio::time::timeout(self.silence, reading).await;
        read.map_err(|_| silent())
    }
}

impl Transport for HttpTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let method = Method::from_bytes(request.method.as_bytes());
        let method = method.map_err(|error| NoAnswer(error.to_string()))?;
        let mut outgoing = self.client.request(method, request.url);
        for (name, value) in request.headers {
            outgoing = outgoing.header(name, value);
        }
        let mut answer = self.answer_to(outgoing, request.body).await?;
        let headers = answer.headers().iter().filter_map(|(name, value)| {
            let value = value.to_str().ok()?.to_owned();
            Some((name.as_str().to_owned(), value))
        });
        let headers = headers.collect();
        let mut body = Vec::new();
        while let Some(part) = self.in_time(answer.chunk()).await?.map_err(failed)? {
            body.extend_from_slice(&part);
        }
        Ok(HttpAnswer {
            status: answer.status().as_u16(),
            headers,
            body,
        })
    }
}

/// A large body leaves in parts, and notes when it moves. A small one is sent as it is.
fn with_body(request: RequestBuilder, body: Vec<u8>, moved: &Arc<AtomicBool>) -> RequestBuilder {
    if body.len() <= PART_BYTES {
        return request.body(body);
    }
    let length = body.len();
    let moved = Arc::clone(moved);
    let parts = (0..length).step_by(PART_BYTES).map(move |from| {
        moved.store(true, Ordering::Relaxed);
        Ok::<_, Infallible>(body[from..length.min(from + PART_BYTES)].to_vec())
    });
    let request = request.header(header::CONTENT_LENGTH, length);
    request.body(Body::wrap_stream(stream::iter(parts)))
}

fn silent() -> NoAnswer {
    NoAnswer("the connection is silent".to_owned())
}

/// The innermost cause, without the address: addresses can carry what logs must not.
fn failed(error: reqwest::Error) -> NoAnswer {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    let mut inner = cause.source();
    if inner.is_none() {
        return NoAnswer("the request failed".to_owned());
    }
    while let Some(deeper) = inner {
        cause = deeper;
        inner = cause.source();
    }
    NoAnswer(cause.to_string())
}

#[cfg(test)]
mod tests {
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    const SILENCE: Duration = Duration::from_millis(500);
    /// More than a socket takes in at once.
    const BODY: usize = 12_000_000;

    #[test]
    fn mozillas_certificates_are_read() {
        let roots = mozillas_roots().unwrap();
        assert!(roots.len() > 100);
        assert!(Client::builder().tls_certs_only(roots).build().is_ok());
    }

    /// Sends a large body to whoever serves the connection.
    async fn sent_to<F: Future<Output = ()> + Send + 'static>(
        serve: impl FnOnce(TcpStream) -> F,
    ) -> Result<HttpAnswer, NoAnswer> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let transport = HttpTransport {
            silence: SILENCE,
            ..HttpTransport::new(&[]).unwrap()
        };
        let request = HttpRequest {
            method: "PATCH",
            url,
            headers: Vec::new(),
            body: vec![7; BODY],
        };
        let sending = tokio::spawn(async move { transport.send(request).await });
        let (connection, _) = listener.accept().await.unwrap();
        tokio::spawn(serve(connection));
        sending.await.unwrap()
    }

    #[tokio::test]
    async fn a_connection_that_takes_nothing_more_is_given_up() {
        let given_up = sent_to(async |connection: TcpStream| {
            // Held on to, and never read.
            std::future::pending::<()>().await;
            drop(connection);
        });
        assert_eq!(given_up.await.unwrap_err(), silent());
    }
}
