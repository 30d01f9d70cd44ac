//! What a leader records of the walk itself: start and end, light and weather, stops, who came,
//! measures seen.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::participation::{self, Participation};
use super::store::Store;
use crate::dictation::as_said;
use crate::domain::{AttendanceCategory, Light, Outcome};
use crate::id::EntityId;
use crate::op::{Op, OpBuilder, Value};
use crate::place::LatLon;
use crate::store::StoreError;
use crate::store::log;
use crate::time::Timestamp;

/// A stop made on the way.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StopDraft {
    /// Its number, counted on from the planned ones when it is left out by the caller.
    pub number: Option<u32>,
    /// Its name.
    pub name: Option<String>,
    /// Where it is.
    pub point: Option<LatLon>,
}

/// When a group walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupTimes {
    /// When it started, if it has.
    pub started_at: Option<Timestamp>,
    /// When it came home.
    pub ended_at: Option<Timestamp>,
}

/// How the group's walk was, for the head of the protocol.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct GroupNotes {
    /// How light it was.
    pub light: Option<Light>,
    /// The weather, in a few words.
    pub weather: Option<String>,
    /// What else should be known of the walk.
    pub remarks: Option<String>,
}

/// One thing that is told of how the group's walk was.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum GroupNote {
    /// How light it was; none when that is taken back.
    Light(Option<Light>),
    /// The weather, in a few words; empty when it is taken back.
    Weather(String),
    /// What else should be known of the walk; empty when it is taken back.
    Remarks(String),
}

impl GroupNote {
    fn set_in(self, op: OpBuilder) -> OpBuilder {
        match self {
            Self::Light(light) => op.set("light", light.map_or(Value::Null, |it| it.name().into())),
            Self::Weather(text) => op.set("weather", as_said(&text)),
            Self::Remarks(text) => op.set("remarks", as_said(&text)),
        }
    }
}

impl Store {
    /// When the phone's group walked; nothing for a coordinator, who walks in none.
    pub fn group_times(&self, walk: EntityId) -> Result<GroupTimes, StoreError> {
        let by = self.participation(walk)?;
        let Some(group) = by.group else {
            return Ok(GroupTimes::default());
        };
        self.read(|connection| {
            Ok(GroupTimes {
                started_at: said_of(connection, &by, group, "started_at")?,
                ended_at: said_of(connection, &by, group, "ended_at")?,
            })
        })
    }

    /// How the group's walk was, as it was told last on this phone or heard from the group.
    pub fn group_notes(&self, walk: EntityId) -> Result<GroupNotes, StoreError> {
        let by = self.participation(walk)?;
        let Some(group) = by.group else {
            return Ok(GroupNotes::default());
        };
        self.read(|connection| {
            // Where the create is here, as everybody sees it; else what came last.
            let state = log::state_of(connection, group)?;
            let ops = ops_on_walk(connection, &by, group)?;
            let said = |field: &str| {
                let value = match &state {
                    Some(state) => state.value(field),
                    None => ops.iter().rev().find_map(|op| op.value(field)),
                };
                value
                    .and_then(Value::as_text)
                    .filter(|text| !text.is_empty())
            };
            Ok(GroupNotes {
                light: said("light").and_then(Light::from_name),
                weather: said("weather").map(str::to_owned),
                remarks: said("remarks").map(str::to_owned),
            })
        })
    }

