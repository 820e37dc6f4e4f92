// `self: Arc<Self>` goes along to a goroutine.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

struct Server {
    served: AtomicU32,
}

#[goroutines]
impl Server {
    fn start(self: Arc<Self>) -> u32 {
        let a = go!(self.serve(1));
        let b = go! { self.serve(10) };
        a.join().unwrap();
        b.join().unwrap();
        self.served.load(SeqCst)
    }

    fn serve(&self, n: u32) {
        self.served.fetch_add(n, SeqCst);
    }
}

#[goroutines]
fn main() {
    assert_eq!(Arc::new(Server { served: AtomicU32::new(0) }).start(), 11);
}
