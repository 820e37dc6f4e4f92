// help: name a function that uses the value: `go!(f(x))`
use goroutines::prelude::*;

struct Meters(u32);

fn f(x: Meters) {
    println!("{}", x.0);
}

#[goroutines]
fn main() {
    go!(f(Meters(3)));
}
