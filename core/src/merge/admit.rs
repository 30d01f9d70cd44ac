//! Admission: whether an op counts. Decided once by the server, then recorded.

use super::act::Act;
use super::receipt::HeldReason;
use crate::domain::{Kind, Role};
use crate::id::{EntityId, ReplicaId};
use crate::join::Code;
use crate::op::{Op, Target};
use crate::rules::{self, RuleBroken};

/// Whether the code that an op came with still opens the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeStanding {
    /// It does.
    Good,
    /// It does not, for this reason.
    Barred(HeldReason),
}

/// What a person has decided beforehand of what an author sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Nothing: the ordinary rules hold.
    #[default]
    Ordinary,
    /// The replica is admitted: its code's standing is not asked.
    Replica,
    /// The op is admitted: nor are its fields and its reach.
    Op,
}

/// Who sent an op, as the code and the connection say; never as the op says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    /// The caller's replica.
    pub replica: ReplicaId,
    /// The caller's role.
    pub role: Role,
    /// The walk of the code.
    pub walk: EntityId,
    /// The group of the code.
    pub group: Option<EntityId>,
    /// Whether the code is good.
    pub standing: CodeStanding,
    /// What a person has decided.
    pub trust: Trust,
}

impl Author {
    /// Who sends with this code, as long as no person has decided anything of them.
    pub fn by_code(replica: ReplicaId, code: &Code, standing: CodeStanding) -> Self {
        Self {
            replica,
            role: code.role,
            walk: code.walk,
            group: code.group,
            standing,
            trust: Trust::Ordinary,
        }
    }
}

/// An entity that was admitted before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its kind.
    pub kind: Kind,
    /// The walk that it belongs to; none above walks.
    pub walk: Option<EntityId>,
    /// The group that it belongs to.
    pub group: Option<EntityId>,
    /// Who created it.
    pub creator: ReplicaId,
}

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It counts.
    Admitted,
    /// It waits for its parent or its target.
    Waiting,
    /// It does not count until a person has looked.
    Held(HeldReason),
}

/// Decides questions 4 to 10 of `docs/sync-protocol.md` §3 for an op that was read.
///
/// `known` finds an admitted entity by its id.
pub fn admit<E>(
    op: &Op,
    author: &Author,
    known: impl Fn(EntityId) -> Result<Option<Known>, E>,
) -> Result<Admission, E> {
    if op.replica != author.replica {
        return Ok(Admission::Held(HeldReason::ForeignReplica));
    }
    if let CodeStanding::Barred(reason) = author.standing
        && author.trust == Trust::Ordinary
    {
        return Ok(Admission::Held(reason));
    }
    let Some(kind) = Kind::from_name(&op.target.kind) else {
        return Ok(Admission::Held(HeldReason::UnknownKind));
    };
    match rules::check(author.role, kind, &op.fields) {
        Err(RuleBroken::Forbidden { .. }) if author.trust == Trust::Op => {}
        Err(broken) => return Ok(Admission::Held(reason_of(&broken))),
        Ok(()) => {}
    }
    if kind.is_act() {
        // An act never changes, so that what it did can be told from the log.
        match op.creates() {
            None => return Ok(Admission::Held(HeldReason::ForbiddenField)),
            Some(_) if Act::read(op).is_none() => {
                return Ok(Admission::Held(HeldReason::BadValue));
            }
            Some(_) => {}
        }
    }
    match op.creates() {
        Some(parent) => admit_create(op, kind, parent.as_ref(), author, known),
        None => admit_edit(op, kind, author, known),
    }
}

fn reason_of(broken: &RuleBroken) -> HeldReason {
    match broken {
        RuleBroken::Forbidden { .. } => HeldReason::ForbiddenField,
        RuleBroken::BadValue { .. } => HeldReason::BadValue,
    }
}

fn admit_create<E>(
    op: &Op,
    kind: Kind,
    parent: Option<&Target>,
    author: &Author,
    known: impl Fn(EntityId) -> Result<Option<Known>, E>,
) -> Result<Admission, E> {
    if known(op.target.id)?.is_some() {
        return Ok(Admission::Held(HeldReason::SecondCreate));
    }
    let Some(parent) = parent else {
        return Ok(admit_root(kind, author));
    };
    let Some(found) = known(parent.id)? else {
        return Ok(Admission::Waiting);
    };
    let fits = found.kind.name() == parent.kind && kind.parents().contains(&found.kind);
    if !fits {
        return Ok(Admission::Held(HeldReason::BadValue));
    }
    let reached = author.trust == Trust::Op || reaches_below(author, parent.id, &found);
    Ok(within(is_of_walk(author, &found) && reached))
}

fn admit_root(kind: Kind, author: &Author) -> Admission {
    match (kind, author.role) {
        (Kind::Area, Role::Coordinator) => Admission::Admitted,
        (Kind::Area, _) => Admission::Held(HeldReason::OutOfReach),
        _ => Admission::Held(HeldReason::BadValue),
    }
}

