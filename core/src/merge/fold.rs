//! The fold: from the set of admitted ops of one entity to its fields.
//!
//! `docs/sync-protocol.md` §2 defines it and argues why every replica gets the same.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::id::{EntityId, OpHash, ReplicaId};
use crate::op::{FieldSet, Op, Reference, Target, Value, WITHDRAWN};
use crate::time::Timestamp;

/// An op that counts, and whether its values were erased.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded<'a> {
    /// The op, or its skeleton.
    pub op: Cow<'a, Op>,
    /// Whether only the skeleton is left.
    pub erased: bool,
}

/// One value of a field that nobody has replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The op that says so.
    pub reference: Reference,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// The value.
    pub value: Value,
    /// Whether it was erased; the value is then nothing.
    pub erased: bool,
}

/// A field's heads, the one to show first in front; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldState {
    heads: Vec<Head>,
}

impl FieldState {
    /// The value to show first.
    pub fn shown(&self) -> &Value {
        &self.heads[0].value
    }

    /// All values that nobody has replaced, the one to show first in front.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// What else is said: the heads whose value differs from the one shown.
    pub fn also_said(&self) -> impl Iterator<Item = &Head> {
        let shown = self.shown();
        self.heads.iter().filter(move |head| head.value != *shown)
    }

    /// What an op must name to settle this field.
    pub fn references(&self) -> Vec<Reference> {
        self.heads.iter().map(|head| head.reference).collect()
    }
}

/// An entity as the admitted ops about it describe it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityState {
    /// Its kind and id.
    pub target: Target,
    /// What it was created under; `None` for an area.
    pub parent: Option<Target>,
    /// Who created it.
    pub creator: ReplicaId,
    /// When it was created, by the creator's clock.
    pub created_at: Timestamp,
    /// The op that created it.
    pub created_by: OpHash,
    /// Its fields by name.
    pub fields: BTreeMap<String, FieldState>,
}

impl EntityState {
    /// The value of a field to show first.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).map(FieldState::shown)
    }

    /// The text of a field to show first.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.value(field)?.as_text()
    }

    /// The moment that a field holds.
    pub fn time(&self, field: &str) -> Option<Timestamp> {
        self.value(field)?.as_int().map(Timestamp)
    }

    /// Whether any head says that it is withdrawn.
    pub fn is_withdrawn(&self) -> bool {
        self.fields.get(WITHDRAWN).is_some_and(|field| {
            let mut heads = field.heads().iter();
            heads.any(|head| head.value == Value::Bool(true))
        })
    }

    /// The elements of a set, such as `category/`, that are in it: with values that are not false.
    pub fn elements<'a>(&'a self, set: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let range = self.fields.range(set.to_owned()..);
        range
            .map_while(move |(name, field)| Some((name.strip_prefix(set)?, field.shown())))
            .filter(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)))
    }

    /// The fields of which different values stand side by side.
    pub fn unsettled(&self) -> impl Iterator<Item = (&str, &FieldState)> {
        self.fields
            .iter()
            .filter(|(_, field)| field.also_said().next().is_some())
            .map(|(name, field)| (name.as_str(), field))
    }

    /// The references that an op of `replica` must name to replace the heads of `field` that its
    /// writer `saw`. Others stay: nobody replaces what they have not seen.
    ///
    /// The replica's own ops need no naming: a later number is enough.
    pub fn superseded_by(
        &self,
        replica: ReplicaId,
        field: &str,
        saw: impl Fn(&Reference) -> bool,
    ) -> Vec<Reference> {
        let heads = self.fields.get(field).map(FieldState::references);
        let mut references = heads.unwrap_or_default();
        references.retain(|reference| reference.0 != replica && saw(reference));
        references
    }
}

