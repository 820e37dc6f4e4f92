// note: wrap the value in an `Arc`, or start the goroutine outside the closure
use goroutines::prelude::*;

use std::sync::Arc;

fn show(list: Arc<Vec<u32>>) {
    println!("{}", list.len());
}

#[goroutines]
fn main() {
    let list = Arc::new(vec![1]);
    let start = || {
        go!(show(list));
    };
    start();
}
