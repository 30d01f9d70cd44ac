//! What all handlers share.

use std::sync::Arc;

use lykta_core::seam::{Clock, IdSource, SystemClock, SystemIds};

use crate::config::Config;
use crate::error::Error;
use crate::keep::Keep;
use crate::metrics::Metrics;
use crate::pages::Pages;
use crate::photos::Photos;
use crate::store::Db;

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
    /// What the pages share.
    pub pages: Arc<Pages>,
}

impl AppState {
    /// Opens everything that `config` names, with the machine's clock and randomness.
    pub fn open(config: Config) -> Result<Self, Error> {
        Self::open_with(
            config,
            Arc::new(SystemClock::default()),
            Arc::new(SystemIds),
        )
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
        Ok(Self {
            db,
            keep: Arc::new(keep),
            config: Arc::new(config),
            clock,
            ids,
            metrics,
            photos: Photos::default(),
            pages: Arc::default(),
        })
    }

    /// Ends what runs beside the calls, then the database: nothing is written in the data
    /// folder afterwards.
    pub async fn close(&self) {
        self.photos.close().await;
        self.db.close().await;
    }
}
