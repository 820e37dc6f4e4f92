// A field that is a handle goes along by itself.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

struct Stats {
    hits: Arc<AtomicU32>,
    name: String,
}

#[goroutines]
impl Stats {
    fn hit(&self) -> usize {
        let handle = go! { self.hits.fetch_add(1, SeqCst) };
        handle.join().unwrap();
        self.name.len()
    }
}

#[goroutines]
fn main() {
    let stats = Stats { hits: Arc::default(), name: "s".to_owned() };
    assert_eq!(stats.hit() + stats.hit(), 2);
    assert_eq!(stats.hits.load(SeqCst), 2);
}
