// What a goroutine returns comes from `join`, not from the handle itself.
use goroutines::prelude::*;

#[goroutines]
fn answer() -> u32 {
    42
}

#[goroutines]
fn main() {
    let n: u32 = go!(answer());
    println!("{n}");
}
