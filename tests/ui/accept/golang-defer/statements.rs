// `defer`: last in, first out, at the end of the block's goroutine or of the function.
use goroutines::prelude::*;

fn note(log: &Chan<i32>, n: i32) {
    log.try_send(n).unwrap();
}

go! {
    func work(log: chan i32) {
        defer note(&log, 1);
        for i := 2; i < 4; i++ {
            defer note(&log, i);
        }
        defer func() { log <- 4; }();
        defer func(n: i32) { log <- n; }(5);
        defer { log <- 6; };
        log <- 0;
    }

    func safe() i32 {
        defer func() {
            if let Some(panic) = recover() { assert_eq!(panic.to_string(), "a problem"); }
        }();
        panic!("a problem");
    }

    func closes() chan i32 {
        c := make(chan i32, 1);
        defer close(c);
        c <- 1;
        c.clone()
    }

    fn main() {
        log := make(chan i32, 10);
        work(log);
        close(log);
        order := Vec::new();
        for n := range log { order.push(n); }
        assert_eq!(order, [0, 6, 5, 4, 3, 2, 1]);
        assert_eq!(safe(), 0);
        c := closes();
        v, ok := <-c;
        w, open := <-c;
        assert_eq!((v, ok, w, open), (1, true, 0, false));
        go {
            defer func() { log.len(); }();
        };
    }
}
