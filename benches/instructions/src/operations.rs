//! The operations, in the language of this crate.

use std::sync::Arc;

use goroutines::prelude::*;
use goroutines::sync::Mutex;
use goroutines::time::Timer;
use goroutines::{JoinHandle, Runtime};

/// An operation that is counted.
pub(crate) struct Operation {
    /// Its name in the stored file.
    pub(crate) name: &'static str,
    /// Starts a goroutine that does it so many times.
    start: fn(&Runtime, u64) -> JoinHandle<()>,
}

macro_rules! operations {
    ($($name:ident)+) => {
        /// All operations.
        pub(crate) static ALL: &[Operation] =
            &[$(Operation { name: stringify!($name), start: |runtime, n| runtime.spawn($name(n)) }),+];
    };
}

operations! { call defer spawn yields channel message ping_pong select mutex timer cancel }

/// Does the operation `name` so many times, on one worker.
pub(crate) fn play(name: &str, times: u64) {
    let operation = ALL.iter().find(|operation| operation.name == name).expect("the name of an operation");
    let runtime = Runtime::builder().workers(1).build().expect("a runtime");
    (operation.start)(&runtime, times).join_blocking().expect("no operation panics");
}

#[goroutines]
fn add(n: u64) -> u64 {
    std::hint::black_box(n) + 1
}

/// A call of a goroutine function that does not wait.
#[goroutines]
fn call(n: u64) {
    let mut sum = 0;
    for _ in 0..n {
        sum = add(sum);
    }
    assert_eq!(sum, n);
}

#[goroutines]
fn deferring(count: &Arc<std::sync::atomic::AtomicU64>) {
    defer! {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

/// A call with a deferred block.
#[goroutines]
fn defer(n: u64) {
    let count = Arc::default();
    for _ in 0..n {
        deferring(&count);
    }
    assert_eq!(count.load(std::sync::atomic::Ordering::Relaxed), n);
}

/// Start and join of a goroutine.
#[goroutines]
fn spawn(n: u64) {
    for i in 0..n {
        assert_eq!(go! { i }.join().unwrap(), i);
    }
}

/// A yield with another goroutine that yields.
#[goroutines]
fn yields(n: u64) {
    let other = go! {
        for _ in 0..n {
            goroutines::yield_now();
        }
    };
    for _ in 0..n {
        goroutines::yield_now();
    }
    other.join().unwrap();
}

/// Making a channel, one send and one receive.
#[goroutines]
fn channel(n: u64) {
    for i in 0..n {
        let ch = chan(1);
        ch.send(i).unwrap();
        assert_eq!(ch.recv(), Some(i));
    }
}

/// A message through capacity 100 between two goroutines.
#[goroutines]
fn message(n: u64) {
    let ch = chan(100);
    let sender = go! {
        for i in 0..n {
            ch.send(i).unwrap();
        }
    };
    for i in 0..n {
        assert_eq!(ch.recv(), Some(i));
    }
    sender.join().unwrap();
}

/// A round trip over two unbuffered channels.
#[goroutines]
fn ping_pong(n: u64) {
    let (ping, pong) = (chan(0), chan(0));
    go! {
        for value in &ping {
            pong.send(value).unwrap();
        }
    }
    for i in 0..n {
        ping.send(i).unwrap();
        assert_eq!(pong.recv(), Some(i));
    }
    ping.close();
}

/// A select of four channels, one of which is ready.
#[goroutines]
fn select(n: u64) {
    let (a, b, c, d) = (chan::<u64>(1), chan::<u64>(1), chan::<u64>(1), chan(1));
    for i in 0..n {
        d.send(i).unwrap();
        select! {
            case <-a: unreachable!();
            case <-b: unreachable!();
            case <-c: unreachable!();
            case v := <-d: assert_eq!(v, i);
        }
    }
}

/// Lock and unlock of a mutex that nobody else has.
/// Not named `lock`: a call of that name would be taken for a recursion, and boxed.
#[goroutines]
fn mutex(n: u64) {
    let sum = Mutex::new(0);
    for _ in 0..n {
        *sum.lock() += 1;
    }
    assert_eq!(*sum.lock(), n);
}

/// Start and stop of a timer.
#[goroutines]
fn timer(n: u64) {
    for _ in 0..n {
        assert!(Timer::new(time::HOUR).stop());
    }
}

/// A context that is made and cancelled.
#[goroutines]
fn cancel(n: u64) {
    let parent = context::background();
    for _ in 0..n {
        let (ctx, cancel) = context::with_cancel(&parent);
        cancel();
        assert!(ctx.err().is_some());
    }
}
