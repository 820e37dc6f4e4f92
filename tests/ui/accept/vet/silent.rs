// What only looks like a mistake gives no warning.
#![deny(warnings)]

use std::sync::{Arc, Mutex};

use goroutines::prelude::*;

struct Total {
    sum: Mutex<isize>,
}

impl Total {
    fn add(&self, n: isize) {
        *self.sum.lock().unwrap() += n;
    }
}

#[goroutines]
fn main() {
    let total = Arc::new(Total { sum: Mutex::new(0) });
    let adding = go! {
        total.add(2);
    };
    adding.join().unwrap();
    let wg = WaitGroup::new();
    wg.add(1);
    go! {
        defer!(wg.done());
        for i in 0..2 {
            go! {
                defer!(println!("{i}"));
            };
        }
    };
    wg.wait();
    let words = ["a", "b"].join("-");
    assert_eq!(words, "a-b");
    let start = time::now();
    defer! { println!("{:?}", start.elapsed()) }
    let (ctx, _cancel) = context::with_cancel(&context::background());
    assert!(ctx.err().is_none());
    goroutines::blocking(|| std::thread::sleep(std::time::Duration::ZERO));
}
