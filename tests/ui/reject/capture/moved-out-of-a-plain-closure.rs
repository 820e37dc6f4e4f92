// The closure may run twice, but the `Vec` can move only once.
use goroutines::prelude::*;

fn show(list: Vec<u32>) {
    println!("{}", list.len());
}

#[goroutines]
fn main() {
    let list = vec![1];
    let start = || {
        go!(show(list));
    };
    start();
}
