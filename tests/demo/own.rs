//! The files of whoever starts the demo, in place of its own.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::{Arguments, Failure};

/// The folder's name for a choice of own files; none without any.
pub(crate) fn name_of(gpx: &[PathBuf], photos: Option<&Path>) -> Option<String> {
    if gpx.is_empty() && photos.is_none() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    gpx.iter()
        .map(absolute)
        .collect::<Vec<_>>()
        .hash(&mut hasher);
    photos
        .map(|path| absolute(&path.to_path_buf()))
        .hash(&mut hasher);
    Some(format!("demo-own-{:08x}", hasher.finish() as u32))
}

/// Tells before anything is done what is not there.
pub(crate) fn check(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(missing) = arguments.gpx.iter().find(|path| !path.is_file()) {
        return Err(format!("there is no file {}", missing.display()).into());
    }
    match &arguments.photos {
        Some(folder) if photos(folder)?.is_empty() => {
            Err(format!("{} holds no .jpg or .jpeg", folder.display()).into())
        }
        _ => Ok(()),
    }
}

/// The photos of a folder, by name.
pub(crate) fn photos(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let mut photos: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_jpeg(path))
        .collect();
    photos.sort();
    Ok(photos)
}

fn is_jpeg(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["jpg", "jpeg"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}
