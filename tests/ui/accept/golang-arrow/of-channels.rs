// Operators in a row: `<-<-cc`, `c <- <-d`, a send to a received channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        cc := make(chan chan i32, 2);
        c, d := make(chan i32, 2), make(chan i32, 2);
        cc <- c.clone();
        c <- 1;
        assert_eq!(<-<-cc, 1);
        d <- 2;
        c <- <-d;
        assert_eq!(<-c, 2);
        cc <- d.clone();
        <-cc <- 3;
        assert_eq!(<-d, 3);
        <-time::after(time::MILLISECOND);
    }
    .join()
    .unwrap();
}
