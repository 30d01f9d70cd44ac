//! Who belongs to whom, from the creates of all ops of a walk: held and waiting ones too.
//!
//! Acts are rare and may read the whole walk; what is asked for each op is asked elsewhere.

use std::collections::{HashMap, HashSet};

use lykta_core::domain::Kind;
use lykta_core::id::{EntityId, ReplicaId};
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

    /// `roots` and everything below them.
    pub(super) fn family(&self, roots: impl IntoIterator<Item = EntityId>) -> HashSet<EntityId> {
        let mut children: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
        for (_, op) in self.iter() {
            if let Some(op) = op
                && let Some(Some(parent)) = op.creates()
            {
                children.entry(parent.id).or_default().push(op.target.id);
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

    /// The families of all that a replica created.
    pub(super) fn families_of(&self, replica: ReplicaId) -> HashSet<EntityId> {
        let own = self.iter().filter(|(stored, _)| stored.replica == replica);
        let created = own.filter_map(|(_, op)| {
            let op = op?;
            op.creates().map(|_| op.target.id)
        });
        self.family(created)
    }
}

fn is_act(op: Option<&Op>) -> bool {
    let kind = op.and_then(|op| Kind::from_name(&op.target.kind));
    kind.is_some_and(Kind::is_act)
}
