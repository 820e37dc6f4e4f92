//! `#[must_use]` of a plain function is kept in goroutine code.
#![deny(unused_must_use)]

use std::mem;

use goroutines::prelude::*;
use inner::of_a_module as renamed;

#[must_use]
fn own(value: u32) -> u32 {
    value
}

#[must_use = "reports are read"]
fn report() -> Report {
    Report
}

struct Report;

#[must_use]
#[goroutines]
fn waits() -> u32 {
    1
}

mod inner {
    #[must_use]
    pub fn of_a_module() -> bool {
        true
    }
}

struct Counter(u32);

impl Counter {
    fn new() -> Self {
        Counter(0)
    }

    #[must_use]
    fn count(&self) -> u32 {
        self.0
    }
}

#[goroutines]
impl Counter {
    #[plain]
    #[must_use]
    fn is_zero(&self) -> bool {
        self.0 == 0
    }

    fn methods(&self) {
        self.count();
        self.is_zero();
    }
}

#[goroutines]
fn main() {
    own(1);
    report();
    inner::of_a_module();
    renamed();
    std::cmp::max(1, 2);
    mem::replace(&mut 1, 2);
    let texts: Vec<&str> = vec!["a"];
    texts.iter().map(|text| text.len());
    texts.concat().is_char_boundary(0);
    let found: Option<u32> = None;
    found.is_some();
    let counter = Counter::new();
    counter.count();
    counter.methods();
    go! { own(2); }.join().unwrap();
    if texts.is_empty() {
        own(3);
    }
    waits();
}
