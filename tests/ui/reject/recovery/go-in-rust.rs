use goroutines::prelude::*;

#[goroutines]
fn value(n: u32) -> u32 {
    n
}

#[goroutines]
fn main() {
    let c = chan(1);
    go value(1);
    println!("{}", value(2) + 1);
    c.send(value(3)).unwrap();
}
