// The same words where no attribute stands.
use goroutines::prelude::*;

fn worker() {}

fn main() {
    go!(worker);
}
