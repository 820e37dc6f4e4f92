// The first error of a group is its result.

use goroutines::prelude::*;

#[goroutines]
fn job(n: u32) -> Result<(), String> {
    if n == 2 { Err("bad".into()) } else { Ok(()) }
}
#[goroutines]
fn main() {
    let g = sync::ErrGroup::<String>::new();
    for n in 0..4 {
        g.go(|| job(n));
    }
    println!("{:?}", g.wait());
}
