// `if v := f(); cond { }`: `v` lives to the end of the last `else`.
use goroutines::prelude::*;

#[goroutines]
fn answer() -> Option<i32> {
    Some(42)
}

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        ch <- 7;
        if v, ok := <-ch; ok && v == 7 {} else { panic!() }
        size := if n := 5; n > 9 {
            "big"
        } else if m := n + 1; m == 6 {
            "six"
        } else {
            "small"
        };
        assert_eq!(size, "six");
        if v := answer(); v.is_none() { panic!() } else if v == Some(1) { panic!() } else { ch <- v.unwrap(); }
        if ch <- 1 + <-ch; len(ch) == 1 { assert_eq!(<-ch, 43); }
        if x := 1; x == 1 { ch <- x }
        match 3 { n if n > 2 => {} _ => panic!() }
        if let Some(v) = answer() { assert_eq!(v, 42); }
    }
    .join()
    .unwrap();
}
