// `select { … }` as a statement and as a value, with every form of case, in both spellings, in any order.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a, b := make(chan i32, 4), make(chan i32, 1);
        a <- 1;
        select {
            case v := <-a: assert_eq!(v, 1);
            case <-b: panic!();
        }
        select {
            case b <- 2:
            case v, ok := <-a: panic!("{v} {ok}");
        }
        let (mut v, mut ok) = (0, false);
        select {
            case v = <-b: assert_eq!(v, 2);
        }
        close(b);
        select {
            case v, ok = <-b: assert_eq!((v, ok), (0, false));
        }
        select {
            case v := <-a: panic!("{v}");
            default: a <- 3;
        }
        // Go's spelling, then Rust's, then Go's.
        got := select {
            case <-b if false: -1,
            v = a.recv() => v.unwrap(),
            case _ := <-b if false: -2
        };
        assert_eq!(got, 3);
        select {
            case a <- <-func() chan i32 { c := make(chan i32, 1); c <- 4; c }():
                x := <-a;
                assert_eq!(x, 4);
        }
        // A bare `break` leaves the `select`, as in Go; a label leaves the loop.
        outer:
        for i := 0; i < 3; i++ {
            select {
                case a <- i: if i == 1 { break outer; }
                case <-time::after(time::SECOND): return;
            }
        }
        assert_eq!((<-a, <-a, len(a)), (0, 1, 0));
        xs := vec![0; 2];
        a <- 9;
        select { case xs[1] = <-a: }
        assert_eq!(xs, [0, 9]);
        n := 1;
        select! {
            case v := <-a: n += v;
            default => n++,
        }
        select! {
            default => { go { a <- 1; }; }
        }
        assert_eq!(n + <-a, 3);
        let _ = (v, ok);
    }
    .join()
    .unwrap();
}
