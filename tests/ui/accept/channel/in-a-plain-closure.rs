// What cannot wait can still try.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(3);
    (0..3).for_each(|n| ch.try_send(n).unwrap());
    let list: Vec<u32> = std::iter::from_fn(|| ch.try_recv().ok()).collect();
    assert_eq!(list, [0, 1, 2]);
}