fn admit_edit<E>(
    op: &Op,
    kind: Kind,
    author: &Author,
    known: impl Fn(EntityId) -> Result<Option<Known>, E>,
) -> Result<Admission, E> {
    let Some(found) = known(op.target.id)? else {
        return Ok(Admission::Waiting);
    };
    if found.kind != kind {
        return Ok(Admission::Held(HeldReason::BadValue));
    }
    let reached = author.trust == Trust::Op || reaches(author, op.target.id, &found);
    Ok(within(is_of_walk(author, &found) && reached))
}

/// A code reaches no further than its walk, whoever created what it is about.
fn is_of_walk(author: &Author, entity: &Known) -> bool {
    entity.walk.is_none_or(|walk| walk == author.walk)
}

fn within(reached: bool) -> Admission {
    if reached {
        Admission::Admitted
    } else {
        Admission::Held(HeldReason::OutOfReach)
    }
}

/// Whether the author may change this entity.
fn reaches(author: &Author, id: EntityId, entity: &Known) -> bool {
    match author.role {
        Role::Coordinator => entity.walk.is_none_or(|walk| walk == author.walk),
        Role::Leader | Role::NoteTaker => in_group(author, id, entity),
        Role::Photographer | Role::Participant => entity.creator == author.replica,
    }
}

/// Whether the author may create something under this entity.
fn reaches_below(author: &Author, id: EntityId, parent: &Known) -> bool {
    let own_party = match author.group {
        Some(_) => in_group(author, id, parent),
        None => id == author.walk,
    };
    let measure = parent.kind == Kind::Measure;
    match author.role {
        Role::Coordinator => reaches(author, id, parent),
        Role::Leader | Role::NoteTaker => own_party || measure,
        Role::Photographer if measure => true,
        Role::Photographer | Role::Participant => {
            let container = matches!(parent.kind, Kind::Group | Kind::Walk);
            parent.creator == author.replica || (container && own_party)
        }
    }
}

