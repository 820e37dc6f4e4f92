// note: share it (`Arc<AtomicU64>`, `Arc<sync::Mutex<_>>`, a channel), or return the value from the goroutine and `join()` it
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let mut counter = 0;
    for _ in 0..10 {
        let one = go! { 1 };
        counter += one.join().unwrap();
    }
    assert_eq!(counter, 10);
}
