//! Go by Example: Range over Channels, <https://gobyexample.com/range-over-channels>: a `for` loop receives until the channel is closed.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let queue = chan(2);
    queue.send("one").unwrap();
    queue.send("two").unwrap();
    queue.close();

    for elem in queue {
        println!("{elem}");
    }
}
