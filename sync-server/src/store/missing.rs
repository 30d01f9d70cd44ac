//! Photos whose words are here and whose files are not.

use lykta_core::domain::Kind;
use lykta_core::id::{ContentHash, EntityId, ReplicaId};
use lykta_core::merge::FieldState;
use lykta_core::op::Value;
use rusqlite::{Connection, params};

use super::one;
use super::page::Item;
use crate::error::Error;

/// The photos of which one phone has the files.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    /// Those that are shown: of one observation together, the oldest observation first.
    pub photos: Vec<Item>,
    /// How many others are withdrawn, or what they belong to is.
    pub withdrawn: u64,
}

/// The photos of a walk whose file a phone named and has not sent, also of photos that others took.
pub fn of_phone(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<Missing, Error> {
    let mut missing = Missing::default();
    for (id, hash, is_withdrawn) in named(connection, walk, replica)? {
        let photo = one::item(connection, walk, id, Kind::Photo)?;
        if !is_named_by(&photo, hash, replica) {
            continue;
        }
        if is_withdrawn {
            missing.withdrawn += 1;
        } else {
            missing.photos.push(photo);
        }
    }
    Ok(missing)
}

/// Photos that a phone said something of, each file that they name and that is not here, and
/// whether they are withdrawn.
fn named(
    connection: &Connection,
    walk: EntityId,
    replica: ReplicaId,
) -> Result<Vec<(EntityId, ContentHash, bool)>, Error> {
    let sql = "SELECT photo.id, photo_file.hash, photo.withdrawn OR ifnull(above.withdrawn, 0) \
               FROM entity AS photo JOIN photo_file ON photo_file.photo = photo.id \
               LEFT JOIN entity AS above ON above.id = photo.parent \
               WHERE photo.walk = ?1 AND photo.kind = 'photo' \
               AND EXISTS (SELECT 1 FROM op WHERE op.target = photo.id AND op.replica = ?2) \
               AND NOT EXISTS (SELECT 1 FROM file WHERE file.walk = ?1 \
                               AND file.hash = photo_file.hash) \
               AND NOT EXISTS (SELECT 1 FROM erased_file WHERE erased_file.walk = ?1 \
                               AND erased_file.hash = photo_file.hash) \
               ORDER BY above.at, photo.parent, photo.at, photo.row";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![walk, replica], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether it was this phone that named the file: whoever blurs a photo holds the new version.
fn is_named_by(photo: &Item, hash: ContentHash, replica: ReplicaId) -> bool {
    let heads = photo.state.fields.get("file").into_iter();
    heads.flat_map(FieldState::heads).any(|head| {
        let named = head.value.entry("hash").and_then(Value::to_bytes);
        head.reference.0 == replica && named.is_some_and(|named| named == hash.as_bytes())
    })
}
