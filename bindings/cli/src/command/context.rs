//! What a command works with: the store, the walk, and items by what a person types.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::phone::{ItemView, Opened, Participation, Store};
use lykta_core::seam::{Clock, DiskFiles, SystemIds};
use lykta_core::store::StoreError;
use serde_json::json;

use crate::failure::{Failure, FileAct};
use crate::output::Output;

/// What a command works with.
pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) output: Output,
    walk: Option<String>,
}

impl Context {
    /// Opens the store in `folder`, or in the user's data folder. What was found is told.
    pub(super) fn open(
        folder: Option<PathBuf>,
        walk: Option<String>,
        clock: Arc<dyn Clock>,
        output: Output,
    ) -> Result<Self, Box<(Output, Failure)>> {
        let folder = folder.unwrap_or_else(default_folder);
        let opened = match open_store(&folder, clock) {
            Ok(opened) => opened,
            Err(failure) => return Err(Box::new((output, failure))),
        };
        if let Some(aside) = &opened.set_aside {
            let file = folder.join(aside).display().to_string();
            let words = &output.words;
            output.note(&words.say_with("cli-store_unreadable", [("file", file.into())]));
        }
        Ok(Self {
            store: opened.store,
            output,
            walk,
        })
    }

    /// The walk that the command is about.
    pub(crate) fn participation(&self) -> Result<Participation, Failure> {
        let joined = self.store.participations()?;
        let Some(wanted) = &self.walk else {
            return joined.into_iter().next().ok_or(Failure::NotJoined);
        };
        let is_wanted = |by: &Participation| {
            let id = by.walk.to_string();
            id.starts_with(wanted) || id.ends_with(wanted)
        };
        let mut found = joined.into_iter().filter(is_wanted);
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => Err(Failure::SeveralItems(wanted.clone())),
            (None, _) => Err(Failure::NoSuchWalk(wanted.clone())),
        }
    }

    pub(crate) fn walk(&self) -> Result<EntityId, Failure> {
        Ok(self.participation()?.walk)
    }

    /// The item that a person means by a whole id, its beginning or its end.
    pub(crate) fn item(&self, text: &str) -> Result<ItemView, Failure> {
        let id = match text.parse() {
            Ok(id) => id,
            Err(_) => self.the_one_item(text)?,
        };
        match self.store.show(id) {
            Err(StoreError::NotFound(_)) => Err(Failure::NoSuchItem(text.to_owned())),
            other => Ok(other?),
        }
    }

    fn the_one_item(&self, part: &str) -> Result<EntityId, Failure> {
        match self.store.find_items(part)?[..] {
            [one] => Ok(one),
            [] => Err(Failure::NoSuchItem(part.to_owned())),
            _ => Err(Failure::SeveralItems(part.to_owned())),
        }
    }

    /// The same, when it is of this kind.
    pub(crate) fn item_of(&self, kind: Kind, text: &str) -> Result<EntityId, Failure> {
        let item = self.item(text)?;
        if item.kind == kind.name() {
            return Ok(item.id);
        }
        Err(Failure::WrongKind {
            kind: item.kind,
            wanted: kind,
        })
    }

    /// Says that something was recorded.
    pub(crate) fn recorded(&self, id: EntityId) {
        let line = format!("{id}  {}", self.output.words.say("cli-recorded"));
        self.output.answer(&json!({ "id": id }), &[line]);
    }
}

fn open_store(folder: &Path, clock: Arc<dyn Clock>) -> Result<Opened, Failure> {
    let files =
        DiskFiles::open(folder).map_err(|error| file_failure(folder, FileAct::Write, &error))?;
    Ok(Store::open_with(
        folder,
        Arc::new(files),
        clock,
        Arc::new(SystemIds),
    )?)
}

fn default_folder() -> PathBuf {
    let folders = directories::ProjectDirs::from("", "", "lykta");
    folders.map_or_else(
        || PathBuf::from("lykta-data"),
        |folders| folders.data_dir().to_path_buf(),
    )
}

/// Reads a file that the person named.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| file_failure(path, FileAct::Read, &error))
}

/// Writes a file that the person named.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| file_failure(path, FileAct::Write, &error))
}

fn file_failure(path: &Path, act: FileAct, error: &std::io::Error) -> Failure {
    Failure::File {
        act,
        path: path.display().to_string(),
        why: error.to_string(),
    }
}
