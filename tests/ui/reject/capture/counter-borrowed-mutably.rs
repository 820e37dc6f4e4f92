// The goroutine would count in a copy, through a reference.
use goroutines::prelude::*;

fn increment(n: &mut u32) {
    *n += 1;
}

#[goroutines]
fn main() {
    let mut counter = 0;
    go! {
        increment(&mut counter);
    };
    println!("{counter}");
}
