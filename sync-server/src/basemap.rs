//! The base map: one PMTiles file in the data folder, and whom it must name.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::config::Config;

/// Where phones and browsers fetch it.
pub const ADDRESS: &str = "/basemap.pmtiles";
const FILE: &str = "basemap.pmtiles";
const ATTRIBUTION_FILE: &str = "basemap.attribution";
/// PMTiles version 3 begins with this: <https://github.com/protomaps/PMTiles>, "Header".
const MAGIC: &[u8; 8] = b"PMTiles\x03";

/// The base map's file.
pub fn path(data: &Path) -> PathBuf {
    data.join(FILE)
}

/// Whether there is a base map.
pub fn is_here(data: &Path) -> bool {
    path(data).is_file()
}

/// Whom the map must name: the option, else what was given when the map was added.
pub fn attribution(config: &Config) -> String {
    if !config.basemap_attribution.is_empty() {
        return config.basemap_attribution.clone();
    }
    fs::read_to_string(config.data.join(ATTRIBUTION_FILE)).unwrap_or_default()
}

/// Why a file cannot be the base map.
#[derive(Debug, thiserror::Error)]
pub enum BadBasemap {
    /// It is of another format.
    #[error("this is no PMTiles file of version 3: make one, or ask whoever gave it to you")]
    NotPmtiles,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Puts a copy of `file` in the data folder, durably and all at once.
pub fn add(data: &Path, file: &Path, attribution: &str) -> Result<(), BadBasemap> {
    let mut source = File::open(file)?;
    let mut magic = [0; MAGIC.len()];
    match source.read_exact(&mut magic) {
        Ok(()) if magic == *MAGIC => {}
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error.into()),
        _ => return Err(BadBasemap::NotPmtiles),
    }
    fs::create_dir_all(data)?;
    // The name first: a map is never shown without whom it must name.
    put(
        &data.join(ATTRIBUTION_FILE),
        &mut attribution.trim().as_bytes(),
    )?;
    put(&path(data), &mut magic.chain(source))?;
    Ok(())
}

fn put(path: &Path, from: &mut impl Read) -> io::Result<()> {
    let part = path.with_extension("part");
    let mut file = File::create(&part)?;
    io::copy(from, &mut file)?;
    file.flush()?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pmtiles_is_taken_and_the_old_map_stays_until_the_new_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let file = folder.path().join("town.pmtiles");
        for wrong in [&b""[..], b"PMTiles", b"PMTiles\x02...", b"GIF89a.."] {
            fs::write(&file, wrong).unwrap();
            let refused = add(&data, &file, "nobody");
            assert!(matches!(refused, Err(BadBasemap::NotPmtiles)));
            assert!(!is_here(&data));
        }
        fs::write(&file, b"PMTiles\x03and tiles").unwrap();
        add(&data, &file, " © Lantmäteriet\n").unwrap();
        assert_eq!(fs::read(path(&data)).unwrap(), b"PMTiles\x03and tiles");
        let config = Config::of_folder(&data);
        assert_eq!(attribution(&config), "© Lantmäteriet");
        assert_eq!(fs::read_dir(&data).unwrap().count(), 2);
    }
}
