// An `Rc` that is made for the call.
use goroutines::prelude::*;

use std::rc::Rc;

fn show(n: Rc<u32>) {
    println!("{n}");
}

#[goroutines]
fn main() {
    go!(show(Rc::new(1)));
}
