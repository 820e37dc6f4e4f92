// Every form of the Go-looking language once.
use goroutines::prelude::*;

fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[goroutines]
fn main() {
    let done = go! {
        ch := make(chan i32, 10);
        ch <- 1;
        ch <- 2;
        v := <-ch;
        assert_eq!(v, 1);
        ch <- 3;
        assert_eq!(add(<-ch, <-ch), 5);
        ch <- 4;
        w, ok := <-ch;
        assert!(ok && w == 4);
        close(ch);
        let (mut x, mut open) = (7, true);
        x, open = <-ch;
        assert!(!open && x == 0);
        println!("{} {}", <-ch, x);
        return <-ch + 1;
    };
    assert_eq!(done.join().unwrap(), 1);
    let all = go! {
        // c <- <-d, <-<-cc
        c, d := make(chan i32, 4), make(chan i32, 4);
        d <- 5;
        c <- <-d;
        assert_eq!(<-c, 5);
        cc := make(chan chan i32, 1);
        cc <- c.clone();
        c <- 9;
        assert_eq!(<-<-cc, 9);
        oks := make(chan bool, 2);
        oks <- true;
        if <-oks { c <- 1 } else { c <- 2 }
        match <-c {
            1 => d <- 10,
            _ => d <- 11,
        }
        assert_eq!(<-d, 10);
        sum := 0;
        for i := 0; i < 5; i++ {
            if i == 3 { continue; }
            sum += i;
        }
        assert_eq!(sum, 7);
        for v := range 3 { sum += v; }
        assert_eq!(sum, 10);
        for range 2 { sum -= 1; }
        for sum > 5 { sum--; }
        assert_eq!(sum, 5);
        n := 0;
        for { n++; if n == 4 { break; } }
        xs := vec![10, 20, 30];
        total := 0;
        for i, x := range xs { total += x + i as i32; }
        assert_eq!(total, 63);
        go func(m: &str, c: chan i32) { println!("{m}"); c <- 3; }("async", c);
        assert_eq!(<-c, 3);
        go { c <- 4; };
        assert_eq!(<-c, 4);
        f := func(x: i32) -> i32 { c <- x; return <-c + 1; };
        assert_eq!(f(4), 5);
        if v := f(1); v == 2 { n = 100; } else { n = 0; }
        assert_eq!(n, 100);
        c <- 77;
        select {
            case v := <-c: assert_eq!(v, 77);
            case d <- 1: d.recv();
            default: panic!("none");
        }
        defer c.close();
        defer func() { println!("deferred"); }();
        close(d);
        for v := range d { println!("{v}"); }
        
        h := go!<add(1, 2)>;
        assert_eq!(h.join().unwrap(), 3);
        a, b := 1, 2;
        a, b = b, a;
        assert_eq!((a, b, len(xs), cap(c)), (2, 1, 3, 4));
        outer: for i := 0; i < 3; i++ {
            for j := 0; j < 3; j++ {
                if j == 1 { continue outer; }
                if i == 2 { break outer; }
                n++;
            }
        }
        assert_eq!(n, 102);
    };
    all.join().unwrap();
    worker_main();
}

go! {
    /// Sends.
    pub func ping(pings: chan<- String, msg: &str) {
        pings <- msg.to_string();
    }
    fn pong(pings: <-chan String, pongs: chan<- String) {
        msg := <-pings;
        pongs <- msg;
    }
    func pair() (i32, bool) {
        return 1, true;
    }
    func worker_main() {
        pings := make(chan String, 1);
        pongs := make(chan String, 1);
        ping(pings.sender(), "passed message");
        pong(pings.receiver(), pongs.sender());
        println!("{}", <-pongs);
        a, ok := pair();
        assert!(ok && a == 1);
    }
}
