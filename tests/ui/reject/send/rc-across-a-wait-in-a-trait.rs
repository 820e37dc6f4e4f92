// A method of a trait has to be ready to run in any goroutine.
use std::rc::Rc;

use goroutines::prelude::*;

#[goroutines]
fn pause() {}

#[goroutines]
trait Work {
    fn work(&self);
}

struct Counter;

#[goroutines]
impl Work for Counter {
    fn work(&self) {
        let n = Rc::new(1);
        pause();
        println!("{n}");
    }
}

fn main() {}
