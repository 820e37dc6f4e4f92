//! Go by Example: Channel Buffering, <https://gobyexample.com/channel-buffering>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        messages := make(chan &str, 2);

        messages <- "buffered";
        messages <- "channel";

        println!("{}", <-messages);
        println!("{}", <-messages);
    }
}
