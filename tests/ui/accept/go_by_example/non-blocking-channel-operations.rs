//! Go by Example: Non-Blocking Channel Operations, <https://gobyexample.com/non-blocking-channel-operations>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        messages := make(chan &str);
        signals := make(chan bool);

        select {
        case msg := <-messages:
            println!("received message {msg}");
        default:
            println!("no message received");
        }

        msg := "hi";
        select {
        case messages <- msg:
            println!("sent message {msg}");
        default:
            println!("no message sent");
        }

        select {
        case msg := <-messages:
            println!("received message {msg}");
        case sig := <-signals:
            println!("received signal {sig}");
        default:
            println!("no activity");
        }
    }
}
