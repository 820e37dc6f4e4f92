// A `Vec` changes owner.
use goroutines::prelude::*;

#[goroutines]
fn sum(list: Vec<u32>) -> u32 {
    list.iter().sum()
}

#[goroutines]
fn main() {
    let list = vec![1, 2, 3];
    assert_eq!(go!(sum(list)).join().unwrap(), 6);
    let mut list = vec![1];
    let handle = go! {
        list.push(2);
        list
    };
    assert_eq!(handle.join().unwrap(), [1, 2]);
}
