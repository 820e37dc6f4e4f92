// help: move it in, with a block in place of the call: `go! { … &mut list … }`, or share an `Arc<sync::Mutex<_>>`
use std::sync::Arc;

use goroutines::prelude::*;

fn push(list: &mut Vec<u32>) {
    list.push(1);
}

#[goroutines]
fn main() {
    let mut list = vec![0];
    go! { push(&mut list) };
    let shared = Arc::new(sync::Mutex::new(vec![0]));
    let pushed = go! { push(&mut shared.lock()) };
    pushed.join().unwrap();
    assert_eq!(*shared.lock(), [0, 1]);
}
