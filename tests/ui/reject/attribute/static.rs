// A static runs nothing.
use goroutines::prelude::*;

#[goroutines]
static LIMIT: u32 = 3;

fn main() {
    println!("{LIMIT}");
}
