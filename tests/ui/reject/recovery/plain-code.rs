// Mistakes in macro calls outside marked code are reported all.
use goroutines::prelude::*;

fn worker() {}

fn main() {
    let handle = go!(worker);
    handle.join_blocking().unwrap();
    go!();
}
