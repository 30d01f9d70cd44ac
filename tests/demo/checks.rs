//! Whether everything arrived, byte for byte: what the phones hold against what the server holds.

use std::fmt;
use std::path::{Path, PathBuf};

use lykta_core::domain::Kind;
use lykta_core::id::{ContentHash, OpHash};
use lykta_core::phone::Store;
use lykta_core::rescue::read_archive;
use lykta_core::store::{database, log};
use lykta_core::track::TrackItem;
use rusqlite::Connection;

use crate::plan::Evening;
use crate::{Arguments, Failure};

/// What arrived.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    ops: usize,
    photos: usize,
    fixes: usize,
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ops, photos, fixes } = self;
        write!(f, "{ops} ops, {photos} photos, {fixes} fixes: all visible")
    }
}

/// Compares each op and each photo of each phone with the server's, and the office's tracks.
pub(crate) fn everything_arrived(
    arguments: &Arguments,
    evening: &Evening,
    phones: &[PathBuf],
    office: &Path,
) -> Result<Totals, Failure> {
    let data = arguments.data.join("server");
    let server = database::open_reader(&data.join("lykta.sqlite3"))?;
    let office = Store::open(office)?.store;
    let mut totals = Totals::default();
    for phone in phones {
        let store = Store::open(phone)?.store;
        if !store.status(evening.walk)?.is_all_visible() {
            return Err(format!("not all of {} is visible", phone.display()).into());
        }
        compare_phone(&store, evening, &server, &data, &mut totals)?;
        compare_tracks(&store, &office, evening, &mut totals)?;
    }
    Ok(totals)
}

fn compare_phone(
    store: &Store,
    evening: &Evening,
    server: &Connection,
    data: &Path,
    totals: &mut Totals,
) -> Result<(), Failure> {
    let mut archive = Vec::new();
    store.write_rescue_archive(evening.walk, &mut archive)?;
    for rescued in read_archive(&archive[..])? {
        for payload in rescued.ops.values() {
            let arrived = log::find(server, OpHash::of(payload))?;
            if arrived.is_none_or(|op| op.payload != *payload) {
                return Err("an op is missing on the server, or has other bytes".into());
            }
            totals.ops += 1;
        }
        for (hash, jpeg) in &rescued.photos {
            if file_of(data, evening, *hash)? != *jpeg {
                return Err(format!("photo {hash} has other bytes on the server").into());
            }
            totals.photos += 1;
        }
    }
    Ok(())
}

fn file_of(data: &Path, evening: &Evening, hash: ContentHash) -> Result<Vec<u8>, Failure> {
    let folder = data.join("photos").join(evening.walk.to_string());
    Ok(std::fs::read(folder.join(format!("{hash}.jpg")))?)
}

fn compare_tracks(
    phone: &Store,
    office: &Store,
    evening: &Evening,
    totals: &mut Totals,
) -> Result<(), Failure> {
    for track in phone.list_items(evening.walk, Kind::Track)? {
        let items = phone.track_items(track.id)?;
        if office.track_items(track.id)? != items {
            return Err("a track differs at the coordinator".into());
        }
        let fixes = items
            .iter()
            .filter(|item| matches!(item, TrackItem::Fix(_)));
        totals.fixes += fixes.count();
    }
    Ok(())
}
