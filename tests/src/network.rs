//! A network that loses answers after the server has acted.

use std::sync::Mutex;

use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};
use lykta_core::track::simulate::SplitMix64;

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
