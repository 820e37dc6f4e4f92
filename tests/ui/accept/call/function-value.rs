// A function value in a field, in a variable, in an array.
use goroutines::prelude::*;

struct Service {
    handler: fn(u32) -> u32,
}

#[goroutines]
fn main() {
    let s = Service { handler: |x| x * 2 };
    assert_eq!((s.handler)(3), 6);
    let add = |x: u32| x + 10;
    assert_eq!(add(1), 11);
    let table: [fn(u32) -> u32; 2] = [|x| x, |x| x + 1];
    assert_eq!(table[1](4), 5);
}
