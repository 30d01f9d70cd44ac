//! The base map: one PMTiles file in the data folder, and whom it must name.

pub mod clip;

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use lykta_core::place::LatLon;
use lykta_core::time::Timestamp;

use crate::config::Config;
use crate::durable::{move_file, write_durably};

/// Where browsers read it; phones fetch their walk's [`clip`].
pub const ADDRESS: &str = "/basemap.pmtiles";
/// The type of what is there.
pub const KIND: &str = "application/vnd.pmtiles";
const FILE: &str = "basemap.pmtiles";
const RECEIVING_FILE: &str = "basemap.receiving";
const ATTRIBUTION_FILE: &str = "basemap.attribution";
/// PMTiles version 3 begins with this: <https://github.com/protomaps/PMTiles>, "Header".
const MAGIC: &[u8; 8] = b"PMTiles\x03";
/// All of the header.
const HEADER_BYTES: u64 = 127;

/// The base map's file.
pub fn path(data: &Path) -> PathBuf {
    data.join(FILE)
}

/// Whether there is a base map.
pub fn is_here(data: &Path) -> bool {
    path(data).is_file()
}

/// Another one whenever the file was replaced.
pub(crate) fn version(metadata: &Metadata) -> String {
    let changed = metadata.modified().ok();
    let changed = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let nanos = changed.map_or(0, |since| since.as_nanos());
    format!("{:x}-{nanos:x}", metadata.len())
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

/// What there is to say of a base map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    /// How large its file is.
    pub bytes: u64,
    /// When it was put there.
    pub added_at: Timestamp,
    /// What it covers: south-west and north-east, where its header tells.
    pub bounds: Option<(LatLon, LatLon)>,
}

/// What there is to say of the base map, when there is one.
pub fn about(data: &Path) -> io::Result<Option<About>> {
    let file = match File::open(path(data)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    let since = metadata.modified()?.duration_since(UNIX_EPOCH);
    let mut header = Vec::new();
    file.take(HEADER_BYTES).read_to_end(&mut header)?;
    Ok(Some(About {
        bytes: metadata.len(),
        added_at: Timestamp(since.map_or(0, |since| since.as_millis() as i64)),
        bounds: bounds(&header),
    }))
}

/// The same specification: longitude and latitude in 1e-7 degrees, little-endian.
fn bounds(header: &[u8]) -> Option<(LatLon, LatLon)> {
    let degrees = |at: usize| {
        let bytes = header.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(i32::from_le_bytes(bytes)) / 1e7)
    };
    let corner = |at: usize| {
        let (lon, lat) = (degrees(at)?, degrees(at + 4)?);
        let is_on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
        is_on_earth.then_some(LatLon { lat, lon })
    };
    let whole = header.len() as u64 == HEADER_BYTES;
    whole.then(|| Some((corner(102)?, corner(110)?))).flatten()
}

/// Puts a copy of `file` in the data folder, durably and all at once.
pub fn add(data: &Path, file: &Path, attribution: &str) -> Result<(), BadBasemap> {
    let mut source = File::open(file)?;
    check(&mut source)?;
    // The name first: a map is never shown without whom it must name.
    set_attribution(data, attribution)?;
    write_durably(&path(data), MAGIC.as_slice().chain(source))?;
    Ok(clip::forget_all(data)?)
}

/// Where a map is kept while it comes in; one at a time.
pub fn receiving_path(data: &Path) -> PathBuf {
    data.join(RECEIVING_FILE)
}

/// Makes what came in whole the base map, or removes it.
pub fn take_received(data: &Path, attribution: &str) -> Result<(), BadBasemap> {
    let received = receiving_path(data);
    let taken = File::open(&received)
        .map_err(BadBasemap::from)
        .and_then(|mut file| {
            check(&mut file)?;
            file.sync_all()?;
            set_attribution(data, attribution)?;
            move_file(&received, &path(data))?;
            Ok(clip::forget_all(data)?)
        });
    if taken.is_err() {
        forget_received(data);
    }
    taken
}

/// Removes what came in only in part.
pub fn forget_received(data: &Path) {
    // What stays is overwritten by the next one.
    let _ = fs::remove_file(receiving_path(data));
}

/// Says whom the map must name.
pub fn set_attribution(data: &Path, attribution: &str) -> io::Result<()> {
    write_durably(&data.join(ATTRIBUTION_FILE), attribution.trim().as_bytes())
}

/// Takes the base map away.
pub fn remove(data: &Path) -> io::Result<()> {
    for file in [path(data), data.join(ATTRIBUTION_FILE)] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    clip::forget_all(data)
}

fn check(file: &mut File) -> Result<(), BadBasemap> {
    let mut magic = [0; MAGIC.len()];
    match file.read_exact(&mut magic) {
        Ok(()) if magic == *MAGIC => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error.into()),
        _ => Err(BadBasemap::NotPmtiles),
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

    #[test]
    fn a_map_that_came_in_is_told_of_and_taken_away_again() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let mut header = [0; HEADER_BYTES as usize];
        header[..8].copy_from_slice(MAGIC);
        for (at, degrees_e7) in [
            (102, 160_000_000i32),
            (106, 617_000_000),
            (110, 161_000_000),
            (114, 618_000_000),
        ] {
            header[at..at + 4].copy_from_slice(&degrees_e7.to_le_bytes());
        }
        fs::write(receiving_path(data), header).unwrap();
        take_received(data, "© Lantmäteriet").unwrap();
        let told = about(data).unwrap().unwrap();
        let corner = |lat, lon| LatLon { lat, lon };
        assert_eq!(told.bounds, Some((corner(61.7, 16.0), corner(61.8, 16.1))));
        assert_eq!(told.bytes, HEADER_BYTES);

        fs::write(receiving_path(data), b"PK\x03\x04 something else").unwrap();
        let refused = take_received(data, "nobody");
        assert!(matches!(refused, Err(BadBasemap::NotPmtiles)));
        assert!(
            !receiving_path(data).exists(),
            "what is of no use takes no room"
        );
        assert_eq!(attribution(&Config::of_folder(data)), "© Lantmäteriet");

        remove(data).unwrap();
        assert_eq!(about(data).unwrap(), None);
        remove(data).unwrap();
    }
}
