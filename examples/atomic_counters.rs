//! Go by Example: Atomic Counters, <https://gobyexample.com/atomic-counters>: fifty goroutines count together.

use goroutines::prelude::*;
use sync::Arc;
use sync::atomic::{AtomicU64, Ordering::Relaxed};

#[goroutines]
fn main() {
    let ops = Arc::new(AtomicU64::new(0));
    let wg = WaitGroup::new();

    for _ in 0..50 {
        wg.go(|| {
            for _ in 0..1000 {
                ops.fetch_add(1, Relaxed);
            }
        });
    }

    wg.wait();
    println!("ops: {}", ops.load(Relaxed));
}
