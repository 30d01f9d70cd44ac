//! A walk's part of the base map on this phone: which one is here, and which is to come.
//!
//! A file's name says which map it is, so that nobody who reads one finds another in its place.

use std::collections::BTreeSet;
use std::io::{self, Read};

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::participation::Participation;
use super::status::OWN;
use super::store::Store;
use crate::id::{ContentHash, EntityId};
use crate::seam::Files;
use crate::store::StoreError;
use crate::sync::package::{BasemapClip, Package};
use crate::time::Timestamp;

const FOLDER: &str = "basemaps";
/// What has come of a map, until it is whole.
const PART: &str = ".part";

/// A map that could not be taken is tried again after an hour: it costs what it costs to fetch.
const TRY_AGAIN_AFTER_MS: i64 = 3_600 * 1_000;

/// The base map of a walk, as far as it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basemap {
    /// Where it is, below the store's folder; none while it is still to come.
    pub path: Option<String>,
    /// How large it is.
    pub bytes: u64,
    /// Whom the map must name.
    pub attribution: String,
}

/// A map that the server has and this phone has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BasemapToFetch {
    pub(crate) clip: BasemapClip,
    walk: EntityId,
    attribution: String,
}

impl BasemapToFetch {
    fn path(&self) -> String {
        path(self.walk, self.clip.hash)
    }

    fn part(&self) -> String {
        self.path() + PART
    }
}

fn name(walk: EntityId, hash: ContentHash) -> String {
    format!("{walk}-{hash}.pmtiles")
}

fn path(walk: EntityId, hash: ContentHash) -> String {
    format!("{FOLDER}/{}", name(walk, hash))
}

impl Store {
    /// The base map of a walk with this package: the one that is here, else the one that is to come.
    ///
    /// While a newer one is to come, or the municipality has none any longer, the older one is
    /// shown.
    pub fn basemap(
        &self,
        by: &Participation,
        package: Option<&Package>,
    ) -> Result<Option<Basemap>, StoreError> {
        let told = told_of(by, package, self.clock.now());
        let here = self.read(|connection| here(connection, by.walk))?;
        Ok(match (here, told) {
            (Some((hash, here)), Some(told)) if hash == told.clip.hash => Some(Basemap {
                attribution: told.attribution,
                ..here
            }),
            (Some((_, here)), _) => Some(here),
            (None, told) => told.map(|told| Basemap {
                path: None,
                bytes: told.clip.bytes,
                attribution: told.attribution,
            }),
        })
    }

    /// The map that is to be fetched now.
    pub(crate) fn basemap_to_fetch(
        &self,
        by: &Participation,
    ) -> Result<Option<BasemapToFetch>, StoreError> {
        let package = self.package(by.walk)?.map(|(package, _)| package);
        let now = self.clock.now();
        let Some(told) = told_of(by, package.as_ref(), now) else {
            return Ok(None);
        };
        let stands = self.read(|connection| stands(connection, by.walk, told.clip.hash, now))?;
        Ok((!stands).then_some(told))
    }

    /// How much of a map has come; none of one that is longer than it should be.
    pub(crate) fn basemap_bytes_here(&self, map: &BasemapToFetch) -> Result<u64, StoreError> {
        let here = self.files.length(&map.part())?.unwrap_or(0);
        if here <= map.clip.bytes {
            return Ok(here);
        }
        self.files.remove(&map.part())?;
        Ok(0)
    }

    /// Keeps a piece of a map behind what has come.
    pub(crate) fn keep_basemap_piece(
        &self,
        map: &BasemapToFetch,
        piece: &[u8],
    ) -> Result<(), StoreError> {
        Ok(self.files.append(&map.part(), piece)?)
    }

    /// Takes a map that has come whole in the place of the one before it; `false`, and nothing is
    /// kept of it, when it is not the map that the server told of.
    pub(crate) fn take_basemap(&self, map: &BasemapToFetch) -> Result<bool, StoreError> {
        if hash_of(&*self.files, &map.part())? != map.clip.hash {
            return Ok(false);
        }
        self.files.rename(&map.part(), &map.path())?;
        self.write(|tx| {
            tx.execute(
                "INSERT INTO basemap (walk, hash, bytes, attribution) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (walk) DO UPDATE SET hash = ?2, bytes = ?3, attribution = ?4, \
                 refused = NULL, refused_at = NULL",
                params![map.walk, map.clip.hash, map.clip.bytes, map.attribution],
            )?;
            Ok(())
        })?;
        self.sweep_basemaps();
        Ok(true)
    }

