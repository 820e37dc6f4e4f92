// A function may defer a call of itself: what is deferred may run on another thread, as a goroutine may.
use goroutines::prelude::*;

#[goroutines]
fn by_call(n: u32, out: &Chan<u32>) {
    if n > 0 {
        defer!(by_call(n - 1, out));
    }
    out.send(n).unwrap();
}

struct Counter {
    out: Chan<u32>,
}

#[goroutines]
impl Counter {
    fn by_block(&self, n: u32) {
        if n > 0 {
            let again = Counter { out: self.out.clone() };
            defer! { again.by_block(n - 1) };
        }
        self.out.send(n).unwrap();
    }
}

#[goroutines]
mod pair {
    use super::*;

    pub fn ping(n: u32, out: Chan<u32>) {
        if n == 0 {
            out.send(0).unwrap();
        } else {
            go! { pong(n - 1, out) };
        }
    }

    pub fn pong(n: u32, out: Chan<u32>) {
        if n == 0 {
            out.send(1).unwrap();
        } else {
            defer!(ping(n - 1, out));
        }
    }
}

go! {
    func in_go_spelling(n int, out chan<- int) {
        if n > 0 {
            defer in_go_spelling(n-1, out)
        }
        defer func() {
            if n > 2 {
                in_go_spelling(n-2, out)
            }
        }()
        out <- n
    }
}

#[goroutines]
fn main() {
    let out = chan(8);
    by_call(3, &out);
    Counter { out: out.clone() }.by_block(2);
    let mut sum = 0;
    for _ in 0..7 {
        sum += out.recv().unwrap();
    }
    assert_eq!(sum, 6 + 3);
    pair::ping(5, out.clone());
    assert_eq!(out.recv(), Some(1));

    let numbers = chan(16);
    in_go_spelling(3, numbers.sender());
    numbers.close();
    let mut all = Vec::new();
    for n in numbers {
        all.push(n);
    }
    assert_eq!(all, [3, 1, 0, 2, 1, 0]);
}
