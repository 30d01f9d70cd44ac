//! The three groups on their way, and the phones when they are home.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use lykta_core::place::LatLon;
use lykta_core::time::Timestamp;
use lykta_core::track::gpx::{GpxDocument, GpxTrack, write_gpx};
use lykta_core::track::{Fix, TrackItem, simulate};

use crate::plan::{Evening, PlannedParty};
use crate::{Arguments, Failure, pictures, programs};

/// How much faster than they walk.
const SPEED: &str = "600";
/// The second group's signal is gone for these seconds of its way.
const TUNNEL: std::ops::Range<usize> = 600..780;
const WORDS: [(&str, &str, &str); 4] = [
    (
        "unsafe",
        "lighting",
        "Lampan är släckt, man ser inte vem som kommer.",
    ),
    ("unsafe", "vegetation", "Buskarna växer ut över gångvägen."),
    (
        "safe",
        "other",
        "Här är det alltid folk och ljust från kaféet.",
    ),
    (
        "worth_keeping",
        "maintenance",
        "Fin bänk med utsikt, låt den stå kvar.",
    ),
];

/// The phones of the groups, recorded by now.
pub(crate) fn walk(arguments: &Arguments, evening: &Evening) -> Result<Vec<PathBuf>, Failure> {
    let walking = evening.groups.iter().enumerate().map(|(n, party)| {
        let phone = arguments.data.join(format!("phone-{}", n + 1));
        let (party, gpx) = (party.clone(), arguments.gpx.clone());
        let photos = arguments.photos.clone();
        thread::spawn(move || {
            if !phone.join("home").exists() {
                walk_group(n, &party, &phone, &gpx, photos.as_deref())?;
                std::fs::write(phone.join("home"), "")?;
            }
            Ok::<_, Failure>(phone)
        })
    });
    let walking: Vec<_> = walking.collect();
    let mut phones = Vec::new();
    for group in walking {
        phones.push(group.join().map_err(|_| "a group did not come home")??);
    }
    Ok(phones)
}

fn walk_group(
    n: usize,
    party: &PlannedParty,
    phone: &Path,
    gpx: &[PathBuf],
    photos: Option<&Path>,
) -> Result<(), Failure> {
    std::fs::create_dir_all(phone)?;
    programs::answer(phone, &["join", &party.leader])?;
    programs::answer(phone, &["walk", "start"])?;
    let track = match gpx.get(n % gpx.len().max(1)) {
        Some(own) => own.clone(),
        None => way(n, party, phone)?,
    };
    let track = track.display().to_string();
    if gpx.is_empty() {
        record(n, party, phone, &track)?;
    } else {
        programs::answer(phone, &["track", "--gpx", &track])?;
    }
    match photos {
        Some(folder) => observe_with(n, folder, phone)?,
        None => observe(n, party, phone)?,
    }
    programs::answer(
        phone,
        &["attend", "resident=7", "municipal_unit=2", "police=1"],
    )?;
    programs::answer(phone, &["walk", "end"])?;
    programs::say(&format!("{} is home.", party.name));
    Ok(())
}

/// The way of a group as a GPX file. The second one loses its signal.
fn way(n: usize, party: &PlannedParty, phone: &Path) -> Result<PathBuf, Failure> {
    let start = Timestamp(1_795_500_000_000);
    let mut fixes: Vec<Fix> = simulate::walk(&party.route, start, n as u64 + 1);
    if n == 1 {
        fixes.drain(TUNNEL.start..TUNNEL.end.min(fixes.len()));
    }
    let items: Vec<TrackItem> = fixes.into_iter().map(TrackItem::Fix).collect();
    let document = GpxDocument {
        name: party.name.clone(),
        made_at: start,
        waypoints: Vec::new(),
        tracks: vec![GpxTrack {
            name: party.name.clone(),
            items: &items,
        }],
    };
    let path = phone.join("way.gpx");
    std::fs::write(&path, write_gpx(&document))?;
    Ok(path)
}

/// Records the way live. The third group's app is killed on the way and started again.
fn record(n: usize, party: &PlannedParty, phone: &Path, gpx: &str) -> Result<(), Failure> {
    let arguments = ["track", "--live", "--speed", SPEED, "--gpx", gpx];
    if n == 2 {
        let mut app = programs::lykta(phone, &arguments)?.spawn()?;
        thread::sleep(Duration::from_millis(1_200));
        app.kill()?;
        app.wait()?;
        programs::say(&format!("{}: the app was killed on the way.", party.name));
    }
    programs::answer(phone, &arguments)?;
    if n == 1 {
        programs::say(&format!("{}: the signal was lost for a while.", party.name));
    }
    Ok(())
}

fn observe(n: usize, party: &PlannedParty, phone: &Path) -> Result<(), Failure> {
    for (index, (kind, category, words)) in WORDS.iter().enumerate() {
        let along = party.route.len() * (index + 1) / (WORDS.len() + 2);
        let place: LatLon = party.route[along];
        let picture = phone.join(format!("camera-{index}.jpg"));
        std::fs::write(&picture, pictures::draw((n * 4 + index) as u32, place)?)?;
        let at = format!("{},{}", place.lat, place.lon);
        let picture = picture.display().to_string();
        programs::answer(
            phone,
            &[
                "observe",
                "--kind",
                kind,
                "--category",
                category,
                "--words",
                words,
                "--at",
                &at,
                "--photo",
                &picture,
            ],
        )?;
    }
    let unease = "Otryggt att vänta på sista bussen.";
    programs::answer(
        phone,
        &[
            "observe",
            "--kind",
            "unsafe",
            "--situation",
            unease,
            "--category",
            "transport",
        ],
    )?;
    Ok(())
}

/// Every third photo of the folder; one that cannot be used is told and left out.
fn observe_with(n: usize, folder: &Path, phone: &Path) -> Result<(), Failure> {
    let mut photos: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("jpg"))
        })
        .collect();
    photos.sort();
    for photo in photos.iter().skip(n).step_by(3) {
        let photo = photo.display().to_string();
        let arguments = [
            "observe",
            "--kind",
            "unsafe",
            "--words",
            "Eget foto",
            "--photo",
            &photo,
        ];
        if let Err(why) = programs::answer(phone, &arguments) {
            programs::say(&format!("{photo} was left out: {why}"));
        }
    }
    Ok(())
}

/// The phones find a network.
pub(crate) fn sync(phones: &[PathBuf]) -> Result<(), Failure> {
    for phone in phones {
        programs::answer(phone, &["sync"])?;
    }
    programs::say("All phones have synced.");
    Ok(())
}

/// The coordinator's terminal brings the whole walk.
pub(crate) fn office(arguments: &Arguments, evening: &Evening) -> Result<PathBuf, Failure> {
    let office = arguments.data.join("office");
    if !office.exists() {
        std::fs::create_dir_all(&office)?;
        programs::answer(&office, &["join", &evening.coordinator])?;
    }
    programs::answer(&office, &["sync"])?;
    Ok(office)
}