    /// Gives up a map for a while, and the room that it took.
    pub(crate) fn refuse_basemap(&self, map: &BasemapToFetch) -> Result<(), StoreError> {
        self.files.remove(&map.part())?;
        self.write(|tx| {
            tx.execute(
                "INSERT INTO basemap (walk, refused, refused_at) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (walk) DO UPDATE SET refused = ?2, refused_at = ?3",
                params![map.walk, map.clip.hash, self.clock.now().0],
            )?;
            Ok(())
        })
    }

    /// Whether something was recorded on a walk that has not been offered to the server.
    pub(crate) fn has_ops_to_send(&self, walk: EntityId) -> Result<bool, StoreError> {
        self.read(|connection| {
            let sql =
                format!("SELECT EXISTS (SELECT 1 FROM op WHERE {OWN} AND state = 'on_phone')");
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row([walk], |row| row.get(0))?)
        })
    }

    /// Removes the files of maps that no walk has any longer.
    ///
    /// What was asked for is done by then; a file that cannot be removed now is removed later.
    pub(super) fn sweep_basemaps(&self) {
        if let Err(error) = self.try_sweep_basemaps() {
            tracing::warn!(%error, "older base maps wait to be removed");
        }
    }

    fn try_sweep_basemaps(&self) -> Result<(), StoreError> {
        let files = self.files.list(FOLDER)?;
        if files.is_empty() {
            return Ok(());
        }
        let mut named = self.read(names)?;
        for by in self.participations()? {
            if let Some(map) = self.basemap_to_fetch(&by)? {
                named.insert(name(map.walk, map.clip.hash) + PART);
            }
        }
        for file in files.iter().filter(|file| !named.contains(*file)) {
            self.files.remove(&format!("{FOLDER}/{file}"))?;
        }
        Ok(())
    }

    /// The room that base maps take, with what has come of new ones.
    pub(super) fn basemap_bytes(&self) -> Result<u64, StoreError> {
        let mut bytes = 0;
        for file in self.files.list(FOLDER)? {
            bytes += self.files.length(&format!("{FOLDER}/{file}"))?.unwrap_or(0);
        }
        Ok(bytes)
    }
}

/// The map that the server told of, while the walk is not long over.
fn told_of(
    by: &Participation,
    package: Option<&Package>,
    now: Timestamp,
) -> Option<BasemapToFetch> {
    let told = package?.basemap.as_ref()?;
    let clip = told.clip.clone()?;
    (!by.is_over(now)).then(|| BasemapToFetch {
        clip,
        walk: by.walk,
        attribution: told.attribution.clone(),
    })
}

/// Forgets which map was here; its file goes with the next sweep.
pub(super) fn forget_basemap(tx: &Transaction<'_>, walk: EntityId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM basemap WHERE walk = ?1", [walk])?;
    Ok(())
}

fn here(
    connection: &Connection,
    walk: EntityId,
) -> Result<Option<(ContentHash, Basemap)>, StoreError> {
    let sql = "SELECT hash, bytes, attribution FROM basemap WHERE walk = ?1 AND hash IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([walk], |row| {
        let hash = row.get(0)?;
        let here = Basemap {
            path: Some(path(walk, hash)),
            bytes: row.get(1)?,
            attribution: row.get(2)?,
        };
        Ok((hash, here))
    });
    Ok(found.optional()?)
}

/// Whether nothing is to be done about a map: it is here, or was given up a while ago.
fn stands(
    connection: &Connection,
    walk: EntityId,
    hash: ContentHash,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM basemap WHERE walk = ?1 AND (hash = ?2 \
               OR refused = ?2 AND refused_at BETWEEN ?3 AND ?4))";
    let since = now.plus_ms(-TRY_AGAIN_AFTER_MS);
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![walk, hash, since.0, now.0], |row| row.get(0))?)
}

fn names(connection: &Connection) -> Result<BTreeSet<String>, StoreError> {
    let sql = "SELECT walk, hash FROM basemap WHERE hash IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok(name(row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A file of the phone from its beginning.
struct Reader<'a> {
    files: &'a dyn Files,
    path: &'a str,
    offset: u64,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.files.read_at(self.path, self.offset, buffer.len())?;
        buffer[..piece.len()].copy_from_slice(&piece);
        self.offset += piece.len() as u64;
        Ok(piece.len())
    }
}

