// A mistake in one `go!` hides none in another.
use goroutines::prelude::*;

fn worker(n: u32) {
    println!("{n}");
}

#[goroutines]
fn main() {
    go!(worker);
    go!(worker(1; 2));
    go!(|n: u32| { worker(n) });
    go!(worker(3));
}
