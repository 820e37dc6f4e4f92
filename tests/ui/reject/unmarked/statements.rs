//! A statement that would wait in a marked function.
#![deny(unused_must_use)]

use goroutines::prelude::*;

fn helper(ch: &Chan<u32>, wg: &WaitGroup, lock: &sync::Mutex<u32>) {
    time::sleep(time::SECOND);
    ch.send(1);
    ch.recv();
    wg.wait();
    lock.lock();
    goroutines::yield_now();
}

#[goroutines]
fn main() {
    helper(&chan(1), &WaitGroup::new(), &sync::Mutex::new(1));
}
