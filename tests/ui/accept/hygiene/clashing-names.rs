// Variables, functions and methods with the names that generated code could use.
use std::sync::Arc;

use goroutines::prelude::*;

struct Tag;

#[goroutines]
impl Tag {
    fn spawn(&self) -> u32 {
        1
    }

    fn future(&self, value: u32) -> u32 {
        value
    }
}

#[goroutines]
fn tag(value: u32) -> u32 {
    value
}

#[goroutines]
fn spawn(kind: u32) -> u32 {
    kind
}

#[goroutines]
fn work(value: u32, tag: u32, kind: u32, result: u32) -> u32 {
    let slot_0 = value;
    let (defers, output, receiver) = (tag, kind, result);
    defer!(assert_eq!(slot_0, 1));
    let handle = go!(|items: u32, item: u32| { slot_0 + items + item }(defers, output));
    handle.join().unwrap() + spawn(receiver)
}

#[goroutines]
fn main() {
    assert_eq!(work(1, 2, 3, 4), 10);
    let value = Arc::new(5);
    let handle = go! { *value + tag(1) };
    assert_eq!(handle.join().unwrap(), 6);
    assert_eq!(Tag.spawn() + Tag.future(2), 3);
    for item in vec![1] {
        assert_eq!(tag(item), 1);
    }
}
