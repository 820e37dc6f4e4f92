//! Go by Example: Timeouts, <https://gobyexample.com/timeouts>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        c1 := make(chan &str, 1);
        go func() {
            time::sleep(2 * time::SECOND);
            c1 <- "result 1";
        }();

        select {
        case res := <-c1:
            println!("{res}");
        case <-time::after(1 * time::SECOND):
            println!("timeout 1");
        }

        c2 := make(chan &str, 1);
        go func() {
            time::sleep(2 * time::SECOND);
            c2 <- "result 2";
        }();
        select {
        case res := <-c2:
            println!("{res}");
        case <-time::after(3 * time::SECOND):
            println!("timeout 2");
        }
    }
}
