//! Go by Example: Channels, <https://gobyexample.com/channels>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        messages := make(chan &str);

        go func() { messages <- "ping"; }();

        msg := <-messages;
        println!("{msg}");
    }
}
