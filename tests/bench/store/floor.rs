//! The same observations in the least tables that can list them and show them on a map.

use std::path::Path;

use lykta_core::domain::Spot;
use lykta_core::place::LatLon;
use lykta_core::track::simulate::SplitMix64;
use rusqlite::{Connection, params};

use super::full::draft;
use crate::Failure;

/// The database's file.
pub(super) const DATABASE: &str = "floor.sqlite3";

/// Fills it.
pub(super) fn make(path: &Path, observations: usize) -> Result<(), Failure> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch(
        "CREATE TABLE observation (row INTEGER PRIMARY KEY, at INTEGER NOT NULL,
             kind TEXT NOT NULL, words TEXT, suggestion TEXT, lat REAL, lon REAL) STRICT;
         CREATE INDEX observation_at ON observation (at DESC);
         CREATE VIRTUAL TABLE spot USING rtree (row, min_lat, max_lat, min_lon, max_lon);",
    )?;
    let mut chance = SplitMix64::new(8);
    let tx = connection.transaction()?;
    for row in 0..observations {
        let draft = draft(&mut chance);
        let point = draft.spot.as_ref().and_then(Spot::point);
        let point = point.ok_or("an observation has a place")?;
        tx.prepare_cached("INSERT INTO observation VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![
                row,
                draft.kind.name(),
                draft.words,
                draft.suggestion,
                point.lat,
                point.lon
            ])?;
        tx.prepare_cached("INSERT INTO spot VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![row, point.lat, point.lon])?;
    }
    Ok(tx.commit()?)
}

/// Opens it.
pub(super) fn open(path: &Path) -> Result<Connection, Failure> {
    Ok(Connection::open(path)?)
}

/// Opens it and reads the newest; returns how many there were.
pub(super) fn open_and_list(path: &Path, limit: u32) -> Result<usize, Failure> {
    let connection = open(path)?;
    let sql = "SELECT kind, words, suggestion, lat, lon FROM observation \
               ORDER BY at DESC LIMIT ?1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([limit])?;
    let mut read = Vec::new();
    while let Some(row) = rows.next()? {
        let texts: (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let point: (f64, f64) = (row.get(3)?, row.get(4)?);
        read.push((texts, point));
    }
    Ok(read.len())
}

/// The rows of the tree within a rectangle; returns how many there are.
pub(super) fn map(
    connection: &Connection,
    (south_west, north_east): (LatLon, LatLon),
    limit: u32,
) -> Result<usize, Failure> {
    let sql = "SELECT row, min_lat, min_lon FROM spot WHERE max_lat >= ?1 AND min_lat <= ?2 \
               AND max_lon >= ?3 AND min_lon <= ?4 LIMIT ?5";
    let mut statement = connection.prepare_cached(sql)?;
    let view = params![
        south_west.lat,
        north_east.lat,
        south_west.lon,
        north_east.lon,
        limit
    ];
    let rows = statement.query_map(view, |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, f64>(1)?,
            row.get::<_, f64>(2)?,
        ))
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
}
