//! What the office does: making and closing walks, as ops like everybody's.

use lykta_core::domain::{Light, Occasion, Role};
use lykta_core::id::{ContentHash, EntityId, ReplicaId, ReplicaSecret};
use lykta_core::join::{Code, CodeKey, CodeText, JoinLink};
use lykta_core::merge::{Act, Author, CodeStanding, OpState, Subject, Trust};
use lykta_core::op::{OpBuilder, Value};
use lykta_core::place::LatLon;
use lykta_core::seam::IdSource;
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use rusqlite::{Transaction, params};

use super::entrance::Entrance;
use super::writer::Commit;
use super::{entrance, files, ingest, people, standing};
use crate::error::Error;

/// The name under which the command line acts; nobody signs in as it.
const COMMAND_LINE: &str = "office";
const FORM: u32 = 1;

/// A stop of a planned route.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStop {
    /// Its number on the route.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub point: LatLon,
}

/// A group to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlannedGroup {
    /// Its id, when it must be a certain one.
    pub id: Option<EntityId>,
    /// Its name.
    pub name: String,
    /// Its route.
    pub route: Vec<LatLon>,
    /// Its stops.
    pub stops: Vec<PlannedStop>,
}

/// A walk to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedWalk {
    /// Its id, when it must be a certain one.
    pub id: Option<EntityId>,
    /// Its name.
    pub name: String,
    /// How the municipality listens.
    pub occasion: Occasion,
    /// The area's name and outline.
    pub area: (String, Vec<LatLon>),
    /// When it begins.
    pub planned_start: Timestamp,
    /// When it is planned to end.
    pub planned_end: Timestamp,
    /// Its groups.
    pub groups: Vec<PlannedGroup>,
}

/// Writes the office's ops into the log.
pub struct Office<'a, 'b> {
    tx: &'a Transaction<'b>,
    commit: &'a mut Commit,
    ids: &'a dyn IdSource,
    now: Timestamp,
    replica: ReplicaId,
    next_seq: u64,
}

impl<'a, 'b> Office<'a, 'b> {
    /// The office as it acts on the command line.
    pub fn on_command_line(
        tx: &'a Transaction<'b>,
        commit: &'a mut Commit,
        ids: &'a dyn IdSource,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let replica = command_line_replica(tx, ids, now)?;
        Self::under(replica, tx, commit, ids, now)
    }

    /// The office as a person of it acts in the console.
    pub fn as_person(
        name: &str,
        tx: &'a Transaction<'b>,
        commit: &'a mut Commit,
        ids: &'a dyn IdSource,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let replica = people::replica(tx, name)?;
        Self::under(replica, tx, commit, ids, now)
    }

    fn under(
        replica: ReplicaId,
        tx: &'a Transaction<'b>,
        commit: &'a mut Commit,
        ids: &'a dyn IdSource,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let sql = "SELECT ifnull(max(seq), 0) + 1 FROM op WHERE replica = ?1";
        let next_seq = tx.query_row(sql, [replica], |row| row.get(0))?;
        Ok(Self {
            tx,
            commit,
            ids,
            now,
            replica,
            next_seq,
        })
    }

    /// Makes a walk with its area, plan, groups and stops; returns its id and its groups'.
    pub fn create_walk(
        &mut self,
        planned: &PlannedWalk,
    ) -> Result<(EntityId, Vec<EntityId>), Error> {
        let walk = planned.id.unwrap_or_else(|| self.new_id());
        let plan = self.create_plan(walk, &planned.area)?;
        Ok((walk, self.create_walk_under(plan, walk, planned)?))
    }

    /// Makes an area with its plan on the way to a walk; returns the plan's id.
    fn create_plan(
        &mut self,
        walk: EntityId,
        (area_name, polygon): &(String, Vec<LatLon>),
    ) -> Result<EntityId, Error> {
        let (area, plan) = (self.new_id(), self.new_id());
        self.act(
            walk,
            OpBuilder::create("area", area, None)
                .set("name", area_name.as_str())
                .set("polygon", line(polygon)),
        )?;
        let op = OpBuilder::create("plan", plan, Some(("area", area)));
        self.act(walk, op.set("name", area_name.as_str()))?;
        Ok(plan)
    }

