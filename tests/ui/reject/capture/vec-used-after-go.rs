// A `Vec` changes owner.
use goroutines::prelude::*;

#[goroutines]
fn sum(list: Vec<u32>) -> u32 {
    list.iter().sum()
}

#[goroutines]
fn main() {
    let list = vec![1, 2, 3];
    go!(sum(list));
    println!("{}", list.len());
}
