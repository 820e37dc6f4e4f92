// A `func` literal is a value: it may wait, and what it names it borrows.
use goroutines::prelude::*;

fn apply(f: impl Fn() -> i32) -> i32 {
    f()
}

#[goroutines]
fn main() {
    go! {
        c := make(chan i32, 1);
        echo := func(n: i32) -> i32 {
            c <- n;
            time::sleep(time::MILLISECOND);
            return <-c + 1;
        };
        assert_eq!(echo(1), 2);
        assert_eq!(echo(echo(1)), 3);
        n := 0;
        count := func() i32 { n++; n };
        count();
        assert_eq!(count(), 2);
        assert_eq!(n, 2);
        half := func(x: f64) f64 { x /= 2.0; x };
        assert_eq!(half(3.0), 1.5);
        assert_eq!(func(a: i32, b: i32) i32 { a + b }(1, 2), 3);
        wg := WaitGroup::new();
        for i := range 3 {
            wg.go(func() { c <- i; });
            <-c;
        }
        wg.wait();
        owner := move func() usize { len("moved") };
        assert_eq!(owner(), 5);
        assert_eq!(apply(|| 3), 3);
        nested := func() i32 {
            inner := func() i32 { 4 };
            defer func() { c <- 9; }();
            inner()
        };
        assert_eq!(nested() + <-c, 13);
        starts := func(k: i32) { go { c <- k; }; };
        starts(21);
        assert_eq!(<-c, 21);
        func named(x: i32) i32 { time::sleep(time::MILLISECOND); return x * 2; }
        assert_eq!(named(4), 8);
    }
    .join()
    .unwrap();
}
