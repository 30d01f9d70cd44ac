//! What phones were told, taken down beside the product, to be held against what is.

use std::collections::{BTreeMap, BTreeSet};

use lykta_core::id::{EntityId, ReplicaId};
use lykta_tests::kept::Hash;

use crate::device::{Device, Own};
use crate::office::Office;

/// Something that must arrive, and the copies of it that there may be.
#[derive(Clone, Debug)]
struct Owed {
    bytes: Vec<u8>,
    author: usize,
    /// Its phone was told that it is safe, and the server was not put back behind that.
    told: bool,
    /// Its phone was not put back behind it.
    on_phone: bool,
    /// Its person withdrew it before it was sent anywhere.
    taken_back: bool,
}

impl Owed {
    fn of(author: usize, bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            author,
            told: false,
            on_phone: true,
            taken_back: false,
        }
    }

    /// Its phone has it, and was perhaps told that it is safe.
    fn is_read(&mut self, is_told: bool) {
        self.on_phone = true;
        self.told |= is_told;
    }
}

/// What an op is about, as its own phone had it when it was recorded.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub(crate) author: usize,
    pub(crate) replica: ReplicaId,
    pub(crate) target: EntityId,
}

/// All that somebody recorded.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    noted: BTreeMap<Hash, Noted>,
    /// The op that made each entity, and what the entity was made under.
    made: BTreeMap<EntityId, (Hash, Option<EntityId>)>,
    /// The photos that name each file.
    names: BTreeMap<Hash, BTreeSet<EntityId>>,
    ops: BTreeMap<Hash, Owed>,
    files: BTreeMap<Hash, Owed>,
    /// Phones that cannot know yet that the server was put back.
    in_the_dark: BTreeSet<usize>,
}

/// What phones are told of something that is not on the phone alone.
fn is_safe(state: &str) -> bool {
    state != "on_phone"
}

impl Ledger {
    /// Takes down what a phone has and believes.
    pub(crate) fn reads(&mut self, who: usize, device: &Device) {
        let knows = !self.in_the_dark.contains(&who);
        for (hash, op) in device.own() {
            self.notes(who, &hash, &op);
            let is_told = is_safe(&op.state) && knows;
            let owed = self.ops.entry(hash);
            let owed = owed.or_insert_with(|| Owed::of(who, op.payload));
            if op.state == "erased" {
                // Nothing is left of it that the phone could offer again.
                owed.on_phone = false;
            } else {
                owed.is_read(is_told);
            }
        }
        for (hash, state) in device.own_files() {
            let is_told = is_safe(&state);
            let owed = self.files.entry(hash);
            owed.or_insert_with(|| Owed::of(who, Vec::new()))
                .is_read(is_told && knows);
        }
        for (hash, photo) in device.own_photos() {
            self.names.entry(hash).or_default().insert(photo);
        }
    }

    fn notes(&mut self, author: usize, hash: &Hash, op: &Own) {
        let (replica, target) = (op.replica, op.target);
        let noted = Noted {
            author,
            replica,
            target,
        };
        if self.noted.insert(hash.clone(), noted).is_none() && op.is_create() {
            self.made.insert(target, (hash.clone(), op.parent));
        }
    }

    /// What is known of an op that a phone made.
    pub(crate) fn noted(&self, hash: &Hash) -> Option<&Noted> {
        self.noted.get(hash)
    }

    /// The op that made an entity, when a phone did.
    pub(crate) fn create_of(&self, entity: EntityId) -> Option<(&Hash, &Noted)> {
        let (hash, _) = self.made.get(&entity)?;
        Some((hash, self.noted.get(hash)?))
    }

    /// An entity and what it is below.
    pub(crate) fn line(&self, entity: EntityId) -> impl Iterator<Item = EntityId> {
        let above = move |below: &EntityId| self.made.get(below)?.1;
        std::iter::successors(Some(entity), above)
    }

    /// The photos that name a file.
    pub(crate) fn photos_of(&self, file: &Hash) -> impl Iterator<Item = EntityId> {
        self.names.get(file).into_iter().flatten().copied()
    }

    /// The words of each op, as they were first recorded.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&Noted, &[u8])> {
        self.ops.iter().filter_map(|(hash, owed)| {
            let words = &owed.bytes;
            let from = words.windows(4).position(|bytes| bytes == b"ord-")?;
            let length = words[from + 4..].iter().position(|byte| *byte == b'.')?;
            Some((self.noted(hash)?, &words[from..=from + 4 + length]))
        })
    }

    /// A phone was put back to an old copy: what is not in it is no longer there.
    pub(crate) fn put_back(&mut self, who: usize, device: &Device) {
        for owed in self.gone(who, device) {
            owed.on_phone = false;
        }
    }

    /// Somebody withdrew something: what of it was never sent is deleted, as they were told.
    pub(crate) fn withdrawn(&mut self, who: usize, device: &Device) {
        for owed in self.gone(who, device) {
            owed.taken_back |= owed.on_phone && !owed.told;
            owed.on_phone = false;
        }
    }

    /// What a phone recorded and has no longer.
    fn gone(&mut self, who: usize, device: &Device) -> impl Iterator<Item = &mut Owed> {
        let ops = device.own();
        let files: BTreeSet<Hash> = device
            .own_files()
            .into_iter()
            .map(|(hash, _)| hash)
            .collect();
        let of_ops = self
            .ops
            .iter_mut()
            .filter(move |(hash, _)| !ops.contains_key(hash));
        let of_files = self
            .files
            .iter_mut()
            .filter(move |(hash, _)| !files.contains(hash));
        let gone = of_ops.chain(of_files).map(|(_, owed)| owed);
        gone.filter(move |owed| owed.author == who)
    }

    /// The server was put back: what it no longer has is told of untruly until a phone hears.
    pub(crate) fn restored(&mut self, office: &Office, devices: usize) {
        let (stored, whole) = (office.ops(), office.files());
        for (hash, owed) in &mut self.ops {
            owed.told &= stored.contains_key(hash);
        }
        for (hash, owed) in &mut self.files {
            owed.told &= whole.contains(hash);
        }
        self.in_the_dark = (0..devices).collect();
    }

    /// A phone has had a whole exchange, and knows how the server stands.
    pub(crate) fn hears(&mut self, who: usize) {
        self.in_the_dark.remove(&who);
    }

    /// What must be on the server in the end, with its bytes.
    pub(crate) fn owed_ops(&self) -> impl Iterator<Item = (&Hash, &[u8], usize)> {
        let owed = self
            .ops
            .iter()
            .filter(|(_, owed)| owed.told || owed.on_phone);
        owed.map(|(hash, owed)| (hash, owed.bytes.as_slice(), owed.author))
    }

    pub(crate) fn owed_files(&self) -> impl Iterator<Item = (&Hash, usize)> {
        let owed = self
            .files
            .iter()
            .filter(|(_, owed)| owed.told || owed.on_phone);
        owed.map(|(hash, owed)| (hash, owed.author))
    }

    /// Whether something is gone with both its phone and its server, as nothing can mend.
    pub(crate) fn has_losses(&self) -> bool {
        let mut all = self.ops.values().chain(self.files.values());
        all.any(|owed| !owed.told && !owed.on_phone && !owed.taken_back)
    }

    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.ops.len(), self.files.len())
    }
}
