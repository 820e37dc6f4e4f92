//! Every construct once, under every lint that could see what the macros leave behind.

#![forbid(unsafe_code)]

use std::fmt::{self, Display};
use std::num::ParseIntError;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use golang::sync::{Mutex, WaitGroup};
use golang::{Chan, JoinHandle, Share, chan, defer, go, goroutines, recover, select, time, yield_now};

/// A struct of handles.
#[derive(Clone, Debug, Share)]
pub(crate) struct Server {
    hits: Arc<AtomicU32>,
    wg: WaitGroup,
}

/// What can be asked.
#[goroutines]
pub(crate) trait Ask {
    /// An answer.
    fn ask(&self, question: &str) -> String;
}

#[goroutines]
impl Ask for Server {
    fn ask(&self, question: &str) -> String {
        let hits = self.hits.load(Ordering::SeqCst);
        pause();
        format!("{question} {hits}")
    }
}

/// What can be done, as an object.
#[goroutines(dyn)]
pub(crate) trait Work: Send + Sync {
    /// Does it.
    fn work(&self, n: u32) -> u32;
}

#[goroutines(dyn)]
impl Work for Server {
    fn work(&self, n: u32) -> u32 {
        self.hit(n);
        n
    }
}

#[goroutines]
impl Server {
    fn hit(&self, n: u32) {
        let before = self.hits.fetch_add(n, Ordering::SeqCst);
        debug_assert!(before < 1000, "too many: {before}");
    }

    fn serve(&self, n: u32) {
        defer!(self.wg.done());
        self.hit(n);
    }

    fn start(&self) {
        for n in 1..3 {
            self.wg.add(1);
            drop(go!(self.serve(n)));
        }
        self.wg.wait();
    }
}

#[goroutines]
fn pause() {
    yield_now();
}

#[goroutines]
fn parse(text: &str) -> Result<u32, ParseIntError> {
    let n: u32 = text.parse()?;
    pause();
    Ok(n)
}

#[goroutines]
fn fib(n: u32) -> u32 {
    if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
}

#[goroutines]
fn show<T: Display + Send>(items: Vec<T>) -> String {
    let mut out = String::new();
    for item in items {
        pause();
        out += &item.to_string();
    }
    out
}

#[goroutines]
fn safe(n: u32) -> u32 {
    defer! {
        if let Some(panic) = recover() {
            assert_eq!(panic.message(), "zero");
        }
    }
    assert!(n > 0, "zero");
    100 / n
}

#[goroutines]
fn spread(n: u32) -> JoinHandle<u32> {
    let total = Arc::new(Mutex::new(0));
    let text = String::from("12");
    go! {
        for _ in 0..n {
            let mut guard = total.lock();
            *guard += 1;
            pause();
        }
        let parsed = parse(&text).unwrap_or(0);
        *total.lock() + parsed
    }
}

#[goroutines]
fn collect(numbers: Chan<u32>, quit: Chan<()>, out: Chan<u32>) {
    let mut sum = 0;
    loop {
        select! {
            n = numbers.recv() => sum += n.unwrap_or(0),
            v = quit.recv() => {
                if v.is_none() {
                    break;
                }
            }
        }
    }
    select! {
        case out <- sum: {}
        default: unreachable!();
    }
}

#[goroutines]
fn channels() -> Option<u32> {
    let (numbers, quit, out) = (chan(0), chan(0), chan(1));
    let handle = go!(collect(numbers, quit, out));
    for n in 1..4 {
        if numbers.send(n).is_err() {
            return None;
        }
    }
    quit.close();
    handle.join().ok()?;
    out.close();
    let mut last = None;
    for n in out {
        last = Some(n);
    }
    last
}

/// Functions under the attribute of their module.
#[goroutines]
mod marked {
    use super::fmt;

    /// A number.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct Number(pub(super) u32);

    impl fmt::Display for Number {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.0)
        }
    }

    impl Number {
        pub(super) fn next(self) -> Self {
            super::pause();
            Self(self.0 + 1)
        }
    }

    #[plain]
    pub(super) const fn zero() -> Number {
        Number(0)
    }
}

#[goroutines]
fn main() {
    let server = Server { hits: Arc::default(), wg: WaitGroup::new() };
    server.start();
    assert_eq!(server.ask("hits"), "hits 3");
    let work: Arc<dyn Work> = Arc::new(server);
    assert_eq!(work.work(2), 2);
    assert_eq!(fib(6), 8);
    assert_eq!(show(vec![1, 2]), "12");
    assert_eq!(safe(0) + safe(50), 2);
    assert_eq!(spread(3).join().unwrap_or(0), 15);
    assert_eq!(go!(|n: u32| { n + 1 }(1)).join().unwrap_or(0), 2);
    assert_eq!(marked::zero().next().to_string(), "1");
    assert_eq!(channels(), Some(6));
    time::sleep(time::MILLISECOND);
}
