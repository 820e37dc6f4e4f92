// After a mistake in `broken`, its callers get no second error.
use goroutines::prelude::*;

fn worker() {}

struct Server;

#[goroutines]
impl Server {
    fn broken(&self) -> u32 {
        go!(worker);
        1
    }

    fn healthy(&self) -> u32 {
        self.broken() + 1
    }
}

#[goroutines]
fn main() {
    let handle = go!(|| { Server.healthy() }());
    assert_eq!(handle.join().unwrap(), 2);
}
