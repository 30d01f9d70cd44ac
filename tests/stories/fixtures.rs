//! Databases that were written under every schema that there has been: they open, nothing in them
//! is lost, and their owner goes on with today's counterpart.

use std::collections::BTreeSet;

use lykta_core::domain::Role;
use lykta_core::phone::MIGRATIONS as OF_PHONE;
use lykta_core::store::database;
use lykta_server::store::MIGRATIONS as OF_SERVER;
use lykta_tests::{Phone, Server, copy_folder, fixtures};
use rusqlite::Connection;
use tempfile::TempDir;

const DATABASE: &str = "lykta.sqlite3";
const LARGEST_BYTES: u64 = 100_000;

/// A table and its columns.
type Table = (String, Vec<String>);

fn texts(connection: &Connection, sql: &str, of: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let texts = statement.query_map([of], |row| row.get(0)).unwrap();
    texts.collect::<Result<_, _>>().unwrap()
}

/// All that makes the schema, in an order of its own.
fn schema(connection: &Connection) -> Vec<String> {
    let sql = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master \
               WHERE name <> ?1 ORDER BY 1";
    texts(connection, sql, "sqlite_sequence")
}

/// All tables but SQLite's own, and the tree of places: it is made of what `entity` has.
fn tables(connection: &Connection) -> Vec<Table> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE ?1 \
               AND name <> 'spot' AND name NOT LIKE 'spot!_%' ESCAPE '!'";
    let columns = "SELECT name FROM pragma_table_info(?1)";
    let names = texts(connection, sql, "sqlite_%").into_iter();
    names
        .map(|name| (name.clone(), texts(connection, columns, &name)))
        .collect()
}

/// All rows, as far as they have these columns.
fn rows(connection: &Connection, tables: &[Table]) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for (table, columns) in tables {
        let columns: Vec<String> = columns
            .iter()
            .map(|name| format!("quote({name})"))
            .collect();
        let columns = columns.join(" || ',' || ");
        let sql = format!("SELECT '{table} ' || {columns} FROM {table} WHERE ?1 = ''");
        rows.extend(texts(connection, &sql, ""));
    }
    rows
}

/// A database of a schema, at a path.
fn unpacked(of: &str, version: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let there = fixtures::unpack(of, version, &folder.path().join(DATABASE));
    let remake = "run cargo run --bin lykta-fixtures, and commit what it writes";
    there.unwrap_or_else(|error| panic!("no {of} of schema {version} ({error}): {remake}"));
    folder
}

#[test]
fn every_schema_has_its_database_and_each_is_brought_forward_whole() {
    for (of, migrations) in [("phone", OF_PHONE), ("server", OF_SERVER)] {
        let folder = tempfile::tempdir().unwrap();
        let fresh = |steps: usize| {
            let path = folder.path().join(format!("{of}-{steps}"));
            schema(&database::open(&path, &migrations[..steps]).unwrap())
        };
        for version in 1..=migrations.len() {
            let packed = std::fs::metadata(fixtures::packed(of, version));
            assert!(
                packed.is_ok_and(|packed| packed.len() < LARGEST_BYTES),
                "{of} {version}"
            );
            let folder = unpacked(of, version);
            let path = folder.path().join(DATABASE);
            let before = Connection::open(&path).unwrap();
            // A step that has been released never changes.
            assert_eq!(schema(&before), fresh(version), "{of} {version}");
            let tables = tables(&before);
            let kept = rows(&before, &tables);
            assert!(kept.len() > 20, "{of} {version} has {} rows", kept.len());
            drop(before);

            let after = database::open(&path, migrations).unwrap();
            assert_eq!(schema(&after), fresh(migrations.len()), "{of} {version}");
            let lost: Vec<_> = kept.difference(&rows(&after, &tables)).cloned().collect();
            assert_eq!(lost, Vec::<String>::new(), "{of} {version}");
        }
    }
}

/// Today's server with the key of the fixtures, on a folder that may have a database.
async fn serves(folder: TempDir) -> Server {
    copy_folder(&fixtures::keep(), &folder.path().join("data.keep")).unwrap();
    Server::starts_on(folder).await
}

fn words(phone: &Phone) -> BTreeSet<String> {
    phone
        .shows()
        .into_iter()
        .filter_map(|one| one.words)
        .collect()
}

#[tokio::test]
async fn a_server_of_any_schema_serves_todays_phones() {
    let evening = fixtures::evening();
    for version in 1..=OF_SERVER.len() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        fixtures::unpack("server", version, &data.join(DATABASE)).unwrap();
        let server = serves(folder).await;
        let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
        phone.observes("efter");
        let status = phone.syncs().await.status;
        assert!(status.is_all_visible(), "{version}: {status:?}");
        let expected = ["efter", "före, och ändrat"].map(str::to_owned);
        assert_eq!(words(&phone), BTreeSet::from(expected), "{version}");
        // The first schema was the log alone: what follows from acts is not in it.
        assert!(version == 1 || server.rebuilds().await, "{version}");
    }
}

#[tokio::test]
async fn a_phone_of_any_schema_syncs_with_todays_server() {
    for version in 1..=OF_PHONE.len() {
        let server = serves(tempfile::tempdir().unwrap()).await;
        let evening = server.plans_again(Some(&fixtures::evening()), 1).await;
        let folder = unpacked("phone", version);
        let store = fixtures::opened(folder.path());
        let link = server.link(&evening, Role::Leader, 0);
        let walk = store.join(&link).unwrap().walk;
        let phone = Phone {
            folder,
            store,
            walk,
        };
        phone.observes("efter");
        phone.syncs().await;
        let status = phone.syncs().await.status;
        assert_eq!(
            status.ops.visible,
            status.ops.total(),
            "{version}: {status:?}"
        );
        let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
        office.syncs().await;
        let mut expected = BTreeSet::from(["efter".to_owned()]);
        // The first schema was the log alone: it knows no walk that it could send to.
        if version > 1 {
            expected.extend(["före, och ändrat igen", "osynkat"].map(str::to_owned));
        }
        assert_eq!(words(&office), expected, "{version}");
    }
}
