//! A walk of three groups in which everything happens that a page must tell.

use lykta_core::domain::{Occasion, PlaceSource, Role, Spot};
use lykta_core::id::EntityId;
use lykta_core::merge::HeldReason;
use lykta_core::op::{OpBuilder, Value};
use lykta_core::place::LatLon;
use lykta_core::sync::wire::Holding;
use lykta_core::time::Timestamp;
use lykta_core::track::{Fix, Gap, GapReason, TrackItem, simulate};
use lykta_server::error::Error;
use lykta_server::state::AppState;
use lykta_server::store::Commit;
use lykta_server::store::office::{Office, PlannedGroup, PlannedStop, PlannedWalk};
use lykta_tests::photo;
use rusqlite::Transaction;
use serde_json::{Value as Json, json};

use crate::Failure;
use crate::writer::{Writer, file, received, store_photo};

/// Saturday 17 October 2026, 18.30 in Stockholm.
const START: Timestamp = Timestamp(1_792_254_600_000);
const MINUTE_MS: i64 = 60_000;
/// What a page must show as it stands, whatever a browser would make of it.
const HOSTILE: &str = "<script>document.title='taken'</script><img src=x onerror=\"alert(1)\">'\"&amp; \u{202e}bakvänt";

/// The place so many metres north and east of the middle of the area.
pub(crate) fn place(north_m: f64, east_m: f64) -> LatLon {
    LatLon {
        lat: 60.1725 + north_m / 111_400.0,
        lon: 24.9445 + east_m / 55_600.0,
    }
}

fn minute(minutes: i64) -> Timestamp {
    START.plus_ms(minutes * MINUTE_MS)
}

/// Plans a walk with an area, and groups with routes and stops.
pub(crate) async fn plan(
    state: &AppState,
    name: &str,
    start: Timestamp,
    groups: usize,
) -> Result<(EntityId, Vec<EntityId>), Failure> {
    let corners = [
        (-400.0, -400.0),
        (400.0, -400.0),
        (400.0, 400.0),
        (-400.0, 400.0),
    ];
    let planned = PlannedWalk {
        id: None,
        name: name.to_owned(),
        occasion: Occasion::SafetyWalk,
        area: (
            "Gloet".to_owned(),
            corners.map(|(n, e)| place(n, e)).to_vec(),
        ),
        planned_start: start,
        planned_end: start.plus_ms(120 * MINUTE_MS),
        groups: (0..groups).map(|n| group(n as u32)).collect(),
    };
    let (ids, now) = (state.ids.clone(), start.plus_ms(-86_400_000));
    let made = state.db.write(move |tx, commit| {
        Office::on_command_line(tx, commit, &*ids, now)?.create_walk(&planned)
    });
    Ok(made.await?)
}

fn group(n: u32) -> PlannedGroup {
    let east = f64::from(n) * 60.0;
    PlannedGroup {
        id: None,
        name: ["Norra delen", "Södra delen", "Grupp 3"][n as usize % 3].to_owned(),
        route: vec![
            place(-250.0, east),
            place(0.0, east + 80.0),
            place(250.0, east),
        ],
        stops: vec![PlannedStop {
            number: 1,
            name: "Torget".to_owned(),
            point: place(0.0, east + 80.0),
        }],
    }
}

/// A walk that nobody has begun.
pub(crate) async fn make_empty(state: &AppState) -> Result<Json, Failure> {
    let start = START.plus_ms(14 * 86_400_000);
    let (walk, _) = plan(state, "Morgonvandring vid skolan", start, 1).await?;
    Ok(json!({ "walk": walk }))
}

/// The walk with everything in it.
pub(crate) async fn make(state: &AppState) -> Result<Json, Failure> {
    let (walk, groups) = plan(state, "Kvällsvandring i Gloet", START, 3).await?;
    let photos = [1, 2, 3].map(|n| store_photo(state, walk, &photo(n)));
    let [first, second, third] = photos;
    let hashes = [first?, second?, third?];
    let of = state.clone();
    let made = state.db.write(move |tx, commit| {
        let mut story = Story {
            state: &of,
            tx,
            commit,
            leaders: groups
                .iter()
                .map(|group| Writer::new(&of, walk, Some(*group), Role::Leader))
                .collect(),
        };
        story.walk_about(walk)?;
        let gap = story.tracks()?;
        let told = story.observations(&hashes)?;
        story.held(walk, groups[0])?;
        story.phones(walk, groups[1])?;
        Ok(json!({ "walk": walk, "gap": gap, "observations": told }))
    });
    Ok(made.await?)
}

struct Story<'a, 'b> {
    state: &'a AppState,
    tx: &'a Transaction<'b>,
    commit: &'a mut Commit,
    leaders: Vec<Writer>,
}

