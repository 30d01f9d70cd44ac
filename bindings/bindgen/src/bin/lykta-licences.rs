//! Writes what an app must tell of the libraries in its core, as JSON: their names and licences,
//! and the licences' texts as they lie beside their source.
//!
//! `cargo tree` names the libraries on standard input, a line each: `geo v0.33.1`.

use std::collections::BTreeSet;
use std::io::{self, Error, Read, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use cargo_metadata::{MetadataCommand, Package};
use serde::Serialize;

/// What files with a licence, or with what must be told beside it, begin with.
const NAMES: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "COPYRIGHT",
    "NOTICE",
    "UNLICENSE",
];

#[derive(Default, Serialize)]
struct Licences {
    libraries: Vec<Library>,
    /// Each text once, however many libraries have it.
    texts: Vec<String>,
}

#[derive(Serialize)]
struct Library {
    name: String,
    version: String,
    licence: String,
    authors: Vec<String>,
    source: Option<String>,
    /// Places in [`Licences::texts`].
    texts: Vec<usize>,
}

impl Licences {
    fn add(&mut self, package: Package) -> io::Result<()> {
        let licence = package.license.unwrap_or_default();
        let folder = package.manifest_path.parent().map(Path::new);
        let files = files_of(folder.unwrap_or(Path::new(".")), &licence)?;
        let texts = files.iter().map(|file| self.place_of(file));
        let texts = texts.collect::<io::Result<_>>()?;
        self.libraries.push(Library {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence,
            authors: package.authors,
            source: package.repository,
            texts,
        });
        Ok(())
    }

    fn place_of(&mut self, file: &Path) -> io::Result<usize> {
        let bytes = fs::read(file)?;
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let text = text.trim_matches('\n');
        let known = self.texts.iter().position(|known| known == text);
        Ok(known.unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        }))
    }
}

/// The files of a library to show; where one may choose a licence, MIT is chosen.
fn files_of(folder: &Path, licence: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if entry.file_type()?.is_file() && NAMES.iter().any(|begin| name.starts_with(begin)) {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    let is_mit = |name: &str| name.contains("MIT");
    let is_choice = licence.contains(" OR ") || licence.contains('/');
    let may_choose = is_choice && !licence.contains(" AND ");
    if may_choose && is_mit(licence) && files.iter().any(|(name, _)| is_mit(name)) {
        files.retain(|(name, _)| is_mit(name) || name.starts_with("NOTICE"));
    }
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

fn main() -> io::Result<()> {
    let mut named = String::new();
    io::stdin().read_to_string(&mut named)?;
    let mut wanted: BTreeSet<&str> = named.lines().collect();
    let mut command = MetadataCommand::new();
    command.other_options(env::args().skip(1).collect::<Vec<_>>());
    let metadata = command.exec().map_err(Error::other)?;
    let mut packages = metadata.packages;
    packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    let mut licences = Licences::default();
    for package in packages {
        if wanted.remove(&*format!("{} v{}", package.name, package.version)) {
            licences.add(package)?;
        }
    }
    if !wanted.is_empty() {
        let unknown =
            format!("cargo knows nothing of {wanted:?}: is the input that of cargo tree?");
        return Err(Error::other(unknown));
    }
    serde_json::to_writer(io::stdout().lock(), &licences)?;
    io::stdout().flush()
}
