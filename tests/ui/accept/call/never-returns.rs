// A function that never returns stands wherever a value is wanted.
use goroutines::prelude::*;

fn die(why: &str) -> ! {
    panic!("{why}")
}

#[goroutines]
fn half(n: u32) -> u32 {
    if n % 2 == 0 { n / 2 } else { die("odd") }
}

#[goroutines]
fn main() {
    assert_eq!(half(4), 2);
    let error = go!(half(3)).join().unwrap_err();
    assert_eq!(error.message(), "odd");
}
