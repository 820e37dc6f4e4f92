// note: share an `Arc` in place of an `Rc`, and a `sync::Mutex` or an atomic in place of a `Cell` or `RefCell`; let go of a guard before
use goroutines::prelude::*;

use std::sync::Arc;

fn show(n: Arc<u32>) {
    println!("{n}");
}

#[goroutines]
fn main() {
    let n = Arc::new(1);
    go!(show(n));
}
