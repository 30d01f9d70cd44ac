//! A network that notes when the last op of a sync was taken in.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};

use crate::Failure;

/// The moment in which a phone had all its receipts on its own disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TakenIn {
    /// When.
    pub(crate) at: Instant,
    /// Round trips until then, those that connect apart.
    pub(crate) round_trips: usize,
}

/// Sends what a phone sends, and watches.
pub(crate) struct Watched<'a, T> {
    inner: &'a T,
    seen: Mutex<(usize, Option<TakenIn>)>,
}

impl<'a, T: Transport> Watched<'a, T> {
    /// Watches a network.
    pub(crate) fn new(inner: &'a T) -> Self {
        Self {
            inner,
            seen: Mutex::default(),
        }
    }

    /// When all was taken in.
    pub(crate) fn taken_in(&self) -> Result<TakenIn, Failure> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(seen.1.ok_or("the phone asked nothing after its ops")?)
    }

    /// A phone exchanges ops until none is left; what it asks next shows that it is done.
    fn note(&self, request: &HttpRequest) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let round_trips = seen.0;
        if request.url.ends_with("/v1/sync") {
            seen.0 += 1;
        } else {
            let at = Instant::now();
            seen.1.get_or_insert(TakenIn { at, round_trips });
        }
    }
}

impl<T: Transport> Transport for Watched<'_, T> {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        self.note(&request);
        self.inner.send(request).await
    }
}
