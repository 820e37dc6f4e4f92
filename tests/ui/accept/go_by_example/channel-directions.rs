//! Go by Example: Channel Directions, <https://gobyexample.com/channel-directions>, in Go's words.
use goroutines::prelude::*;

go! {
    func ping(pings: chan<- String, msg: &str) {
        pings <- msg.to_string();
    }

    func pong(pings: <-chan String, pongs: chan<- String) {
        msg := <-pings;
        pongs <- msg;
    }

    func main() {
        pings := make(chan String, 1);
        pongs := make(chan String, 1);
        ping(pings, "passed message");
        pong(pings, pongs);
        println!("{}", <-pongs);
    }
}