impl Story<'_, '_> {
    fn id(&self) -> EntityId {
        EntityId::random(&*self.state.ids, START)
    }

    fn write(&mut self, leader: usize, at: Timestamp, op: OpBuilder) -> Result<(), Error> {
        self.leaders[leader].write(self.tx, self.commit, at, op)
    }

    /// Light, weather, start, end, attendance and remarks.
    fn walk_about(&mut self, walk: EntityId) -> Result<(), Error> {
        let op = OpBuilder::edit("walk", walk)
            .set("light", "dark")
            .set("weather", "6 °C, uppehåll");
        self.write(0, START, op)?;
        for leader in 0..3 {
            let Some(group) = self.leaders[leader].group else {
                continue;
            };
            let mut op = OpBuilder::edit("group", group).set("started_at", START.0);
            if leader == 0 {
                op = op.set("remarks", "Två grupper möttes på torget och bytte väg.");
            }
            self.write(leader, START, op)?;
            let came = OpBuilder::create("attendance", self.id(), Some(("group", group)))
                .set("count/resident", 4 + leader as i64)
                .set("count/police", i64::from(leader == 1));
            self.write(leader, minute(1), came)?;
        }
        self.counts_otherwise(2)
    }

    /// The note-taker of a group counted one more than its leader.
    fn counts_otherwise(&mut self, leader: usize) -> Result<(), Error> {
        let leader = &self.leaders[leader];
        let mut other = Writer::new(self.state, leader.walk, leader.group, Role::NoteTaker);
        let parent = other.parent();
        let came =
            OpBuilder::create("attendance", self.id(), Some(parent)).set("count/resident", 7);
        other.write(self.tx, self.commit, minute(2), came)?;
        Ok(())
    }

    /// Group 1 loses its signal on the way; the app of group 3 is killed and never comes back.
    fn tracks(&mut self) -> Result<Json, Error> {
        let mut told = Json::Null;
        for leader in 0..3 {
            let east = leader as f64 * 60.0;
            let route = [
                place(-250.0, east),
                place(0.0, east + 80.0),
                place(250.0, east),
            ];
            let fixes = simulate::walk(&route, START, leader as u64 + 1);
            let items = with_gap(leader, &fixes);
            if leader == 0 {
                told = gap_of(&items);
            }
            let id = (self.id(), "");
            let log = (self.tx, &mut *self.commit);
            self.leaders[leader].write_track(log, id, minute(10), &items)?;
        }
        Ok(told)
    }

    fn observations(&mut self, files: &[lykta_core::id::ContentHash; 3]) -> Result<Json, Error> {
        let dark = self.observe(0, 12, "unsafe", |op| {
            op.set("spot", spot(place(120.0, 40.0)))
                .set(
                    "words",
                    "Belysningen slutar vid brofästet.\nMan ser inte vem som står där.",
                )
                .set("suggestion", "Lampa under bron.")
                .set("category/lighting", true)
                .set("category/vegetation", true)
                .set("when/evening", true)
                .set("when/winter", true)
                .set("feeling", 0)
        })?;
        for (n, hash) in files.iter().take(2).enumerate() {
            received(self.tx, self.commit, &self.leaders[0], *hash, minute(13))?;
            let photo = OpBuilder::create("photo", self.id(), Some(("observation", dark)))
                .set("file", file(*hash))
                .set("caption", format!("Under bron {}", n + 1).as_str());
            self.write(0, minute(13 + n as i64), photo)?;
        }
        let missing = OpBuilder::create("photo", self.id(), Some(("observation", dark)))
            .set("file", file(lykta_core::id::ContentHash([9; 32])));
        self.write(0, minute(15), missing)?;
        self.disagree(dark)?;

        let safe = self.observe(1, 20, "safe", |op| {
            op.set("spot", spot(place(-60.0, 130.0)))
                .set("words", "Öppet till sent, folk i rörelse.")
        })?;
        self.at_odds(safe, files)?;
        let situation = Spot::Situation {
            text: "Hem från sista bussen".to_owned(),
            point: None,
        };
        let unplaced = self.observe(1, 24, "unsafe", |op| {
            op.set("spot", situation).set("for_another", true)
        })?;
        let keep = self.observe(2, 30, "worth_keeping", |op| {
            op.set("spot", spot(place(-150.0, 220.0)))
                .set("words", "Bänkarna vid vattnet.")
        })?;
        let hostile = self.observe(2, 33, "unsafe", |op| {
            op.set("spot", Spot::Unplaced).set("words", HOSTILE)
        })?;
        let long = self.observe(2, 36, "unsafe", |op| {
            op.set("words", "å".repeat(10_000).as_str())
        })?;
        let gone = self.observe(2, 37, "safe", |op| op)?;
        let op = OpBuilder::edit("observation", gone).set("withdrawn", true);
        self.write(2, minute(38), op)?;
        let at = place(120.0, 40.0);
        Ok(json!({
            "dark": { "id": dark, "point": [at.lon, at.lat] },
            "safe": safe, "unplaced": unplaced, "keep": keep, "hostile": hostile,
            "long": long, "gone": gone, "hostile_words": HOSTILE,
        }))
    }

