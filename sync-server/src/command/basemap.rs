//! `basemap add`: a map of the municipality under its walks.

use std::path::PathBuf;

use clap::Subcommand;

use super::{CommandError, say};
use crate::basemap;
use crate::config::Config;

/// What to do with the base map.
#[derive(Debug, Subcommand)]
pub(super) enum BasemapAct {
    /// Take a PMTiles file; it replaces the map that there was
    Add {
        /// The file
        file: PathBuf,
        /// Whom the map must name, such as "© OpenStreetMap contributors"
        #[arg(long)]
        attribution: String,
    },
}

pub(super) fn run(config: &Config, act: &BasemapAct) -> Result<(), CommandError> {
    let BasemapAct::Add { file, attribution } = act;
    let added = basemap::add(&config.data, file, attribution);
    added.map_err(|error| CommandError::Failed(format!("{}: {error}", file.display())))?;
    say(&format!("added {}", file.display()));
    Ok(())
}
