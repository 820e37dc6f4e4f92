//! Go by Example: Non-Blocking Channel Operations, <https://gobyexample.com/non-blocking-channel-operations>: `select!` with `default`.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let messages = chan::<&str>(0);
    let signals = chan::<bool>(0);

    select! {
        case msg := <-messages: println!("received message {msg}");
        default: println!("no message received");
    }

    let msg = "hi";
    select! {
        case messages <- msg: println!("sent message {msg}");
        default: println!("no message sent");
    }

    select! {
        case msg := <-messages: println!("received message {msg}");
        case sig := <-signals: println!("received signal {sig}");
        default: println!("no activity");
    }
}
