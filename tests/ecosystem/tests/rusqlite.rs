//! rusqlite, whose calls block: `blocking` runs them on a thread of its pool, and the goroutine waits.

use std::sync::{Arc, Mutex};

use goroutines::prelude::*;
use rusqlite::Connection;

/// A connection that goroutines share; a lock per statement, held by a thread that may block.
type Database = Arc<Mutex<Connection>>;

#[goroutines]
fn open() -> Result<Database, rusqlite::Error> {
    goroutines::blocking(|| {
        let db = Connection::open_in_memory()?;
        db.execute_batch("CREATE TABLE squares (n INTEGER PRIMARY KEY, square INTEGER NOT NULL)")?;
        Ok(Arc::new(Mutex::new(db)))
    })
}

#[goroutines]
fn insert(db: Database, n: i64) -> Result<usize, rusqlite::Error> {
    goroutines::blocking(move || {
        let db = db.lock().unwrap();
        db.execute("INSERT INTO squares VALUES (?1, ?2)", [n, n * n])
    })
}

#[goroutines]
fn sum(db: Database) -> Result<i64, rusqlite::Error> {
    goroutines::blocking(move || db.lock().unwrap().query_row("SELECT sum(square) FROM squares", [], |row| row.get(0)))
}

#[goroutines]
#[test]
fn goroutines_share_a_database() {
    let db = open().unwrap();
    let inserts: Vec<_> = (1..=10).map(|n| go!(insert(db, n))).collect();
    for insert in inserts {
        assert_eq!(insert.join().unwrap(), Ok(1));
    }
    assert_eq!(sum(db.clone()), Ok(385));
    // What the database refuses is the result of the call.
    assert!(insert(db, 1).is_err());
}
