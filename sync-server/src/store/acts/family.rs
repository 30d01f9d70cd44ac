//! Who belongs to whom, from the creates of all ops of a walk: held and waiting ones too.
//!
//! Acts are rare and may read the whole walk; what is asked for each op is asked elsewhere.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use lykta_core::op::Op;
use lykta_core::store::log::StoredOp;
use rusqlite::Connection;

use crate::error::Error;

/// The ops of a walk that people recorded, in the order of the log; the office's acts left out.
pub(super) struct WalkOps(Vec<(StoredOp, Option<Op>)>);

impl WalkOps {
    pub(super) fn read(connection: &Connection, walk: EntityId) -> Result<Self, Error> {
        let sql = format!(
            "SELECT {} FROM op WHERE walk = ?1 ORDER BY position",
            StoredOp::COLUMNS
        );
        let mut statement = connection.prepare(&sql)?;
        let rows = statement.query_map([walk], StoredOp::from_row)?;
        let stored: Vec<StoredOp> = rows.collect::<Result<_, _>>()?;
        let ops = stored.into_iter().map(|stored| {
            let op = stored.read().ok();
            (stored, op)
        });
        Ok(Self(ops.filter(|(_, op)| !is_act(op.as_ref())).collect()))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&StoredOp, Option<&Op>)> {
        self.0.iter().map(|(stored, op)| (stored, op.as_ref()))
    }

    /// The one create of each entity that decides its place: the admitted one, else the first.
    ///
    /// Anybody may send another create of any id; it is held and must not move what it names.
    fn deciding(&self) -> HashMap<EntityId, (&StoredOp, Option<EntityId>)> {
        let mut deciding: HashMap<EntityId, (&StoredOp, Option<EntityId>)> = HashMap::new();
        for (stored, op) in self.iter() {
            let Some((target, parent)) = op.and_then(|op| Some((op.target.id, op.creates()?)))
            else {
                continue;
            };
            let place = (stored, parent.map(|parent| parent.id));
            match deciding.entry(target) {
                Entry::Vacant(vacant) => {
                    vacant.insert(place);
                }
                Entry::Occupied(mut other) if stored.counts => {
                    other.insert(place);
                }
                Entry::Occupied(_) => {}
            }
        }
        deciding
    }

    /// `roots` and everything below them.
    pub(super) fn family(&self, roots: impl IntoIterator<Item = EntityId>) -> HashSet<EntityId> {
        let mut children: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
        for (target, (_, parent)) in self.deciding() {
            if let Some(parent) = parent {
                children.entry(parent).or_default().push(target);
            }
        }
        let mut family = HashSet::new();
        let mut next: Vec<EntityId> = roots.into_iter().collect();
        while let Some(id) = next.pop() {
            if family.insert(id) {
                next.extend(children.get(&id).into_iter().flatten());
            }
        }
        family
    }

    /// The families of what these ops created.
    pub(super) fn families_of(&self, is_meant: impl Fn(&StoredOp) -> bool) -> HashSet<EntityId> {
        let deciding = self.deciding().into_iter();
        let created = deciding.filter(|(_, (stored, _))| is_meant(stored));
        self.family(created.map(|(target, _)| target))
    }

    /// Whether an op decides the place of its target.
    pub(super) fn decides(&self, op: &Op) -> bool {
        let deciding = self.deciding();
        let place = deciding.get(&op.target.id);
        place.is_some_and(|(stored, _)| stored.hash == op.hash)
    }
}

fn is_act(op: Option<&Op>) -> bool {
    let kind = op.and_then(|op| Kind::from_name(&op.target.kind));
    kind.is_some_and(Kind::is_act)
}
