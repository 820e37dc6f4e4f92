//! Go by Example: Range over Channels, <https://gobyexample.com/range-over-channels>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        queue := make(chan &str, 2);
        queue <- "one";
        queue <- "two";
        close(queue);

        for elem := range queue {
            println!("{elem}");
        }
    }
}
