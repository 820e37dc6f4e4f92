// The value of a mistake has any type, so that nothing else is wrong.
use goroutines::prelude::*;

fn worker() -> u32 {
    1
}

#[goroutines]
fn main() {
    let n: u32 = go!(worker).join().unwrap();
    let m = select! {
        default => 1,
        default => 2,
    };
    println!("{}", n + m);
}
