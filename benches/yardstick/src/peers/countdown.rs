//! What an async program without a `WaitGroup` counts its tasks down with.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use futures_util::task::AtomicWaker;

/// Counts down to zero, once; one task waits for that.
#[derive(Clone)]
pub struct Countdown(Arc<Shared>);

struct Shared {
    left: AtomicU64,
    waiter: AtomicWaker,
}

impl Countdown {
    /// Counts down from `n`.
    pub fn new(n: u64) -> Countdown {
        Countdown(Arc::new(Shared { left: AtomicU64::new(n), waiter: AtomicWaker::new() }))
    }

    /// One less.
    pub fn done(&self) {
        if self.0.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.waiter.wake();
        }
    }

    /// Whether all are done.
    pub fn is_over(&self) -> bool {
        self.0.left.load(Ordering::Acquire) == 0
    }

    /// Waits for zero.
    pub async fn wait(&self) {
        poll_fn(|cx| {
            self.0.waiter.register(cx.waker());
            if self.is_over() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}
