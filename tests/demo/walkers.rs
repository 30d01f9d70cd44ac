//! The three groups on their way, and the phones when they are home.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use lykta_core::seam::{Clock, SystemClock};
use lykta_core::time::Timestamp;
use lykta_core::track::gpx::{GpxDocument, GpxTrack, write_gpx};
use lykta_core::track::{Fix, TrackItem, simulate};

use crate::plan::{Evening, PlannedParty};
use crate::programs::{answer, answer_whatever_status, lykta, say};
use crate::{Arguments, Failure, own, pictures};

/// How much faster than they walk.
const SPEED: &str = "600";
/// The second group's signal is gone for these seconds of its way.
const TUNNEL: std::ops::Range<usize> = 600..780;
/// How long the third group walks before its app is killed.
const BEFORE_KILL: Duration = Duration::from_millis(900);

type Said = (&'static str, &'static str, &'static str);

/// What each group sees: kind, category and words.
const SEEN: [[Said; 4]; 3] = [
    [
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
    ],
    [
        (
            "unsafe",
            "litter",
            "Skräpet ligger kvar i veckor, det känns övergivet.",
        ),
        ("unsafe", "isolation", "Ingen går här efter klockan sju."),
        ("safe", "lighting", "De nya lamporna gör stor skillnad."),
        (
            "unsafe",
            "maintenance",
            "Trappan är isig och räcket är löst.",
        ),
    ],
    [
        (
            "unsafe",
            "lighting",
            "Mörkt mellan husen, bara var tredje lampa lyser.",
        ),
        (
            "unsafe",
            "traffic",
            "Bilarna svänger in utan att se dem som går.",
        ),
        (
            "worth_keeping",
            "other",
            "Butiken har öppet sent, det ger liv åt hörnet.",
        ),
        (
            "unsafe",
            "accessibility",
            "Kanten är för hög med rullator när det är snö.",
        ),
    ],
];

/// What comes to mind without a place.
const SITUATIONS: [&str; 3] = [
    "Otryggt att vänta på sista bussen.",
    "Att gå hem ensam från träningen.",
    "När gänget från centrum drar förbi på mopeder.",
];

/// What a group has with it.
struct Group<'a> {
    n: usize,
    party: &'a PlannedParty,
    phone: PathBuf,
    gpx: Vec<PathBuf>,
    photos: Option<Vec<PathBuf>>,
}

/// The phones of the groups, recorded by now.
pub(crate) fn walk(
    arguments: &Arguments,
    data: &Path,
    evening: &Evening,
) -> Result<Vec<PathBuf>, Failure> {
    let photos = arguments.photos.as_deref().map(own::photos).transpose()?;
    let parties = evening.groups.iter().enumerate();
    let share = |all: &[PathBuf], n| {
        let groups = evening.groups.len();
        all.iter()
            .skip(n)
            .step_by(groups)
            .cloned()
            .collect::<Vec<_>>()
    };
    let groups: Vec<Group<'_>> = parties
        .map(|(n, party)| Group {
            n,
            party,
            phone: data.join(format!("phone-{}", n + 1)),
            gpx: share(&arguments.gpx, n),
            photos: photos.as_ref().map(|photos| share(photos, n)),
        })
        .collect();
    thread::scope(|scope| {
        let walking = groups.iter().map(|group| scope.spawn(|| group.go()));
        let walking: Vec<_> = walking.collect();
        for group in walking {
            group.join().map_err(|_| "a group did not come home")??;
        }
        Ok::<_, Failure>(())
    })?;
    Ok(groups.into_iter().map(|group| group.phone).collect())
}

