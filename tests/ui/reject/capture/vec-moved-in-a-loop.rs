// The second turn of the loop has no `Vec` any more.
use goroutines::prelude::*;

#[goroutines]
fn sum(list: Vec<u32>) -> u32 {
    list.iter().sum()
}

#[goroutines]
fn main() {
    let list = vec![1, 2, 3];
    for _ in 0..2 {
        go!(sum(list));
    }
}
