//! The row of an entity that screens and maps read.

use rusqlite::{OptionalExtension, Transaction, params};

use super::read::{COLUMNS, EntityRow};
use crate::domain::{Kind, Spot};
use crate::id::EntityId;
use crate::merge::EntityState;
use crate::place::LatLon;
use crate::store::StoreError;

/// What screens and maps read of an entity.
#[derive(PartialEq)]
pub(super) struct Projected {
    entity: EntityRow,
    observation_kind: Option<String>,
    point: Option<LatLon>,
}

impl Projected {
    pub(super) fn of(
        state: &EntityState,
        (walk, group): (Option<EntityId>, Option<EntityId>),
    ) -> Self {
        let is_observation = is_kind(state, Kind::Observation);
        Self {
            entity: EntityRow {
                id: state.target.id,
                kind: state.target.kind.clone(),
                parent: state.parent.as_ref().map(|parent| parent.id),
                walk,
                group,
                creator: state.creator,
                at: state.created_at,
                withdrawn: state.is_withdrawn(),
                unsettled: state.unsettled().next().is_some(),
            },
            observation_kind: state
                .text("kind")
                .filter(|_| is_observation)
                .map(str::to_owned),
            point: marker_point(state),
        }
    }

    /// As it was written last, and its row.
    pub(super) fn read(
        tx: &Transaction<'_>,
        id: EntityId,
    ) -> Result<Option<(i64, Self)>, StoreError> {
        let sql =
            format!("SELECT {COLUMNS}, observation_kind, lat, lon, row FROM entity WHERE id = ?1");
        let found = tx.prepare_cached(&sql)?.query_row([id], |row| {
            let (lat, lon): (Option<f64>, Option<f64>) = (row.get(10)?, row.get(11)?);
            let projected = Self {
                entity: EntityRow::from_row(row)?,
                observation_kind: row.get(9)?,
                point: lat.zip(lon).map(|(lat, lon)| LatLon { lat, lon }),
            };
            Ok((row.get(12)?, projected))
        });
        Ok(found.optional()?)
    }

    /// What indexes hold: all but whether values stand side by side.
    pub(super) fn indexed(&self) -> impl PartialEq + '_ {
        let Self {
            entity,
            observation_kind,
            point,
        } = self;
        (
            (entity.id, &entity.kind, entity.parent),
            (entity.walk, entity.group, entity.creator),
            (entity.at, entity.withdrawn),
            (observation_kind, point),
        )
    }

    pub(super) fn insert(&self, tx: &Transaction<'_>) -> Result<(), StoreError> {
        let entity = &self.entity;
        tx.prepare_cached(
            "INSERT INTO entity (id, kind, parent, walk, group_id, creator, at, withdrawn, \
             unsettled, observation_kind, lat, lon) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            entity.id,
            entity.kind,
            entity.parent,
            entity.walk,
            entity.group,
            entity.creator,
            entity.at.0,
            entity.withdrawn,
            entity.unsettled,
            self.observation_kind,
            self.point.map(|point| point.lat),
            self.point.map(|point| point.lon),
        ])?;
        Ok(())
    }

    /// Changes what no index holds.
    pub(super) fn update(&self, tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
        tx.prepare_cached("UPDATE entity SET unsettled = ?2 WHERE row = ?1")?
            .execute(params![row, self.entity.unsettled])?;
        Ok(())
    }

    /// Changes all: where it belongs, where it lies, or whether it is shown.
    pub(super) fn move_to(&self, tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
        let entity = &self.entity;
        tx.prepare_cached(
            "UPDATE entity SET kind = ?2, parent = ?3, walk = ?4, group_id = ?5, creator = ?6, \
             at = ?7, withdrawn = ?8, unsettled = ?9, observation_kind = ?10, lat = ?11, \
             lon = ?12 WHERE row = ?1",
        )?
        .execute(params![
            row,
            entity.kind,
            entity.parent,
            entity.walk,
            entity.group,
            entity.creator,
            entity.at.0,
            entity.withdrawn,
            entity.unsettled,
            self.observation_kind,
            self.point.map(|point| point.lat),
            self.point.map(|point| point.lon),
        ])?;
        Ok(())
    }
}

pub(super) fn is_kind(state: &EntityState, kind: Kind) -> bool {
    state.target.kind == kind.name()
}

fn marker_point(state: &EntityState) -> Option<LatLon> {
    if !is_kind(state, Kind::Observation) {
        return None;
    }
    Spot::from_value(state.value("spot")?)?.point()
}