    /// Makes a walk that belongs to the plan of an earlier one; its own area is not read.
    pub fn create_walk_again(
        &mut self,
        plan: EntityId,
        planned: &PlannedWalk,
    ) -> Result<(EntityId, Vec<EntityId>), Error> {
        let walk = planned.id.unwrap_or_else(|| self.new_id());
        Ok((walk, self.create_walk_under(plan, walk, planned)?))
    }

    fn create_walk_under(
        &mut self,
        plan: EntityId,
        walk: EntityId,
        planned: &PlannedWalk,
    ) -> Result<Vec<EntityId>, Error> {
        self.act(
            walk,
            OpBuilder::create("walk", walk, Some(("plan", plan)))
                .set("name", planned.name.as_str())
                .set("occasion", planned.occasion.name())
                .set("planned_start", planned.planned_start.0)
                .set("planned_end", planned.planned_end.0),
        )?;
        let groups = planned.groups.iter();
        let groups = groups.map(|group| self.create_group(walk, group));
        let groups = groups.collect::<Result<_, _>>()?;
        ingest::admit_unknown_walk(self.tx, self.commit, walk)?;
        Ok(groups)
    }

    /// Makes a group with its stops; returns its id.
    pub fn create_group(
        &mut self,
        walk: EntityId,
        group: &PlannedGroup,
    ) -> Result<EntityId, Error> {
        let id = group.id.unwrap_or_else(|| self.new_id());
        let op = OpBuilder::create("group", id, Some(("walk", walk)))
            .set("name", group.name.as_str())
            .set("route", line(&group.route));
        self.act(walk, op)?;
        for stop in &group.stops {
            self.create_stop(walk, id, stop)?;
        }
        Ok(id)
    }

    /// Makes a planned stop of a group.
    pub fn create_stop(
        &mut self,
        walk: EntityId,
        group: EntityId,
        stop: &PlannedStop,
    ) -> Result<(), Error> {
        let op = OpBuilder::create("stop", self.new_id(), Some(("group", group)))
            .set("number", i64::from(stop.number))
            .set("name", stop.name.as_str())
            .set("point", Value::point(stop.point))
            .set("planned", true);
        self.act(walk, op)
    }

    /// Says what a walk is for and in which light it goes; what is `None` stays as it is.
    pub fn describe_walk(
        &mut self,
        walk: EntityId,
        purpose: Option<&str>,
        light: Option<Light>,
    ) -> Result<(), Error> {
        let op = OpBuilder::edit("walk", walk)
            .set_some("purpose", purpose)
            .set_some("light", light.map(Light::name));
        self.replace(walk, op)
    }

    /// Closes a walk's protocol: what comes later is held.
    pub fn close_walk(&mut self, walk: EntityId) -> Result<(), Error> {
        let now = self.now.0;
        self.replace(walk, OpBuilder::edit("walk", walk).set("closed_at", now))
    }

    /// Opens a closed protocol again.
    pub fn reopen_walk(&mut self, walk: EntityId) -> Result<(), Error> {
        let op = OpBuilder::edit("walk", walk);
        self.replace(walk, op.set("closed_at", Value::Null))
    }

    /// Cancels a walk. It is a mark and no withdrawal: its codes go on admitting, and what was
    /// recorded stays to be read, because somebody may have walked before the word reached them.
    pub fn cancel_walk(&mut self, walk: EntityId) -> Result<(), Error> {
        let now = self.now.0;
        self.replace(walk, OpBuilder::edit("walk", walk).set("cancelled_at", now))
    }

    /// Takes a cancellation back.
    pub fn reinstate_walk(&mut self, walk: EntityId) -> Result<(), Error> {
        let op = OpBuilder::edit("walk", walk);
        self.replace(walk, op.set("cancelled_at", Value::Null))
    }

    /// Changes what is there: each field takes the place of all that is said of it now, whoever
    /// said it. Without fields nothing happens.
    pub fn replace(&mut self, walk: EntityId, op: OpBuilder) -> Result<(), Error> {
        if op.fields().is_empty() {
            return Ok(());
        }
        let state = log::state_of(self.tx, op.target().id)?.ok_or(Error::NotFound)?;
        let replica = self.replica;
        self.act(
            walk,
            op.superseding(|field| state.superseded_by(replica, field, |_| true)),
        )
    }

