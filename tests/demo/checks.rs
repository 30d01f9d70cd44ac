//! Whether everything arrived, byte for byte: what the phones hold against what the server holds.

use std::fmt;
use std::path::{Path, PathBuf};

use lykta_core::domain::Kind;
use lykta_core::id::{ContentHash, OpHash};
use lykta_core::phone::Store;
use lykta_core::rescue::read_archive;
use lykta_core::store::{database, log};
use lykta_core::track::{GapReason, TrackItem};
use rusqlite::Connection;

use crate::Failure;
use crate::plan::Evening;

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

/// Compares each op and each photo of each phone with the server's, and photos and tracks with
/// the office's.
pub(crate) fn everything_arrived(
    data: &Path,
    evening: &Evening,
    phones: &[PathBuf],
    office: &Path,
) -> Result<Totals, Failure> {
    let data = data.join("server");
    let server = database::open_reader(&data.join("lykta.sqlite3"))?;
    let office = Store::open(office)?.store;
    let mut totals = Totals::default();
    for phone in phones {
        let store = Store::open(phone)?.store;
        if !store.status(evening.walk)?.is_all_visible() {
            return Err(format!("not all of {} is visible", phone.display()).into());
        }
        compare_phone(&store, evening, &server, &data, &mut totals)?;
        compare_photos(&store, &office, evening)?;
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
            let arrived = log::find(server, evening.walk, OpHash::of(payload))?;
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

fn compare_photos(phone: &Store, office: &Store, evening: &Evening) -> Result<(), Failure> {
    for photo in phone.list_items(evening.walk, Kind::Photo)? {
        let file = photo.fields.iter().find(|field| field.name == "file");
        let hash = file.and_then(|file| file.value.entry("hash")?.to_bytes());
        let hash = hash.and_then(|hash| ContentHash::from_slice(&hash));
        let hash = hash.ok_or("a photo has no file")?;
        let here = office.photo_file(hash, false)?;
        if here.is_none() || here != phone.photo_file(hash, false)? {
            return Err(format!("photo {hash} is not at the coordinator as it was sent").into());
        }
    }
    Ok(())
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

/// The lost signal and the killed app are gaps with their reason, and no line over them.
pub(crate) fn gaps_are_told(evening: &Evening, phones: &[PathBuf]) -> Result<(), Failure> {
    for (phone, reason) in phones
        .iter()
        .skip(1)
        .zip([GapReason::NoFix, GapReason::Killed])
    {
        let store = Store::open(phone)?.store;
        let mut found = false;
        for track in store.list_items(evening.walk, Kind::Track)? {
            let items = store.track_items(track.id)?;
            found |= items.iter().any(|item| is_gap_for(item, &reason));
        }
        if !found {
            return Err(format!("{} tells of no gap {reason:?}", phone.display()).into());
        }
    }
    Ok(())
}

fn is_gap_for(item: &TrackItem, reason: &GapReason) -> bool {
    matches!(item, TrackItem::Gap(gap) if gap.reason == *reason)
}
