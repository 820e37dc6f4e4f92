//! A soak: does a bit of everything again and again, for as many seconds as the argument says, and watches what the process holds.
//!
//! After each round all goroutines but the main one have ended. Memory, file descriptors and threads may grow while everything is
//! used for the first time; after a quarter of the time they stay where they are.

use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use goroutines::prelude::*;
use goroutines::sync::{Cond, Mutex, RwLock};
use goroutines::time::{Ticker, Timer};
use goroutines::{blocking, runtime};

/// What the process holds.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    /// Pages of memory in use.
    pages: u64,
    /// Open file descriptors.
    descriptors: usize,
    /// Threads.
    threads: usize,
}

impl Held {
    fn now() -> Held {
        let entries = |folder| fs::read_dir(folder).map_or(0, Iterator::count);
        let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
        let pages = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
        Held { pages, descriptors: entries("/proc/self/fd"), threads: entries("/proc/self/task") }
    }

    fn max(self, other: Held) -> Held {
        Held {
            pages: self.pages.max(other.pages),
            descriptors: self.descriptors.max(other.descriptors),
            threads: self.threads.max(other.threads),
        }
    }

    /// Whether this is more than noise above `base`.
    fn has_grown(self, base: Held) -> bool {
        self.pages > base.pages + base.pages / 4 + 2048
            || self.descriptors > base.descriptors + 4
            || self.threads > base.threads + 4
    }
}

#[goroutines]
fn messages() {
    let (jobs, results) = (chan(10), chan(0));
    for _ in 0..4 {
        go! {
            for job in &jobs {
                results.send(job * 2).unwrap();
            }
        }
    }
    go! {
        for job in 0..1000_u64 {
            jobs.send(job).unwrap();
        }
        jobs.close();
    }
    let mut sum = 0;
    for _ in 0..1000 {
        sum += results.recv().unwrap();
    }
    assert_eq!(sum, 999_000);
}

#[goroutines]
fn selects() {
    let (a, b) = (chan(0), chan(3));
    let senders = [go! { for i in 0..200 { a.send(i).unwrap(); } }, go! { for i in 0..200 { b.send(i).unwrap(); } }];
    let mut received = 0;
    while received < 400 {
        select! {
            case <-a: received += 1;
            case <-b: received += 1;
            case <-time::after(time::SECOND): {}
        }
    }
    for sender in senders {
        sender.join().unwrap();
    }
}

#[goroutines]
fn locks() {
    let (count, changed, seen) = (Arc::new(Mutex::new(0)), Arc::new(Cond::new()), Arc::new(RwLock::new(0)));
    let wg = WaitGroup::new();
    for _ in 0..50 {
        wg.add(1);
        go! {
            defer!(wg.done());
            *count.lock() += 1;
            changed.broadcast();
            *seen.write() += 1;
        }
    }
    let mut now = count.lock();
    while *now < 50 {
        now = changed.wait(now);
    }
    drop(now);
    wg.wait();
    assert_eq!(*seen.read(), 50);
}

#[goroutines]
fn timers() {
    let ticker = Ticker::new(time::MILLISECOND);
    for _ in 0..5 {
        ticker.c().recv();
    }
    ticker.stop();
    let never = Timer::new(time::HOUR);
    let sleepers: Vec<_> = (0..100).map(|i| go! { time::sleep(i * 10 * time::MICROSECOND) }).collect();
    for sleeper in sleepers {
        sleeper.join().unwrap();
    }
    assert!(never.stop());
}

#[goroutines]
fn contexts() {
    let (ctx, cancel) = context::with_timeout(&context::background(), time::HOUR);
    let (child, _cancel_child) = context::with_cancel(&ctx);
    let waiter = go! { child.done().recv() };
    cancel();
    waiter.join().unwrap();
}

#[goroutines]
fn recovers() {
    defer! { assert!(recover().is_some()) }
    panic!("recovered");
}

#[goroutines]
fn panics() {
    for _ in 0..10 {
        let handle = go! { panic!("joined") };
        assert_eq!(handle.join().unwrap_err().message(), "joined");
    }
    go!(recovers()).join().unwrap();
}

#[goroutines]
fn calls() {
    let answers: Vec<_> = (0..10).map(|i| go! { blocking(move || i) }).collect();
    for (i, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer.join().unwrap(), i);
    }
}

#[goroutines]
fn main() {
    let seconds = env::args().nth(1).map_or(10, |seconds| seconds.parse().expect("a number of seconds"));
    let (start, length) = (Instant::now(), Duration::from_secs(seconds));
    let (mut rounds, mut base, mut most) = (0_u64, Held::default(), Held::default());
    while start.elapsed() < length {
        messages();
        selects();
        locks();
        timers();
        contexts();
        panics();
        calls();
        while goroutines::num_goroutines() > 1 {
            goroutines::yield_now();
        }
        assert_eq!(runtime::dump().goroutines().len(), 1, "all have ended");
        rounds += 1;
        let held = Held::now();
        if start.elapsed() < length / 4 {
            base = base.max(held);
        } else {
            most = most.max(held);
        }
    }
    println!("{rounds} rounds; at first {base:?}, later {most:?}");
    assert!(rounds > 1, "too slow to say anything");
    assert!(!most.has_grown(base), "the process holds more and more");
}
