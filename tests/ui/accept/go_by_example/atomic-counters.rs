//! Go by Example: Atomic Counters, <https://gobyexample.com/atomic-counters>, in Go's words.
use goroutines::prelude::*;
use sync::Arc;
use sync::atomic::{AtomicU64, Ordering::Relaxed};

go! {
    func main() {
        ops := Arc::new(AtomicU64::new(0));

        wg := WaitGroup::new();

        for range 50 {
            wg.go(func() {
                for range 1000 {
                    ops.fetch_add(1, Relaxed);
                }
            });
        }

        wg.wait();

        println!("ops: {}", ops.load(Relaxed));
    }
}