fn hash_of(files: &dyn Files, path: &str) -> io::Result<ContentHash> {
    ContentHash::of_reader(Reader {
        files,
        path,
        offset: 0,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::testing::{SetClock, joined, opened};
    use super::*;
    use crate::seam::{Clock, SystemClock};
    use crate::sync::package::BasemapInfo;

    const MINUTE_MS: i64 = 60 * 1_000;
    const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

    /// The phone's store some time from now.
    fn after(folder: &Path, ms: i64) -> Store {
        let clock = Arc::new(SetClock::default());
        clock.set(SystemClock.now().plus_ms(ms));
        opened(folder, clock)
    }

    /// The server told of this map.
    fn told(store: &Store, walk: EntityId, map: &[u8]) -> BasemapToFetch {
        let mut package = Package::unknown(walk, "Kvällsvandring");
        package.basemap = Some(BasemapInfo {
            url: "https://lykta.example/basemap.pmtiles".to_owned(),
            attribution: "© Kartverket".to_owned(),
            clip: Some(BasemapClip {
                url: "/clip".to_owned(),
                bytes: map.len() as u64,
                hash: ContentHash::of(map),
            }),
        });
        store.keep_package(walk, &package, "tag").unwrap();
        to_fetch(store, walk).unwrap()
    }

    fn to_fetch(store: &Store, walk: EntityId) -> Option<BasemapToFetch> {
        let by = store.participation(walk).unwrap();
        store.basemap_to_fetch(&by).unwrap()
    }

    fn shown(store: &Store, walk: EntityId) -> Option<Basemap> {
        let by = store.participation(walk).unwrap();
        let package = store.package(walk).unwrap().map(|(package, _)| package);
        store.basemap(&by, package.as_ref()).unwrap()
    }

    #[test]
    fn a_map_goes_thirty_days_after_the_walk_and_is_not_fetched_again() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let map = told(&store, walk, b"streets");
        store.keep_basemap_piece(&map, b"stre").unwrap();
        assert_eq!(store.basemap_bytes_here(&map).unwrap(), 4);
        assert_eq!(shown(&store, walk).unwrap().path, None);
        store.keep_basemap_piece(&map, b"ets").unwrap();
        assert!(store.take_basemap(&map).unwrap());
        let path = shown(&store, walk).unwrap().path.unwrap();
        assert_eq!(store.files.read(&path).unwrap(), b"streets");
        assert_eq!(to_fetch(&store, walk), None);
        drop(store);

        let store = after(folder.path(), 29 * DAY_MS);
        assert!(shown(&store, walk).is_some());
        drop(store);
        let store = after(folder.path(), 31 * DAY_MS);
        assert_eq!(shown(&store, walk), None);
        assert_eq!(to_fetch(&store, walk), None);
        assert!(store.files.list(FOLDER).unwrap().is_empty());
    }

    #[test]
    fn a_map_that_was_given_up_is_tried_again_after_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let map = told(&store, walk, b"streets");
        store.keep_basemap_piece(&map, b"streams").unwrap();
        assert!(!store.take_basemap(&map).unwrap());
        store.refuse_basemap(&map).unwrap();
        assert!(store.files.list(FOLDER).unwrap().is_empty());
        drop(store);
        for (minutes, waits) in [(0, true), (59, true), (61, false), (-5, false)] {
            let store = after(folder.path(), minutes * MINUTE_MS);
            let next = to_fetch(&store, walk);
            assert_eq!(next.is_none(), waits, "after {minutes} minutes");
        }
    }

    #[test]
    fn what_no_walk_has_any_longer_is_swept_and_what_is_coming_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let older = told(&store, walk, b"streets");
        store.keep_basemap_piece(&older, b"stre").unwrap();
        let newer = told(&store, walk, b"roads");
        store.keep_basemap_piece(&newer, b"roa").unwrap();
        store.tidy().unwrap();
        assert_eq!(store.basemap_bytes_here(&older).unwrap(), 0);
        assert_eq!(store.basemap_bytes_here(&newer).unwrap(), 3);
        assert_eq!(store.storage().unwrap().basemap_bytes, 3);
        store.keep_basemap_piece(&newer, b"ds and more").unwrap();
        assert_eq!(
            store.basemap_bytes_here(&newer).unwrap(),
            0,
            "too long: begun anew"
        );
    }
}
