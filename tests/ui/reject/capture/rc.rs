// An `Rc` cannot go to another thread.
use std::rc::Rc;

use goroutines::prelude::*;

fn show(n: Rc<u32>) {
    println!("{n}");
}

#[goroutines]
fn main() {
    let n = Rc::new(1);
    go!(show(n));
}
