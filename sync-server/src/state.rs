//! What all handlers share.

use std::sync::{Arc, PoisonError, RwLock};

use lykta_core::seam::{Clock, IdSource, SystemClock, SystemIds};
use lykta_core::words::{Language, Words};
use rusqlite::Transaction;
use tokio::sync::Mutex;

use crate::basemap::clip::Clips;
use crate::config::Config;
use crate::error::Error;
use crate::keep::Keep;
use crate::metrics::Metrics;
use crate::pages::Pages;
use crate::photos::Photos;
use crate::store::Db;
use crate::store::settings::{self, Settings};

/// The server's parts; a clone is cheap and shares them.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The key of codes.
    pub keep: Arc<Keep>,
    /// How the server was started.
    pub config: Arc<Config>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives randomness.
    pub ids: Arc<dyn IdSource>,
    /// Counts and times.
    pub metrics: Metrics,
    /// Uploads under way, and copies to be drawn.
    pub photos: Photos,
    /// Makes the walks' parts of the base map.
    pub clips: Arc<Clips>,
    /// What the pages share.
    pub pages: Arc<Pages>,
    /// What the municipality has set.
    settled: Arc<Settled>,
}

/// The settings as they were read last, since every page and package needs them.
#[derive(Default)]
struct Settled {
    current: RwLock<Arc<Settings>>,
    /// Who reads anew does so after the last write, whoever wrote.
    renewing: Mutex<()>,
}

impl Settled {
    fn set(&self, settings: Settings) {
        let current = self.current.write();
        *current.unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
    }
}

impl AppState {
    /// Opens everything that `config` names, with the machine's clock and randomness.
    pub fn open(config: Config) -> Result<Self, Error> {
        Self::open_with(config, Arc::new(SystemClock), Arc::new(SystemIds))
    }

    /// The same with another clock and another source of ids.
    pub fn open_with(
        config: Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
    ) -> Result<Self, Error> {
        let keep = Keep::open(&config.keep, &*ids)?;
        let metrics = Metrics::default();
        let db = Db::open(&config.data, keep.journal(), Arc::clone(&ids))?;
        db.measure(metrics.clone());
        let settled = Settled::default();
        settled.set(db.read_at_start(settings::read)?);
        Ok(Self {
            db,
            keep: Arc::new(keep),
            config: Arc::new(config),
            clock,
            ids,
            metrics,
            photos: Photos::default(),
            clips: Arc::default(),
            pages: Arc::default(),
            settled: Arc::new(settled),
        })
    }

    /// What the municipality has set.
    pub fn settings(&self) -> Arc<Settings> {
        let current = self.settled.current.read();
        Arc::clone(&current.unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes what is set, for everything that is answered from now on.
    pub async fn set<F>(&self, change: F) -> Result<(), Error>
    where
        F: FnOnce(&Transaction<'_>) -> Result<(), Error> + Send + 'static,
    {
        self.db.write(move |tx, _| change(tx)).await?;
        let _turn = self.settled.renewing.lock().await;
        self.settled.set(self.db.read(settings::read).await?);
        Ok(())
    }

    /// The words for somebody who would have this language, when it is offered.
    pub fn words(&self, wished: Language) -> Arc<Words> {
        self.pages.words(self.settings().offered(wished))
    }

    /// Ends what runs beside the calls, then the database: nothing is written in the data
    /// folder afterwards.
    pub async fn close(&self) {
        self.photos.close();
        self.db.close().await;
    }
}