impl Group<'_> {
    /// Walks, unless a run before this one did; one that was interrupted begins anew.
    fn go(&self) -> Result<(), Failure> {
        let home = self.phone.join("home");
        if home.exists() {
            // The link of this run says where the server is now.
            self.lykta(&["join", &self.party.leader])?;
            return Ok(());
        }
        if self.phone.exists() {
            std::fs::remove_dir_all(&self.phone)?;
        }
        std::fs::create_dir_all(&self.phone)?;
        self.walk()?;
        std::fs::write(home, "")?;
        Ok(())
    }

    fn walk(&self) -> Result<(), Failure> {
        self.lykta(&["join", &self.party.leader])?;
        self.lykta(&["walk", "start"])?;
        self.record()?;
        match &self.photos {
            Some(photos) => self.observe_with(photos),
            None => self.observe()?,
        }
        let situation = SITUATIONS[self.n % SITUATIONS.len()];
        self.lykta(&["observe", "--kind", "unsafe", "--situation", situation])?;
        self.lykta(&["attend", "resident=7", "municipal_unit=2", "police=1"])?;
        self.lykta(&["walk", "end"])?;
        say(&format!("{} is home.", self.party.name));
        Ok(())
    }

    fn lykta(&self, arguments: &[&str]) -> Result<(), Failure> {
        answer(&self.phone, arguments)?;
        Ok(())
    }

    /// Own tracks whole, at once; the demo's as if it was walked now.
    fn record(&self) -> Result<(), Failure> {
        let mut recorded = 0;
        for gpx in &self.gpx {
            let file = gpx.display().to_string();
            match self.lykta(&["track", "--gpx", &file]) {
                Ok(()) => recorded += 1,
                Err(why) => say(&format!("Left out, because it cannot be used: {why}")),
            }
        }
        if recorded > 0 {
            return Ok(());
        }
        let way = self.way()?.display().to_string();
        self.record_live(&way)
    }

    /// The group's way as a GPX file. The second one loses its signal.
    fn way(&self) -> Result<PathBuf, Failure> {
        let start = Timestamp(1_795_500_000_000);
        let mut fixes: Vec<Fix> = simulate::walk(&self.party.route, start, self.n as u64 + 1);
        if self.n == 1 {
            let end = TUNNEL.end.min(fixes.len());
            fixes.drain(TUNNEL.start.min(end)..end);
        }
        let items: Vec<TrackItem> = fixes.into_iter().map(TrackItem::Fix).collect();
        let document = GpxDocument {
            name: self.party.name.clone(),
            made_at: start,
            waypoints: Vec::new(),
            tracks: vec![GpxTrack {
                name: self.party.name.clone(),
                items: &items,
            }],
        };
        let path = self.phone.join("way.gpx");
        std::fs::write(&path, write_gpx(&document))?;
        Ok(path)
    }

    /// The third group's app is killed on the way and started again.
    fn record_live(&self, way: &str) -> Result<(), Failure> {
        let arguments = ["track", "--live", "--speed", SPEED, "--gpx", way];
        let name = &self.party.name;
        if self.n == 2 {
            let mut app = lykta(&self.phone, &arguments)?.spawn()?;
            self.wait_until_recording()?;
            thread::sleep(BEFORE_KILL);
            app.kill()?;
            app.wait()?;
            say(&format!("{name}: the app was killed on the way."));
        }
        self.lykta(&arguments)?;
        if self.n == 1 {
            say(&format!("{name}: the signal was lost for a while."));
        }
        Ok(())
    }

    fn wait_until_recording(&self) -> Result<(), Failure> {
        for _ in 0..200 {
            let status = answer_whatever_status(&self.phone, &["status"])?;
            if status["recording"]
                .as_array()
                .is_some_and(|open| !open.is_empty())
            {
                return Ok(());
            }
        }
        Err("the third group's app does not begin to record".into())
    }

    /// What the group sees, each with a photo that says where it was taken.
    fn observe(&self) -> Result<(), Failure> {
        let route = &self.party.route;
        for (index, (kind, category, words)) in SEEN[self.n % SEEN.len()].iter().enumerate() {
            let place = route[route.len() * (index + 1) / (SEEN[0].len() + 2)];
            let number = (self.n * SEEN[0].len() + index) as u32;
            let photo = self.phone.join(format!("camera-{index}.jpg"));
            let now = SystemClock.now();
            std::fs::write(&photo, pictures::take(number, place, now)?)?;
            let photo = photo.display().to_string();
            let said = [
                "observe",
                "--kind",
                kind,
                "--category",
                category,
                "--words",
                words,
            ];
            self.lykta(&[&said[..], &["--photo", &photo]].concat())?;
        }
        Ok(())
    }

    /// One observation for each own photo; one that cannot be used is told and left out.
    fn observe_with(&self, photos: &[PathBuf]) {
        for photo in photos {
            let photo = photo.display().to_string();
            let said = [
                "observe",
                "--kind",
                "unsafe",
                "--words",
                "Eget foto",
                "--photo",
                &photo,
            ];
            if let Err(why) = self.lykta(&said) {
                say(&format!("Left out, because it cannot be used: {why}"));
            }
        }
    }
}

/// The phones find a network.
pub(crate) fn sync(phones: &[PathBuf]) -> Result<(), Failure> {
    for phone in phones {
        answer(phone, &["sync"])?;
    }
    say("All phones have synced.");
    Ok(())
}

/// The coordinator's terminal brings the whole walk.
pub(crate) fn office(data: &Path, evening: &Evening) -> Result<PathBuf, Failure> {
    let office = data.join("office");
    answer(&office, &["join", &evening.coordinator])?;
    answer(&office, &["sync"])?;
    let listed = answer(&office, &["list"])?;
    let count = listed.as_array().map_or(0, Vec::len);
    say(&format!(
        "The coordinator's terminal has the whole walk: {count} observations."
    ));
    Ok(office)
}

/// Writes the whole walk for other programs, from what the coordinator's terminal has.
pub(crate) fn export(data: &Path, office: &Path) -> Result<(), Failure> {
    for (format, name) in [("gpx", "walk.gpx"), ("geojson", "walk.geojson")] {
        let out = data.join(name).display().to_string();
        answer(office, &["export", "--format", format, "--out", &out])?;
        say(&format!("The coordinator's terminal wrote {out}."));
    }
    Ok(())
}
