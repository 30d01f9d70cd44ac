//! What must hold of a server's folders after a crash, by its own database and files.

use std::path::{Path, PathBuf};

use lykta_core::id::{ContentHash, EntityId};
use lykta_server::config::Config;
use lykta_server::photos;
use lykta_server::state::AppState;
use lykta_server::store::rebuild::rebuild;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::office::{Evening, OpTold, SECRET, Told};
use crate::run::{Crash, Found, is_sound};

/// Starts the server on what a crash left, and holds it against what had been told.
pub(crate) async fn examine(folder: &Path, evening: &Evening, crash: &Crash<'_>) -> Found {
    let data = folder.join("data");
    starts(&data)
        .await
        .map_err(|error| format!("it does not start: {error}"))?;
    let left = Left {
        database: database(&data),
        data,
        evening,
    };
    is_sound(&left.database)?;
    let (told, later) = evening.told.split_at(crash.milestones);
    let may_be_erased = told.iter().any(|told| matches!(told, Told::ErasureBegan));
    for told in told {
        left.holds(told, may_be_erased)?;
    }
    for told in later.iter().take(1) {
        left.is_whole_or_absent(told)?;
    }
    left.is_erased_whole_or_not_at_all()?;
    left.files_are_whole()
}

/// A start, as after a crash, and an end.
async fn starts(data: &Path) -> Result<(), String> {
    let state = AppState::open(Config::of_folder(data)).map_err(|error| error.to_string())?;
    let started = photos::start(&state).await;
    let journal = state
        .keep
        .journal()
        .read()
        .map_err(|error| error.to_string())?;
    let rebuilt = state
        .db
        .write(move |tx, commit| rebuild(tx, commit, &journal));
    let rebuilt = rebuilt.await;
    state.close().await;
    started.map_err(|error| error.to_string())?;
    match rebuilt {
        Ok(true) => Ok(()),
        Ok(false) => Err("what it shows does not follow from its log".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn database(data: &Path) -> Connection {
    let path = data.join("lykta.sqlite3");
    let opened = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    opened.expect("the server's database")
}

struct Left<'a> {
    database: Connection,
    data: PathBuf,
    evening: &'a Evening,
}

impl Left<'_> {
    fn holds(&self, told: &Told, may_be_erased: bool) -> Found {
        match told {
            Told::Planned { key, walk } => self.is_planned(key, *walk),
            Told::Received(ops) => ops.iter().try_for_each(|op| self.has(op, may_be_erased)),
            Told::Here { upload, bytes } => self.has_begun(*upload, bytes),
            Told::Whole(bytes) if may_be_erased && *bytes == self.evening.erased_file => Ok(()),
            Told::Whole(bytes) => self.has_photo(bytes),
            Told::Erased => self.nothing_is_left(),
            Told::Answered | Told::ErasureBegan => Ok(()),
        }
    }

    fn is_planned(&self, key: &[u8], walk: EntityId) -> Found {
        let here = std::fs::read(self.data.with_extension("keep").join("code.key"));
        if here.ok().as_deref() != Some(key) {
            return Err("codes that were given out are no longer good".to_owned());
        }
        let planned = self.count("SELECT count(*) FROM entity WHERE id = ?1", &walk);
        expect(planned == 1, "a walk that was planned is lost")
    }

    fn has(&self, op: &OpTold, may_be_erased: bool) -> Found {
        let sql = "SELECT payload, state FROM op WHERE hash = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?));
        let found = self.database.query_row(sql, [&op.hash], row).optional();
        let Some((payload, state)) = found.expect("the log") else {
            return Err("an op with a receipt is lost".to_owned());
        };
        let state: String = state;
        if may_be_erased && state == "erased" && self.evening.erased.contains(&op.target) {
            return Ok(());
        }
        let is_same = payload == op.payload && state == op.state;
        expect(is_same, "an op is not as its receipt said")
    }

    /// Its bytes are in its file, or by now in the photo's place.
    ///
    /// A disk may keep the length of bytes that it lost behind them. The hash then refuses the
    /// whole upload, and its sender is told to begin anew.
    fn has_begun(&self, upload: EntityId, bytes: &[u8]) -> Found {
        let here = std::fs::read(self.data.join(format!("uploads/{upload}.part")));
        let mut whole = self.evening.told.iter().filter_map(|told| match told {
            Told::Whole(whole) if whole.starts_with(bytes) => Some(whole),
            _ => None,
        });
        let rows = self.count("SELECT count(*) FROM upload WHERE id = ?1", &upload);
        let is_here = here.unwrap_or_default().starts_with(bytes)
            || whole.any(|whole| self.has_photo(whole).is_ok())
            || rows == 0;
        expect(is_here, "bytes are lost whose offset was told")
    }

    fn has_photo(&self, bytes: &[u8]) -> Found {
        let hash = ContentHash::of(bytes);
        let here = std::fs::read(self.photos().join(format!("{hash}.jpg")));
        if here.ok().as_deref() != Some(bytes) {
            return Err("a photo that was received is lost".to_owned());
        }
        let rows = self.count("SELECT count(*) FROM file WHERE hash = ?1", &hash);
        expect(rows == 1, "a photo that was received is not taken down")
    }

    /// A push that was not answered is in the log as a whole, or not at all.
    fn is_whole_or_absent(&self, told: &Told) -> Found {
        let Told::Received(ops) = told else {
            return Ok(());
        };
        let sql = "SELECT count(*) FROM op WHERE hash = ?1";
        let here: i64 = ops.iter().map(|op| self.count(sql, &op.hash)).sum();
        let is_whole = here == 0 || here == ops.len() as i64;
        expect(is_whole, "a push is in the log in part")
    }

    fn is_erased_whole_or_not_at_all(&self) -> Found {
        let of = "SELECT count(*) FROM op WHERE target = ?1";
        let erased = format!("{of} AND state = 'erased'");
        let sum = |sql: &str| -> i64 {
            let counts = self.evening.erased.iter().map(|id| self.count(sql, id));
            counts.sum()
        };
        let erased = sum(&erased);
        if erased != 0 && erased != sum(of) {
            return Err("an observation is erased in part".to_owned());
        }
        if erased == 0 {
            return Ok(());
        }
        self.nothing_is_left()
    }

    /// Neither the words nor the photo, in any file.
    fn nothing_is_left(&self) -> Found {
        let hash = ContentHash::of(&self.evening.erased_file).to_string();
        for file in files(&self.data) {
            let bytes = std::fs::read(&file).expect("a file");
            let has_words = bytes
                .windows(SECRET.len())
                .any(|some| some == SECRET.as_bytes());
            let is_photo = file.to_string_lossy().contains(&hash);
            if has_words || is_photo {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                return Err(format!("something that was erased is still in {name}"));
            }
        }
        Ok(())
    }

    /// Each file in a photo's place has its hash, and each that was taken down is there.
    fn files_are_whole(&self) -> Found {
        for file in files(&self.photos()) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let hash = ContentHash::of(&std::fs::read(&file).expect("a file"));
            let is_original = !name.contains('.') && file.extension().is_some_and(|of| of == "jpg");
            expect(
                !is_original || name == hash.to_string(),
                "a photo's file has other bytes",
            )?;
        }
        let sql = "SELECT hash FROM file WHERE state <> 'erased'";
        let mut statement = self.database.prepare(sql).expect("files");
        let taken_down = statement.query_map([], |row| row.get::<_, ContentHash>(0));
        for hash in taken_down.expect("files") {
            let path = self.photos().join(format!("{}.jpg", hash.expect("a file")));
            expect(path.is_file(), "a photo is taken down and has no file")?;
        }
        Ok(())
    }

    fn photos(&self) -> PathBuf {
        self.data.join("photos").join(self.evening.walk.to_string())
    }

    fn count(&self, sql: &str, of: &dyn rusqlite::ToSql) -> i64 {
        let count = self.database.query_row(sql, [of], |row| row.get(0));
        count.expect("a count")
    }
}

fn expect(holds: bool, otherwise: &str) -> Found {
    if holds {
        Ok(())
    } else {
        Err(otherwise.to_owned())
    }
}

/// All files below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let (folders, mut here): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    here.extend(folders.iter().flat_map(|folder| files(folder)));
    here
}
