//! Row 14, the phone's half: the core while it records and syncs, and the way of a photo, each in
//! a process of its own.

use std::io::Cursor;
use std::path::Path;

use image::{ImageFormat, Rgb, RgbImage};
use lykta_core::join::JoinLink;
use lykta_core::phone::{Recording, Store};
use lykta_core::photo::prepare;
use lykta_core::seam::{Clock, SystemClock};
use lykta_core::sync::client::sync;
use lykta_core::sync::http::HttpTransport;
use lykta_core::track::WatchPlan;
use lykta_core::track::simulate::SplitMix64;
use lykta_tests::own_peak_mb;

use crate::one_walk::{OneWalk, observation, walked};
use crate::report::Figure;
use crate::store::flash::own;
use crate::{Failure, say};

const FIXES: usize = 7_200;
const OBSERVATIONS: usize = 100;

/// Megabytes at the peak.
pub(crate) fn measure(walk: &OneWalk) -> Result<Vec<Figure>, Failure> {
    let (folder, server) = walk.served()?;
    let phone = folder.path().join("phone");
    let link = walk.link(0, &server.url).to_string();
    let core = own(&["core", phone.to_str().ok_or("a plain path")?, &link])?;
    let jpeg = folder.path().join("large.jpg");
    std::fs::write(&jpeg, twelve_megapixels()?)?;
    let picture = own(&["picture", jpeg.to_str().ok_or("a plain path")?])?;
    let figure = |name: &str, told: &str, limits| {
        Ok(Figure::alone(
            "14",
            name,
            (told.trim().parse()?, "MB"),
            limits,
        ))
    };
    [
        figure("core's memory, recording and syncing", &core, (48.0, 24.0)),
        figure(
            "memory of a photo of 12 megapixels",
            &picture,
            (160.0, 80.0),
        ),
    ]
    .into_iter()
    .collect()
}

/// Records a walk as its leader and syncs it; tells the most memory that it took.
pub(crate) async fn record_and_sync(folder: &Path, link: &str) -> Result<(), Failure> {
    let link: JoinLink = link.parse()?;
    let store = Store::open(folder)?.store;
    let walk = store.join(&link)?.walk;
    let fixes = walked(FIXES, SystemClock.now(), 14);
    let mut recording = Recording::begin(&store, walk, store.new_id(), &WatchPlan::default())?;
    let mut chance = SplitMix64::new(14);
    for (n, fix) in fixes.iter().enumerate() {
        recording.fix(fix)?;
        if n % (FIXES / OBSERVATIONS) == 0 {
            let draft = observation(&mut chance, Some(fix));
            store.record_observation(walk, store.new_id(), &draft)?;
        }
    }
    recording.end()?;
    let synced = sync(&store, &HttpTransport::new(&[])?, walk, &|_| {}).await?;
    if !synced.status.is_all_visible() {
        return Err("not all is visible".into());
    }
    say(&own_peak_mb()?.to_string());
    Ok(())
}

/// Makes a photo fit to be sent; tells the most memory that it took.
pub(crate) fn prepare_photo(jpeg: &Path) -> Result<(), Failure> {
    let prepared = prepare(&std::fs::read(jpeg)?, &[])?;
    if prepared.jpeg.is_empty() {
        return Err("nothing was drawn".into());
    }
    say(&own_peak_mb()?.to_string());
    Ok(())
}

/// As a phone's camera gives it: some megabytes, as every pixel is a little off.
fn twelve_megapixels() -> Result<Vec<u8>, Failure> {
    let mut chance = SplitMix64::new(12);
    let picture = RgbImage::from_fn(4_000, 3_000, |x, y| {
        let off = chance.next_u64() as u8 % 16;
        Rgb([(x / 16) as u8 ^ off, (y / 12) as u8 ^ off, 128 + off])
    });
    let mut jpeg = Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, ImageFormat::Jpeg)?;
    Ok(jpeg.into_inner())
}
