// A goroutine cannot hold a `&mut` of a local variable.
use goroutines::prelude::*;

fn push(list: &mut Vec<u32>) {
    list.push(1);
}

#[goroutines]
fn main() {
    let mut list = vec![0];
    go!(push(&mut list));
    println!("{}", list.len());
}
