// A struct of handles is a handle.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[derive(Clone, Share)]
struct Server {
    hits: Arc<AtomicU32>,
    wg: WaitGroup,
}

#[goroutines]
impl Server {
    fn handle(&self, n: u32) {
        self.hits.fetch_add(n, SeqCst);
        self.wg.done();
    }
}

#[goroutines]
fn main() {
    let server = Server { hits: Arc::default(), wg: WaitGroup::new() };
    for n in 1..4 {
        server.wg.add(1);
        go!(server.handle(n));
    }
    server.wg.wait();
    assert_eq!(server.hits.load(SeqCst), 6);
}
