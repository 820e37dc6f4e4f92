// Nothing says what type the call returns before it is known whether the call waits.
use goroutines::prelude::*;

fn parse<T: std::str::FromStr + Default>(text: &str) -> T {
    text.parse().unwrap_or_default()
}

#[goroutines]
fn main() {
    let n: u32 = parse("3") + 1;
    println!("{n}");
}
