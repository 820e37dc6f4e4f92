// A std macro is a call too: its arguments are evaluated now.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let mut n = 1;
    let handle = go!(assert_eq!(n + 1, 2));
    n += 1;
    go!(println!("n = {}", n)).join().unwrap();
    handle.join().unwrap();
}
