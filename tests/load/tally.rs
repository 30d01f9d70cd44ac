//! A network that takes the time of each call, and counts the photos that came.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};

/// A look is taken so often while photos come.
pub(crate) const LOOKS: usize = 10;

/// What whoever watches is told.
pub(crate) enum News {
    /// So many tenths of the photos have come.
    Came(usize),
    /// Every phone is done, or has given up.
    AllHome,
}

/// What all phones' calls took.
pub(crate) struct Tally {
    quiet: Mutex<Vec<Duration>>,
    photos: AtomicUsize,
    expected: usize,
    news: Mutex<Sender<News>>,
}

impl Tally {
    /// Before the first call.
    pub(crate) fn new(expected: usize, news: Sender<News>) -> Self {
        Self {
            quiet: Mutex::default(),
            photos: AtomicUsize::new(0),
            expected,
            news: Mutex::new(news),
        }
    }

    /// What calls without photos took, the shortest first.
    pub(crate) fn quiet(&self) -> Vec<Duration> {
        let quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sorted = quiet.clone();
        sorted.sort();
        sorted
    }

    /// Tells whoever watches; nobody may be left who does.
    pub(crate) fn tells(&self, news: News) {
        let sender = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = sender.send(news);
    }

    fn notes(&self, is_photo: bool, answer: &HttpAnswer, took: Duration) {
        if !is_photo {
            let mut quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            quiet.push(took);
        } else if answer.status == 204 {
            self.notes_photo();
        }
    }

    /// Photos of this size go up in one piece.
    fn notes_photo(&self) {
        let came = self.photos.fetch_add(1, Ordering::Relaxed) + 1;
        let tenth = |photos: usize| photos * LOOKS / self.expected;
        if tenth(came) > tenth(came - 1) {
            self.tells(News::Came(tenth(came)));
        }
    }
}

/// One phone's network.
pub(crate) struct Timed<'a> {
    inner: HttpTransport,
    tally: &'a Tally,
}

impl<'a> Timed<'a> {
    /// A network of its own, as each phone has.
    pub(crate) fn new(tally: &'a Tally) -> Result<Self, NoAnswer> {
        let inner = HttpTransport::new(&[])?;
        Ok(Self { inner, tally })
    }
}

impl Transport for Timed<'_> {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let is_photo = request.url.contains("/v1/photos");
        let started = Instant::now();
        let answer = self.inner.send(request).await?;
        self.tally.notes(is_photo, &answer, started.elapsed());
        Ok(answer)
    }
}
