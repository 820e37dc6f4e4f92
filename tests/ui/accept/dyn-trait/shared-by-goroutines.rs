// An object in an `Arc` is a handle.
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines(dyn)]
trait Work: Send + Sync {
    fn run(&self, n: u32) -> u32;
}

struct Double;

#[goroutines(dyn)]
impl Work for Double {
    fn run(&self, n: u32) -> u32 {
        n * 2
    }
}

#[goroutines]
fn main() {
    let work: Arc<dyn Work> = Arc::new(Double);
    let handles: Vec<_> = (0..3).map(|n| go!(work.run(n))).collect();
    let mut sum = 0;
    for handle in handles {
        sum += handle.join().unwrap();
    }
    assert_eq!(sum + work.run(1), 8);
}
