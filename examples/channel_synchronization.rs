//! Go by Example: Channel Synchronization, <https://gobyexample.com/channel-synchronization>: main waits for a worker.

use goroutines::prelude::*;

#[goroutines]
fn worker(done: Chan<bool>) {
    print!("working...");
    time::sleep(time::SECOND);
    println!("done");

    done.send(true).unwrap();
}

#[goroutines]
fn main() {
    let done = chan(1);
    go!(worker(done));

    done.recv();
}
