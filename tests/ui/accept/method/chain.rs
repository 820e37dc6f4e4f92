// Each method of a chain waits where it has to.
use goroutines::prelude::*;

struct Counter(u32);

#[goroutines]
impl Counter {
    fn add(self, n: u32) -> Counter {
        goroutines::yield_now();
        Counter(self.0 + n)
    }

    fn value(&self) -> u32 {
        self.0
    }
}

#[goroutines]
fn main() {
    assert_eq!(Counter(1).add(2).add(3).value(), 6);
}