/// Folds the admitted ops of one entity, in any order; `None` when none of them creates it.
pub fn fold(entity: EntityId, ops: &[Folded<'_>]) -> Option<EntityState> {
    let creates = ops.iter().filter(|folded| folded.op.creates().is_some());
    // One is the rule. Should a person have let in another, all replicas choose the same.
    let create = creates.min_by_key(|folded| order(&folded.op))?;
    let mut by_field: BTreeMap<&str, Vec<(&Folded<'_>, &FieldSet)>> = BTreeMap::new();
    for folded in ops.iter().filter(|folded| folded.op.target.id == entity) {
        for (name, set) in &folded.op.fields {
            by_field.entry(name).or_default().push((folded, set));
        }
    }
    let fields = by_field
        .into_iter()
        .map(|(name, said)| (name.to_owned(), fold_field(&said)))
        .collect();
    Some(EntityState {
        target: create.op.target.clone(),
        parent: create.op.creates().flatten(),
        creator: create.op.replica,
        created_at: create.op.at,
        created_by: create.op.hash,
        fields,
    })
}

/// Whether different values of a field stand side by side, by what the admitted ops of one entity
/// say of it: the same answer as the whole [`fold`] gives.
pub fn is_unsettled(field: &str, ops: &[Folded<'_>]) -> bool {
    let said = ops.iter().filter_map(|folded| {
        let set = folded.op.fields.get(field)?;
        Some((folded, set))
    });
    let said: Vec<_> = said.collect();
    !said.is_empty() && fold_field(&said).also_said().next().is_some()
}

fn fold_field(said: &[(&Folded<'_>, &FieldSet)]) -> FieldState {
    // The usual case: one op said it.
    if let [(folded, set)] = said {
        return FieldState {
            heads: vec![head(folded, set)],
        };
    }
    let mut named: HashSet<Reference> = HashSet::new();
    let mut newest: HashMap<ReplicaId, u64> = HashMap::new();
    for (folded, set) in said {
        named.extend(set.supersedes.iter().copied());
        let seq = newest.entry(folded.op.replica).or_default();
        *seq = (*seq).max(folded.op.seq);
    }
    let mut heads: Vec<&(&Folded<'_>, &FieldSet)> = said
        .iter()
        .filter(|(folded, _)| {
            let op = &folded.op;
            !named.contains(&op.reference()) && newest[&op.replica] == op.seq
        })
        .collect();
    heads.sort_by_key(|(folded, _)| std::cmp::Reverse(order(&folded.op)));
    heads.dedup_by_key(|(folded, _)| folded.op.hash);
    FieldState {
        heads: heads.into_iter().map(|(f, set)| head(f, set)).collect(),
    }
}

/// The order in which ops are shown; nothing else depends on clocks.
fn order(op: &Op) -> (Timestamp, ReplicaId, u64, OpHash) {
    (op.at, op.replica, op.seq, op.hash)
}

fn head(folded: &Folded<'_>, set: &FieldSet) -> Head {
    Head {
        reference: folded.op.reference(),
        at: folded.op.at,
        value: if folded.erased {
            Value::Null
        } else {
            set.value.clone()
        },
        erased: folded.erased,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::op::{OpBuilder, Sealed};

    fn entity() -> EntityId {
        EntityId(uuid::Uuid::from_u128(9))
    }

    fn folded(sealed: &Sealed) -> Folded<'_> {
        Folded {
            op: Cow::Borrowed(&sealed.op),
            erased: false,
        }
    }

    fn replica(n: u8) -> ReplicaId {
        ReplicaId([n; 16])
    }

    fn create(by: u8) -> Sealed {
        OpBuilder::create("observation", entity(), None)
            .set("kind", "unsafe")
            .seal(replica(by), 1, Timestamp(0))
    }

    fn words(by: u8, seq: u64, at: i64, words: &str, over: &[&Sealed]) -> Sealed {
        let over = over.iter().map(|sealed| sealed.op.reference()).collect();
        OpBuilder::edit("observation", entity())
            .replace("words", words, over)
            .seal(replica(by), seq, Timestamp(at))
    }

    fn said(ops: &[&Sealed]) -> Vec<String> {
        let ops: Vec<Folded<'_>> = ops.iter().map(|sealed| folded(sealed)).collect();
        let state = fold(entity(), &ops).unwrap();
        let heads = state.fields["words"].heads().iter();
        heads
            .map(|head| head.value.as_text().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn edits_without_sight_of_each_other_are_both_kept_until_settled() {
        let create = create(1);
        let one = words(1, 2, 10, "mörkt", &[]);
        let two = words(2, 1, 20, "becksvart", &[]);
        assert_eq!(said(&[&create, &one, &two]), ["becksvart", "mörkt"]);

        let settled = words(3, 1, 5, "mörkt vid bron", &[&one, &two]);
        let heads = said(&[&settled, &two, &create, &one]);
        assert_eq!(heads, ["mörkt vid bron"]);

        let unseen = words(2, 2, 6, "lampan är lagad", &[&two]);
        let heads = said(&[&create, &one, &two, &settled, &unseen]);
        assert_eq!(heads, ["lampan är lagad", "mörkt vid bron"]);
    }

    #[test]
    fn a_wrong_clock_decides_only_what_is_shown_first() {
        let create = create(1);
        let early = words(1, 2, -5_000_000, "ett", &[]);
        let late = words(1, 3, -9_000_000, "två", &[]);
        assert_eq!(said(&[&create, &late, &early]), ["två"]);
    }

    #[test]
    fn any_head_withdraws_and_erasure_leaves_the_place() {
        let create = create(1);
        let gone = OpBuilder::edit("observation", entity())
            .set(WITHDRAWN, true)
            .seal(replica(2), 1, Timestamp(1));
        let back = OpBuilder::edit("observation", entity())
            .set(WITHDRAWN, false)
            .seal(replica(3), 1, Timestamp(2));
        let ops = [folded(&create), folded(&gone), folded(&back)];
        assert!(fold(entity(), &ops).unwrap().is_withdrawn());

        let first = words(1, 2, 1, "gammalt", &[]);
        let second = words(2, 2, 2, "hemligt", &[&first]);
        let mut erased = folded(&second);
        let skeleton = Op::read_as(&second.op.skeleton(), second.op.hash);
        erased.op = Cow::Owned(skeleton.unwrap());
        erased.erased = true;
        let state = fold(entity(), &[folded(&create), folded(&first), erased]).unwrap();
        let heads = state.fields["words"].heads();
        assert_eq!(heads.len(), 1);
        assert!(heads[0].erased);
        assert_eq!(heads[0].value, Value::Null);
    }

    /// A history that real writers could make: each op names heads its writer had seen.
    fn histories() -> impl Strategy<Value = Vec<Sealed>> {
        let step = (1u8..5, any::<Index>(), any::<Index>(), -100i64..100);
        proptest::collection::vec(step, 1..24).prop_map(|steps| {
            let mut ops = vec![create(1)];
            let mut seqs = [0, 1, 0, 0, 0];
            for (n, (by, one, two, at)) in steps.into_iter().enumerate() {
                seqs[by as usize] += 1;
                let over = [one.get(&ops).clone(), two.get(&ops).clone()];
                let over: Vec<&Sealed> = over
                    .iter()
                    .filter(|seen| seen.op.fields.contains_key("words"))
                    .collect();
                ops.push(words(by, seqs[by as usize], at, &n.to_string(), &over));
            }
            ops
        })
    }

    #[test]
    fn of_two_creates_every_order_chooses_the_same() {
        let other = OpBuilder::create("observation", entity(), Some(("group", entity()))).seal(
            replica(2),
            1,
            Timestamp(5),
        );
        let first = create(1);
        let (one, two) = (folded(&first), folded(&other));
        let a = fold(entity(), &[one.clone(), two.clone()]).unwrap();
        let b = fold(entity(), &[two, one]).unwrap();
        assert_eq!(a, b);
    }

    proptest! {
        #[test]
        fn any_order_and_duplication_gives_the_same(
            ops in histories(),
            order in proptest::collection::vec(any::<Index>(), 0..60),
        ) {
            let straight: Vec<Folded<'_>> = ops.iter().map(folded).collect();
            let mut shuffled = straight.clone();
            for (n, index) in order.iter().enumerate() {
                let len = shuffled.len();
                shuffled.swap(n % len, index.index(len));
            }
            shuffled.push(shuffled[0].clone());
            let a = fold(entity(), &straight).unwrap();
            let b = fold(entity(), &shuffled).unwrap();
            prop_assert_eq!(a, b);
        }

        #[test]
        fn no_value_is_lost_that_nobody_replaced(ops in histories()) {
            let all: Vec<Folded<'_>> = ops.iter().map(folded).collect();
            let state = fold(entity(), &all).unwrap();
            let Some(field) = state.fields.get("words") else { return Ok(()) };
            prop_assert!(!field.heads().is_empty());
            for op in ops.iter().map(|sealed| &sealed.op).filter(|op| op.value("words").is_some()) {
                let shown = field.references().contains(&op.reference());
                let replaced = ops.iter().map(|sealed| &sealed.op).any(|other| {
                    other.fields.get("words").is_some_and(|set| {
                        set.supersedes.contains(&op.reference())
                            || (other.replica == op.replica && other.seq > op.seq)
                    })
                });
                prop_assert_eq!(shown, !replaced);
            }
        }
    }
}
