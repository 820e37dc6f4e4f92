// An `Rc` named in a block cannot go to another thread.
use std::rc::Rc;

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = Rc::new(1);
    go! {
        println!("{n}");
    };
}
