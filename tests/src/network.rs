//! A network that loses answers after the server has acted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};
use lykta_core::track::simulate::SplitMix64;
use tokio::sync::Notify;

/// Sends every request and loses some answers.
pub struct LosesAnswers {
    inner: HttpTransport,
    chance: Mutex<SplitMix64>,
    share: f64,
}

impl LosesAnswers {
    /// Loses this share of all answers, as `seed` decides.
    pub fn new(inner: HttpTransport, seed: u64, share: f64) -> Self {
        Self {
            inner,
            chance: Mutex::new(SplitMix64::new(seed)),
            share,
        }
    }

    fn loses(&self) -> bool {
        let mut chance = self.chance.lock().expect("no holder panics");
        chance.unit() < self.share
    }
}

impl Transport for LosesAnswers {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let answer = self.inner.send(request).await?;
        if self.loses() {
            return Err(NoAnswer("the answer was lost".to_owned()));
        }
        Ok(answer)
    }
}

/// Comes to a stop at one request, before it is sent or after it was answered.
pub struct StopsAt {
    inner: HttpTransport,
    left: AtomicUsize,
    answered: bool,
    stopped: Notify,
}

impl StopsAt {
    /// Lets so many requests through; the next one stops, `answered` or never sent.
    pub fn new(inner: HttpTransport, requests: usize, answered: bool) -> Self {
        Self {
            inner,
            left: AtomicUsize::new(requests),
            answered,
            stopped: Notify::new(),
        }
    }

    /// Waits until it has stopped.
    pub async fn stopped(&self) {
        self.stopped.notified().await;
    }
}

impl Transport for StopsAt {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let left = self.left.load(Ordering::Relaxed);
        if left > 0 {
            self.left.store(left - 1, Ordering::Relaxed);
            return self.inner.send(request).await;
        }
        if self.answered {
            let _ = self.inner.send(request).await;
        }
        self.stopped.notify_one();
        std::future::pending().await
    }
}
