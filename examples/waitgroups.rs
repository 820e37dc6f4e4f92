//! Go by Example: WaitGroups, <https://gobyexample.com/waitgroups>: waits for five goroutines.

use goroutines::prelude::*;

#[goroutines]
fn worker(id: u32) {
    println!("Worker {id} starting");
    time::sleep(time::SECOND);
    println!("Worker {id} done");
}

#[goroutines]
fn main() {
    let wg = WaitGroup::new();

    for i in 1..=5 {
        wg.go(|| worker(i));
    }

    wg.wait();
}
