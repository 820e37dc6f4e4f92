// Without any prelude.
#![no_implicit_prelude]

use ::goroutines::{Share, defer, go, goroutines};
use ::std::clone::Clone;
use ::std::sync::Arc;
use ::std::{assert_eq, vec};

#[derive(Clone, Share)]
struct Handle {
    n: Arc<u32>,
}

#[goroutines]
fn worker(n: u32) -> u32 {
    defer!(::std::mem::drop(::std::vec![n]));
    n + 1
}

#[goroutines]
trait Work {
    fn work(&self, n: &u32) -> u32;
}

#[goroutines]
impl Work for Handle {
    fn work(&self, n: &u32) -> u32 {
        *self.n + *n
    }
}

#[goroutines(dyn)]
trait Shape {
    fn area(&self) -> u32;
}

#[goroutines(dyn)]
impl Shape for Handle {
    fn area(&self) -> u32 {
        worker(*self.n)
    }
}

#[goroutines]
fn main() {
    let handle = Handle { n: Arc::new(3) };
    let mut sum = 0;
    for n in vec![1, 2] {
        sum += worker(n);
    }
    sum += go!(worker(1)).join().unwrap();
    sum += go! { handle.work(&1) }.join().unwrap();
    sum += handle.area();
    assert_eq!(sum, 5 + 2 + 4 + 4);
}
