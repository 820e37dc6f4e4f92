// `go` and `defer` as statements, with calls, function literals and blocks.
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines]
fn send(c: &Chan<i32>, n: i32) {
    c.send(n).unwrap();
}

struct Worker {
    out: Chan<i32>,
}

#[goroutines]
impl Worker {
    fn run(self: Arc<Self>, n: i32) {
        self.out.send(n).unwrap();
    }
}

#[goroutines]
fn main() {
    go! {
        c := make(chan i32);
        go send(&c, 1);
        assert_eq!(<-c, 1);
        go func(m: &str, n: i32) { c <- n + m.len() as i32; }("async", 2);
        assert_eq!(<-c, 7);
        go func() { c <- 3; }();
        assert_eq!(<-c, 3);
        go func(x: i32) i32 { c <- x; return x; }(4);
        assert_eq!(<-c, 4);
        go |x: i32| { c <- x; }(5);
        assert_eq!(<-c, 5);
        go { c <- 6; };
        assert_eq!(<-c, 6);
        go { c <- 7; }
        assert_eq!(<-c, 7);
        h := go!<send(&c, 8)>;
        assert_eq!(<-c, 8);
        h.join().unwrap();
        w := Arc::new(Worker { out: c.clone() });
        go w.run(9);
        assert_eq!(<-c, 9);
        go move { c.send(10).unwrap(); };
        let d = w.out.clone();
        assert_eq!(<-d, 10);
        match 1 {
            1 => go send(&d, 11),
            _ => {}
        }
        assert_eq!(<-d, 11);
        go println!("{}", len("abc"));
        e := make(chan i32, 1);
        e <- 12;
        // The argument is evaluated here, before the goroutine starts.
        go send(&d, <-e);
        assert_eq!((len(e), <-d), (0, 12));
        if true { go send(&d, 13) }
        <-d;
        let go = 5;
        assert_eq!(go + 1, 6);
    }
    .join()
    .unwrap();
}
