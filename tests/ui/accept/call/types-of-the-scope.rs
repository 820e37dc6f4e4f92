// What the fields, the results and the handles of the marked scope say of a call's type saves the choice by type, and changes nothing.
// edition: 2021
use goroutines::prelude::*;

#[goroutines]
mod service {
    use std::collections::HashMap;
    use std::sync::Arc;

    use goroutines::prelude::*;
    use goroutines::sync::{Mutex, RwLock};

    pub struct Store {
        entries: Mutex<HashMap<String, i64>>,
        names: RwLock<Vec<String>>,
        changes: Chan<String>,
        hooks: Vec<Hook>,
        last: Option<i64>,
    }

    /// Its methods bear names of std's and of channels'.
    pub struct Hook(i64);

    impl Hook {
        pub fn len(&self) -> i64 {
            goroutines::yield_now();
            self.0
        }

        pub fn send(&self, value: i64) -> i64 {
            goroutines::yield_now();
            self.0 + value
        }

        pub fn get(&self) -> Hook {
            goroutines::yield_now();
            Hook(self.0 * 2)
        }
    }

    impl Store {
        pub fn new() -> Self {
            Store {
                entries: Mutex::new(HashMap::new()),
                names: RwLock::new(Vec::new()),
                changes: chan(4),
                hooks: vec![Hook(1), Hook(2)],
                last: None,
            }
        }

        fn find(&self, key: &str) -> Option<i64> {
            self.entries.lock().get(key).copied()
        }

        fn put(&self, key: &str, value: i64) -> Result<usize, String> {
            self.entries.lock().insert(key.to_owned(), value);
            self.names.write().push(key.to_owned());
            if self.changes.send(key.to_owned()).is_err() {
                return Err("closed".to_owned());
            }
            Ok(self.names.read().len())
        }

        fn lengths(&self) -> i64 {
            let mut sum = 0;
            for hook in &self.hooks {
                sum += hook.len();
            }
            sum + self.hooks[0].get().len() + self.hooks[1].send(1)
        }
    }

    fn generic<Hook: Into<i64>>(hook: Hook) -> Hook {
        hook
    }

    pub fn run() {
        let store = Arc::new(Store::new());
        assert_eq!(store.put("a", 3).map_err(|error| error.len()), Ok(1));
        assert_eq!(store.find("a").ok_or("missing"), Ok(3));
        assert_eq!(store.find("b").ok_or("missing"), Err("missing"));
        assert!(store.last.is_none());
        assert_eq!(store.changes.recv().as_deref(), Some("a"));
        assert_eq!(store.lengths(), 3 + 2 + 3);
        assert_eq!(generic(7_i64), 7);
        let entries = store.entries.lock();
        let keys: Vec<&String> = entries.keys().collect();
        assert_eq!(keys, ["a"]);
        drop(entries);
        let worker = go!(store.find("a"));
        assert_eq!(worker.join().ok().flatten(), Some(3));
        assert_eq!(i64::try_from(7_u8).is_ok(), true);
        store.changes.close();
        select! {
            change = store.changes.recv() => assert!(change.is_none()),
        }
    }
}

/// A variable that hides what is known of another of the same name.
#[goroutines]
mod hidden {
    use goroutines::prelude::*;

    pub struct Later;

    impl Later {
        pub fn is_err(&self) -> bool {
            goroutines::yield_now();
            true
        }

        pub fn join(&self) -> u32 {
            goroutines::yield_now();
            5
        }
    }

    fn later() -> Later {
        Later
    }

    pub fn run() {
        let done = chan::<u32>(1);
        let sent = done.send(1);
        assert!(!sent.is_err());
        let sent = later();
        assert!(sent.is_err());
        let handle = go!(later());
        let handle = handle.join().expect("it returns");
        assert_eq!(handle.join(), 5);
        assert!(later().is_err());
    }
}

#[goroutines]
fn main() {
    service::run();
    hidden::run();
}
