// A thread sleeps, and with it a worker.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    std::thread::sleep(std::time::Duration::from_millis(1));
}
