// The user's own names for everything that generated code could mean.
#![allow(dead_code)]

use ::goroutines::{Share, defer, go};

struct Option;
struct Some;
struct None;
struct Result;
struct Ok;
struct Err;
struct Box;
struct Vec;
struct String;
struct Pin;
trait Send {}
trait Sync {}
trait Future {}
trait Copy {}
trait Default {}
trait Iterator {}
trait IntoIterator {}
trait Fn {}
fn drop() {}
fn spawn() {}
mod core {}
mod alloc {}

#[derive(::std::clone::Clone, Share)]
struct Handle {
    n: ::std::sync::Arc<u32>,
}

#[::goroutines::goroutines]
trait Work {
    fn work(&self, n: &u32) -> u32;
}

#[::goroutines::goroutines]
impl Work for Handle {
    fn work(&self, n: &u32) -> u32 {
        *self.n + *n
    }
}

#[::goroutines::goroutines(dyn)]
trait Shape {
    fn area(&self) -> u32;
}

#[::goroutines::goroutines(dyn)]
impl Shape for Handle {
    fn area(&self) -> u32 {
        worker(*self.n)
    }
}

#[::goroutines::goroutines]
fn worker(n: u32) -> u32 {
    defer!(::std::mem::drop(::std::vec![n]));
    n + 1
}

#[::goroutines::goroutines]
fn main() {
    let handle = Handle { n: ::std::sync::Arc::new(3) };
    let mut sum = 0;
    for n in ::std::vec![1, 2] {
        sum += worker(n);
    }
    sum += go!(worker(1)).join().unwrap();
    sum += go! { handle.work(&1) }.join().unwrap();
    sum += handle.area();
    ::std::assert_eq!(sum, 5 + 2 + 4 + 4);
}
