// Nor does a constant.
use goroutines::prelude::*;

#[goroutines]
const LIMIT: u32 = 3;

fn main() {
    println!("{LIMIT}");
}
