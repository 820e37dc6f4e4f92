//! Go by Example: Channel Buffering, <https://gobyexample.com/channel-buffering>: two values wait in the channel.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let messages = chan(2);

    messages.send("buffered").unwrap();
    messages.send("channel").unwrap();

    println!("{}", messages.recv().unwrap());
    println!("{}", messages.recv().unwrap());
}
