// Two types of `go!` that are wrong are told together.
use goroutines::prelude::*;

use std::rc::Rc;

fn show(n: Rc<u32>) {
    println!("{n}");
}

#[goroutines]
fn main() {
    let (_tx, rx) = chan::<u32>(1).split();
    let n = Rc::new(1);
    go!(show(n));
    rx.send(1).unwrap();
}
