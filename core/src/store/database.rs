//! Opening a database: pragmas in one place, migrations in order.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::StoreError;

const BUSY: Duration = Duration::from_secs(5);
const CACHED_STATEMENTS: usize = 64;

/// Opens or makes a database, and brings it to the newest of `migrations`.
pub fn open(path: &Path, migrations: &[&str]) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    prepare(&connection)?;
    migrate(&mut connection, migrations)?;
    Ok(connection)
}

/// Opens a database that exists for reading beside its one writer.
pub fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    prepare(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// `FULL` because a receipt promises that what it names outlives a power cut.
fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is erased or withdrawn before it was sent is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", true)?;
    // Else a large transaction copies pages, words and places among them, to a file in the
    // system's folder for passing things.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // Else a statement is planned anew whenever it is given other values: half of a merge's time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let found: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = migrations.len();
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    let tx = connection.transaction()?;
    for sql in &migrations[found..] {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", known as i64)?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);";
    const TWO: &str = "ALTER TABLE a ADD COLUMN y INTEGER;";

    #[test]
    fn a_database_is_brought_forward_and_never_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite3");
        drop(open(&path, &[ONE]).unwrap());
        let connection = open(&path, &[ONE, TWO]).unwrap();
        let rows: i64 = connection
            .query_row("SELECT count(*) FROM a WHERE y IS NULL", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(rows, 1);
        drop(connection);
        assert!(matches!(
            open(&path, &[ONE]),
            Err(StoreError::Newer { found: 2, known: 1 })
        ));
    }
}
