// Nor without waiting.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, _rx) = chan::<u32>(1).split();
    let received = tx.try_recv();
    println!("{}", received.is_ok());
}
