// A thread is joined on a worker.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let thread = std::thread::spawn(|| 1);
    println!("{}", thread.join().unwrap());
}