fn in_group(author: &Author, id: EntityId, entity: &Known) -> bool {
    let group = entity.group.or((entity.kind == Kind::Group).then_some(id));
    // A leader's light and weather belong to the walk as a whole.
    let own_walk = entity.kind == Kind::Walk && id == author.walk;
    own_walk || (group.is_some() && group == author.group) || entity.creator == author.replica
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::convert::Infallible;

    use super::*;
    use crate::op::OpBuilder;
    use crate::time::Timestamp;

    const ME: ReplicaId = ReplicaId([1; 16]);
    const OTHER: ReplicaId = ReplicaId([2; 16]);
    const OFFICE: ReplicaId = ReplicaId([3; 16]);

    fn id(n: u128) -> EntityId {
        EntityId(uuid::Uuid::from_u128(n))
    }

    fn author(role: Role) -> Author {
        Author {
            replica: ME,
            role,
            walk: id(1),
            group: (role != Role::Coordinator).then_some(id(2)),
            standing: CodeStanding::Good,
            trust: Trust::Ordinary,
        }
    }

    fn entity(kind: Kind, group: Option<u128>, creator: ReplicaId) -> Known {
        Known {
            kind,
            walk: Some(id(1)),
            group: group.map(id),
            creator,
        }
    }

    /// Walk 1 with groups 2 and 3; observation 20 of mine, 21 of another in my group, 30 in group 3.
    fn world() -> HashMap<EntityId, Known> {
        HashMap::from([
            (id(1), entity(Kind::Walk, None, OFFICE)),
            (id(2), entity(Kind::Group, Some(2), OFFICE)),
            (id(3), entity(Kind::Group, Some(3), OFFICE)),
            (id(20), entity(Kind::Observation, Some(2), ME)),
            (id(21), entity(Kind::Observation, Some(2), OTHER)),
            (id(30), entity(Kind::Observation, Some(3), OTHER)),
        ])
    }

    fn decide(op: OpBuilder, author: &Author) -> Admission {
        let op = op.seal(ME, 1, Timestamp(0)).op;
        let world = world();
        let known = |id| Ok::<_, Infallible>(world.get(&id).cloned());
        admit(&op, author, known).unwrap()
    }

    fn edit(of: u128) -> OpBuilder {
        OpBuilder::edit("observation", id(of)).set("words", "x")
    }

    fn observe(under: u128, kind: &str) -> OpBuilder {
        OpBuilder::create("observation", id(99), Some((kind, id(under)))).set("kind", "safe")
    }

    const OUT: Admission = Admission::Held(HeldReason::OutOfReach);

    #[test]
    fn each_role_reaches_what_is_theirs() {
        let table = [
            (Role::Participant, 20, Admission::Admitted),
            (Role::Participant, 21, OUT),
            (Role::Photographer, 21, OUT),
            (Role::Leader, 21, Admission::Admitted),
            (Role::NoteTaker, 21, Admission::Admitted),
            (Role::Leader, 30, OUT),
            (Role::Coordinator, 30, Admission::Admitted),
        ];
        for (role, of, expected) in table {
            assert_eq!(decide(edit(of), &author(role)), expected, "{role} {of}");
        }
    }

    #[test]
    fn what_is_created_belongs_to_the_writers_group() {
        let me = author(Role::Participant);
        assert_eq!(decide(observe(2, "group"), &me), Admission::Admitted);
        assert_eq!(decide(observe(3, "group"), &me), OUT);
        assert_eq!(decide(observe(77, "group"), &me), Admission::Waiting);
        let wrong_kind = Admission::Held(HeldReason::BadValue);
        assert_eq!(decide(observe(2, "walk"), &me), wrong_kind);
        assert_eq!(decide(observe(20, "observation"), &me), wrong_kind);
    }

    #[test]
    fn a_photo_goes_under_what_its_taker_may_see() {
        let file = crate::op::Value::map([
            ("hash", crate::op::Value::Bytes(vec![0; 32])),
            ("bytes", 1.into()),
            ("width", 1.into()),
            ("height", 1.into()),
        ]);
        let photo = |of| {
            let parent = Some(("observation", id(of)));
            OpBuilder::create("photo", id(99), parent).set("file", file.clone())
        };
        let participant = author(Role::Participant);
        assert_eq!(decide(photo(20), &participant), Admission::Admitted);
        assert_eq!(decide(photo(21), &participant), OUT);
        assert_eq!(
            decide(photo(21), &author(Role::Leader)),
            Admission::Admitted
        );
    }

    #[test]
    fn what_does_not_fit_is_held_with_its_reason() {
        let me = author(Role::Participant);
        let held = |reason| Admission::Held(reason);
        let second = OpBuilder::create("observation", id(21), Some(("group", id(2))));
        assert_eq!(decide(second, &me), held(HeldReason::SecondCreate));
        let forbidden = OpBuilder::edit("walk", id(1)).set("closed_at", 1);
        assert_eq!(decide(forbidden, &me), held(HeldReason::ForbiddenField));
        let future = OpBuilder::edit("hologram", id(1)).set("x", 1);
        assert_eq!(decide(future, &me), held(HeldReason::UnknownKind));

        let mut late = me;
        late.standing = CodeStanding::Barred(HeldReason::CodeExpired);
        assert_eq!(decide(edit(20), &late), held(HeldReason::CodeExpired));
        let mut forged = me;
        forged.replica = OTHER;
        assert_eq!(decide(edit(20), &forged), held(HeldReason::ForeignReplica));
    }

    #[test]
    fn an_act_names_one_subject_and_never_changes() {
        let coordinator = author(Role::Coordinator);
        let held = |reason| Admission::Held(reason);
        let act = Act::Revoke(crate::merge::Subject::Replica(OTHER));
        let revoke = act.builder(id(99), id(1));
        assert_eq!(decide(revoke.clone(), &coordinator), Admission::Admitted);
        let leader = author(Role::Leader);
        assert_eq!(decide(revoke, &leader), held(HeldReason::ForbiddenField));
        let nobody = OpBuilder::create("revocation", id(99), Some(("walk", id(1))));
        assert_eq!(decide(nobody, &coordinator), held(HeldReason::BadValue));
        let again = OpBuilder::edit("revocation", id(98)).set("reason", "x");
        assert_eq!(
            decide(again, &coordinator),
            held(HeldReason::ForbiddenField)
        );
    }

    #[test]
    fn a_person_may_let_in_what_the_rules_hold_but_not_what_makes_no_sense() {
        let mut late = author(Role::Participant);
        late.standing = CodeStanding::Barred(HeldReason::CodeExpired);
        late.trust = Trust::Replica;
        assert_eq!(decide(edit(20), &late), Admission::Admitted);
        assert_eq!(decide(edit(21), &late), OUT);
        late.trust = Trust::Op;
        assert_eq!(decide(edit(21), &late), Admission::Admitted);
        let forbidden = OpBuilder::edit("walk", id(1)).set("closed_at", 1);
        assert_eq!(decide(forbidden, &late), Admission::Admitted);
        let second = OpBuilder::create("observation", id(21), Some(("group", id(2))));
        let held = |reason| Admission::Held(reason);
        assert_eq!(decide(second, &late), held(HeldReason::SecondCreate));
        let bad = OpBuilder::edit("observation", id(20)).set("kind", "ugly");
        assert_eq!(decide(bad, &late), held(HeldReason::BadValue));
        assert_eq!(decide(edit(77), &late), Admission::Waiting);
    }
}