    /// Tells how the group's walk was.
    pub fn note_group(&self, walk: EntityId, note: GroupNote) -> Result<(), StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let op = note.set_in(OpBuilder::edit("group", own_group(&by)?));
            self.record(tx, &by, op)
        })
    }

    /// When a stop was reached, as far as this phone knows.
    pub fn reached_at(
        &self,
        walk: EntityId,
        stop: EntityId,
    ) -> Result<Option<Timestamp>, StoreError> {
        let by = self.participation(walk)?;
        self.read(|connection| said_of(connection, &by, stop, "reached_at"))
    }

    /// How many came, by category, as this phone counted them last.
    pub fn attendance(
        &self,
        walk: EntityId,
    ) -> Result<BTreeMap<AttendanceCategory, u32>, StoreError> {
        let by = self.participation(walk)?;
        self.read(|connection| {
            let Some(id) = own_attendance(connection, &by)? else {
                return Ok(BTreeMap::new());
            };
            let state = log::state_of(connection, id)?.ok_or(StoreError::NotFound(id))?;
            let counted = AttendanceCategory::ALL.iter().filter_map(|category| {
                let count = state.value(&format!("count/{category}"))?.as_int()?;
                Some((*category, u32::try_from(count).ok()?))
            });
            Ok(counted.collect())
        })
    }

    /// The group starts walking now; a second start changes nothing.
    pub fn start_walk(&self, walk: EntityId) -> Result<(), StoreError> {
        self.mark_group(walk, "started_at")
    }

    /// The group has come home; a second end changes nothing.
    pub fn end_walk(&self, walk: EntityId) -> Result<(), StoreError> {
        self.mark_group(walk, "ended_at")
    }

    /// How many phones the group records with, as its leader counted them.
    pub fn count_phones(&self, walk: EntityId, phones: u32) -> Result<(), StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let op = OpBuilder::edit("group", own_group(&by)?);
            self.record(tx, &by, op.set("phones_counted", i64::from(phones)))
        })
    }

    fn mark_group(&self, walk: EntityId, field: &str) -> Result<(), StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let group = own_group(&by)?;
            if said_of(tx, &by, group, field)?.is_some() {
                return Ok(());
            }
            let op = OpBuilder::edit("group", group).set(field, self.clock.now().0);
            self.record(tx, &by, op)
        })
    }

    /// Records a stop that was made or reached now, under the caller's id.
    pub fn record_stop(
        &self,
        walk: EntityId,
        id: EntityId,
        draft: &StopDraft,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let now = self.clock.now().0;
            if log::entity_row(tx, id)?.is_some() {
                return self.record(tx, &by, OpBuilder::edit("stop", id).set("reached_at", now));
            }
            let op = OpBuilder::create("stop", id, Some(by.party()))
                .set_some("number", draft.number.map(i64::from))
                .set_some("name", draft.name.as_deref().map(as_said))
                .set_some("point", draft.point.map(Value::point))
                .set("planned", false)
                .set("reached_at", now);
            self.record(tx, &by, op)
        })
    }

    /// Reaches a planned stop of the package now.
    pub fn reach_stop(&self, walk: EntityId, stop: EntityId) -> Result<(), StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let op = OpBuilder::edit("stop", stop).set("reached_at", self.clock.now().0);
            self.record(tx, &by, op)
        })
    }

    /// Counts who came. Each recorder has one count by category; a later one replaces it.
    pub fn record_attendance(
        &self,
        walk: EntityId,
        counts: &BTreeMap<AttendanceCategory, u32>,
    ) -> Result<EntityId, StoreError> {
        self.write(|tx| {
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let (id, op) = if let Some(id) = own_attendance(tx, &by)? {
                (id, OpBuilder::edit("attendance", id))
            } else {
                let id = EntityId::random(&*self.ids, self.clock.now());
                (id, OpBuilder::create("attendance", id, Some(by.party())))
            };
            let op = counts.iter().fold(op, |op, (category, count)| {
                op.set(&format!("count/{category}"), i64::from(*count))
            });
            if !op.fields().is_empty() {
                self.record(tx, &by, op)?;
            }
            Ok(id)
        })
    }

    /// Records what the walk saw of a measure, under the caller's id.
    pub fn verify_measure(
        &self,
        walk: EntityId,
        measure: EntityId,
        id: EntityId,
        outcome: Outcome,
        words: Option<&str>,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            if log::entity_row(tx, id)?.is_some() {
                return Ok(());
            }
            let by = participation::find(tx, walk)?.ok_or(StoreError::NotFound(walk))?;
            let op = OpBuilder::create("verification", id, Some(("measure", measure)))
                .set("outcome", outcome.name())
                .set_some("words", words.map(as_said));
            self.record(tx, &by, op)
        })
    }
}

/// The group of a phone that walks in one.
fn own_group(by: &Participation) -> Result<EntityId, StoreError> {
    by.group.ok_or(StoreError::NotNow(
        "a coordinator walks in no group: join with a leader's link",
    ))
}

/// The moment that this phone or its group gave for the group or a stop of it, whose create may
/// not be here.
fn said_of(
    connection: &Connection,
    by: &Participation,
    id: EntityId,
    field: &str,
) -> Result<Option<Timestamp>, StoreError> {
    let ops = ops_on_walk(connection, by, id)?;
    let mut moments = ops.iter().filter_map(|op| op.value(field)?.as_int());
    Ok(moments.next().map(Timestamp))
}

/// What counts of what was said of something on the phone's walk, as it came.
fn ops_on_walk(
    connection: &Connection,
    by: &Participation,
    id: EntityId,
) -> Result<Vec<Op>, StoreError> {
    let stored = log::ops_of(connection, id)?.into_iter();
    let counting = stored.filter(|op| op.counts && op.walk == by.walk);
    counting.map(|op| op.read()).collect()
}

fn own_attendance(
    connection: &Connection,
    by: &Participation,
) -> Result<Option<EntityId>, StoreError> {
    let sql = "SELECT id FROM entity WHERE walk = ?1 AND kind = 'attendance' \
               AND creator = ?2 AND withdrawn = 0";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row(params![by.walk, by.replica], |row| row.get(0));
    Ok(found.optional()?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::joined;
    use super::*;

    #[test]
    fn what_was_told_of_a_walk_last_stands_and_may_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        assert_eq!(store.group_notes(walk).unwrap(), GroupNotes::default());
        let all = [
            GroupNote::Light(Some(Light::Dark)),
            GroupNote::Weather("regn".into()),
            GroupNote::Weather("snö".into()),
            GroupNote::Remarks("två gick hem tidigt".into()),
        ];
        for note in all {
            store.note_group(walk, note).unwrap();
        }
        let told = store.group_notes(walk).unwrap();
        assert_eq!(told.light, Some(Light::Dark));
        assert_eq!(told.weather.as_deref(), Some("snö"));
        assert_eq!(told.remarks.as_deref(), Some("två gick hem tidigt"));

        store.note_group(walk, GroupNote::Light(None)).unwrap();
        store
            .note_group(walk, GroupNote::Weather(String::new()))
            .unwrap();
        let told = store.group_notes(walk).unwrap();
        assert_eq!((told.light, told.weather), (None, None));
        assert!(told.remarks.is_some());
        let too_long = GroupNote::Weather("å".repeat(1_000));
        assert!(matches!(
            store.note_group(walk, too_long),
            Err(StoreError::Rule(_))
        ));
        assert_eq!(store.group_times(walk).unwrap(), GroupTimes::default());
    }
}
