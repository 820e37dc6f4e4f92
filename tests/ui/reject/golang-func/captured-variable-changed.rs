// A function value in Rust's spelling may be called by several goroutines: what it captures does not
// change.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let mut n = 0;
    let next: Func<fn() -> i32> = Func::new(|| {
        n += 1;
        n
    });
    n += next();
    println!("{n}");
}
