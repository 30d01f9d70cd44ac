//! Ways into a walk that stay the same: the link and the short code of a group and role.
//!
//! Neither is stored. Both follow from a row and the key of codes, so that a copy of the
//! database opens no walk.

use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::join::{Code, CodeKey, CodeText, JoinLink};
use lykta_core::seam::IdSource;
use lykta_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::office::LinkFor;
use crate::error::Error;

/// Digits and letters that are not taken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SHORT_LENGTH: usize = 8;

/// A way into a walk.
#[derive(Clone, Debug, PartialEq)]
pub struct Entrance {
    /// To be scanned or sent.
    pub link: JoinLink,
    /// To be typed: two groups of four characters.
    pub short: String,
}

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Row {
    walk: EntityId,
    group: Option<EntityId>,
    role: Role,
    round: u32,
    planned_end: Timestamp,
}

/// The entrance that a walk's group and role have now, when there is one.
pub fn known(
    connection: &Connection,
    key: &CodeKey,
    of: &LinkFor<'_>,
) -> Result<Option<Entrance>, Error> {
    let row = newest(connection, of)?.filter(|row| row.planned_end == of.planned_end);
    Ok(row.map(|row| row.entrance(key, of)))
}

/// The same; made when there is none yet, and made
/// anew when the walk ends at another time.
pub fn open(tx: &Transaction<'_>, key: &CodeKey, of: &LinkFor<'_>) -> Result<Entrance, Error> {
    if let Some(known) = known(tx, key, of)? {
        return Ok(known);
    }
    let round = newest(tx, of)?.map_or(0, |row| row.round) + 1;
    Ok(add(tx, key, of, round)?.entrance(key, of))
}

/// Puts another entrance in the place of the present one; returns the codes of all earlier
/// ones, to be revoked: those from before the walk was moved open it as well.
pub fn renew(
    tx: &Transaction<'_>,
    key: &CodeKey,
    of: &LinkFor<'_>,
) -> Result<(Entrance, Vec<CodeText>), Error> {
    let known = rounds(tx, of)?;
    let row = add(tx, key, of, known.first().map_or(0, |row| row.round) + 1)?;
    let earlier = known.iter().map(|row| row.code(key));
    Ok((row.entrance(key, of), earlier.collect()))
}

/// The code that somebody typed the short form of.
pub fn find(
    connection: &Connection,
    key: &CodeKey,
    typed: &str,
) -> Result<Option<CodeText>, Error> {
    let Some(short) = normalized(typed) else {
        return Ok(None);
    };
    let sql = "SELECT walk, group_id, role, round, planned_end FROM entrance WHERE short_hash = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([hash_of(key, &short)], read);
    Ok(found.optional()?.flatten().map(|row| row.code(key)))
}

fn newest(connection: &Connection, of: &LinkFor<'_>) -> Result<Option<Row>, Error> {
    Ok(rounds(connection, of)?.into_iter().next())
}

/// The rows of a group and role, the newest in front.
fn rounds(connection: &Connection, of: &LinkFor<'_>) -> Result<Vec<Row>, Error> {
    let sql = "SELECT walk, group_id, role, round, planned_end FROM entrance \
         WHERE walk = ?1 AND group_id = ?2 AND role = ?3 ORDER BY round DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let key = params![of.walk, group_bytes(of.group), of.role.name()];
    let rows = statement.query_map(key, read)?;
    let rows: Vec<Option<Row>> = rows.collect::<Result<_, _>>()?;
    Ok(rows.into_iter().flatten().collect())
}

fn add(tx: &Transaction<'_>, key: &CodeKey, of: &LinkFor<'_>, round: u32) -> Result<Row, Error> {
    let row = Row {
        walk: of.walk,
        group: of.group,
        role: of.role,
        round,
        planned_end: of.planned_end,
    };
    tx.execute(
        "INSERT INTO entrance (short_hash, walk, group_id, role, round, planned_end) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            hash_of(key, &row.short(key)),
            row.walk,
            group_bytes(row.group),
            row.role.name(),
            row.round,
            row.planned_end.0
        ],
    )?;
    Ok(row)
}

