//! A program in the Go-looking form: the places are those of the user's tokens.

use goroutines::prelude::*;

go! {
    func worker(ch: chan i32) {
        close(ch);
        ch <- 1;
    }

    pub func main() {
        ch := make(chan i32);
        go worker(ch);
        select {}
    }
}
