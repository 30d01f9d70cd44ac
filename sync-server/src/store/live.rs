//! Where a walk stands, so that an open page can be told what has changed since.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use rusqlite::{Connection, params};

use super::page;
use crate::error::Error;

/// Where a walk stands: everything that its page tells moves one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The newest change of its ops.
    pub ops: u64,
    /// The newest change of its files.
    pub files: u64,
    /// When a phone called last.
    pub called: i64,
    /// How many observations it has.
    pub observations: u64,
}

/// As a page carries it.
impl fmt::Display for Standing {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            ops,
            files,
            called,
            observations,
        } = self;
        write!(to, "{ops}.{files}.{called}.{observations}")
    }
}

/// One that cannot be read is of another server: then everything has changed.
impl FromStr for Standing {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('.');
        let mut next = || parts.next().unwrap_or_default();
        Ok(Self {
            ops: next().parse()?,
            files: next().parse()?,
            called: next().parse()?,
            observations: next().parse()?,
        })
    }
}

/// What changed of a walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The kinds of what its ops tell of; an op may tell of nothing that is known.
    pub kinds: BTreeSet<Kind>,
    /// Whether any of its ops changed.
    pub ops: bool,
    /// Whether files came or went.
    pub files: bool,
    /// Whether phones called.
    pub calls: bool,
}

/// Where a walk stands now.
pub fn standing(connection: &Connection, walk: EntityId) -> Result<Standing, Error> {
    let newest = |sql| {
        let mut statement = connection.prepare_cached(sql)?;
        statement.query_row([walk], |row| row.get(0))
    };
    let called = "SELECT ifnull(max(last_seen), 0) FROM replica WHERE walk = ?1";
    let mut statement = connection.prepare_cached(called)?;
    Ok(Standing {
        ops: page::position(connection, walk)?,
        files: newest("SELECT ifnull(max(change), 0) FROM file WHERE walk = ?1")?,
        called: statement.query_row([walk], |row| row.get(0))?,
        observations: page::count(connection, walk, Kind::Observation, false)?,
    })
}

/// What changed between two standings of a walk.
pub fn changed(
    connection: &Connection,
    walk: EntityId,
    before: Standing,
    now: Standing,
) -> Result<Changed, Error> {
    Ok(Changed {
        kinds: kinds_after(connection, walk, before.ops)?,
        ops: before.ops != now.ops,
        files: before.files != now.files,
        calls: before.called != now.called,
    })
}

fn kinds_after(
    connection: &Connection,
    walk: EntityId,
    position: u64,
) -> Result<BTreeSet<Kind>, Error> {
    let sql = "SELECT DISTINCT entity.kind FROM op JOIN entity ON entity.id = op.target \
               WHERE op.walk = ?1 AND op.change > ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let names = statement.query_map(params![walk, position], |row| row.get(0))?;
    let names: Vec<String> = names.collect::<Result<_, _>>()?;
    Ok(names
        .iter()
        .filter_map(|name| Kind::from_name(name))
        .collect())
}