fn group_bytes(group: Option<EntityId>) -> Vec<u8> {
    group.map_or_else(Vec::new, |group| group.as_bytes().to_vec())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Row>> {
    let group: Vec<u8> = row.get(1)?;
    let role: String = row.get(2)?;
    let (walk, round, planned_end) = (row.get(0)?, row.get(3)?, Timestamp(row.get(4)?));
    Ok(Role::from_name(&role).map(|role| Row {
        walk,
        group: EntityId::from_slice(&group),
        role,
        round,
        planned_end,
    }))
}

impl Row {
    fn entrance(&self, key: &CodeKey, of: &LinkFor<'_>) -> Entrance {
        let mut short = self.short(key);
        short.insert(SHORT_LENGTH / 2, '-');
        Entrance {
            link: of.link(self.code(key)),
            short,
        }
    }

    fn code(&self, key: &CodeKey) -> CodeText {
        let code = Code {
            walk: self.walk,
            group: self.group,
            role: self.role,
            planned_end: self.planned_end,
        };
        code.issue(key, &self.bytes(key, "code"))
    }

    fn short(&self, key: &CodeKey) -> String {
        let mut bytes = [0; SHORT_LENGTH];
        self.bytes(key, "short").fill(&mut bytes);
        let letters = bytes.iter();
        letters
            .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
            .collect()
    }

    /// Bytes that nobody can guess without the key, always the same for this row.
    fn bytes(&self, key: &CodeKey, purpose: &str) -> Derived {
        let mut hasher = blake3::Hasher::new_keyed(&key.for_purpose("entrance"));
        hasher.update(purpose.as_bytes());
        hasher.update(self.walk.as_bytes());
        hasher.update(&group_bytes(self.group));
        hasher.update(self.role.name().as_bytes());
        hasher.update(&self.round.to_be_bytes());
        hasher.update(&self.planned_end.0.to_be_bytes());
        Derived(hasher)
    }
}

struct Derived(blake3::Hasher);

impl IdSource for Derived {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.finalize_xof().fill(bytes);
    }
}

/// What was typed, as it was printed: without spaces, and with the letters that were meant.
fn normalized(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            'U' => 'V',
            letter => letter,
        })
        .collect();
    (letters.len() == SHORT_LENGTH).then_some(letters)
}

/// Eight characters could be guessed from a plain hash; not without the key.
fn hash_of(key: &CodeKey, short: &str) -> Vec<u8> {
    let hash = blake3::keyed_hash(&key.for_purpose("short code"), short.as_bytes());
    hash.as_bytes()[..16].to_vec()
}

#[cfg(test)]
mod tests {
    use lykta_core::seam::SystemIds;

    use super::*;

    fn database() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for step in super::super::MIGRATIONS {
            connection.execute_batch(step).unwrap();
        }
        connection
    }

    fn of(walk: EntityId, role: Role, planned_end: i64) -> LinkFor<'static> {
        LinkFor {
            server: "https://lykta.example",
            walk,
            walk_name: "Kvällsvandring",
            planned_end: Timestamp(planned_end),
            group: Some(EntityId::random(&SystemIds, Timestamp(1))),
            role,
        }
    }

    #[test]
    fn an_entrance_stays_the_same_until_it_is_renewed_or_the_walk_moves() {
        let mut connection = database();
        let tx = connection.transaction().unwrap();
        let key = CodeKey::random(&SystemIds);
        let walk = EntityId::random(&SystemIds, Timestamp(0));
        let leader = of(walk, Role::Leader, 600_000);
        let first = open(&tx, &key, &leader).unwrap();
        assert_eq!(open(&tx, &key, &leader).unwrap(), first);
        assert_ne!(
            open(&tx, &key, &of(walk, Role::Participant, 600_000)).unwrap(),
            first
        );
        let (second, old) = renew(&tx, &key, &leader).unwrap();
        assert_eq!(old, [first.link.code]);
        assert_eq!(open(&tx, &key, &leader).unwrap(), second);
        let moved = LinkFor {
            planned_end: Timestamp(1_200_000),
            ..leader
        };
        let third = open(&tx, &key, &moved).unwrap();
        assert_ne!(third.short, second.short);
        let code = third.link.code.verify(&key).unwrap();
        assert_eq!((code.walk, code.role), (walk, Role::Leader));
        assert_eq!(code.planned_end, Timestamp(1_200_000));
        let (_, old) = renew(&tx, &key, &moved).unwrap();
        assert_eq!(old, [third, second, first].map(|made| made.link.code));
    }

    #[test]
    fn what_is_typed_carelessly_is_found_and_nothing_without_the_key() {
        let mut connection = database();
        let tx = connection.transaction().unwrap();
        let key = CodeKey::random(&SystemIds);
        let walk = EntityId::random(&SystemIds, Timestamp(0));
        let made = open(&tx, &key, &of(walk, Role::Participant, 60_000)).unwrap();
        let careless = made.short.to_lowercase().replace('0', "o");
        let careless = format!(" {} ", careless.replace('1', "l").replace('-', " "));
        let found = find(&tx, &key, &careless).unwrap();
        assert_eq!(found, Some(made.link.code));
        let other = CodeKey::random(&SystemIds);
        assert_eq!(find(&tx, &other, &made.short).unwrap(), None);
        for nonsense in ["", "ÅÄÖ", "1234", &"9".repeat(4_000)] {
            assert_eq!(find(&tx, &key, nonsense).unwrap(), None, "{nonsense:.9}");
        }
    }
}
