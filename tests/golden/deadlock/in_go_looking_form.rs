//! A forgotten `close` in the Go-looking form: the places are those of the user's tokens.

use goroutines::prelude::*;

go! {
    func produce(ch: chan i32, n: i32) {
        for i := 0; i < n; i++ {
            ch <- i;
        }
    }

    pub func main() {
        ch := make(chan i32);
        go produce(ch, 3);
        for range ch {}
    }
}
