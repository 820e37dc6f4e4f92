//! Recursion: direct, mutual, and through `go!`.

use goroutines::prelude::*;

#[goroutines]
fn fib(n: u64) -> u64 {
    if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
}

#[goroutines]
mod parity {
    pub(super) fn is_even(n: u32) -> bool {
        n == 0 || is_odd(n - 1)
    }

    pub(super) fn is_odd(n: u32) -> bool {
        n != 0 && is_even(n - 1)
    }
}

#[goroutines]
#[test]
fn direct_and_mutual_recursion_compile() {
    assert_eq!(fib(15), 610);
    assert!(parity::is_even(100));
    assert!(!parity::is_odd(100));
}

#[goroutines]
fn crawl(depth: u32, wg: &WaitGroup) {
    if depth > 0 {
        wg.add(2);
        for _ in 0..2 {
            go!(crawl(depth - 1, wg));
        }
    }
    wg.done();
}

#[goroutines]
fn endless(depth: u32) {
    if depth > 0 {
        go!(endless(depth - 1))
    }
}

struct Spider {
    wg: WaitGroup,
}

#[derive(Clone, Share)]
struct Shared {
    wg: WaitGroup,
}

#[goroutines]
impl Shared {
    fn crawl(&self, depth: u32) {
        if depth > 0 {
            self.wg.add(1);
            go!(self.crawl(depth - 1));
        }
        self.wg.done();
    }
}

#[goroutines]
impl Spider {
    fn start(&self) {
        self.wg.add(1);
        let shared = Shared { wg: self.wg.clone() };
        shared.crawl(3);
    }
}

#[goroutines]
mod pair {
    use goroutines::prelude::*;

    pub(super) fn ping(n: u32, wg: &WaitGroup) {
        if n > 0 {
            go!(pong(n - 1, wg));
        } else {
            wg.done();
        }
    }

    fn pong(n: u32, wg: &WaitGroup) {
        ping(n, wg);
    }
}

#[goroutines]
#[test]
fn recursion_through_go_compiles() {
    let wg = WaitGroup::new();
    wg.add(1);
    go!(crawl(4, &wg));
    wg.wait();
    endless(3);
    let spider = Spider { wg: WaitGroup::new() };
    spider.start();
    spider.wg.wait();
    wg.add(1);
    pair::ping(10, &wg);
    wg.wait();
}