    /// Admits, holds, erases or revokes.
    pub fn decide(&mut self, walk: EntityId, act: &Act) -> Result<(), Error> {
        self.decide_because(walk, act, None)
    }

    /// The same with the reason that somebody gave; an erasure's is its rule.
    pub fn decide_because(
        &mut self,
        walk: EntityId,
        act: &Act,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        let id = self.new_id();
        self.act(walk, act.builder(id, walk).set_some("reason", reason))
    }

    /// Puts a new way in in the place of a group's present one; the earlier ones are revoked.
    pub fn renew_entrance(&mut self, key: &CodeKey, of: &LinkFor<'_>) -> Result<Entrance, Error> {
        let (entrance, earlier) = entrance::renew(self.tx, key, of)?;
        for code in earlier.into_iter().map(Subject::Code) {
            if !standing::is_revoked(self.tx, &code, of.walk)? {
                self.decide(of.walk, &Act::Revoke(code))?;
            }
        }
        Ok(entrance)
    }

    /// Writes one op of a person's into a walk's log; the same rules hold as for a phone's.
    pub fn act(&mut self, walk: EntityId, op: OpBuilder) -> Result<(), Error> {
        let sealed = op.seal(self.replica, self.next_seq, self.now);
        self.next_seq += 1;
        let author = Author {
            replica: self.replica,
            role: Role::Coordinator,
            walk,
            group: None,
            standing: CodeStanding::Good,
            trust: Trust::Ordinary,
        };
        let receipt = ingest::ingest(self.tx, self.commit, &author, &sealed.payload)?;
        if receipt.state == OpState::Visible {
            return Ok(());
        }
        let why = receipt.reason.map_or("it waits", |reason| reason.name());
        Err(Error::BadRequest(format!(
            "this cannot be done here: {why}"
        )))
    }

    /// Takes down a file that the office made, such as a redacted photo.
    pub fn record_file(
        &mut self,
        walk: EntityId,
        hash: ContentHash,
        bytes: u64,
    ) -> Result<(), Error> {
        let (replica, now) = (self.replica, self.now);
        files::record_file(self.tx, self.commit, walk, hash, replica, bytes, now)
    }

    /// The replica that writes.
    pub fn replica(&self) -> ReplicaId {
        self.replica
    }

    /// The transaction that it writes in, to be read.
    pub fn connection(&self) -> &'a Transaction<'b> {
        self.tx
    }

    /// An id for what is about to be made.
    pub fn new_id(&self) -> EntityId {
        EntityId::random(self.ids, self.now)
    }
}

/// A line as a value.
pub(super) fn line(points: &[LatLon]) -> Value {
    Value::List(points.iter().map(|point| Value::point(*point)).collect())
}

fn command_line_replica(
    tx: &Transaction<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
) -> Result<ReplicaId, Error> {
    if let Some(secret) = people::secret(tx, COMMAND_LINE)? {
        return Ok(secret.replica());
    }
    let secret = ReplicaSecret::random(ids);
    tx.execute(
        "INSERT INTO user (name, secret, created_at) VALUES (?1, ?2, ?3)",
        params![COMMAND_LINE, secret.as_bytes(), now.0],
    )?;
    Ok(secret.replica())
}

/// What a link is for, and the words in it.
#[derive(Clone, Copy, Debug)]
pub struct LinkFor<'a> {
    /// The server's public address.
    pub server: &'a str,
    /// The walk.
    pub walk: EntityId,
    /// The walk's name.
    pub walk_name: &'a str,
    /// When it is planned to end.
    pub planned_end: Timestamp,
    /// The group, but for a coordinator.
    pub group: Option<EntityId>,
    /// The role.
    pub role: Role,
}

impl LinkFor<'_> {
    /// A new join link.
    pub fn issue(&self, key: &CodeKey, ids: &dyn IdSource) -> JoinLink {
        let code = Code {
            walk: self.walk,
            group: self.group,
            role: self.role,
            planned_end: self.planned_end,
        };
        self.link(code.issue(key, ids))
    }

    /// The link with a code that was issued.
    pub(super) fn link(&self, code: CodeText) -> JoinLink {
        JoinLink {
            server: self.server.to_owned(),
            code,
            walk_name: self.walk_name.to_owned(),
            language: "sv".to_owned(),
            form: FORM,
        }
    }
}
