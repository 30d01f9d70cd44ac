//! `import`: take in what a phone shared as a rescue archive, any number of times.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use lykta_core::id::ReplicaId;
use lykta_core::join::{Code, CodeText};
use lykta_core::rescue::{Rescued, read_archive};

use super::{CommandError, say};
use crate::photos;
use crate::state::AppState;
use crate::store::import::{Imported, import_ops};

pub(super) async fn run(state: &AppState, archive: &Path) -> Result<(), CommandError> {
    let file = File::open(archive)
        .map_err(|error| failed(format!("cannot read {}: {error}", archive.display())))?;
    let all = read_archive(BufReader::new(file)).map_err(failed)?;
    for rescued in all {
        import_one(state, rescued).await?;
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Failed(error.to_string())
}

async fn import_one(state: &AppState, rescued: Rescued) -> Result<(), CommandError> {
    let Some(manifest) = rescued.manifest else {
        return Ok(());
    };
    let text: CodeText = manifest.code.parse().map_err(failed)?;
    let code = text.verify(state.keep.code_key()).map_err(|_| {
        failed(
            "the archive's code was not made with this server's keep folder: nothing was taken in",
        )
    })?;
    let ops = rescued.ops.into_values().collect();
    let imported = take_ops(state, (manifest.replica, text, code.clone()), ops).await?;
    let mut photos_taken = 0;
    for jpeg in rescued.photos.into_values() {
        match photos::import(state, manifest.replica, code.walk, jpeg).await {
            Ok(()) => photos_taken += 1,
            Err(error) => say(&format!("a photo was not taken in: {error}")),
        }
    }
    say(&summary(manifest.replica, imported, photos_taken));
    Ok(())
}

async fn take_ops(
    state: &AppState,
    by: (ReplicaId, CodeText, Code),
    ops: Vec<Vec<u8>>,
) -> Result<Imported, CommandError> {
    let now = state.clock.now();
    let write = state
        .db
        .write(move |tx, commit| import_ops(tx, commit, by, ops, now));
    Ok(write.await?)
}

fn summary(replica: ReplicaId, imported: Imported, photos: usize) -> String {
    let Imported {
        visible,
        received,
        held,
        erased,
    } = imported;
    format!(
        "phone {replica}: {visible} ops visible, {received} waiting for another, {held} held, \
         {erased} erased, {photos} photos"
    )
}
