// The built-in functions, and how a name of the user's comes before them.
use std::collections::HashMap;

use goroutines::prelude::*;

fn len(_: i32) -> i32 {
    -1
}

#[goroutines]
fn main() {
    go! {
        n := 3;
        a := make(chan i32);
        b := make(chan (i32, &'static str), 2);
        c := make(chan Vec<u8>, n as u8);
        d := make(chan chan<- i32, 1);
        e := make(chan<- i32, 1);
        f := make(chan struct{}, 1 + 1);
        assert_eq!((cap(a), cap(b), cap(c), cap(d), cap(e), cap(f)), (0, 2, 3, 1, 1, 2));
        b <- (1, "x");
        f <- ();
        assert_eq!((len(b), len(f), len(a)), (1, 1, 0));
        assert_eq!((len("abc"), len(vec![1, 2]), len([1; 4]), len(&HashMap::from([(1, 2)]))), (3, 2, 4, 1));
        close(b);
        go close(f);
        <-f;
        <-f;
        assert_eq!(self::len(5), -1);
        let len = |_: &str| 7;
        assert_eq!(len("abc"), 7);
        d <- a.sender();
        e <- 1;
        c <- vec![];
    }
    .join()
    .unwrap();
    go! {
        n := -1;
        make(chan i32, n);
    }
    .join()
    .unwrap_err();
}
