// `for cond {}` and `for {}`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = go! {
        n := 1;
        for n < 100 { n *= 2; }
        ch := make(chan bool, 3);
        ch <- true;
        ch <- true;
        ch <- false;
        for <-ch { n++; }
        for {
            n++;
            if n > 200 { return n; }
        }
    };
    assert_eq!(n.join().unwrap(), 201);
}