    fn observe(
        &mut self,
        leader: usize,
        at: i64,
        kind: &str,
        say: impl FnOnce(OpBuilder) -> OpBuilder,
    ) -> Result<EntityId, Error> {
        let id = self.id();
        let parent = self.leaders[leader].parent();
        let op = OpBuilder::create("observation", id, Some(parent)).set("kind", kind);
        self.write(leader, minute(at), say(op))?;
        Ok(id)
    }

    /// The note-taker wrote other words without having seen the leader's.
    fn disagree(&mut self, observation: EntityId) -> Result<(), Error> {
        let leader = &self.leaders[0];
        let mut other = Writer::new(self.state, leader.walk, leader.group, Role::NoteTaker);
        let op =
            OpBuilder::edit("observation", observation).set("words", "Det är mörkt under bron.");
        other.write(self.tx, self.commit, minute(11), op)
    }

    /// Two versions of a photo's file stand side by side.
    fn at_odds(
        &mut self,
        observation: EntityId,
        files: &[lykta_core::id::ContentHash; 3],
    ) -> Result<(), Error> {
        let id = self.id();
        let op = OpBuilder::create("photo", id, Some(("observation", observation)));
        self.write(1, minute(21), op.set("file", file(files[2])))?;
        received(self.tx, self.commit, &self.leaders[1], files[2], minute(21))?;
        let leader = &self.leaders[1];
        let mut other = Writer::new(self.state, leader.walk, leader.group, Role::NoteTaker);
        let op = OpBuilder::edit("photo", id).set("file", file(files[0]));
        other.write(self.tx, self.commit, minute(22), op)
    }

    fn held(&mut self, walk: EntityId, group: EntityId) -> Result<(), Error> {
        let late = Writer::new(self.state, walk, Some(group), Role::Participant);
        let mut late = late.barred(HeldReason::CodeRevoked);
        let op = OpBuilder::create("observation", self.id(), Some(late.parent()))
            .set("kind", "unsafe")
            .set("words", "Klotter på tunnelväggen");
        late.write(self.tx, self.commit, minute(600), op)
    }

    fn phones(&mut self, walk: EntityId, group: EntityId) -> Result<(), Error> {
        let nothing = Holding::default();
        let left = [
            Holding {
                photos: 1,
                photo_bytes: 400_000,
                since: Some(minute(15)),
                ..nothing
            },
            nothing,
            Holding {
                ops: 12,
                since: Some(minute(41)),
                ..nothing
            },
        ];
        for (n, (leader, left)) in self.leaders.iter().zip(left).enumerate() {
            leader.calls(self.state, self.tx, minute(-5 + n as i64), nothing)?;
            leader.calls(self.state, self.tx, minute(75 + n as i64), left)?;
        }
        let resident = Writer::new(self.state, walk, Some(group), Role::Participant);
        resident.calls(self.state, self.tx, minute(40), nothing)
    }
}

fn spot(point: LatLon) -> Value {
    Value::from(Spot::Place {
        point,
        accuracy_m: Some(6.0),
        source: PlaceSource::Gnss,
    })
}

fn with_gap(leader: usize, fixes: &[Fix]) -> Vec<TrackItem> {
    let mut items: Vec<TrackItem> = fixes.iter().copied().map(TrackItem::Fix).collect();
    let third = items.len() / 3;
    let gap = |reason, from| {
        TrackItem::Gap(Gap {
            reason,
            from,
            to: None,
        })
    };
    match leader {
        0 => drop(items.splice(third..2 * third, [gap(GapReason::NoFix, fixes[third].at)])),
        2 => {
            items.truncate(2 * third);
            items.push(gap(GapReason::Killed, fixes[2 * third].at));
        }
        _ => {}
    }
    items
}

/// The ends of the first gap, as the map must show them.
fn gap_of(items: &[TrackItem]) -> Json {
    let index = items
        .iter()
        .position(|item| matches!(item, TrackItem::Gap(_)));
    let at = |index: usize| match items.get(index) {
        Some(TrackItem::Fix(fix)) => {
            let place = fix.position.to_lat_lon();
            json!({ "point": [place.lon, place.lat], "ms": fix.at.0 })
        }
        _ => Json::Null,
    };
    index.map_or(
        Json::Null,
        |index| json!({ "before": at(index - 1), "after": at(index + 1) }),
    )
}
