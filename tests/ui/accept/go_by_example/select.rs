//! Go by Example: Select, <https://gobyexample.com/select>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        c1 := make(chan &str);
        c2 := make(chan &str);

        go func() {
            time::sleep(1 * time::SECOND);
            c1 <- "one";
        }();
        go func() {
            time::sleep(2 * time::SECOND);
            c2 <- "two";
        }();

        for range 2 {
            select {
            case msg1 := <-c1:
                println!("received {msg1}");
            case msg2 := <-c2:
                println!("received {msg2}");
            }
        }
    }
}
