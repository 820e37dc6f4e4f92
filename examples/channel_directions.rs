//! Go by Example: Channel Directions, <https://gobyexample.com/channel-directions>: a function that only sends, one that does both.

use goroutines::prelude::*;

#[goroutines]
fn ping(pings: Sender<String>, msg: &str) {
    pings.send(msg.to_string()).unwrap();
}

#[goroutines]
fn pong(pings: Receiver<String>, pongs: Sender<String>) {
    let msg = pings.recv().unwrap();
    pongs.send(msg).unwrap();
}

#[goroutines]
fn main() {
    let pings = chan(1);
    let pongs = chan(1);
    ping(pings.sender(), "passed message");
    pong(pings.receiver(), pongs.sender());
    println!("{}", pongs.recv().unwrap());
}
