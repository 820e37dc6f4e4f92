// The goroutine would count in a copy.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let mut counter = 0;
    for _ in 0..10 {
        go! {
            counter += 1;
        };
    }
    println!("{counter}");
}
